import { isDeepStrictEqual } from "node:util";
import { instantKey } from "../../domain/timestamp.ts";
import type { JsonObject, User } from "../../domain/user.ts";
import type { Shown, UserChanges, UserWriteInputs } from "../write.ts";

// Whether users, as they were read, are as writes wish them to be: what `UserWrite.shows` answers.

/** All that was to be changed is as wished. */
export function showsChanges(user: User, changes: UserChanges): Shown {
  const { details } = user;
  const ouId = details.__typename === "ScaiKeyUserDetails" ? details.ouId : null;
  const holds =
    sameEmail(user.email, changes.email) &&
    sameText(user.firstName, changes.firstName) &&
    sameText(user.lastName, changes.lastName) &&
    sameText(user.displayName, changes.displayName) &&
    sameText(user.phoneNumber, changes.phoneNumber) &&
    sameText(user.locale, changes.locale) &&
    sameText(user.timezone, changes.timezone) &&
    sameText(ouId, changes.ouId) &&
    sameData(user.customAttributes, changes.customAttributes);
  return holds ? "yes" : "no";
}

/** The username is the wished one, to the letter. */
export function showsUsername(user: User, { username }: UserWriteInputs["updateUsername"]): Shown {
  return user.username === username ? "yes" : "no";
}

/**
 * Sessions cannot be seen. But one request sets the status and ends them, so that a status which changed as it
 * was wished tells that they were ended too.
 */
export function showsStatus(
  user: User,
  { status, terminateSessions }: UserWriteInputs["setUserStatus"],
  before: User,
): Shown {
  if (user.statusRaw === null) return "unseen";
  if (user.status !== status) return "no";
  return terminateSessions === true && before.status === status ? "unseen" : "yes";
}

/**
 * A password that was set makes `password_changed_at` later. The tenant surface documents that field, so that
 * its absence is a "no" there; what the admin surface tells is not documented.
 */
export function showsPasswordChange(user: User, before: User, tenantId: string | null): Shown {
  if (user === before) return "unseen";
  if (user.passwordChangedAt === null) return tenantId === null ? "unseen" : "no";
  if (before.passwordChangedAt === null) return "yes";
  return instantKey(user.passwordChangedAt) > instantKey(before.passwordChangedAt) ? "yes" : "no";
}

/** The user is not locked. */
export function showsUnlocked({ status, statusRaw }: User): Shown {
  if (statusRaw === null) return "unseen";
  return status === "LOCKED" ? "no" : "yes";
}

/** MFA is off. */
export function showsNoMfa({ mfa }: User): Shown {
  if (mfa === "UNKNOWN") return "unseen";
  return mfa === "DISABLED" ? "yes" : "no";
}

function sameText(present: string | null, wished: string | null | undefined): boolean {
  return wished === undefined || (present ?? "") === (wished ?? "");
}

/** As it was written, or in lower case, as a provider may keep it. */
function sameEmail(present: string | null, wished: string | null | undefined): boolean {
  return sameText(present, wished) || sameText(present, wished?.toLowerCase());
}

/** The same JSON: the order of keys means nothing, and none is as good as empty. */
function sameData(present: JsonObject | null, wished: JsonObject | null | undefined): boolean {
  return wished === undefined || isDeepStrictEqual(asJson(present), asJson(wished));
}

/** Data as it is once it was sent: objects that a query spelled out have no prototype before. */
function asJson(data: JsonObject | null): unknown {
  return JSON.parse(JSON.stringify(data ?? {}));
}
