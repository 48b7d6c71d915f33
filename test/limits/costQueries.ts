/** Queries whose upstream calls are few, many, or hard to foresee; the estimate must hold for each of them. */
export const QUERIES: readonly (readonly [name: string, query: string])[] = [
  ["users", "{ users(first: 100) { nodes { id email displayName status mfa lastLoginAt } } }"],
  ["users with teams", "{ users(first: 100) { nodes { email teams { nodes { name } } } } }"],
  ["one field of the full form", "{ users(first: 100) { nodes { firstName } } }"],
  [
    "ten of one provider",
    '{ users(first: 10, filter: { providers: ["scaikey"] }) { nodes { email firstName } } }',
  ],
  [
    "all of a user",
    `{ users(first: 10, filter: { providers: ["scaikey"] }) { nodes {
      firstName teams { nodes { name } } details { ... on ScaiKeyUserDetails { ouId } }
    } } }`,
  ],
  ["grace periods of users", "{ users(first: 100) { nodes { gracePeriods { type } } } }"],
  [
    "memberships of users",
    "{ users(first: 100) { nodes { accountMemberships { nodes { roles account { name } teams { id } } } } } }",
  ],
  ["invitations of users", "{ users(first: 100) { nodes { email invitations { nodes { email } } } } }"],
  ["custom attributes", "{ users(first: 100) { nodes { email customAttributes } } }"],
  ["a number", "{ users { totalCount } }"],
  ["where a page lies", "{ users(first: 1) { pageInfo { hasNextPage } isComplete coverage { status } } }"],
  ["the end of the list", "{ users(last: 100) { nodes { email } } }"],
  ["the end in an order", "{ users(last: 10, orderBy: { field: EMAIL }) { nodes { email } } }"],
  ["a tag", '{ users(filter: { tag: "on-call" }) { nodes { email } } }'],
  ["owners", "{ users(filter: { role: [OWNER] }) { nodes { email } } }"],
  ["a state", "{ users(first: 100, filter: { status: [LOCKED] }) { nodes { email } } }"],
  ["no second factor", "{ users(filter: { mfa: [DISABLED] }) { nodes { email } } }"],
  ["an address", '{ users(filter: { email: "nobody@lindenworks.example" }) { nodes { email } } }'],
  ["a search", '{ users(filter: { search: "santos" }) { nodes { email } } }'],
  [
    "a search in an order",
    '{ users(filter: { search: "a" }, orderBy: { field: EMAIL }) { nodes { email } } }',
  ],
  ["new ones", '{ users(filter: { createdAfter: "2026-01-01T00:00:00Z" }) { nodes { email } } }'],
  ["by address", "{ users(orderBy: { field: EMAIL }) { nodes { email } } }"],
  ["by name, backwards", "{ users(orderBy: { field: DISPLAY_NAME, direction: DESC }) { nodes { email } } }"],
  ["by age", "{ users(orderBy: { field: CREATED_AT }) { nodes { email teams { nodes { name } } } } }"],
  ["by last login", "{ users(orderBy: { field: LAST_LOGIN_AT, direction: DESC }) { nodes { email } } }"],
  ["teams", "{ teams(first: 100) { nodes { name } } }"],
  ["teams by name", '{ teams(filter: { search: "mobile" }) { nodes { name } } }'],
  ["teams and members", "{ teams { nodes { name members(first: 5) { nodes { email firstName } } } } }"],
  [
    "teams, members and their teams",
    "{ teams(first: 5) { nodes { members(first: 5) { nodes { teams { nodes { name } } } } } } }",
  ],
  ["invitations", "{ invitations(first: 10) { nodes { email origin } } }"],
  [
    "invitations, whom they concern and by whom",
    "{ invitations(first: 50) { nodes { email teams { name } user { email firstName } invitedBy { email } } } }",
  ],
  [
    "invitations of an address",
    '{ invitations(filter: { email: "nobody@lindenworks.example" }) { nodes { email } } }',
  ],
  [
    "grace periods",
    "{ gracePeriods(first: 50, filter: { type: [SET_MFA] }) { nodes { type user { email } } } }",
  ],
  [
    "memberships",
    "{ accountMemberships(first: 50) { nodes { roles user { email teams { nodes { name } } } } } }",
  ],
  [
    "memberships in full",
    "{ accountMemberships(first: 20) { nodes { teams { name } user { firstName } } } }",
  ],
  ["locked memberships", "{ accountMemberships(filter: { status: [LOCKED] }) { nodes { roles } } }"],
  ["mismatches", '{ identitySourceMismatches(provider: "scaikey") { email user { email firstName } } }'],
  ["providers", "{ providers { key capabilities { operation } health { state } } }"],
  ["own users", "{ providers { currentUser { email customAttributes teams { nodes { name } } } } }"],
  ["one own user", '{ provider(key: "equinix") { currentUser { email invitations { nodes { email } } } } }'],
  ["the own user behind coverage", "{ users(first: 1) { coverage { provider { currentUser { email } } } } }"],
  ["a list twice", "{ one: users(first: 50) { nodes { id } } other: users(first: 50) { nodes { email } } }"],
  [
    "fields in fragments",
    `{ users(first: 100) { nodes { ...Person } edges { node { ...Person } } } }
      fragment Person on User { email ...Teams }
      fragment Teams on User { teams { nodes { name } } }`,
  ],
  [
    "users again behind their memberships",
    `{ users(first: 100) { nodes {
      email accountMemberships { nodes { user { email mfa firstName accountMemberships { nodes { status user { id } } } } } }
    } } }`,
  ],
  ["what is left out", "{ users(first: 100) { nodes { email teams @skip(if: true) { nodes { name } } } } }"],
];

/** The same by ids that only a running company has. */
export const QUERIES_BY_ID: readonly (readonly [name: string, query: string])[] = [
  ["nodes", "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on User { email } } }"],
  [
    "nodes in full",
    "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on User { firstName teams { nodes { name } } } } }",
  ],
  [
    "nodes, with fields of the same names on other types",
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ...Person ... on Invitation { teams { name } } } }
      fragment Person on User { email }`,
  ],
  [
    "a list of ids",
    "query ($ids: [ID!]!) { users(first: 100, filter: { ids: $ids }) { nodes { email } totalCount } }",
  ],
  [
    "a list of ids in full",
    "query ($ids: [ID!]!) { users(first: 100, filter: { ids: $ids }) { nodes { firstName } } }",
  ],
];
