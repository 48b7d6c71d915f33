import { graphql } from "./generated/gql.ts";

export const UsersPage = graphql(`
  query UsersPage($after: String) {
    users(first: 50, after: $after) {
      totalCount
      nodes {
        id
        displayName
        username
        email
        externalId
        status
        mfa
        lastLoginAt
        notReported
        provider { key displayName }
        actions { operation allowed reason }
      }
      pageInfo { hasNextPage endCursor }
      coverage {
        provider { key displayName }
        status
        error { code message }
      }
    }
  }
`);

export const LockUser = graphql(`
  mutation LockUser($id: ID!, $reason: String!) {
    lockUser(input: { id: $id, reason: $reason }) {
      outcome
      userErrors { code message field }
      user { id status actions { operation allowed reason } }
    }
  }
`);
