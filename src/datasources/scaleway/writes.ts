import { isDeepStrictEqual } from "node:util";
import { GatewayError } from "../../domain/errors.ts";
import type { User, UserField } from "../../domain/user.ts";
import type { InputProblem, NewUser, NewUsers, Shown, UserChanges, WriteAnswer, Writes } from "../write.ts";
import type { ScalewayClient } from "./client.ts";
import { type Connection, toUser } from "./map.ts";
import type { ScalewayNewUser, ScalewayUser, ScalewayUserChange } from "./types.ts";

/** The rules of Scaleway's API document and of those that its own JavaScript client comes with. */
const USERNAME = /^[a-zA-Z0-9@._-]{2,64}$/;
const LONGEST_NAME = 64;
const MOST_TAGS = 10;

/** What the API cannot change of a user, each with what the caller is told. */
const UNCHANGEABLE = [
  ["displayName", "Scaleway makes it of the first and the last name."],
  ["timezone", "Scaleway's users have no time zone."],
  ["ouId", "Scaleway has no organisational units."],
  ["customAttributes", "Scaleway's users have tags and no attributes of their own."],
] as const;

/** What a user always has. */
const NEVER_EMPTY = ["email", "locale"] as const;

const NOTHING_SHOWN: WriteAnswer = { user: null, stale: [], secret: { kind: "none" } };

type ScalewayWrites = Required<
  Pick<
    Writes,
    | "createUser"
    | "updateUser"
    | "deleteUser"
    | "lockUser"
    | "unlockUser"
    | "createMfaOtp"
    | "validateMfaOtp"
    | "disableMfa"
    | "updatePassword"
    | "updateUsername"
  >
>;

/** What Scaleway's API can change, one function for each write. */
export function scalewayWrites(client: ScalewayClient, connection: Connection): ScalewayWrites {
  /** An answer about anybody but the user that was written tells nothing. */
  function answerWith(record: ScalewayUser, before: User, stale: readonly UserField[]): WriteAnswer {
    if (record.id !== before.externalId) return NOTHING_SHOWN;
    return { ...NOTHING_SHOWN, user: toUser(record, "full", connection), stale };
  }

  return {
    createUser: {
      check: checkNewUser,
      async send(input, call) {
        const record = await client.createUser(toNewUser(memberOf(input)), call);
        return { kind: "created", user: toUser(record, "full", connection), stale: [] };
      },
      emailOf: (input) => memberOf(input).email,
    },

    updateUser: {
      check: checkChanges,
      async send(user, input, call) {
        const record = await client.updateUser(user.externalId, toChange(input), call);
        return answerWith(record, user, ["updatedAt"]);
      },
      shows: showsChanges,
      proof: "state",
    },

    deleteUser: {
      check: () => [],
      async send(user, _input, call) {
        await client.deleteUser(user.externalId, call);
        return NOTHING_SHOWN;
      },
      // Whether the user is still there says it; a user cannot.
      shows: () => "unseen",
      proof: "state",
    },

    lockUser: {
      check: ({ terminateSessions }) =>
        terminateSessions === true
          ? [{ field: ["terminateSessions"], message: "Scaleway's API cannot end a user's sessions." }]
          : [],
      async send(user, _input, call) {
        const record = await client.lockUser(user.externalId, call);
        return answerWith(record, user, unmoved(record, user));
      },
      shows: ({ status }) => (status === "LOCKED" ? "yes" : "no"),
      proof: "state",
    },

    unlockUser: {
      check: () => [],
      async send(user, _input, call) {
        const record = await client.unlockUser(user.externalId, call);
        return answerWith(record, user, unmoved(record, user));
      },
      shows: ({ status }) => (status === "LOCKED" ? "no" : "yes"),
      proof: "state",
    },

    createMfaOtp: {
      check: () => [],
      async send(user, _input, call) {
        const secret = await client.createUserMfaOtp(user.externalId, call);
        return { ...NOTHING_SHOWN, secret: { kind: "otp", secret, otpauthUri: otpauthUri(user, secret) } };
      },
      // MFA is on only once the generator has been proved to work.
      shows: () => "unseen",
      proof: "accepted",
    },

    validateMfaOtp: {
      check: () => [],
      async send(user, { code }, call) {
        const codes = await client.validateUserMfaOtp(user.externalId, code, call);
        return { ...NOTHING_SHOWN, secret: { kind: "recoveryCodes", codes } };
      },
      shows({ mfa }, _input, before) {
        if (mfa !== "ENABLED") return mfa === "UNKNOWN" ? "unseen" : "no";
        // A generator that takes another one's place leaves MFA as it was: on.
        return before.mfa === "DISABLED" ? "yes" : "unseen";
      },
      proof: "state",
    },

    disableMfa: {
      check: () => [],
      async send(user, _input, call) {
        await client.deleteUserMfaOtp(user.externalId, call);
        return NOTHING_SHOWN;
      },
      shows({ mfa }) {
        if (mfa === "UNKNOWN") return "unseen";
        return mfa === "DISABLED" ? "yes" : "no";
      },
      proof: "state",
    },

    updatePassword: {
      check: () => [],
      async send(user, { password }, call) {
        const record = await client.updateUserPassword(user.externalId, password, call);
        return answerWith(record, user, unmoved(record, user));
      },
      // Nothing in a user tells that the password is another one.
      shows: () => "unseen",
      proof: "accepted",
    },

    updateUsername: {
      check: ({ username }) => checkUsername(username, ["username"]),
      async send(user, { username }, call) {
        const record = await client.updateUserUsername(user.externalId, username, call);
        return answerWith(record, user, ["updatedAt"]);
      },
      shows: (user, { username }) => (user.username === username ? "yes" : "no"),
      proof: "state",
    },
  };
}

