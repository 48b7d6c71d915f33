import type { SimulatedRequest, SimulatedResponse } from "../../simulation/server.ts";
import { invalidArgument, notFound, permissionsDenied } from "./simulatorErrors.ts";
import { queryText, uuid } from "./simulatorInput.ts";
import { formatMicros, type ScalewayState, type StoredUser } from "./simulatorState.ts";
import type { ScalewaySwitches } from "./simulatorSwitches.ts";

/** What a route works with. */
export interface RouteContext {
  readonly state: ScalewayState;
  readonly switches: ScalewaySwitches;
  readonly request: SimulatedRequest;
  /** The id in the path, not checked; empty where there is none. */
  readonly id: string;
}

/** What a route decided: the answer and, for a write, the user to store or the id to remove. */
export interface Outcome {
  readonly response: SimulatedResponse;
  readonly put?: StoredUser;
  readonly remove?: string;
}

export interface Route {
  readonly method: string;
  /** Its first group, if any, is the id. */
  readonly path: RegExp;
  /** Throws a refusal; changes nothing itself. */
  readonly handle: (context: RouteContext) => Outcome;
}

/** A path below the version, with `:id` where the id stands. */
export function route(method: string, path: string, handle: Route["handle"]): Route {
  return { method, path: new RegExp(`^/iam/v1alpha1${path.replace(":id", "([^/]+)")}$`), handle };
}

export const ok = (body: unknown): SimulatedResponse => ({ status: 200, body });

/** Scaleway sends a type even where there is nothing. */
export const NO_CONTENT: SimulatedResponse = { status: 204, headers: { "Content-Type": "application/json" } };

/**
 * The user as of now: whoever let a grace period run out is locked, as the provider does it by itself.
 * The owner never is.
 */
function settle(user: StoredUser, now: number): StoredUser {
  if (user.locked || user.type === "owner") return user;
  const late = user.gracePeriods.some(({ expiresAt }) => expiresAt !== null && expiresAt <= now);
  return late ? { ...user, locked: true } : user;
}

/** The user whose id is in the path. */
export function findUser({ state, id }: RouteContext): StoredUser {
  const userId = uuid("user_id", id);
  const user = state.user(userId);
  if (user === null) throw notFound("user", userId);
  return settle(user, state.now());
}

/** Another organisation is nobody's business. */
export function checkOrganization(
  { state }: RouteContext,
  id: string,
  resource: string,
  action: string,
): void {
  if (uuid("organization_id", id) !== state.organizationId) throw permissionsDenied(resource, action);
}

/** Checks `organization_id` of a list. */
export function checkListed(context: RouteContext, resource: string): void {
  const organization = queryText(context.request, "organization_id");
  if (organization !== null) checkOrganization(context, organization, resource, "read");
  else if (context.switches.flag("requireOrganizationId")) {
    throw invalidArgument("organization_id", "required", "value is required");
  }
}

/** The JSON of a user, its keys in the order that Scaleway sends them. */
export function presentUser({ state, switches }: RouteContext, stored: StoredUser) {
  const user = settle(stored, state.now());
  return {
    id: user.id,
    email: user.email,
    username: user.username,
    first_name: user.firstName,
    last_name: user.lastName,
    phone_number: user.phoneNumber,
    locale: user.locale,
    created_at: formatMicros(user.createdAt),
    updated_at: formatMicros(user.updatedAt),
    organization_id: state.organizationId,
    deletable: user.type !== "owner",
    last_login_at: user.lastLoginAt === null ? null : formatMicros(user.lastLoginAt),
    type: user.type,
    two_factor_enabled: user.mfa,
    status: user.status,
    mfa: user.mfa,
    account_root_user_id: user.type === "owner" ? user.id : "",
    tags: user.tags,
    locked: user.locked,
    ...(switches.flag("srn") ? { srn: `srn:iam:${state.organizationId}:user/${user.id}` } : {}),
  };
}
