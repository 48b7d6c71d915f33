import { stableHex } from "../../simulation/company.ts";
import type { SimulatedRequest, SimulatedResponse } from "../../simulation/server.ts";
import type { Input, Mistake } from "./simulatorInput.ts";
import { missing, readBody, readQuery, schemas } from "./simulatorInput.ts";
import type { ScaiKeyUser, State } from "./simulatorState.ts";
import { otherTenantId, tenantId } from "./simulatorState.ts";
import { adminUserBody, invalid, mismatchesBody, refusal, tenantUserBody } from "./simulatorViews.ts";

/** One request on its way to its operation. */
export interface Call {
  readonly request: SimulatedRequest;
  readonly state: State;
  /** Null on the admin surface. */
  readonly tenantId: string | null;
  /** Empty where the path has none. */
  readonly userId: string;
}

export type Operation = (call: Call) => SimulatedResponse;

const isTenant = (id: string) => id === tenantId || id === otherTenantId;

/** The answer to a path whose tenant or user does not exist; both surfaces look alike. */
export function withUser(call: Call, work: (user: ScaiKeyUser) => SimulatedResponse): SimulatedResponse {
  if (call.tenantId !== null && !isTenant(call.tenantId)) return refusal(404, "Tenant not found");
  const user = call.state.users.get(call.userId);
  const isHere = call.tenantId === null || user?.tenantId === call.tenantId;
  if (user === undefined || user.deletedAt !== null || !isHere) return refusal(404, "User not found");
  return work(user);
}

function withBody(
  call: Call,
  schema: Parameters<typeof readBody>[1],
  work: (input: Input) => SimulatedResponse,
): SimulatedResponse {
  const reading = readBody(call.request, schema);
  return reading.ok ? work(reading.input) : invalid(call.state, reading.mistakes);
}

/** Stores a changed or new user; gives back what an answer shows: where the write is ignored, the old one. */
function save({ request, state }: Call, user: ScaiKeyUser): ScaiKeyUser {
  if (request.ignoreWrite) return state.users.get(user.id) ?? user;
  state.users.set(user.id, user);
  return user;
}

function send({ request, state }: Call, userId: string, kind: "welcome" | "passwordReset") {
  if (!request.ignoreWrite) state.mails.push({ userId, kind });
}

/** The full user, as the surface shows it. */
function userBody({ state, tenantId: tenant }: Call, user: ScaiKeyUser) {
  return tenant === null ? adminUserBody(state, user) : tenantUserBody(state, user, null);
}

/** What an action answers; the documents leave it open. */
function done(call: Call, user: ScaiKeyUser, message: string): SimulatedResponse {
  const body = call.state.switches.text("actionAnswer") === "user" ? userBody(call, user) : { message };
  return { status: 200, body };
}

/** Why no user of this tenant can have these values; null where one can. */
function conflict(
  { state }: Call,
  tenant: string,
  values: { readonly id: string; readonly email: string; readonly username: string | null },
): SimulatedResponse | null {
  const same = (a: string | null, b: string | null) => a !== null && a.toLowerCase() === b?.toLowerCase();
  for (const user of state.users.values()) {
    if (user.id === values.id || user.deletedAt !== null || user.tenantId !== tenant) continue;
    if (same(user.email, values.email)) return refusal(409, "A user with this email already exists");
    if (same(user.username, values.username)) return refusal(409, "A user with this username already exists");
  }
  return null;
}

function placementFault({ state }: Call, tenant: string, input: Input): SimulatedResponse | null {
  const unit = input.text("ou_id");
  if (unit !== null && state.units.get(unit)?.tenantId !== tenant) {
    return refusal(400, "Organizational unit not found");
  }
  const groupsExist = input.texts("group_ids").every((id) => state.groups.get(id)?.tenantId === tenant);
  return groupsExist ? null : refusal(400, "Group not found");
}

function passwordFault(password: string | null): SimulatedResponse | null {
  if (password === null || password.length >= 8) return null;
  return refusal(400, "Password does not meet the password policy");
}

