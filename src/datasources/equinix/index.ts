import { z } from "zod";
import type { CapabilitiesOn, FieldTable, Missing, UserListAbilities, UserLookup } from "../capability.ts";
import { createUpstream } from "../http/client.ts";
import { createRaw } from "../http/raw.ts";
import { defineProvider, type Lifecycle } from "../provider.ts";
import type { WritesOf } from "../write.ts";
import { authHeaders, createEquinixClient } from "./client.ts";
import { equinixOperations } from "./operations.ts";
import { equinixSimulator } from "./simulator.ts";
import { equinixSurface } from "./surface.ts";
import { equinixWrites } from "./writes.ts";

const NEEDS_TOKEN = "is a user's API key of Equinix Metal (a project's key cannot list users)";

const settings = z.strictObject({
  authToken: z
    .string({ error: NEEDS_TOKEN })
    .trim()
    .regex(/^[\x21-\x7e]+$/, `${NEEDS_TOKEN}, on one line and without spaces`),
});

const IN_SIGHT = "Only users who share a project with the user whose credential the gateway holds.";
const OWN_INVITATIONS = "Only invitations addressed to the user whose credential the gateway holds.";
const PROJECTS_ARE_TEAMS = "Equinix Metal's teams are projects; they are gathered from their members.";
const NO_GRACE_PERIODS = "Equinix Metal has no grace periods.";
const NO_IDENTITY_PROVIDERS = "Equinix Metal's API knows no identity providers.";

/** The API has PUT /user, and nothing beside it changes a user. */
function noOperation(what: string): Missing {
  return { missing: `Equinix Metal's API has no operation that ${what}.` };
}

const capabilities = {
  users: { via: [equinixSurface.findusers], note: IN_SIGHT },
  user: { via: [equinixSurface.finduserbyid] },
  teams: { via: [equinixSurface.findusers], note: PROJECTS_ARE_TEAMS },
  invitations: { via: [equinixSurface.findinvitations], note: OWN_INVITATIONS },
  gracePeriods: { missing: NO_GRACE_PERIODS },
  accountMemberships: {
    via: [equinixSurface.findusers],
    note: "One for each project that a user belongs to.",
  },
  identitySourceMismatches: { missing: NO_IDENTITY_PROVIDERS },
  "Provider.currentUser": { via: [equinixSurface.findcurrentuser] },
  "Team.members": { via: [equinixSurface.findusers], note: IN_SIGHT },
  "User.teams": {
    via: [equinixSurface.findusers, equinixSurface.finduserbyid],
    note: "Equinix Metal's teams are projects.",
  },
  "User.accountMemberships": {
    via: [equinixSurface.findusers, equinixSurface.finduserbyid],
    note: "One for each project that the user belongs to.",
  },
  "User.invitations": {
    via: [equinixSurface.findcurrentuser, equinixSurface.findinvitations],
    note: OWN_INVITATIONS,
  },
  "User.gracePeriods": { missing: NO_GRACE_PERIODS },

  createUser: {
    via: equinixSurface.createuser,
    note: "Equinix Metal may only say that it took the request (202); it then shows no user.",
  },
  updateUser: {
    missing: "Equinix Metal lets a credential change only its own user: use updateCurrentUser.",
  },
  deleteUser: noOperation("deletes a user"),
  lockUser: noOperation("locks a user"),
  unlockUser: noOperation("unlocks a user"),
  setUserStatus: { missing: "Equinix Metal's users have no status that could be set." },
  createMfaOtp: noOperation("sets up a second factor for another user"),
  validateMfaOtp: noOperation("validates another user's second factor"),
  disableMfa: noOperation("takes away a user's second factor"),
  updatePassword: {
    missing: "Equinix Metal lets a credential change only its own user's password: use updateCurrentUser.",
  },
  requestPasswordReset: noOperation("sends a password reset mail"),
  updateUsername: { missing: "Equinix Metal's users have no username." },
  updateCurrentUser: { via: equinixSurface.updatecurrentuser },
  fixIdentitySourceMismatches: { missing: NO_IDENTITY_PROVIDERS },
} as const satisfies CapabilitiesOn<typeof equinixSurface>;

