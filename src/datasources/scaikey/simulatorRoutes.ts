import { timingSafeEqual } from "node:crypto";
import { listName } from "../../simulation/records.ts";
import type { SimulatedRequest, SimulatedResponse } from "../../simulation/server.ts";
import type { Call, Operation } from "./simulatorActions.ts";
import {
  createUser,
  deleteAdminUser,
  deleteTenantUser,
  disableMfa,
  identitySourceMismatches,
  resetPasswordAsAdmin,
  resetTenantPassword,
  setStatus,
  unlockUser,
  updateUser,
  withUser,
} from "./simulatorActions.ts";
import type { Query } from "./simulatorInput.ts";
import { readQuery, userStatuses } from "./simulatorInput.ts";
import type { ScaiKeyUser, State } from "./simulatorState.ts";
import { membershipsOf, otherTenantId, partnerId, tenantId, token } from "./simulatorState.ts";
import {
  adminGroupsBody,
  adminListBody,
  adminUserBody,
  invalid,
  refusal,
  tenantListBody,
  tenantUserBody,
  type UserPage,
} from "./simulatorViews.ts";

type Test = (user: ScaiKeyUser) => boolean;
type Compare = (a: ScaiKeyUser, b: ScaiKeyUser) => number;
type SortKey = (user: ScaiKeyUser) => string | number | null;

const sortKeys: Readonly<Record<string, SortKey>> = {
  created_at: (user) => user.createdAt,
  email: (user) => user.email.toLowerCase(),
  display_name: (user) => user.displayName?.toLowerCase() ?? null,
  last_login_at: (user) => user.lastLoginAt,
};

function orderBy(keyOf: SortKey, direction: string, blanks: string): Compare {
  const sign = direction === "asc" ? 1 : -1;
  const blank = blanks === "first" ? -1 : 1;
  return (one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)];
    if (a === b) return one.id < other.id ? -1 : 1;
    if (a === null) return sign * blank;
    if (b === null) return -sign * blank;
    return a < b ? -sign : sign;
  };
}

const newestFirst = orderBy((user) => user.createdAt, "desc", "last");

/** The order asked for, newest first where none is; what is wrong with it goes into the query's mistakes. */
function readOrder(query: Query, { switches }: State): Compare {
  const sorting = switches.text("sorting");
  if (sorting === "ignored") return newestFirst;
  const field = query.oneOf("sort_by", sorting === "refused" ? [] : Object.keys(sortKeys)) ?? "created_at";
  const direction = query.oneOf("sort_order", sorting === "refused" ? [] : ["asc", "desc"]) ?? "desc";
  const keyOf = sortKeys[field];
  return keyOf === undefined
    ? newestFirst
    : orderBy(keyOf, direction, switches.text("blanksInAscendingOrder"));
}

function searchTest(search: string | null): Test {
  if (search === null || search === "") return () => true;
  const wanted = search.toLowerCase();
  return (user) =>
    [user.email, user.displayName, user.username].some((text) => text?.toLowerCase().includes(wanted));
}

/** Where the value was given, whether the user has it. */
function equalTest<Value>(value: Value | null, held: (user: ScaiKeyUser) => Value | null): Test {
  return (user) => value === null || held(user) === value;
}

function groupTest(groupId: string | null, state: State): Test {
  if (groupId === null) return () => true;
  if (state.switches.text("groupFilter") === "direct") return (user) => user.groupIds.includes(groupId);
  return (user) => membershipsOf(state, user).some(({ group }) => group.id === groupId);
}

const readPage = (query: Query) => ({
  page: query.integer("page", { least: 1, most: 1_000_000_000, fallback: 1 }),
  perPage: query.integer("per_page", { least: 1, most: 100, fallback: 20 }),
});

function cutPage(
  { request, state: { users: all } }: Call,
  { page, perPage }: { readonly page: number; readonly perPage: number },
  tests: readonly Test[],
  order: Compare,
): UserPage {
  const found = all.listed(`${request.path}?${listName(request.query, ["page", "per_page"])}`, () =>
    [...all.values()]
      .filter((user) => user.deletedAt === null && tests.every((test) => test(user)))
      .sort(order),
  );
  const users = found.slice((page - 1) * perPage, page * perPage);
  return { users, page, perPage, total: found.length };
}

const listTenantUsers: Operation = (call) => {
  const { request, state, tenantId: tenant } = call;
  const query = readQuery(request);
  const paging = readPage(query);
  const order = readOrder(query, state);
  const tests = [
    equalTest(tenant, (user) => user.tenantId),
    searchTest(query.text("search")),
    equalTest(query.oneOf("status", userStatuses), (user) => user.status),
    equalTest(query.text("ou_id"), (user) => user.ouId),
    groupTest(query.text("group_id"), state),
    equalTest(query.flag("mfa_enabled"), (user) => user.mfaEnabled),
  ];
  if (query.mistakes.length > 0) return invalid(state, query.mistakes);
  if (tenant !== tenantId && tenant !== otherTenantId) return refusal(404, "Tenant not found");
  return { status: 200, body: tenantListBody(state, cutPage(call, paging, tests, order)) };
};

