import { z } from "zod";
import type { CapabilitiesOn, FieldTable, UserListAbilities, UserLookup } from "../capability.ts";
import { createUpstream } from "../http/client.ts";
import { createRaw } from "../http/raw.ts";
import { defineProvider } from "../provider.ts";
import { authenticateWith, createScalrClient, HEADERS, LARGEST_PAGE } from "./client.ts";
import { scalrOperations } from "./operations.ts";
import { scalrSimulator } from "./simulator.ts";
import { scalrSurface } from "./surface.ts";

/*
 * Scalr, IACP API v3: the users of one account, read from the list of links between the account and its users
 * (`account-users`). That list tells of each user, their teams and whether they still have to accept; nothing
 * can be written through it.
 */

const settings = z.strictObject({
  token: z
    .string("must be an API token of Scalr, as text")
    .regex(/^[\x21-\x7e]+$/, "must be an API token of Scalr, without spaces or line breaks"),
  accountId: z
    .string("must be the account's id, such as acc-svrcncgh453bi8g, as text")
    .regex(/^acc-[A-Za-z0-9_-]+$/, "must be the account's id, which begins with acc-"),
});

const LIST = [scalrSurface["list-account-users"]] as const;
const READ_ONLY = "Roster reads Scalr's users and cannot change them";

const capabilities = {
  users: { via: LIST },
  user: { via: LIST },
  teams: { via: LIST, note: "Teams are gathered from the users, so a team without users is not shown." },
  invitations: { via: LIST, note: "Concluded from users who have not accepted yet." },
  gracePeriods: { missing: "Scalr has no grace periods." },
  accountMemberships: { via: LIST, note: "Only in the configured account." },
  identitySourceMismatches: { missing: "Scalr does not compare identity sources." },
  "Provider.currentUser": { missing: "Scalr does not tell whose token it is." },
  "Team.members": { via: LIST },
  "User.teams": { via: LIST },
  "User.accountMemberships": { via: LIST, note: "Only in the configured account." },
  "User.invitations": { via: LIST, note: "Concluded from a link to the account that is still pending." },
  "User.gracePeriods": { missing: "Scalr has no grace periods." },

  createUser: { missing: `${READ_ONLY}: invite people in Scalr itself.` },
  updateUser: { missing: `${READ_ONLY}.` },
  deleteUser: { missing: `${READ_ONLY}: remove them from the account in Scalr itself.` },
  lockUser: { missing: `${READ_ONLY}, and Scalr has no lock.` },
  unlockUser: { missing: `${READ_ONLY}, and Scalr has no lock.` },
  setUserStatus: { missing: `${READ_ONLY}.` },
  createMfaOtp: { missing: "Scalr's API has no operation for MFA." },
  validateMfaOtp: { missing: "Scalr's API has no operation for MFA." },
  disableMfa: { missing: "Scalr's API has no operation for MFA." },
  updatePassword: { missing: `${READ_ONLY}.` },
  requestPasswordReset: { missing: `${READ_ONLY}.` },
  updateUsername: { missing: `${READ_ONLY}.` },
  updateCurrentUser: { missing: "Scalr does not tell whose token it is." },
  fixIdentitySourceMismatches: { missing: "Scalr does not compare identity sources." },
} as const satisfies CapabilitiesOn<typeof scalrSurface>;

const fields = {
  email: "always",
  emailVerified: { missing: "Scalr does not report whether an address is verified." },
  username: "always",
  firstName: { missing: "Scalr reports the full name only." },
  lastName: { missing: "Scalr reports the full name only." },
  displayName: "always",
  phoneNumber: { missing: "Scalr does not report phone numbers." },
  locale: { missing: "Scalr does not report languages." },
  timezone: { missing: "Scalr does not report time zones." },
  avatarUrl: { missing: "Scalr does not report pictures." },
  status: "always",
  statusRaw: "always",
  role: { missing: "Scalr does not report a user's role in the account." },
  mfa: { missing: "Scalr does not report whether a user has MFA." },
  identitySource: { missing: "Scalr reports a user's identity providers by id only, without their kind." },
  tags: { missing: "Scalr has no tags on users." },
  customAttributes: { missing: "Scalr has no custom attributes on users." },
  createdAt: "always",
  updatedAt: { missing: "Scalr does not report when a user was changed." },
  lastLoginAt: "always",
  passwordChangedAt: { missing: "Scalr does not report when a password was changed." },
  teams: "include",
  accountMemberships: "include",
  invitations: "include",
  gracePeriods: { missing: "Scalr has no grace periods." },
  details: "always",
} as const satisfies FieldTable;

const userList = {
  pageSize: LARGEST_PAGE,
  // Free text is not used: what Scalr looks for it in is not documented, so that it might miss a match. Nor is
  // `filter[status]`, which is about the link to the account and not about the user.
  // It can filter by team, but the whole list, which tells the teams of everybody, serves any number of teams.
  filters: {},
  // The other sorts are of text or hold empty values, whose order Scalr does not document.
  orders: { CREATED_AT: ["ASC"] },
  words: {
    status: ["ACTIVE", "DISABLED", "PENDING", "UNKNOWN"],
    role: ["UNKNOWN"],
    mfa: ["UNKNOWN"],
    identitySource: ["UNKNOWN"],
  },
} as const satisfies UserListAbilities;

const userLookup = { idsPerCall: 0, single: true, listProvesAbsence: true } as const satisfies UserLookup;

/** Scalr's definition: one line in the list of kinds. */
export const scalr = defineProvider({
  kind: "SCALR",
  name: "scalr",
  title: "Scalr",
  settings,
  surface: scalrSurface,
  simulator: scalrSimulator,
  connect({ token, accountId }, common, environment) {
    const { key, baseUrl, timeoutMs, maxConcurrency } = common;
    const upstream = createUpstream(
      { provider: key, baseUrl, timeoutMs, maxConcurrency, authenticate: authenticateWith(token) },
      environment,
    );
    const client = createScalrClient({ provider: key, accountId }, upstream, environment.now);
    return {
      key,
      kind: "SCALR",
      displayName: common.displayName ?? "Scalr",
      apiVersion: "v3",
      lifecycle: () => ({ state: "CURRENT", until: null, note: null }),
      capabilities,
      fields,
      userList: { ...userList, pageSize: Math.min(common.pageSize ?? LARGEST_PAGE, LARGEST_PAGE) },
      userLookup,
      teamsPerCall: 0,
      maxConcurrency,
      sweepLimit: common.sweepLimit,
      refusal: () => null,
      writes: {},
      surface: scalrSurface,
      raw: createRaw({
        provider: key,
        upstream,
        refuse: client.refuse,
        confined: { "filter[account]": accountId },
        headers: HEADERS,
      }),
      ownUserId: null,
      operations: scalrOperations(client, { provider: key, accountId }),
      health: upstream.health,
      stats: upstream.stats,
    };
  },
});