function newUser({ state }: Call, tenant: string, input: Input): ScaiKeyUser {
  const password = input.text("password");
  const now = state.now();
  return {
    id: `usr_${stableHex("scaikey-created-user", state.nextNumber(), 24)}`,
    tenantId: tenant,
    email: input.text("email") ?? "",
    username: input.text("username"),
    firstName: input.text("first_name"),
    lastName: input.text("last_name"),
    displayName: input.text("display_name"),
    phone: input.text("phone"),
    locale: input.text("locale") ?? "en",
    timezone: input.text("timezone") ?? "UTC",
    emailVerified: false,
    avatarUrl: null,
    ouId: input.text("ou_id"),
    status: password === null ? "PENDING_EMAIL_VERIFICATION" : "ACTIVE",
    identitySource: "LOCAL",
    linkedSource: null,
    mfaEnabled: false,
    groupIds: [...new Set(input.texts("group_ids"))],
    customAttributes: input.object("custom_attributes"),
    createdAt: now,
    updatedAt: null,
    lastLoginAt: null,
    passwordChangedAt: password === null ? null : now,
    requirePasswordChange: input.flag("require_password_change", false),
    failedAttempts: 0,
    sessions: 0,
    deletedAt: null,
  };
}

/** The tenant of a new user: that of the path, or on the admin surface that of the body. */
function tenantOfNew(call: Call, input: Input): string | null {
  const named = call.tenantId ?? input.text("tenant_id");
  if (named !== null) return named;
  return call.state.switches.text("adminCreateTenant") === "optional" ? tenantId : null;
}

/** Creates a user, on either surface. */
export const createUser: Operation = (call) =>
  withBody(call, schemas.userCreate, (input) => {
    const tenant = tenantOfNew(call, input);
    if (tenant === null) return invalid(call.state, [missing(["body", "tenant_id"])]);
    if (!isTenant(tenant)) return refusal(404, "Tenant not found");
    const values = { id: "", email: input.text("email") ?? "", username: input.text("username") };
    const fault =
      conflict(call, tenant, values) ??
      placementFault(call, tenant, input) ??
      passwordFault(input.text("password"));
    if (fault !== null) return fault;
    const user = save(call, newUser(call, tenant, input));
    if (input.flag("send_welcome_email", true)) send(call, user.id, "welcome");
    return { status: 201, body: userBody(call, user) };
  });

/** The user with what a PATCH holds; null clears what may be empty and leaves the rest as it was. */
function changed(user: ScaiKeyUser, input: Input, now: number): ScaiKeyUser {
  const text = (name: string, held: string | null) => (input.has(name) ? input.text(name) : held);
  return {
    ...user,
    email: input.text("email") ?? user.email,
    username: text("username", user.username),
    firstName: text("first_name", user.firstName),
    lastName: text("last_name", user.lastName),
    displayName: text("display_name", user.displayName),
    phone: text("phone", user.phone),
    locale: input.text("locale") ?? user.locale,
    timezone: input.text("timezone") ?? user.timezone,
    ouId: text("ou_id", user.ouId),
    customAttributes: input.has("custom_attributes")
      ? input.object("custom_attributes")
      : user.customAttributes,
    updatedAt: now,
  };
}

/** Changes a user's attributes, on either surface. */
export const updateUser: Operation = (call) =>
  withBody(call, schemas.userUpdate, (input) =>
    withUser(call, (user) => {
      const next = changed(user, input, call.state.now());
      const fault = conflict(call, user.tenantId, next) ?? placementFault(call, user.tenantId, input);
      return fault ?? { status: 200, body: userBody(call, save(call, next)) };
    }),
  );

function remove(call: Call, user: ScaiKeyUser): SimulatedResponse {
  save(call, { ...user, deletedAt: call.state.now(), sessions: 0 });
  return { status: 204 };
}

export const deleteAdminUser: Operation = (call) => withUser(call, (user) => remove(call, user));

