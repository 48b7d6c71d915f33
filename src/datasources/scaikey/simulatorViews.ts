import { stableHex } from "../../simulation/company.ts";
import type { SimulatedResponse } from "../../simulation/server.ts";
import type { Mistake } from "./simulatorInput.ts";
import type { ScaiKeyUser, State } from "./simulatorState.ts";
import { membershipsOf } from "./simulatorState.ts";

const timeText = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** A part of a list and what the whole of it measures. */
export interface UserPage {
  readonly users: readonly ScaiKeyUser[];
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
}

function groupsView(state: State, user: ScaiKeyUser, idKey: string) {
  return membershipsOf(state, user).map(({ group, type }) => ({
    [idKey]: group.id,
    name: group.name,
    membership_type: type,
  }));
}

/** `UserListItem`. */
function listItem(state: State, user: ScaiKeyUser) {
  return {
    id: user.id,
    email: user.email,
    display_name: user.displayName,
    status: user.status,
    ou_path: state.units.get(user.ouId ?? "")?.path ?? null,
    identity_source: user.identitySource,
    mfa_enabled: user.mfaEnabled,
    last_login_at: timeText(user.lastLoginAt),
  };
}

/** `UserResponse`, with or without its groups. */
function fullUser(state: State, user: ScaiKeyUser, withGroups: boolean) {
  return {
    email: user.email,
    username: user.username,
    first_name: user.firstName,
    last_name: user.lastName,
    display_name: user.displayName,
    phone: user.phone,
    locale: user.locale,
    timezone: user.timezone,
    id: user.id,
    email_verified: user.emailVerified,
    avatar_url: user.avatarUrl,
    ou_id: user.ouId,
    ou_path: state.units.get(user.ouId ?? "")?.path ?? null,
    status: user.status,
    identity_source: user.identitySource,
    mfa_enabled: user.mfaEnabled,
    ...(withGroups ? { groups: groupsView(state, user, "group_id") } : {}),
    custom_attributes: user.customAttributes,
    created_at: timeText(user.createdAt),
    updated_at: timeText(user.updatedAt),
    last_login_at: timeText(user.lastLoginAt),
    password_changed_at: timeText(user.passwordChangedAt),
  };
}

function meta(state: State) {
  return {
    request_id: stableHex("scaikey-request", state.nextNumber(), 32),
    timestamp: new Date(state.now()).toISOString(),
  };
}

function pagination({ page, perPage, total }: UserPage) {
  return { page, per_page: perPage, total_items: total, total_pages: Math.ceil(total / perPage) };
}

/** `ApiResponse_UserResponse_`; `include` is that parameter, where the operation has it. */
export function tenantUserBody(state: State, user: ScaiKeyUser, include: string | null) {
  const withGroups =
    state.switches.text("groupsInFullForm") === "always" || (include ?? "").split(",").includes("groups");
  return { data: fullUser(state, user, withGroups), meta: meta(state) };
}

/** `PaginatedResponse_UserListItem_`. */
export function tenantListBody(state: State, page: UserPage) {
  return {
    data: page.users.map((user) => listItem(state, user)),
    pagination: pagination(page),
    meta: meta(state),
  };
}

/** A user as the admin surface may show it; the documents leave its body open. */
export function adminUserBody(state: State, user: ScaiKeyUser) {
  const view = {
    ...fullUser(state, user, true),
    tenant_id: user.tenantId,
    deleted_at: timeText(user.deletedAt),
  };
  return state.switches.text("adminUserShape") === "data" ? { data: view } : view;
}

/** A list as the admin surface may show it; the documents leave its body open. */
export function adminListBody(state: State, page: UserPage) {
  const items = page.users.map((user) => ({ ...listItem(state, user), tenant_id: user.tenantId }));
  const shape = state.switches.text("adminListShape");
  if (shape === "bare") return items;
  return shape === "users"
    ? { users: items, total: page.total, page: page.page, per_page: page.perPage }
    : { data: items, pagination: pagination(page) };
}

/** A user's groups as the admin surface may show them; the documents leave this body open. */
export function adminGroupsBody(state: State, user: ScaiKeyUser) {
  const groups = groupsView(state, user, state.switches.text("groupIdKey") === "id" ? "id" : "group_id");
  const shape = state.switches.text("adminGroupsShape");
  if (shape === "data") return { data: groups };
  return shape === "groups" ? { groups } : groups;
}

/** The users whose identity source is not that of their provider; the documents leave this body open. */
export function mismatchesBody(state: State, users: readonly ScaiKeyUser[], fixed: number) {
  const mismatches = users.map((user) => ({
    user_id: user.id,
    email: user.email,
    tenant_id: user.tenantId,
    current_source: user.identitySource,
    expected_source: user.linkedSource,
    identity_provider: `${user.linkedSource ?? ""} sign-in`,
    idp_id: `idp_${stableHex(`scaikey-provider-${user.linkedSource ?? ""}`, 0, 24)}`,
  }));
  const shape = state.switches.text("mismatchesShape");
  return { [shape === "data" ? "data" : "mismatches"]: mismatches, total: mismatches.length, fixed };
}

/** The answer to a refused request. */
export function refusal(status: number, detail: string): SimulatedResponse {
  const headers = status === 401 ? { "www-authenticate": "Bearer" } : {};
  return { status, headers, body: { detail } };
}

/** `HTTPValidationError`. */
export function invalid(state: State, mistakes: readonly Mistake[]): SimulatedResponse {
  const echo = state.switches.flag("validationEcho");
  const detail = mistakes.map(({ loc, msg, type, input }) => ({
    loc,
    msg,
    type,
    ...(echo ? { input } : {}),
  }));
  return { status: 422, body: { detail } };
}
