import { stableUuid } from "../../simulation/company.ts";
import type { MetalEmail, MetalState, MetalUser } from "./simulatorState.ts";
import { placeOf } from "./simulatorState.ts";

/** What a write makes of its body: a user, or the sentences that the API refuses it with. */
export type Outcome = { readonly user: MetalUser } | { readonly errors: readonly string[] };

type Body = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): value is string => typeof value === "string";
const isFilled = (value: unknown): value is string => isText(value) && value.trim() !== "";
const isAddress = (value: string): boolean =>
  value.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value);

/** False for what is nested too deep to be written as JSON again. */
function isShowable(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

const RULES: readonly (readonly [string, (value: unknown) => boolean, string])[] = [
  ["first_name", isFilled, "First name can't be blank"],
  ["last_name", isText, "Last name is invalid"],
  ["phone_number", (value) => value === null || isText(value), "Phone number is invalid"],
  ["timezone", isFilled, "Timezone is invalid"],
  ["password", isFilled, "Password can't be blank"],
  ["customdata", (value) => isObject(value) && isShowable(value), "Customdata must be an object"],
];

/** What is wrong with the fields that are there. */
function complaints(body: Body): string[] {
  return RULES.filter(([name, holds]) => Object.hasOwn(body, name) && !holds(body[name])).map(
    ([, , complaint]) => complaint,
  );
}

/** The user with the fields that the body sets; its address and second factor cannot be set this way. */
function withFields(user: MetalUser, body: Body): MetalUser {
  const { first_name, last_name, phone_number, timezone, customdata } = body;
  return {
    ...user,
    firstName: isText(first_name) ? first_name : user.firstName,
    lastName: isText(last_name) ? last_name : user.lastName,
    phone: isText(phone_number) || phone_number === null ? phone_number : user.phone,
    timezone: isText(timezone) ? timezone : user.timezone,
    customdata: isObject(customdata) ? customdata : user.customdata,
  };
}

/** What `PUT /user` makes of the user; fields that it does not know are ignored. */
export function updateUser(user: MetalUser, body: unknown, now: number): Outcome {
  if (!isObject(body)) return { errors: ["Body is not a JSON object"] };
  const errors = complaints(body);
  return errors.length > 0 ? { errors } : { user: { ...withFields(user, body), updatedAt: now } };
}

interface AskedAddress {
  readonly address: string;
  readonly default: boolean;
}

/** The addresses of a new user, or what is wrong with them. */
function readAddresses(value: unknown): readonly AskedAddress[] | string {
  if (!Array.isArray(value) || value.length === 0) return "Emails can't be blank";
  const addresses: AskedAddress[] = [];
  for (const entry of value) {
    const address: unknown = isObject(entry) ? entry["address"] : undefined;
    if (!isText(address) || !isAddress(address)) {
      return `${isText(address) ? address : ""} is not a valid email address`.trim();
    }
    addresses.push({ address, default: isObject(entry) && entry["default"] === true });
  }
  return addresses;
}

function isInvited(state: MetalState, body: Body): boolean {
  return state.invitations.some(({ id, nonce }) => id === body["invitation_id"] && nonce === body["nonce"]);
}

function twoFactorIn(body: Body): MetalUser["twoFactor"] {
  const asked = body["two_factor_auth"];
  return asked === "app" || asked === "sms" ? asked : "";
}

/** True where one of the addresses is somebody's already. */
export function isTaken(state: MetalState, addresses: readonly MetalEmail[]): boolean {
  const wanted = new Set(addresses.map(({ address }) => address.toLowerCase()));
  return [...state.users.values()].some(({ emails }) =>
    emails.some(({ address }) => wanted.has(address.toLowerCase())),
  );
}

/** What `POST /users` makes of its body. Somebody else's address is not refused here. */
export function createUser(
  state: MetalState,
  body: unknown,
  options: { readonly number: number; readonly listed: boolean; readonly now: number },
): Outcome {
  if (!isObject(body)) return { errors: ["Body is not a JSON object"] };
  const errors = complaints(body);
  if (body["first_name"] === undefined) errors.push("First name can't be blank");
  if (body["last_name"] === undefined) errors.push("Last name can't be blank");
  const addresses = readAddresses(body["emails"]);
  if (isText(addresses)) return { errors: [...errors, addresses] };
  if (errors.length > 0) return { errors };
  const chosen = Math.max(
    0,
    addresses.findIndex((address) => address.default),
  );
  const id = stableUuid("equinix-created-user", options.number);
  const verified = isInvited(state, body);
  const blank: MetalUser = {
    id,
    emails: addresses.map(({ address }, index) => ({
      id: stableUuid(`equinix-created-email/${id}`, index),
      address,
      default: index === chosen,
      verified,
    })),
    firstName: "",
    lastName: "",
    phone: null,
    timezone: "UTC",
    twoFactor: twoFactorIn(body),
    customdata: {},
    memberships: [],
    createdAt: options.now,
    updatedAt: options.now,
    lastLoginAt: null,
    visibility: options.listed ? "listed" : "hidden",
    place: placeOf(id),
  };
  return { user: withFields(blank, body) };
}
