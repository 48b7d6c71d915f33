import type { User } from "./useUsers.ts";

const NOT_TOLD = "not told";

/** Whether there is a second factor. A provider's silence is no finding. */
export function mfaText({ mfa }: User): string {
  switch (mfa) {
    case "ENABLED":
      return "on";
    case "DISABLED":
      return "off";
    case "UNKNOWN":
      return NOT_TOLD;
  }
}

/** When the user was last here. Null is "never" only where the provider reports such times at all. */
export function lastLoginText({ lastLoginAt, notReported }: User): string {
  if (lastLoginAt !== null) return new Date(lastLoginAt).toLocaleDateString();
  return notReported.includes("lastLoginAt") ? NOT_TOLD : "never";
}

/** What to call the user: the name to show, or whatever else there is. */
export function nameOf({ displayName, username, email, externalId }: User): string {
  return displayName ?? username ?? email ?? externalId;
}
