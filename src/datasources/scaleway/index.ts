import { z } from "zod";
import type { User } from "../../domain/user.ts";
import type {
  CapabilitiesOn,
  FieldTable,
  UserListAbilities,
  UserLookup,
  WriteOperation,
} from "../capability.ts";
import { createUpstream } from "../http/client.ts";
import { createRaw } from "../http/raw.ts";
import { defineProvider } from "../provider.ts";
import type { WritesOf } from "../write.ts";
import { authenticateWith, BODY_TYPE, createScalewayClient, LARGEST_PAGE } from "./client.ts";
import { mfaParameter, typeParameter } from "./map.ts";
import { scalewayOperations } from "./operations.ts";
import { scalewaySimulator } from "./simulator.ts";
import { scalewaySurface } from "./surface.ts";
import { scalewayWrites } from "./writes.ts";

const NEEDS_KEY = "is the secret key of a Scaleway API key (its access key is not needed)";
const NEEDS_ORGANIZATION = "is the id of the Scaleway organisation whose users are meant: a UUID";
const NEEDS_OWN_USER = "is the id of the user that the API key belongs to: a UUID";

const settings = z.strictObject({
  secretKey: z
    .string({ error: NEEDS_KEY })
    .trim()
    .regex(/^[\x21-\x7e]+$/, `${NEEDS_KEY}, on one line and without spaces`),
  organizationId: z.guid({ error: NEEDS_ORGANIZATION }),
  /** The user that the API key belongs to, which the API does not tell. Roster refuses to lock or delete it. */
  ownUserId: z.guid({ error: NEEDS_OWN_USER }).toLowerCase().optional(),
});

// Its surface is about users, and has no groups.
const GROUPS = { unlisted: "GET /iam/v1alpha1/groups" } as const;
const GROUP = { unlisted: "GET /iam/v1alpha1/groups/{group_id}" } as const;

const capabilities = {
  users: { via: [scalewaySurface.listusers] },
  user: { via: [scalewaySurface.getuser] },
  teams: { via: [GROUPS] },
  invitations: {
    via: [scalewaySurface.listusers],
    note: "Scaleway has no invitation records: these are the users whose invitation is pending.",
  },
  gracePeriods: {
    via: [scalewaySurface.listusers, scalewaySurface.listgraceperiods],
    note: "One request for each user.",
  },
  accountMemberships: { via: [scalewaySurface.listusers], note: "Each user belongs to one organisation." },
  identitySourceMismatches: { missing: "Scaleway does not tell where a user's identity comes from." },
  "Provider.currentUser": { missing: "Scaleway's user API does not tell whose API key is used." },
  "Team.members": { via: [GROUP, scalewaySurface.listusers] },
  "User.teams": { via: [GROUPS], note: "One request for up to 100 users." },
  "User.accountMemberships": {
    via: [scalewaySurface.listusers, scalewaySurface.getuser],
    note: "Each user belongs to one organisation.",
  },
  "User.invitations": {
    via: [scalewaySurface.listusers, scalewaySurface.getuser],
    note: "Scaleway has no invitation records: a user whose invitation is pending stands for it.",
  },
  "User.gracePeriods": { via: [scalewaySurface.listgraceperiods], note: "One request for each user." },

  createUser: { via: scalewaySurface.createuser },
  updateUser: { via: scalewaySurface.updateuser },
  deleteUser: { via: scalewaySurface.deleteuser, note: "Owners cannot be deleted." },
  lockUser: { via: scalewaySurface.lockuser, note: "Only members can be locked." },
  unlockUser: {
    via: scalewaySurface.unlockuser,
    note: "Starts the user's grace periods anew.",
  },
  setUserStatus: { missing: "Scaleway has no status to set; a member can be locked and unlocked instead." },
  createMfaOtp: { via: scalewaySurface.createusermfaotp },
  validateMfaOtp: { via: scalewaySurface.validateusermfaotp },
  disableMfa: { via: scalewaySurface.deleteusermfaotp },
  updatePassword: { via: scalewaySurface.updateuserpassword },
  requestPasswordReset: {
    missing: "Scaleway's user API cannot send a password reset mail; a new password can be set instead.",
  },
  updateUsername: { via: scalewaySurface.updateuserusername },
  updateCurrentUser: { missing: "Scaleway's user API does not tell whose API key is used." },
  fixIdentitySourceMismatches: { missing: "Scaleway does not tell where a user's identity comes from." },
} as const satisfies CapabilitiesOn<typeof scalewaySurface>;

