import type { JsonSchema, SurfaceBody, SurfaceOperation, SurfaceParameter } from "../surface.ts";

const READ = { readOnly: true, destructive: false, idempotent: true } as const;
const CHANGE = { readOnly: false, destructive: false, idempotent: false } as const;
const SET = { readOnly: false, destructive: false, idempotent: true } as const;
const REMOVE = { readOnly: false, destructive: true, idempotent: true } as const;

const TEXT: JsonSchema = { type: "string" };
const FLAG: JsonSchema = { type: "boolean" };
const OBJECT: JsonSchema = { type: "object" };

const ADMIN = "/api/v1/admin/users/";
const TENANT = "/api/v1/tenants/{tenant_id}/users";

function taken(
  name: string,
  description: string,
  type: SurfaceParameter["type"] = "string",
): SurfaceParameter {
  return { name, in: "query", type, description, required: false };
}

const USER: SurfaceParameter = {
  name: "user_id",
  in: "path",
  type: "string",
  description: "The user's id.",
  required: true,
};
const OF_TENANT: SurfaceParameter = {
  name: "tenant_id",
  in: "path",
  type: "string",
  description: "The tenant's id.",
  required: true,
  known: true,
};
const PAGES: readonly SurfaceParameter[] = [
  { ...taken("page", "The page, from 1.", "integer"), minimum: 1 },
  { ...taken("per_page", "Users per page.", "integer"), minimum: 1, maximum: 100 },
  taken("search", "Text to look for."),
  taken("status", "Only users with this status."),
];
const MISMATCH_TENANT = taken("tenant_id", "Only users of this tenant.");

function bodyOf(description: string, properties: SurfaceBody["properties"]): SurfaceBody {
  return { description, properties };
}

const ATTRIBUTES = {
  email: TEXT,
  username: TEXT,
  first_name: TEXT,
  last_name: TEXT,
  display_name: TEXT,
  phone: TEXT,
  locale: TEXT,
  timezone: TEXT,
  ou_id: TEXT,
  custom_attributes: OBJECT,
} as const;
const NEW_USER = bodyOf("The new user.", {
  ...ATTRIBUTES,
  password: TEXT,
  group_ids: { type: "array", items: TEXT },
  require_password_change: FLAG,
  send_welcome_email: FLAG,
});
const CHANGES = bodyOf("The fields to change.", ATTRIBUTES);

const OPEN = { kind: "open" } as const;
/** A list tells less of a user than a look at the single one. */
const ROW = {
  id: TEXT,
  email: TEXT,
  display_name: TEXT,
  status: TEXT,
  mfa_enabled: FLAG,
  identity_source: TEXT,
  last_login_at: TEXT,
} as const;
const ONE_USER = { kind: "object", key: "data", properties: { data: OBJECT } } as const;

/** The operations across tenants. */
const adminSurface: readonly SurfaceOperation[] = [
  {
    name: "admin-list-users",
    tool: "admin-list-users",
    description: "List users with filtering.",
    method: "GET",
    path: ADMIN,
    parameters: [
      ...PAGES,
      taken("tenant_id", "Only users of this tenant."),
      { ...taken("partner_id", "Filter by partner (all tenants in partner)"), known: true },
    ],
    body: null,
    effect: READ,
    scope: "users:read",
    output: OPEN,
    mutation: null,
  },
  {
    name: "admin-create-user",
    tool: "admin-create-user",
    description: "Create a new user.",
    method: "POST",
    path: ADMIN,
    parameters: [],
    body: bodyOf("The new user, with the tenant that it is for.", {
      ...NEW_USER.properties,
      tenant_id: TEXT,
    }),
    effect: CHANGE,
    scope: "users:write",
    output: OPEN,
    mutation: "createUser",
  },
  {
    name: "admin-find-identity-source-mismatches",
    tool: "find-identity-source-mismatches",
    description: "Find users with identity_source mismatches.",
    method: "GET",
    path: `${ADMIN}identity-source/mismatches`,
    parameters: [
      MISMATCH_TENANT,
      {
        ...taken("fix", "Whether to correct them; this operation only looks.", "boolean"),
        choices: [false],
      },
    ],
    body: null,
    effect: READ,
    scope: "users:read",
    output: OPEN,
    mutation: null,
  },
  {
    name: "admin-fix-identity-source-mismatches",
    tool: "fix-identity-source-mismatches",
    description: "Find users with identity_source mismatches and automatically correct them.",
    method: "GET",
    path: `${ADMIN}identity-source/mismatches`,
    parameters: [
      MISMATCH_TENANT,
      {
        ...taken("fix", "If true, automatically fix the mismatches", "boolean"),
        required: true,
        choices: [true],
      },
    ],
    body: null,
    effect: SET,
    scope: "users:write",
    output: OPEN,
    mutation: "fixIdentitySourceMismatches",
    when: { parameter: "fix", value: true },
  },
  {
    name: "admin-delete-user",
    tool: "admin-delete-user",
    description: "Soft delete a user.",
    method: "DELETE",
    path: `${ADMIN}{user_id}`,
    parameters: [USER],
    body: null,
    effect: REMOVE,
    scope: "users:write",
    output: { kind: "nothing" },
    mutation: "deleteUser",
    user: "user_id",
  },
  {
    name: "admin-get-user",
    tool: "admin-get-user",
    description: "Get a user by ID.",
    method: "GET",
    path: `${ADMIN}{user_id}`,
    parameters: [USER],
    body: null,
    effect: READ,
    scope: "users:read",
    output: OPEN,
    mutation: null,
    user: "user_id",
  },
  {
    name: "admin-update-user",
    tool: "admin-update-user",
    description: "Update a user.",
    method: "PATCH",
    path: `${ADMIN}{user_id}`,
    parameters: [USER],
    body: CHANGES,
    effect: SET,
    scope: "users:write",
    output: OPEN,
    mutation: "updateUser",
    user: "user_id",
  },
  {
    name: "admin-get-user-groups",
    tool: "admin-get-user-groups",
    description: "Get all groups a user belongs to.",
    method: "GET",
    path: `${ADMIN}{user_id}/groups`,
    parameters: [USER],
    body: null,
    effect: READ,
    scope: "users:read",
    output: OPEN,
    mutation: null,
    user: "user_id",
  },
  {
    name: "admin-disable-user-mfa",
    tool: "admin-disable-user-mfa",
    description: "Disable MFA for a user (admin action).",
    method: "POST",
    path: `${ADMIN}{user_id}/mfa/disable`,
    parameters: [USER],
    body: null,
    effect: REMOVE,
    scope: "users:credentials",
    output: OPEN,
    mutation: "disableMfa",
    user: "user_id",
  },
  {
    name: "admin-reset-password",
    tool: "admin-reset-user-password",
    description: "Reset a user's password (admin sets new password directly).",
    method: "POST",
    path: `${ADMIN}{user_id}/reset-password`,
    parameters: [USER],
    body: bodyOf("The new password.", { new_password: TEXT }),
    effect: CHANGE,
    scope: "users:credentials",
    output: OPEN,
    mutation: "updatePassword",
    user: "user_id",
  },
  {
    name: "admin-unlock-user",
    tool: "admin-unlock-user",
    description: "Unlock a locked user account and reset failed login attempts.",
    method: "POST",
    path: `${ADMIN}{user_id}/unlock`,
    parameters: [USER],
    body: null,
    effect: CHANGE,
    scope: "users:write",
    output: OPEN,
    mutation: "unlockUser",
    user: "user_id",
  },
];

