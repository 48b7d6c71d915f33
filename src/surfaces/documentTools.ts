/** A tool that is a GraphQL operation over all providers; the operation's variables are its arguments. */
export interface DocumentTool {
  readonly name: string;
  readonly description: string;
  readonly document: string;
  /** The field whose value the tool answers with. */
  readonly field: string;
  /** What the answer stands under; null: the field's own fields are the answer's. */
  readonly under: string | null;
  /** True where the answer is a secret that is told this once. */
  readonly tellsSecret?: boolean;
}

const REST_OF_LIST = `totalCount isComplete
  pageInfo { hasNextPage endCursor }
  coverage { provider { key } status fetched total error { code message retryAfterMs } }`;
const PAGE = "$first: Int, $after: String";
const PAGE_ARGUMENTS = "first: $first, after: $after";
const USER = `id externalId provider { key } email username displayName firstName lastName status role mfa
  identitySource createdAt lastLoginAt tags notReported`;

const CHANGED = "user { id externalId provider { key } email username displayName status mfa }";
const WHOLE_USER = `${USER} emailVerified phoneNumber locale timezone updatedAt passwordChangedAt customAttributes
  teams(first: 100) { nodes { id name kind } totalCount }
  accountMemberships(first: 25) { nodes { account { externalId kind name } roles status } }
  gracePeriods { type expiresAt expired }
  actions { operation allowed reason }`;

function list(
  name: string,
  description: string,
  field: string,
  declared: string,
  given: string,
  node: string,
) {
  const document = `query Tool(${declared}, ${PAGE}) {
    ${field}(${given}, ${PAGE_ARGUMENTS}) { nodes { ${node} } ${REST_OF_LIST} }
  }`;
  return { name, description, field, document, under: null } satisfies DocumentTool;
}

/** A tool that is one mutation; its arguments are the fields of the mutation's input. */
function change(name: string, description: string, field: string, shown = CHANGED): DocumentTool {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const document = `mutation Tool($input: ${type}!) {
    ${field}(input: $input) { outcome userErrors { code message field retryAfterMs } ${shown} }
  }`;
  return { name, description, field, document, under: null };
}

/** The tools that span providers, in the schema's own words. */
export const documentTools: readonly DocumentTool[] = [
  {
    name: "list-providers",
    description: "List the configured providers, how they are, and what each of them can do",
    field: "providers",
    document: `query Tool { providers {
      key kind displayName apiVersion lifecycle { state until note } health { state }
      capabilities { operation supported reason destructive }
    } }`,
    under: "providers",
  },
  list(
    "find-users",
    "Find users of all providers in one list, filtered and sorted",
    "users",
    "$filter: UserFilter, $orderBy: UserOrder",
    "filter: $filter, orderBy: $orderBy",
    USER,
  ),
  {
    name: "get-user",
    description: "Get one user of any provider by the id that find-users tells, and what may be done to them",
    field: "user",
    document: `query Tool($id: ID!) { user(id: $id) { ${WHOLE_USER} } }`,
    under: "user",
  },
  {
    name: "get-user-by-external-id",
    description:
      "Get one user by the id that their provider itself uses, as the provider's own tools tell it",
    field: "userByExternalId",
    document: `query Tool($provider: String!, $externalId: String!) {
      userByExternalId(provider: $provider, externalId: $externalId) { ${WHOLE_USER} }
    }`,
    under: "user",
  },
  list(
    "list-teams",
    "List teams, groups and projects of all providers",
    "teams",
    "$filter: TeamFilter",
    "filter: $filter",
    "id externalId name description kind provider { key }",
  ),
  {
    name: "get-team",
    description: "Get one team, group or project by the id that list-teams tells, and its members",
    field: "team",
    document: `query Tool($id: ID!, ${PAGE}) { team(id: $id) {
      id externalId name description kind provider { key } account { externalId kind name }
      members(${PAGE_ARGUMENTS}) { nodes { ${USER} } ${REST_OF_LIST} }
    } }`,
    under: "team",
  },
  list(
    "list-invitations",
    "List open invitations of all providers",
    "invitations",
    "$filter: InvitationFilter",
    "filter: $filter",
    "id email status origin roles createdAt provider { key }",
  ),
  list(
    "list-grace-periods",
    "List the deadlines by which users must set up MFA or renew their password",
    "gracePeriods",
    "$filter: GracePeriodFilter",
    "filter: $filter",
    "id type createdAt expiresAt expired user { id email } provider { key }",
  ),
  list(
    "list-account-memberships",
    "List which user belongs to which account, over all providers",
    "accountMemberships",
    "$filter: AccountMembershipFilter",
    "filter: $filter",
    "id status roles user { id email } account { externalId kind name } provider { key }",
  ),
  change("add-user", "Create a user at one provider, in the block of the provider's kind", "createUser"),
  change("change-user", "Change the profile of a user of any provider that allows it", "updateUser"),
  change("delete-user", "Remove a user from their provider, for good", "deleteUser", "deletedUserId"),
  change("lock-user", "Shut a user out until unlock-user", "lockUser"),
  change("unlock-user", "Let a locked user in again", "unlockUser"),
  change("set-user-status", "Set a user's status to any that the provider allows", "setUserStatus"),
  {
    ...change(
      "create-user-mfa-otp",
      "Begin to set up a user's MFA, and get the secret for it, this one time",
      "createMfaOtp",
      `secret otpauthUri ${CHANGED}`,
    ),
    tellsSecret: true,
  },
  {
    ...change(
      "validate-user-mfa-otp",
      "Turn a user's MFA on with a code, and get the recovery codes, this one time",
      "validateMfaOtp",
      `recoveryCodes ${CHANGED}`,
    ),
    tellsSecret: true,
  },
  change("disable-mfa", "Take a user's second factor away", "disableMfa"),
  change("update-password", "Set a user's password to a given one", "updatePassword"),
  change(
    "request-password-reset",
    "Have the provider send a user a mail for choosing a new password",
    "requestPasswordReset",
  ),
  change("update-username", "Change the name that a user signs in with", "updateUsername"),
];
