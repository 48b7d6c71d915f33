/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query UsersPage($after: String) {\n    users(first: 50, after: $after) {\n      totalCount\n      nodes {\n        id\n        displayName\n        username\n        email\n        externalId\n        status\n        mfa\n        lastLoginAt\n        notReported\n        provider { key displayName }\n        actions { operation allowed reason }\n      }\n      pageInfo { hasNextPage endCursor }\n      coverage {\n        provider { key displayName }\n        status\n        error { code message }\n      }\n    }\n  }\n": typeof types.UsersPageDocument,
    "\n  mutation LockUser($id: ID!, $reason: String!) {\n    lockUser(input: { id: $id, reason: $reason }) {\n      outcome\n      userErrors { code message field }\n      user { id status actions { operation allowed reason } }\n    }\n  }\n": typeof types.LockUserDocument,
};
const documents: Documents = {
    "\n  query UsersPage($after: String) {\n    users(first: 50, after: $after) {\n      totalCount\n      nodes {\n        id\n        displayName\n        username\n        email\n        externalId\n        status\n        mfa\n        lastLoginAt\n        notReported\n        provider { key displayName }\n        actions { operation allowed reason }\n      }\n      pageInfo { hasNextPage endCursor }\n      coverage {\n        provider { key displayName }\n        status\n        error { code message }\n      }\n    }\n  }\n": types.UsersPageDocument,
    "\n  mutation LockUser($id: ID!, $reason: String!) {\n    lockUser(input: { id: $id, reason: $reason }) {\n      outcome\n      userErrors { code message field }\n      user { id status actions { operation allowed reason } }\n    }\n  }\n": types.LockUserDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UsersPage($after: String) {\n    users(first: 50, after: $after) {\n      totalCount\n      nodes {\n        id\n        displayName\n        username\n        email\n        externalId\n        status\n        mfa\n        lastLoginAt\n        notReported\n        provider { key displayName }\n        actions { operation allowed reason }\n      }\n      pageInfo { hasNextPage endCursor }\n      coverage {\n        provider { key displayName }\n        status\n        error { code message }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UsersPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LockUser($id: ID!, $reason: String!) {\n    lockUser(input: { id: $id, reason: $reason }) {\n      outcome\n      userErrors { code message field }\n      user { id status actions { operation allowed reason } }\n    }\n  }\n"): typeof import('./graphql.ts').LockUserDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
