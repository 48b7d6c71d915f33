import type { CapabilityTable, FieldTable, UserListAbilities } from "../capability.ts";
import { toUpstreamMfa, toUpstreamStatus } from "./map.ts";

/**
 * What each of ScaiKey's two surfaces can do, tells and filters. A provider with a `tenantId` uses the tenant
 * surface and borrows from the admin surface what exists only there; one without uses only the latter.
 */

const TENANT_USERS = "/api/v1/tenants/{tenant_id}/users";
const ADMIN_USERS = "/api/v1/admin/users";

const NO_INVITATION_RECORDS = "derived from users who are yet to be verified or approved";

/** The same on both surfaces. */
const SHARED_CAPABILITIES = {
  teams: { missing: "ScaiKey's user API has no operation that lists groups." },
  gracePeriods: { missing: "ScaiKey has no grace periods." },
  "User.gracePeriods": { missing: "ScaiKey has no grace periods." },
  "Provider.currentUser": { missing: "ScaiKey's user API cannot say whose credential is used." },
  identitySourceMismatches: { via: `GET ${ADMIN_USERS}/identity-source/mismatches` },
  fixIdentitySourceMismatches: {
    via: `GET ${ADMIN_USERS}/identity-source/mismatches?fix=true`,
    note: "a write in all but its method",
  },
  unlockUser: { via: `POST ${ADMIN_USERS}/{user_id}/unlock`, note: "failed attempts are forgotten too" },
  disableMfa: { via: `POST ${ADMIN_USERS}/{user_id}/mfa/disable` },
  updatePassword: { via: `POST ${ADMIN_USERS}/{user_id}/reset-password` },
  createMfaOtp: { missing: "ScaiKey's user API cannot enrol MFA for a user; it can only take it away." },
  validateMfaOtp: { missing: "ScaiKey's user API cannot enrol MFA for a user; it can only take it away." },
  updateCurrentUser: { missing: "ScaiKey's user API cannot say whose credential is used." },
} as const;

export const TENANT_CAPABILITIES = {
  ...SHARED_CAPABILITIES,
  users: { via: `GET ${TENANT_USERS}` },
  user: { via: `GET ${TENANT_USERS}/{user_id}` },
  invitations: { via: `GET ${TENANT_USERS}`, note: NO_INVITATION_RECORDS },
  accountMemberships: { via: `GET ${TENANT_USERS}`, note: "each user's one tenant" },
  "Team.members": { via: `GET ${TENANT_USERS}?group_id` },
  "User.teams": { via: `GET ${TENANT_USERS}/{user_id}` },
  "User.accountMemberships": { via: `GET ${TENANT_USERS}`, note: "each user's one tenant" },
  "User.invitations": { via: `GET ${TENANT_USERS}`, note: NO_INVITATION_RECORDS },
  createUser: { via: `POST ${TENANT_USERS}` },
  updateUser: { via: `PATCH ${TENANT_USERS}/{user_id}` },
  deleteUser: { via: `DELETE ${TENANT_USERS}/{user_id}`, note: "a soft deletion" },
  lockUser: { via: `PUT ${TENANT_USERS}/{user_id}/status` },
  setUserStatus: { via: `PUT ${TENANT_USERS}/{user_id}/status` },
  requestPasswordReset: { via: `POST ${TENANT_USERS}/{user_id}/password/reset`, note: "by e-mail" },
  updateUsername: { via: `PATCH ${TENANT_USERS}/{user_id}` },
} as const satisfies CapabilityTable;

const NEEDS_TENANT = "ScaiKey offers this within a tenant only; configure the provider's tenantId.";
const WHERE_TOLD = "where the answer names the user's tenant";

export const ADMIN_CAPABILITIES = {
  ...SHARED_CAPABILITIES,
  users: { via: `GET ${ADMIN_USERS}/` },
  user: { via: `GET ${ADMIN_USERS}/{user_id}` },
  invitations: { via: `GET ${ADMIN_USERS}/`, note: NO_INVITATION_RECORDS },
  accountMemberships: { via: `GET ${ADMIN_USERS}/{user_id}`, note: WHERE_TOLD },
  "Team.members": { missing: NEEDS_TENANT },
  "User.teams": { via: `GET ${ADMIN_USERS}/{user_id}/groups` },
  "User.accountMemberships": { via: `GET ${ADMIN_USERS}/{user_id}`, note: WHERE_TOLD },
  "User.invitations": { via: `GET ${ADMIN_USERS}/`, note: NO_INVITATION_RECORDS },
  createUser: { via: `POST ${ADMIN_USERS}/`, note: "ScaiKey does not say which tenant the user joins" },
  updateUser: { via: `PATCH ${ADMIN_USERS}/{user_id}` },
  deleteUser: { via: `DELETE ${ADMIN_USERS}/{user_id}`, note: "a soft deletion" },
  lockUser: { missing: NEEDS_TENANT },
  setUserStatus: { missing: NEEDS_TENANT },
  requestPasswordReset: { missing: NEEDS_TENANT },
  updateUsername: { via: `PATCH ${ADMIN_USERS}/{user_id}` },
} as const satisfies CapabilityTable;

export const TENANT_FIELDS: FieldTable = {
  email: "always",
  emailVerified: "full",
  username: "full",
  firstName: "full",
  lastName: "full",
  displayName: "always",
  phoneNumber: "full",
  locale: "full",
  timezone: "full",
  avatarUrl: "full",
  status: "always",
  statusRaw: "always",
  role: { missing: "ScaiKey's user records hold no role." },
  mfa: "always",
  identitySource: "always",
  tags: { missing: "ScaiKey's users have no tags." },
  customAttributes: "full",
  createdAt: "full",
  updatedAt: "full",
  lastLoginAt: "always",
  passwordChangedAt: "full",
  teams: "full",
  accountMemberships: "always",
  invitations: "always",
  gracePeriods: { missing: "ScaiKey has no grace periods." },
  details: "full",
};

/** A row does not promise the tenant, nor a single user their groups, so both are asked for elsewhere. */
export const ADMIN_FIELDS: FieldTable = {
  ...TENANT_FIELDS,
  teams: "call",
  accountMemberships: "full",
  details: "full",
};

/** Without orders: ScaiKey does not list the words that its sort takes. */
const SHARED_ABILITIES = {
  pageSize: 100,
  orders: {},
  words: {
    status: ["ACTIVE", "PENDING", "LOCKED", "DISABLED", "UNKNOWN"],
    role: ["UNKNOWN"],
    mfa: ["ENABLED", "DISABLED", "UNKNOWN"],
    identitySource: ["LOCAL", "OIDC", "SAML", "SCIM", "LDAP", "UNKNOWN"],
  },
} as const;

/**
 * Not by `search`: ScaiKey does not say what its own looks at, and a name that it leaves out would be a person who is
 * missing without a word. An address is in every row, so that its search for one can be relied on.
 */
const SHARED_FILTERS: UserListAbilities["filters"] = {
  email: () => "superset",
  status: (words) => (toUpstreamStatus(words) === undefined ? "none" : "exact"),
};

export const TENANT_ABILITIES: UserListAbilities = {
  ...SHARED_ABILITIES,
  filters: {
    ...SHARED_FILTERS,
    mfa: (words) => (toUpstreamMfa(words) === undefined ? "none" : "exact"),
    team: () => "exact",
  },
};

export const ADMIN_ABILITIES: UserListAbilities = { ...SHARED_ABILITIES, filters: SHARED_FILTERS };
