import { readSwitches } from "../../simulation/switches.ts";

/** What nobody outside Scaleway knows for certain, with the likeliest answer first. */
export const SWITCHES = {
  defaultPageSize: { default: 20, meaning: "Items on a page where page_size is left out." },
  textSort: {
    default: "lowercase",
    choices: ["lowercase", "bytes"],
    meaning: "How email and username are sorted: 'lowercase' or 'bytes' (A to Z before a).",
  },
  nullLogins: {
    default: "largest",
    choices: ["largest", "smallest"],
    meaning: "Where last_login sorting has those who never logged in: 'largest' or 'smallest'.",
  },
  maxUserIds: { default: 100, meaning: "The most user_ids that one list takes; more are a 400." },
  requireOrganizationId: { default: false, meaning: "Whether lists without organization_id are a 400." },
  usernamesIgnoreCase: { default: true, meaning: "Whether usernames that differ only by case are the same." },
  bareEmailCreate: {
    default: 400,
    choices: [400, 200],
    meaning: "Creating with a bare email: 400, or 200 for a guest invitation.",
  },
  deleteOwner: { default: 412, meaning: "Status of the precondition_failed for deleting the owner." },
  lockOwner: { default: 412, meaning: "Status of the precondition_failed for locking the owner." },
  requireBody: { default: true, meaning: "Whether lock, unlock and the OTP calls want their empty object." },
  passwordMinimum: { default: 8, meaning: "The fewest characters of a password that is set." },
  staleUpdatedAt: {
    default: "rename",
    choices: ["rename", "all"],
    meaning: "Which answers carry the old updated_at: 'rename' (PATCH and username) or 'all' writes.",
  },
  enforceMfa: { default: true, meaning: "Whether taking MFA away opens a set_mfa grace period." },
  gracePeriodsWithoutUser: {
    default: "own",
    choices: ["own", "all"],
    meaning: "What the list without user_id holds: the caller's 'own' or 'all'.",
  },
  gracePeriodsOfUnknown: {
    default: 404,
    choices: [404, 200],
    meaning: "Grace periods of an unknown user: 404, or 200 for none.",
  },
  otpWhenMissing: {
    default: 404,
    choices: [404, 412],
    meaning: "Removing or validating an OTP that is not there: 404 or 412.",
  },
  retryAfterHeader: { default: false, meaning: "Whether a 429 has a Retry-After beside its reset_seconds." },
  srn: { default: false, meaning: "Whether users and groups carry the srn of the newest SDKs." },
} as const;

/** The switches as they are set. */
export function readScalewaySwitches(overrides: Parameters<typeof readSwitches>[1]) {
  return readSwitches(SWITCHES, overrides);
}

export type ScalewaySwitches = ReturnType<typeof readScalewaySwitches>;
