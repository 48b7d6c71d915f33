import { z } from "zod";
import type { CapabilitiesOn, FieldTable, Missing, UserListAbilities } from "../capability.ts";
import { createUpstream } from "../http/client.ts";
import { createRaw } from "../http/raw.ts";
import { defineProvider, type Lifecycle } from "../provider.ts";
import { createAuthentication, createSamsungClient, headersOf } from "./client.ts";
import { samsungOperations } from "./operations.ts";
import { samsungSimulator } from "./simulator.ts";
import { samsungSurface } from "./surface.ts";
import { type ApiVersion, NOT_BEFORE, supportEnds } from "./types.ts";

const TITLE = "Samsung Cloud Platform IAM";

/** Both keys are sent or hashed as they are: a line break at the end of a secret file would spoil them. */
function keySetting(name: string) {
  const message = `${name} must be printable ASCII without spaces or line breaks, as the console shows it.`;
  return z.string(message).regex(/^[\x21-\x7e]+$/, message);
}

const settings = z.strictObject({
  accountId: z
    .string("accountId must be the account's id: 32 hex digits.")
    .regex(/^[0-9a-f]{32}$/i, "accountId must be the account's id: 32 hex digits without dashes."),
  accessKey: keySetting("accessKey"),
  secretKey: keySetting("secretKey"),
  apiVersion: z
    .enum(
      ["1.0", "1.1", "1.2", "1.3", "1.4"],
      'apiVersion must be "1.0", "1.1", "1.2", "1.3" or "1.4", in quotes.',
    )
    .default("1.4"),
  signature: z
    .enum(
      ["docs", "sdk"],
      'signature must be "docs" (as the documentation signs) or "sdk" (as the Go SDK does).',
    )
    .default("docs"),
});

const LIST = [samsungSurface["list-iam-users"]] as const;

/** Roster speaks one operation of this API, the list of users. */
function noWrite(what: string): Missing {
  return { missing: `Roster only reads from ${TITLE}: it has no operation there that ${what}.` };
}

const NO_GRACE_PERIODS: Missing = { missing: `${TITLE} has no grace periods.` };
const NO_INVITATIONS: Missing = { missing: `${TITLE} does not report invitations.` };
const NO_MFA: Missing = noWrite("changes or checks MFA");
const NO_PASSWORD: Missing = noWrite("changes or resets a password");

function capabilitiesOf(version: ApiVersion): CapabilitiesOn<typeof samsungSurface> {
  const groups = {
    via: LIST,
    note:
      version === "1.4"
        ? "From the groups that the list tells of each user; a group without members is not seen."
        : `From the group names that version ${version} tells; a renamed group is another team.`,
  };
  return {
    users: { via: LIST },
    user: {
      via: LIST,
      note: "There is no look-up by id: the list of users is read until the user is found.",
    },
    teams: groups,
    invitations: NO_INVITATIONS,
    gracePeriods: NO_GRACE_PERIODS,
    accountMemberships: {
      via: LIST,
      note: "One for each user, in the account that the gateway is configured for.",
    },
    identitySourceMismatches: { missing: `${TITLE} does not link users to identity providers.` },
    "Provider.currentUser": { missing: `${TITLE} does not tell whose access key the gateway holds.` },
    "Team.members": {
      via: LIST,
      note: "There is no list by group: the list of users is read and looked through.",
    },
    "User.teams": groups,
    "User.accountMemberships": { via: LIST },
    "User.invitations": NO_INVITATIONS,
    "User.gracePeriods": NO_GRACE_PERIODS,
    createUser: noWrite("creates users"),
    updateUser: noWrite("changes users"),
    deleteUser: noWrite("deletes users"),
    lockUser: noWrite("locks users"),
    unlockUser: noWrite("unlocks users"),
    setUserStatus: noWrite("changes a user's status"),
    createMfaOtp: NO_MFA,
    validateMfaOtp: NO_MFA,
    disableMfa: NO_MFA,
    updatePassword: NO_PASSWORD,
    requestPasswordReset: NO_PASSWORD,
    updateUsername: noWrite("changes usernames"),
    updateCurrentUser: noWrite("changes the gateway's own user"),
    fixIdentitySourceMismatches: noWrite("changes identity sources"),
  };
}

function notReported(what: string): Missing {
  return { missing: `${TITLE} does not report ${what}.` };
}

