import { stableUuid } from "../../simulation/company.ts";
import type { SimulatedRequest } from "../../simulation/server.ts";
import { alreadyExists, invalidArgument, preconditionFailed } from "./simulatorErrors.ts";
import {
  checkEmail,
  checkUsername,
  cutPage,
  type Fields,
  queryFlag,
  queryIds,
  queryText,
  queryWord,
  readBody,
  readObject,
  readTags,
  readText,
  requireText,
} from "./simulatorInput.ts";
import { restartPeriods } from "./simulatorMfa.ts";
import {
  checkListed,
  checkOrganization,
  findUser,
  NO_CONTENT,
  type Outcome,
  ok,
  presentUser,
  type Route,
  type RouteContext,
  route,
} from "./simulatorRoutes.ts";
import type { CompareUsers, StoredUser } from "./simulatorState.ts";

const ORDERS = ["created_at", "updated_at", "email", "last_login", "username"].flatMap(
  (field) => [`${field}_asc`, `${field}_desc`] as const,
);
const MAX_NAME = 64;

type Key = string | number;

/** What users are sorted by; bytes of UTF-8 and code points have the same order. */
function sortKey({ switches }: RouteContext, order: string): (user: StoredUser) => Key {
  const text = (value: string) => (switches.text("textSort") === "bytes" ? value : value.toLowerCase());
  const never =
    switches.text("nullLogins") === "smallest" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (order.startsWith("email")) return (user) => text(user.email);
  if (order.startsWith("username")) return (user) => text(user.username);
  if (order.startsWith("last_login")) return (user) => user.lastLoginAt ?? never;
  return order.startsWith("updated_at") ? (user) => user.updatedAt : (user) => user.createdAt;
}

function comparison(context: RouteContext, order: string): CompareUsers {
  const key = sortKey(context, order);
  const direction = order.endsWith("_desc") ? -1 : 1;
  return (one, other) => {
    const [left, right] = [key(one), key(other)];
    if (left !== right) return left < right ? -direction : direction;
    return one.id < other.id ? -1 : 1;
  };
}

/** The filters that a list asks for, all of which have to hold. */
function readFilters(request: SimulatedRequest): (user: StoredUser) => boolean {
  const mfa = queryFlag(request, "mfa");
  const tag = queryText(request, "tag");
  const type = queryWord(request, "type", ["unknown_type", "owner", "member"], "unknown_type");
  return (user) =>
    (mfa === null || user.mfa === mfa) &&
    (tag === null || user.tags.some((one) => one.includes(tag))) &&
    (type === "unknown_type" || user.type === type);
}

function listUsers(context: RouteContext): Outcome {
  const { request, state, switches } = context;
  checkListed(context, "user");
  const order = queryWord(request, "order_by", ORDERS, "created_at_asc");
  const compare = comparison(context, order);
  const ids = queryIds(request, "user_ids", switches.number("maxUserIds"));
  const asked = ids === null ? null : [...ids].flatMap((id) => state.user(id) ?? []).sort(compare);
  const users = (asked ?? state.sorted(order, compare)).filter(readFilters(request));
  const { items, total } = cutPage(request, users, switches.number("defaultPageSize"));
  return { response: ok({ users: items.map((user) => presentUser(context, user)), total_count: total }) };
}

/** Refuses a username that somebody else has. */
function checkFree({ state }: RouteContext, username: string, id: string | null): void {
  const other = state.userNamed(username);
  if (other !== null && other.id !== id) {
    throw alreadyExists("user", other.id, "a user with this username already exists in the organization");
  }
}

function checkPassword({ switches }: RouteContext, password: string): void {
  const minimum = switches.number("passwordMinimum");
  if (password.length < minimum) {
    throw invalidArgument("password", "constraint", `value must be at least ${minimum} characters`);
  }
}

/** What the body asks for: a member, or a guest as they were invited until 2025. */
function readNewUser(context: RouteContext, body: Fields) {
  const member = readObject(body, "member");
  const email = readText(body, "email");
  if ((member === null) === (email === null)) {
    throw invalidArgument("type", "required", "exactly one of email and member is required");
  }
  if (member === null) {
    if (context.switches.number("bareEmailCreate") !== 200) {
      throw invalidArgument("email", "constraint", "guests can no longer be invited");
    }
    const guest = checkEmail(requireText(body, "email"));
    return { email: guest, username: guest, type: "guest", status: "invitation_pending" } as const;
  }
  const password = readText(member, "password") ?? "";
  if (password !== "") checkPassword(context, password);
  return {
    email: checkEmail(requireText(member, "email")),
    username: checkUsername(requireText(member, "username")),
    firstName: readText(member, "first_name", MAX_NAME) ?? "",
    lastName: readText(member, "last_name", MAX_NAME) ?? "",
    phoneNumber: readText(member, "phone_number") ?? "",
    locale: readText(member, "locale") || "en_US",
    type: "member",
    status: "activated",
  } as const;
}