const fields: FieldTable = {
  email: "always",
  emailVerified: { missing: "Scaleway does not say whether an email address has been verified." },
  username: "always",
  firstName: "always",
  lastName: "always",
  displayName: "always",
  phoneNumber: "always",
  locale: "always",
  timezone: { missing: "Scaleway's users have no time zone." },
  avatarUrl: { missing: "Scaleway's users have no picture." },
  status: "always",
  statusRaw: "always",
  role: "always",
  mfa: "always",
  identitySource: "always",
  tags: "always",
  customAttributes: { missing: "Scaleway's users have tags and no attributes of their own." },
  createdAt: "always",
  updatedAt: "always",
  lastLoginAt: "always",
  passwordChangedAt: { missing: "Scaleway does not tell when a password was last changed." },
  teams: "call",
  accountMemberships: "always",
  invitations: "always",
  gracePeriods: "call",
  details: "always",
};

const userList: UserListAbilities = {
  pageSize: LARGEST_PAGE,
  filters: {
    ids: (ids) => (ids.length <= LARGEST_PAGE ? "exact" : "none"),
    mfa: (states) => (mfaParameter(states) === null ? "none" : "exact"),
    role: (roles) => (typeParameter(roles) === null ? "none" : "exact"),
    // Scaleway finds users who have a tag that contains the text.
    tag: () => "superset",
  },
  // It sorts by e-mail address and last login too, but not documented are collation and the place of nulls.
  orders: { CREATED_AT: ["ASC", "DESC"] },
  words: {
    status: ["ACTIVE", "PENDING", "LOCKED", "UNKNOWN"],
    role: ["OWNER", "MEMBER", "UNKNOWN"],
    mfa: ["ENABLED", "DISABLED"],
    identitySource: ["LOCAL"],
  },
};

const userLookup: UserLookup = { idsPerCall: LARGEST_PAGE, single: true, listProvesAbsence: true };

/** What Scaleway's documentation rules out for this very user. */
function refusal(operation: WriteOperation, user: User): string | null {
  if (operation === "lockUser" && user.role === "OWNER") {
    return "Scaleway locks members only, and this user is the owner of the organisation.";
  }
  if (operation !== "deleteUser") return null;
  if (user.role === "OWNER") return "Scaleway does not delete the owner of an organisation.";
  const { details } = user;
  return details.__typename === "ScalewayUserDetails" && !details.deletable
    ? "Scaleway says of this user that it cannot be deleted."
    : null;
}

/** Scaleway IAM, API v1alpha1: https://www.scaleway.com/en/developers/api/iam/ */
export const scaleway = defineProvider({
  kind: "SCALEWAY",
  name: "scaleway",
  title: "Scaleway IAM",
  settings,
  surface: scalewaySurface,
  simulator: scalewaySimulator,
  connect({ secretKey, organizationId, ownUserId }, common, environment) {
    const { key: provider, baseUrl, timeoutMs, maxConcurrency } = common;
    const upstream = createUpstream(
      { provider, baseUrl, timeoutMs, maxConcurrency, authenticate: authenticateWith(secretKey) },
      environment,
    );
    const connection = { provider, organizationId };
    const client = createScalewayClient(connection, upstream, environment.now);
    return {
      key: provider,
      kind: "SCALEWAY",
      displayName: common.displayName ?? "Scaleway IAM",
      apiVersion: "v1alpha1",
      lifecycle: () => ({ state: "CURRENT", until: null, note: null }),
      capabilities,
      fields,
      userList: { ...userList, pageSize: Math.min(common.pageSize ?? LARGEST_PAGE, LARGEST_PAGE) },
      userLookup,
      teamsPerCall: LARGEST_PAGE,
      maxConcurrency,
      sweepLimit: common.sweepLimit,
      refusal,
      operations: scalewayOperations(client, connection),
      surface: scalewaySurface,
      raw: createRaw({
        provider,
        upstream,
        refuse: client.refuse,
        confined: { organization_id: organizationId },
        contentType: BODY_TYPE,
      }),
      writes: scalewayWrites(client, connection) satisfies WritesOf<typeof capabilities>,
      ownUserId: ownUserId ?? null,
      health: upstream.health,
      stats: upstream.stats,
    };
  },
});
