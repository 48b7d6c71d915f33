import { GatewayError } from "../../domain/errors.ts";
import { parseIdOf } from "../../domain/ids.ts";
import type { UserStatus } from "../../generated/enums.ts";
import type { InputProblem, NewUser, NewUsers, UserChanges, UserWriteInputs } from "../write.ts";
import type { UserCreate, UserStatusUpdate, UserUpdate } from "./types.ts";

/** What a user always has: ScaiKey's own answers know no null there. */
const NEVER_EMPTY = ["email", "locale", "timezone"] as const;

/** The statuses that can be set: the schema's PENDING is two of ScaiKey's, and UNKNOWN none. */
const SETTABLE: ReadonlySet<UserStatus> = new Set(["ACTIVE", "DISABLED", "LOCKED"]);

/** The new user, once `checkNewUser` has found nothing wrong. */
export function blockOf({ block, user }: NewUser): NewUsers["scaikey"] {
  if (block === "scaikey") return user;
  throw new GatewayError("BAD_USER_INPUT", "A new ScaiKey user has to be in the block `scaikey`.", {
    field: [block],
    unsent: true,
  });
}

/** Another block than ScaiKey's is one problem; what ScaiKey documents of the values are others. */
export function checkNewUser({ block, user }: NewUser, provider: string): readonly InputProblem[] {
  if (block !== "scaikey") {
    return [{ field: [block], message: "is for another kind of provider; ScaiKey wants `scaikey`." }];
  }
  return [
    ...checkUnit(user.ouId, [block, "ouId"]),
    ...checkTeams(user.teamIds, provider, [block, "teamIds"]),
  ];
}

function checkTeams(
  ids: readonly string[],
  provider: string,
  field: readonly string[],
): readonly InputProblem[] {
  return ids.flatMap((id, index) =>
    readTeamId(id, provider) === null
      ? [{ field: [...field, String(index)], message: "is not the id of a team of this provider." }]
      : [],
  );
}

/** Callers name a team by its global id; ScaiKey knows it by its own. */
function readTeamId(id: string, provider: string): string | null {
  try {
    const team = parseIdOf("Team", id);
    return team.provider === provider ? team.externalId : null;
  } catch (thrown) {
    if (thrown instanceof GatewayError) return null;
    throw thrown;
  }
}

/** What ScaiKey's users do not have, and what they cannot do without. */
export function checkChanges(changes: UserChanges): readonly InputProblem[] {
  return [
    ...(changes.tags === undefined ? [] : [{ field: ["tags"], message: "ScaiKey's users have no tags." }]),
    ...NEVER_EMPTY.filter((name) => changes[name] === null || changes[name] === "").map((name) => ({
      field: [name],
      message: "cannot be emptied at ScaiKey.",
    })),
    ...checkUnit(changes.ouId, ["ouId"]),
  ];
}

function checkUnit(id: string | null | undefined, field: readonly string[]): readonly InputProblem[] {
  if (id === undefined || id === null || /^ou_[\w-]+$/.test(id)) return [];
  return [{ field, message: "must be the id of an organisational unit, which begins with ou_ at ScaiKey." }];
}

/** What is not known is left out, so that ScaiKey takes its own default. */
export function toUserCreate(user: NewUsers["scaikey"], provider: string): UserCreate {
  const groups = user.teamIds.flatMap((id) => readTeamId(id, provider) ?? []);
  return {
    email: user.email,
    ...(user.username === null ? {} : { username: user.username }),
    ...(user.firstName === null ? {} : { first_name: user.firstName }),
    ...(user.lastName === null ? {} : { last_name: user.lastName }),
    ...(user.displayName === null ? {} : { display_name: user.displayName }),
    ...(user.phoneNumber === null ? {} : { phone: user.phoneNumber }),
    ...(user.locale === null ? {} : { locale: user.locale }),
    ...(user.timezone === null ? {} : { timezone: user.timezone }),
    ...(user.password === null ? {} : { password: user.password }),
    ...(user.ouId === null ? {} : { ou_id: user.ouId }),
    ...(groups.length === 0 ? {} : { group_ids: groups }),
    ...(user.customAttributes === null ? {} : { custom_attributes: user.customAttributes }),
    ...(user.requirePasswordChange === null ? {} : { require_password_change: user.requirePasswordChange }),
    ...(user.sendWelcomeEmail === null ? {} : { send_welcome_email: user.sendWelcomeEmail }),
  };
}

/** The changes under ScaiKey's names; null takes away, as it does there. */
export function toUserUpdate(changes: UserChanges): UserUpdate {
  const { email, firstName, lastName, displayName, phoneNumber } = changes;
  const { locale, timezone, ouId, customAttributes } = changes;
  return {
    ...(email === undefined ? {} : { email }),
    ...(firstName === undefined ? {} : { first_name: firstName }),
    ...(lastName === undefined ? {} : { last_name: lastName }),
    ...(displayName === undefined ? {} : { display_name: displayName }),
    ...(phoneNumber === undefined ? {} : { phone: phoneNumber }),
    ...(locale === undefined ? {} : { locale }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(ouId === undefined ? {} : { ou_id: ouId }),
    ...(customAttributes === undefined ? {} : { custom_attributes: customAttributes }),
  };
}

/** Problems of a status that is to be set. */
export function checkStatus({ status }: UserWriteInputs["setUserStatus"]): readonly InputProblem[] {
  if (SETTABLE.has(status)) return [];
  return [{ field: ["status"], message: "must be ACTIVE, DISABLED or LOCKED at ScaiKey." }];
}

/** The status with what comes with it, as far as it was given. */
export function toStatusUpdate(
  status: UserStatus,
  { reason, terminateSessions }: UserWriteInputs["lockUser"],
): UserStatusUpdate {
  return {
    status,
    ...(reason === null ? {} : { reason }),
    ...(terminateSessions === null ? {} : { terminate_sessions: terminateSessions }),
  };
}