/** The operations within one tenant. */
export const tenantSurface: readonly SurfaceOperation[] = [
  {
    name: "tenant-list-users",
    tool: "tenant-list-users",
    description: "List users in the tenant directory.",
    method: "GET",
    path: TENANT,
    parameters: [
      OF_TENANT,
      ...PAGES,
      taken("ou_id", "Only users of this organisational unit."),
      taken("group_id", "Only members of this group."),
      taken("mfa_enabled", "Only users with, or without, MFA.", "boolean"),
      taken("sort_by", "What to sort by."),
      taken("sort_order", "The direction of the order."),
    ],
    body: null,
    effect: READ,
    scope: "users:read",
    output: { kind: "list", key: "data", item: ROW, properties: { pagination: OBJECT } },
    mutation: null,
  },
  {
    name: "tenant-create-user",
    tool: "tenant-create-user",
    description: "Create a new user in the tenant directory.",
    method: "POST",
    path: TENANT,
    parameters: [OF_TENANT],
    body: NEW_USER,
    effect: CHANGE,
    scope: "users:write",
    output: ONE_USER,
    mutation: "createUser",
  },
  {
    name: "tenant-delete-user",
    tool: "tenant-delete-user",
    description: "Delete a user (soft delete).",
    method: "DELETE",
    path: `${TENANT}/{user_id}`,
    parameters: [
      OF_TENANT,
      USER,
      { ...taken("confirm_email", "The user's e-mail address, as a confirmation."), required: true },
    ],
    body: null,
    effect: REMOVE,
    scope: "users:write",
    output: { kind: "nothing" },
    mutation: "deleteUser",
    user: "user_id",
    // The address is not the user's.
    codes: { 400: "PRECONDITION_FAILED" },
  },
  {
    name: "tenant-get-user",
    tool: "tenant-get-user",
    description: "Get a user by ID.",
    method: "GET",
    path: `${TENANT}/{user_id}`,
    parameters: [OF_TENANT, USER, taken("include", "What else to tell.")],
    body: null,
    effect: READ,
    scope: "users:read",
    output: ONE_USER,
    mutation: null,
    user: "user_id",
  },
  {
    name: "tenant-update-user",
    tool: "tenant-update-user",
    description: "Update a user's attributes.",
    method: "PATCH",
    path: `${TENANT}/{user_id}`,
    parameters: [OF_TENANT, USER],
    body: CHANGES,
    effect: SET,
    scope: "users:write",
    output: ONE_USER,
    mutation: "updateUser",
    user: "user_id",
  },
  {
    name: "tenant-reset-password",
    tool: "tenant-reset-user-password",
    description: "Reset a user's password (admin action).",
    method: "POST",
    path: `${TENANT}/{user_id}/password/reset`,
    parameters: [OF_TENANT, USER],
    body: bodyOf("How to reset it: by mail, unless a method says otherwise.", {
      method: TEXT,
      new_password: TEXT,
      redirect_uri: TEXT,
    }),
    effect: CHANGE,
    scope: "users:credentials",
    output: OPEN,
    mutation: "requestPasswordReset",
    passwordMutation: "updatePassword",
    user: "user_id",
  },
  {
    name: "tenant-set-status",
    tool: "tenant-update-user-status",
    description: "Update a user's status (enable, disable, lock, unlock).",
    method: "PUT",
    path: `${TENANT}/{user_id}/status`,
    parameters: [OF_TENANT, USER],
    body: bodyOf("The status to set.", { status: TEXT, reason: TEXT, terminate_sessions: FLAG }),
    effect: SET,
    scope: "users:write",
    output: OPEN,
    mutation: "setUserStatus",
    user: "user_id",
  },
];

/** All user operations of ScaiKey's API. */
export const scaikeySurface: readonly SurfaceOperation[] = [...adminSurface, ...tenantSurface];
