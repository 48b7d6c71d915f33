import type { CapabilitiesOn, FieldTable, UserListAbilities } from "../capability.ts";
import { toUpstreamMfa, toUpstreamStatus } from "./map.ts";
import type { scaikeySurface } from "./surface.ts";
import { adminSurface } from "./surfaceAdmin.ts";
import { tenantSurface } from "./surfaceTenant.ts";

/**
 * What each of ScaiKey's two surfaces can do, tells and filters. A provider with a `tenantId` uses the tenant
 * surface and borrows from the admin surface what exists only there; one without uses only the latter.
 */

const NO_INVITATION_RECORDS = "derived from users who are yet to be verified or approved";

/** Where what every answer tells of a user comes from. */
const TENANT_USER = [tenantSurface["tenant-list-users"], tenantSurface["tenant-get-user"]] as const;
const ADMIN_USER = [adminSurface["admin-list-users"], adminSurface["admin-get-user"]] as const;

/** The same on both surfaces. */
const SHARED_CAPABILITIES = {
  teams: { missing: "ScaiKey's user API has no operation that lists groups." },
  gracePeriods: { missing: "ScaiKey has no grace periods." },
  "User.gracePeriods": { missing: "ScaiKey has no grace periods." },
  "Provider.currentUser": { missing: "ScaiKey's user API cannot say whose credential is used." },
  identitySourceMismatches: { via: [adminSurface["admin-find-identity-source-mismatches"]] },
  fixIdentitySourceMismatches: {
    via: adminSurface["admin-fix-identity-source-mismatches"],
    note: "a write in all but its method",
  },
  unlockUser: { via: adminSurface["admin-unlock-user"], note: "failed attempts are forgotten too" },
  disableMfa: { via: adminSurface["admin-disable-user-mfa"] },
  updatePassword: { via: adminSurface["admin-reset-password"] },
  createMfaOtp: { missing: "ScaiKey's user API cannot enrol MFA for a user; it can only take it away." },
  validateMfaOtp: { missing: "ScaiKey's user API cannot enrol MFA for a user; it can only take it away." },
  updateCurrentUser: { missing: "ScaiKey's user API cannot say whose credential is used." },
} as const;

export const TENANT_CAPABILITIES = {
  ...SHARED_CAPABILITIES,
  users: { via: [tenantSurface["tenant-list-users"]] },
  user: { via: [tenantSurface["tenant-get-user"]] },
  invitations: { via: [tenantSurface["tenant-list-users"]], note: NO_INVITATION_RECORDS },
  accountMemberships: { via: [tenantSurface["tenant-list-users"]], note: "each user's one tenant" },
  "Team.members": { via: [tenantSurface["tenant-list-users"]] },
  "User.teams": { via: [tenantSurface["tenant-get-user"], adminSurface["admin-get-user-groups"]] },
  "User.accountMemberships": { via: TENANT_USER, note: "each user's one tenant" },
  "User.invitations": { via: TENANT_USER, note: NO_INVITATION_RECORDS },
  createUser: { via: tenantSurface["tenant-create-user"] },
  updateUser: { via: tenantSurface["tenant-update-user"] },
  deleteUser: { via: tenantSurface["tenant-delete-user"], note: "a soft deletion" },
  lockUser: { via: tenantSurface["tenant-set-status"], caseOf: "setUserStatus" },
  setUserStatus: { via: tenantSurface["tenant-set-status"] },
  requestPasswordReset: { via: tenantSurface["tenant-reset-password"], note: "by e-mail" },
  updateUsername: { via: tenantSurface["tenant-update-user"], caseOf: "updateUser" },
} as const satisfies CapabilitiesOn<typeof scaikeySurface>;

const NEEDS_TENANT = "ScaiKey offers this within a tenant only; configure the provider's tenantId.";
const WHERE_TOLD = "where the answer names the user's tenant";

export const ADMIN_CAPABILITIES = {
  ...SHARED_CAPABILITIES,
  users: { via: [adminSurface["admin-list-users"]] },
  user: { via: [adminSurface["admin-get-user"]] },
  invitations: { via: [adminSurface["admin-list-users"]], note: NO_INVITATION_RECORDS },
  accountMemberships: { via: ADMIN_USER, note: WHERE_TOLD },
  "Team.members": { missing: NEEDS_TENANT },
  "User.teams": { via: [adminSurface["admin-get-user-groups"]] },
  "User.accountMemberships": { via: [adminSurface["admin-get-user"]], note: WHERE_TOLD },
  "User.invitations": { via: ADMIN_USER, note: NO_INVITATION_RECORDS },
  createUser: {
    via: adminSurface["admin-create-user"],
    note: "ScaiKey does not say which tenant the user joins",
  },
  updateUser: { via: adminSurface["admin-update-user"] },
  deleteUser: { via: adminSurface["admin-delete-user"], note: "a soft deletion" },
  lockUser: { missing: NEEDS_TENANT },
  setUserStatus: { missing: NEEDS_TENANT },
  requestPasswordReset: { missing: NEEDS_TENANT },
  updateUsername: { via: adminSurface["admin-update-user"], caseOf: "updateUser" },
} as const satisfies CapabilitiesOn<typeof adminSurface>;

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