function createUser(context: RouteContext): Outcome {
  const { request, state } = context;
  const body = readBody(request);
  checkOrganization(context, requireText(body, "organization_id"), "user", "create");
  const tags = readTags(body) ?? [];
  const wanted = readNewUser(context, body);
  checkFree(context, wanted.username, null);
  const now = state.now();
  const user: StoredUser = {
    id: stableUuid("scaleway-created-user", state.nextNumber()),
    firstName: "",
    lastName: "",
    phoneNumber: "",
    locale: "en_US",
    createdAt: now,
    updatedAt: now,
    lastLoginAt: null,
    mfa: false,
    tags,
    locked: false,
    otpSecret: null,
    gracePeriods: [],
    ...wanted,
  };
  return { put: user, response: ok(presentUser(context, user)) };
}

/** Stores the change; `stale` answers are those known to carry the time of the change before. */
function changed(
  context: RouteContext,
  before: StoredUser,
  change: Partial<StoredUser>,
  stale = false,
): Outcome {
  // What is ignored shows: a server that does nothing has nothing else to answer with.
  if (context.request.ignoreWrite) return { response: ok(presentUser(context, before)) };
  const put = { ...before, ...change, updatedAt: context.state.now() };
  const shown = stale || context.switches.text("staleUpdatedAt") === "all" ? before.updatedAt : put.updatedAt;
  return { put, response: ok(presentUser(context, { ...put, updatedAt: shown })) };
}

function updateUser(context: RouteContext): Outcome {
  const user = findUser(context);
  const body = readBody(context.request);
  const email = readText(body, "email");
  const change = {
    tags: readTags(body) ?? user.tags,
    email: email === null ? user.email : checkEmail(email),
    firstName: readText(body, "first_name", MAX_NAME) ?? user.firstName,
    lastName: readText(body, "last_name", MAX_NAME) ?? user.lastName,
    phoneNumber: readText(body, "phone_number") ?? user.phoneNumber,
    locale: readText(body, "locale") || user.locale,
  };
  return changed(context, user, change, true);
}

function deleteUser(context: RouteContext): Outcome {
  const user = findUser(context);
  if (user.type === "owner") {
    throw preconditionFailed(context.switches.number("deleteOwner"), "the owner cannot be removed");
  }
  return { remove: user.id, response: NO_CONTENT };
}

function lockUser(context: RouteContext): Outcome {
  const user = findUser(context);
  readBody(context.request, context.switches.flag("requireBody"));
  if (user.type === "owner") {
    throw preconditionFailed(context.switches.number("lockOwner"), "only members can be locked");
  }
  if (user.locked) return { response: ok(presentUser(context, user)) };
  return changed(context, user, { locked: true });
}

function unlockUser(context: RouteContext): Outcome {
  const user = findUser(context);
  readBody(context.request, context.switches.flag("requireBody"));
  if (!user.locked) return { response: ok(presentUser(context, user)) };
  const gracePeriods = restartPeriods(user.gracePeriods, context.state.now());
  return changed(context, user, { locked: false, gracePeriods });
}

function updatePassword(context: RouteContext): Outcome {
  const user = findUser(context);
  checkPassword(context, requireText(readBody(context.request), "password"));
  const gracePeriods = user.gracePeriods.filter(({ type }) => type !== "update_password");
  return changed(context, user, { gracePeriods });
}

function updateUsername(context: RouteContext): Outcome {
  const user = findUser(context);
  const username = checkUsername(requireText(readBody(context.request), "username"));
  checkFree(context, username, user.id);
  return changed(context, user, { username }, true);
}

export const userRoutes: readonly Route[] = [
  route("GET", "/users", listUsers),
  route("POST", "/users", createUser),
  route("GET", "/users/:id", (context) => ({ response: ok(presentUser(context, findUser(context))) })),
  route("PATCH", "/users/:id", updateUser),
  route("DELETE", "/users/:id", deleteUser),
  route("POST", "/users/:id/lock", lockUser),
  route("POST", "/users/:id/unlock", unlockUser),
  route("POST", "/users/:id/update-password", updatePassword),
  route("POST", "/users/:id/update-username", updateUsername),
];