const fields: FieldTable = {
  email: "always",
  emailVerified: { missing: "Equinix Metal does not say whether an email address has been verified." },
  username: { missing: "Equinix Metal's users have no username: they sign in by email address." },
  firstName: "always",
  lastName: "always",
  displayName: "always",
  phoneNumber: "always",
  locale: { missing: "Equinix Metal's users have no documented language." },
  timezone: "always",
  avatarUrl: "always",
  status: "always",
  statusRaw: { missing: "Equinix Metal has no word for a user's status." },
  role: { missing: "Equinix Metal gives roles in a project, not to a user: see accountMemberships." },
  mfa: "always",
  identitySource: "always",
  tags: { missing: "Equinix Metal's users have no tags." },
  // In every answer where the API puts it there, else a call for each user: see the user's operations.
  customAttributes: "include",
  createdAt: "always",
  updatedAt: "always",
  lastLoginAt: "always",
  passwordChangedAt: { missing: "Equinix Metal does not tell when a password was last changed." },
  teams: "include",
  accountMemberships: "include",
  invitations: "call",
  gracePeriods: { missing: NO_GRACE_PERIODS },
  details: "always",
};

/** What one page holds at most by the API's guide; its schema allows 1000. */
const PAGE_SIZE = 100;
const LARGEST_PAGE = 1000;

/** The list takes neither filters nor a sort. */
const userList: UserListAbilities = {
  pageSize: PAGE_SIZE,
  filters: {},
  orders: {},
  words: {
    status: ["ACTIVE", "PENDING", "DISABLED"],
    role: ["UNKNOWN"],
    // UNKNOWN: a method that came after `app` and `sms`.
    mfa: ["ENABLED", "DISABLED", "UNKNOWN"],
    identitySource: ["LOCAL"],
  },
};

/** A user out of sight of the list may still answer by id. */
const userLookup: UserLookup = { idsPerCall: 0, single: true, listProvesAbsence: false };

const SUNSET = "2026-06-30T23:59:59Z";

/** End of sale was announced on 7 November 2024, the end of the service for 30 June 2026. */
function lifecycle(nowMs: number): Lifecycle {
  return nowMs > Date.parse(SUNSET)
    ? { state: "RETIRED", until: SUNSET, note: "Equinix shut Equinix Metal down on 30 June 2026." }
    : {
        state: "DEPRECATED",
        until: SUNSET,
        note: "Equinix announced the end of sale in 2024 and shuts the service down on 30 June 2026.",
      };
}

/** Equinix Metal, API v1. `baseUrl` includes `/metal/v1`. */
export const equinix = defineProvider({
  kind: "EQUINIX",
  name: "equinix",
  title: "Equinix Metal",
  settings,
  surface: equinixSurface,
  simulator: equinixSimulator,
  connect({ authToken }, common, environment) {
    const { key: provider, baseUrl, timeoutMs, maxConcurrency } = common;
    const upstream = createUpstream(
      { provider, baseUrl, timeoutMs, maxConcurrency, authenticate: () => authHeaders(authToken) },
      environment,
    );
    const client = createEquinixClient({ provider }, upstream, environment.now);
    return {
      key: provider,
      kind: "EQUINIX",
      displayName: common.displayName ?? "Equinix Metal",
      apiVersion: "v1",
      lifecycle,
      capabilities,
      fields,
      userList: { ...userList, pageSize: Math.min(common.pageSize ?? PAGE_SIZE, LARGEST_PAGE) },
      userLookup,
      teamsPerCall: 1,
      maxConcurrency,
      sweepLimit: common.sweepLimit,
      refusal: () => null,
      operations: equinixOperations(client, provider),
      surface: equinixSurface,
      raw: createRaw({ provider, upstream, refuse: client.refuse }),
      writes: equinixWrites(client, provider) satisfies WritesOf<typeof capabilities>,
      // Nobody can be locked or deleted, the credential's own user included.
      ownUserId: null,
      health: upstream.health,
      stats: upstream.stats,
    };
  },
});