/**
 * The fields that lag behind in this answer. For PATCH and the username that is known of `updated_at`; of the
 * other writes nobody knows, but an `updated_at` that did not move is no time of this write.
 */
function unmoved({ updated_at }: ScalewayUser, before: User): readonly UserField[] {
  return updated_at === before.updatedAt ? ["updatedAt"] : [];
}

function memberOf({ block, user }: NewUser): NewUsers["scaleway"] {
  if (block === "scaleway") return user;
  throw new GatewayError("BAD_USER_INPUT", "A new Scaleway user has to be in the block `scaleway`.", {
    field: [block],
    unsent: true,
  });
}

function checkNewUser(input: NewUser): readonly InputProblem[] {
  const { block, user } = input;
  if (block !== "scaleway") {
    return [{ field: [block], message: "is for another kind of provider; Scaleway wants `scaleway`." }];
  }
  return [
    ...checkUsername(user.username, [block, "username"]),
    ...checkName(user.firstName, [block, "firstName"]),
    ...checkName(user.lastName, [block, "lastName"]),
    ...checkTags(user.tags, [block, "tags"]),
  ];
}

function checkChanges(changes: UserChanges): readonly InputProblem[] {
  return [
    ...UNCHANGEABLE.filter(([name]) => changes[name] !== undefined).map(([name, message]) => ({
      field: [name],
      message,
    })),
    ...NEVER_EMPTY.filter((name) => changes[name] === null || changes[name] === "").map((name) => ({
      field: [name],
      message: "cannot be emptied at Scaleway.",
    })),
    ...checkName(changes.firstName, ["firstName"]),
    ...checkName(changes.lastName, ["lastName"]),
    ...checkTags(changes.tags, ["tags"]),
  ];
}

function checkUsername(username: string, field: readonly string[]): readonly InputProblem[] {
  return USERNAME.test(username)
    ? []
    : [{ field, message: "must be 2 to 64 letters without accents, digits and @ . _ - at Scaleway." }];
}

function checkName(name: string | null | undefined, field: readonly string[]): readonly InputProblem[] {
  return [...(name ?? "")].length <= LONGEST_NAME
    ? []
    : [{ field, message: `must be at most ${LONGEST_NAME} characters at Scaleway.` }];
}

function checkTags(
  tags: readonly string[] | null | undefined,
  field: readonly string[],
): readonly InputProblem[] {
  return (tags ?? []).length <= MOST_TAGS
    ? []
    : [{ field, message: `must be at most ${MOST_TAGS} at Scaleway.` }];
}

/** All nine fields of a member, as the official client sends them: what is not known is "". */
function toNewUser(user: NewUsers["scaleway"]): ScalewayNewUser {
  return {
    tags: user.tags,
    member: {
      email: user.email,
      send_password_email: user.sendPasswordEmail,
      send_welcome_email: user.sendWelcomeEmail,
      username: user.username,
      password: user.password ?? "",
      first_name: user.firstName ?? "",
      last_name: user.lastName ?? "",
      phone_number: user.phoneNumber ?? "",
      locale: user.locale ?? "",
    },
  };
}

/** To Scaleway null is the same as left out: what is to be emptied is sent empty. */
function toChange({
  email,
  firstName,
  lastName,
  locale,
  phoneNumber,
  tags,
}: UserChanges): ScalewayUserChange {
  return {
    ...(email === undefined || email === null ? {} : { email }),
    ...(firstName === undefined ? {} : { first_name: firstName ?? "" }),
    ...(lastName === undefined ? {} : { last_name: lastName ?? "" }),
    ...(locale === undefined || locale === null ? {} : { locale }),
    ...(phoneNumber === undefined ? {} : { phone_number: phoneNumber ?? "" }),
    ...(tags === undefined ? {} : { tags: tags ?? [] }),
  };
}

function showsChanges(user: User, changes: UserChanges): Shown {
  const holds =
    sameEmail(user.email, changes.email) &&
    sameText(user.firstName, changes.firstName) &&
    sameText(user.lastName, changes.lastName) &&
    sameText(user.locale, changes.locale) &&
    sameText(user.phoneNumber, changes.phoneNumber) &&
    sameTags(user.tags, changes.tags);
  return holds ? "yes" : "no";
}

function sameText(present: string | null, wished: string | null | undefined): boolean {
  return wished === undefined || (present ?? "") === (wished ?? "");
}

/** As it was written, or in lower case, as a provider may keep it. */
function sameEmail(present: string | null, wished: string | null | undefined): boolean {
  return sameText(present, wished) || sameText(present, wished?.toLowerCase());
}

/** Tags have no order, and none is there twice. */
function sameTags(present: readonly string[], wished: readonly string[] | null | undefined): boolean {
  return wished === undefined || isDeepStrictEqual(new Set(present), new Set(wished ?? []));
}

/** The key URI of authenticator apps: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
function otpauthUri(user: User, secret: string): string {
  // A colon parts the issuer from the account, so that neither may have one.
  const account = [user.email, user.username].find((name) => name !== null && !name.includes(":"));
  const label = `Scaleway:${encodeURIComponent(account ?? user.externalId)}`;
  const key = encodeURIComponent(secret.replace(/=+$/, ""));
  return `otpauth://totp/${label}?secret=${key}&issuer=Scaleway&algorithm=SHA1&digits=6&period=30`;
}