export const deleteTenantUser: Operation = (call) => {
  const confirmed = call.request.query.get("confirm_email");
  if (confirmed === null) return invalid(call.state, [missing(["query", "confirm_email"])]);
  return withUser(call, (user) => {
    if (confirmed.toLowerCase() === user.email.toLowerCase()) return remove(call, user);
    const msg = "Email confirmation does not match";
    const mistake: Mistake = {
      loc: ["query", "confirm_email"],
      msg,
      type: "value_error",
      input: confirmed,
    };
    return call.state.switches.number("confirmMismatch") === 422
      ? invalid(call.state, [mistake])
      : refusal(400, msg);
  });
};

/** Sets the status; unlike an unlock it leaves the failed attempts as they are. */
export const setStatus: Operation = (call) =>
  withBody(call, schemas.userStatusUpdate, (input) =>
    withUser(call, (user) => {
      const next = save(call, {
        ...user,
        status: input.text("status") ?? user.status,
        sessions: input.flag("terminate_sessions", false) ? 0 : user.sessions,
        updatedAt: call.state.now(),
      });
      return done(call, next, "User status updated");
    }),
  );

export const unlockUser: Operation = (call) =>
  withUser(call, (user) => {
    const status = user.status === "LOCKED" ? "ACTIVE" : user.status;
    const next = save(call, { ...user, status, failedAttempts: 0, updatedAt: call.state.now() });
    return done(call, next, "User unlocked");
  });

export const disableMfa: Operation = (call) =>
  withUser(call, (user) => {
    const next = save(call, { ...user, mfaEnabled: false, updatedAt: call.state.now() });
    return done(call, next, "MFA disabled");
  });

function setPassword(call: Call, user: ScaiKeyUser, password: string): SimulatedResponse {
  const fault = passwordFault(password);
  if (fault !== null) return fault;
  const now = call.state.now();
  const next = save(call, { ...user, passwordChangedAt: now, updatedAt: now, requirePasswordChange: false });
  return done(call, next, "Password reset");
}

/** The admin surface's body is open: either name of the password is taken. */
export const resetPasswordAsAdmin: Operation = (call) =>
  withBody(call, schemas.adminPassword, (input) => {
    const password = input.text("new_password") ?? input.text("password");
    if (password === null) return invalid(call.state, [missing(["body", "new_password"])]);
    return withUser(call, (user) => setPassword(call, user, password));
  });

export const resetTenantPassword: Operation = (call) =>
  withBody(call, schemas.userPasswordReset, (input) => {
    const method = input.text("method") ?? "EMAIL";
    const password = input.text("new_password");
    if (method === "EMAIL") {
      return withUser(call, (user) => {
        send(call, user.id, "passwordReset");
        return done(call, user, "Password reset email sent");
      });
    }
    if (method !== call.state.switches.text("directMethod")) {
      const mistake = { loc: ["body", "method"], msg: "Unknown method", type: "value_error", input: method };
      return invalid(call.state, [mistake]);
    }
    if (password === null) return invalid(call.state, [missing(["body", "new_password"])]);
    return withUser(call, (user) => setPassword(call, user, password));
  });

/** With `fix=true` the users found are corrected, so that they are not found again. */
export const identitySourceMismatches: Operation = (call) => {
  const query = readQuery(call.request);
  const tenant = query.text("tenant_id");
  const fix = query.flag("fix") ?? false;
  if (query.mistakes.length > 0) return invalid(call.state, query.mistakes);
  const found = [...call.state.users.values()].filter(
    ({ deletedAt, tenantId: itsTenant, linkedSource, identitySource }) =>
      deletedAt === null &&
      (tenant === null || itsTenant === tenant) &&
      linkedSource !== null &&
      linkedSource !== identitySource,
  );
  if (fix) {
    const updatedAt = call.state.now();
    for (const user of found) {
      save(call, { ...user, identitySource: user.linkedSource ?? user.identitySource, updatedAt });
    }
  }
  return { status: 200, body: mismatchesBody(call.state, found, fix ? found.length : 0) };
};
