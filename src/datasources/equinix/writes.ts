import { isDeepStrictEqual } from "node:util";
import { GatewayError } from "../../domain/errors.ts";
import type { JsonObject, User, UserField } from "../../domain/user.ts";
import type { CurrentUserChanges, InputProblem, NewUser, NewUsers, Shown, Writes } from "../write.ts";
import type { EquinixClient } from "./client.ts";
import { toUser } from "./map.ts";
import type { EquinixUser, EquinixUserCreateInput, EquinixUserUpdateInput } from "./types.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a user always has. */
const NEVER_EMPTY = ["firstName", "lastName", "timezone", "password"] as const;

type EquinixWrites = Required<Pick<Writes, "createUser" | "updateCurrentUser">>;

/** What can be changed at Equinix Metal. `provider` is the key that the records bear. */
export function equinixWrites(client: EquinixClient, provider: string): EquinixWrites {
  /** The answer's user; the API may leave out the custom data, which does not mean that there is none. */
  function shown(record: EquinixUser): { readonly user: User; readonly stale: readonly UserField[] } {
    const user = toUser(record, { provider, form: "full", memberships: false });
    return { user, stale: record.customdata === null ? ["customAttributes"] : [] };
  }

  return {
    createUser: {
      check: checkNewUser,
      async send(input, call) {
        const answer = await client.createUser(toCreateInput(blockOf(input)), {}, call);
        return answer.kind === "created" ? { kind: "created", ...shown(answer.user) } : answer;
      },
      emailOf: (input) => blockOf(input).emails[0] ?? "",
    },

    updateCurrentUser: {
      check: (changes) =>
        NEVER_EMPTY.filter((name) => changes[name] === null).map((name) => ({
          field: [name],
          message: "cannot be emptied at Equinix Metal.",
        })),
      async send(input, call) {
        const record = await client.updateCurrentUser(toUpdateInput(input), {}, call);
        return { ...shown(record), secret: { kind: "none" } };
      },
      shows: showsChanges,
    },
  };
}

function blockOf({ block, user }: NewUser): NewUsers["equinix"] {
  if (block === "equinix") return user;
  throw new GatewayError("BAD_USER_INPUT", "A new Equinix Metal user has to be in the block `equinix`.", {
    field: [block],
    unsent: true,
  });
}

/** That there is an address is checked for every provider alike. */
function checkNewUser({ block, user }: NewUser): readonly InputProblem[] {
  if (block !== "equinix") {
    return [{ field: [block], message: "is for another kind of provider; Equinix Metal wants `equinix`." }];
  }
  const { invitationId } = user;
  return invitationId === null || UUID.test(invitationId)
    ? []
    : [{ field: [block, "invitationId"], message: "must be a UUID at Equinix Metal." }];
}

/** What is not known is left out. The first address is the main one. */
function toCreateInput(user: NewUsers["equinix"]): EquinixUserCreateInput {
  return {
    emails: user.emails.map((address, index) => ({ address, default: index === 0 })),
    first_name: user.firstName,
    last_name: user.lastName,
    ...(user.phoneNumber === null ? {} : { phone_number: user.phoneNumber }),
    ...(user.timezone === null ? {} : { timezone: user.timezone }),
    ...(user.password === null ? {} : { password: user.password }),
    ...(user.companyName === null ? {} : { company_name: user.companyName }),
    ...(user.title === null ? {} : { title: user.title }),
    ...(user.customAttributes === null ? {} : { customdata: user.customAttributes }),
    ...(user.invitationId === null ? {} : { invitation_id: user.invitationId }),
    ...(user.nonce === null ? {} : { nonce: user.nonce }),
  };
}

/** The API documents no null: what is to be emptied is sent empty. */
function toUpdateInput(changes: CurrentUserChanges): EquinixUserUpdateInput {
  const { firstName, lastName, phoneNumber, timezone, password, customAttributes } = changes;
  return {
    ...(isGiven(firstName) ? { first_name: firstName } : {}),
    ...(isGiven(lastName) ? { last_name: lastName } : {}),
    ...(phoneNumber === undefined ? {} : { phone_number: phoneNumber ?? "" }),
    ...(isGiven(timezone) ? { timezone } : {}),
    ...(isGiven(password) ? { password } : {}),
    ...(customAttributes === undefined ? {} : { customdata: customAttributes ?? {} }),
  };
}

function isGiven(value: string | null | undefined): value is string {
  return value !== undefined && value !== null;
}

/**
 * A password cannot be seen. But one request changes all of it or nothing, so where something else has become
 * as it was wished and was not so before, the password was changed with it.
 */
function showsChanges(user: User, changes: CurrentUserChanges, before: User): Shown {
  const visible = showsVisible(user, changes);
  if (visible !== "yes" || changes.password === undefined) return visible;
  return showsVisible(before, changes) === "no" ? "yes" : "unseen";
}

function showsVisible(user: User, changes: CurrentUserChanges): Shown {
  const { firstName, lastName, phoneNumber, timezone, customAttributes } = changes;
  const holds =
    sameText(user.firstName, firstName) &&
    sameText(user.lastName, lastName) &&
    sameText(user.phoneNumber, phoneNumber) &&
    sameText(user.timezone, timezone);
  return holds ? showsData(user.customAttributes, customAttributes) : "no";
}

function sameText(present: string | null, wished: string | null | undefined): boolean {
  return wished === undefined || (present ?? "") === (wished ?? "");
}

/** The order of keys means nothing in JSON. Data that the answer left out is not known. */
function showsData(present: JsonObject | null, wished: JsonObject | null | undefined): Shown {
  if (wished === undefined) return "yes";
  if (present === null) return "unseen";
  return isDeepStrictEqual(present, wished ?? {}) ? "yes" : "no";
}