const listAdminUsers: Operation = (call) => {
  const { request, state } = call;
  const query = readQuery(request);
  const paging = readPage(query);
  const tests = [
    searchTest(query.text("search")),
    equalTest(query.text("status"), (user) => user.status),
    equalTest(query.text("tenant_id"), (user) => user.tenantId),
    // Both tenants are of the one partner.
    equalTest(query.text("partner_id"), () => partnerId),
  ];
  if (query.mistakes.length > 0) return invalid(state, query.mistakes);
  return { status: 200, body: adminListBody(state, cutPage(call, paging, tests, newestFirst)) };
};

const getTenantUser: Operation = (call) =>
  withUser(call, (user) => {
    const include = call.request.query.get("include");
    return { status: 200, body: tenantUserBody(call.state, user, include) };
  });

const getAdminUser: Operation = (call) =>
  withUser(call, (user) => ({ status: 200, body: adminUserBody(call.state, user) }));

const listUserGroups: Operation = (call) =>
  withUser(call, (user) => ({ status: 200, body: adminGroupsBody(call.state, user) }));

interface Route {
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, Operation>>;
}

function route(path: string, methods: Route["methods"]): Route {
  const pattern = path.replace("{tenant_id}", "(?<tenant>[^/]+)").replace("{user_id}", "(?<user>[^/]+)");
  return { path: new RegExp(`^/api/v1${pattern}$`), methods };
}

/** The admin collection ends with a slash and the tenants' does not, as the documents have it. */
const routes: readonly Route[] = [
  route("/admin/users/", { GET: listAdminUsers, POST: createUser }),
  // Before the paths with a user id, which would take `identity-source` for one.
  route("/admin/users/identity-source/mismatches", { GET: identitySourceMismatches }),
  route("/admin/users/{user_id}", { GET: getAdminUser, PATCH: updateUser, DELETE: deleteAdminUser }),
  route("/admin/users/{user_id}/groups", { GET: listUserGroups }),
  route("/admin/users/{user_id}/mfa/disable", { POST: disableMfa }),
  route("/admin/users/{user_id}/reset-password", { POST: resetPasswordAsAdmin }),
  route("/admin/users/{user_id}/unlock", { POST: unlockUser }),
  route("/tenants/{tenant_id}/users", { GET: listTenantUsers, POST: createUser }),
  route("/tenants/{tenant_id}/users/{user_id}", {
    GET: getTenantUser,
    PATCH: updateUser,
    DELETE: deleteTenantUser,
  }),
  route("/tenants/{tenant_id}/users/{user_id}/password/reset", { POST: resetTenantPassword }),
  route("/tenants/{tenant_id}/users/{user_id}/status", { PUT: setStatus }),
];

/** The form of a path with or without its last slash, to the one that exists. */
function slashRedirect({ path, rawQuery, headers }: SimulatedRequest): SimulatedResponse | null {
  const other = path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
  if (!routes.some((candidate) => candidate.path.test(other))) return null;
  const origin = headers["host"] === undefined ? "" : `http://${headers["host"]}`;
  const query = rawQuery === "" ? "" : `?${rawQuery}`;
  return { status: 307, headers: { location: `${origin}${other}${query}` } };
}

/** The demo token; or a JWT with it for a signature, which says of itself to whom it was issued. */
function isAuthentic(authorization: string): boolean {
  const expected = Buffer.from(token);
  const presented = /^bearer +(\S+)$/i.exec(authorization)?.[1] ?? "";
  const given = Buffer.from(presented.split(".")[2] ?? presented);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function accessFault({ method, query, headers }: SimulatedRequest, { switches }: State) {
  const authorization = headers["authorization"];
  if (authorization === undefined) return refusal(401, "Not authenticated");
  if (!isAuthentic(authorization)) return refusal(401, "Invalid or expired token");
  const writes = method !== "GET" || /^(true|1|yes|on|t|y)$/i.test(query.get("fix") ?? "");
  const mayWrite = switches.text("tokenScope") !== "admin:read";
  return writes && !mayWrite ? refusal(403, "Platform token requires admin:write scope") : null;
}

function decode(segment: string | undefined): string {
  try {
    return decodeURIComponent(segment ?? "");
  } catch {
    return segment ?? "";
  }
}

/** Answers one request: the path is judged first, then the token, what was sent, and what it is about. */
export function answer(request: SimulatedRequest, state: State): SimulatedResponse {
  const found = routes.find((candidate) => candidate.path.test(request.path));
  if (found === undefined) return slashRedirect(request) ?? refusal(404, "Not Found");
  const operation = Object.hasOwn(found.methods, request.method) ? found.methods[request.method] : undefined;
  if (operation === undefined) {
    const allow = Object.keys(found.methods).join(", ");
    return { status: 405, headers: { allow }, body: { detail: "Method Not Allowed" } };
  }
  const fault = accessFault(request, state);
  if (fault !== null) return fault;
  const { tenant, user } = found.path.exec(request.path)?.groups ?? {};
  return operation({
    request,
    state,
    tenantId: tenant === undefined ? null : decode(tenant),
    userId: decode(user),
  });
}