const fields: FieldTable = {
  email: "always",
  emailVerified: "always",
  username: "always",
  firstName: "always",
  lastName: "always",
  displayName: "always",
  phoneNumber: notReported("phone numbers, only whether one is verified"),
  locale: notReported("locales"),
  timezone: "always",
  avatarUrl: notReported("avatars"),
  status: "always",
  statusRaw: "always",
  role: notReported("who owns an account"),
  mfa: notReported("whether MFA is on"),
  identitySource: "always",
  tags: notReported("tags"),
  customAttributes: notReported("custom attributes"),
  createdAt: "always",
  updatedAt: "always",
  lastLoginAt: "always",
  passwordChangedAt: "always",
  teams: "always",
  accountMemberships: "always",
  invitations: notReported("invitations"),
  gracePeriods: notReported("grace periods"),
  details: "always",
};

/** Sizes that the official Terraform provider allows. */
const LARGEST_PAGE = 10_000;

function listAbilities(pageSize: number): UserListAbilities {
  return {
    pageSize: Math.min(Math.max(pageSize, 1), LARGEST_PAGE),
    // Whether the API compares whole addresses or parts is not documented, so the gateway looks again.
    filters: { email: () => "superset" },
    orders: { CREATED_AT: ["ASC", "DESC"] },
    words: {
      status: ["ACTIVE", "DISABLED", "UNKNOWN"],
      role: ["UNKNOWN"],
      mfa: ["UNKNOWN"],
      identitySource: ["LOCAL", "UNKNOWN"],
    },
  };
}

const NINETY_DAYS = 90 * 86_400_000;

/** The API reference calls a version deprecated in its last 90 days, and unsupported from its date on. */
function lifecycleOf(version: ApiVersion, nowMs: number): Lifecycle {
  const end = supportEnds(version);
  if (end === null) return { state: "CURRENT", until: null, note: null };
  const until = new Date(end).toISOString();
  const date = NOT_BEFORE[version];
  const advice = 'Set apiVersion to "1.4", the current version.';
  if (nowMs >= end) {
    const note = `Support of API version ${version} ended on ${date}: it may stop answering. ${advice}`;
    return { state: "RETIRED", until, note };
  }
  const state = end - nowMs <= NINETY_DAYS ? "DEPRECATED" : "SUPPORTED";
  return { state, until, note: `Support of API version ${version} ends on ${date}. ${advice}` };
}

/**
 * Samsung Cloud Platform IAM, "List IAM users" in versions 1.0 to 1.4: read only, one list that tells
 * everything. Versions before 1.4 tell groups by name only and no access keys.
 */
export const samsung = defineProvider({
  kind: "SAMSUNG",
  name: "samsung",
  title: TITLE,
  settings,
  surface: samsungSurface,
  simulator: samsungSimulator,
  connect(own, common, environment) {
    const { accountId, apiVersion } = own;
    const provider = common.key;
    const upstream = createUpstream(
      {
        provider,
        baseUrl: common.baseUrl,
        timeoutMs: common.timeoutMs,
        maxConcurrency: common.maxConcurrency,
        authenticate: createAuthentication(own, environment.now),
      },
      environment,
    );
    const client = createSamsungClient({ provider, accountId, apiVersion }, upstream, environment.now);
    return {
      key: provider,
      kind: "SAMSUNG",
      displayName: common.displayName ?? TITLE,
      apiVersion,
      lifecycle: (nowMs) => lifecycleOf(apiVersion, nowMs),
      capabilities: capabilitiesOf(apiVersion),
      fields,
      userList: listAbilities(common.pageSize ?? 1_000),
      userLookup: { idsPerCall: 0, single: false, listProvesAbsence: true },
      // Teams are part of every user: there is no call for them.
      teamsPerCall: 1,
      maxConcurrency: common.maxConcurrency,
      sweepLimit: common.sweepLimit,
      refusal: () => null,
      writes: {},
      surface: samsungSurface,
      raw: createRaw({
        provider,
        upstream,
        refuse: client.refuse,
        confined: { account_id: accountId },
        headers: headersOf(apiVersion),
      }),
      ownUserId: null,
      operations: samsungOperations(client, { provider, accountId }),
      health: upstream.health,
      stats: upstream.stats,
    };
  },
});
