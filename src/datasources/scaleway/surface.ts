import type { JsonSchema, Surface, SurfaceBody, SurfaceParameter } from "../surface.ts";

const READ = { readOnly: true, destructive: false, idempotent: true } as const;
const CHANGE = { readOnly: false, destructive: false, idempotent: false } as const;
const SET = { readOnly: false, destructive: false, idempotent: true } as const;
const REMOVE = { readOnly: false, destructive: true, idempotent: true } as const;

const TEXT: JsonSchema = { type: "string" };
const FLAG: JsonSchema = { type: "boolean" };
const TEXTS: JsonSchema = { type: "array", items: { type: "string" } };

const USERS = "/iam/v1alpha1/users";
const USER = `${USERS}/{user_id}`;

function userId(description: string): SurfaceParameter {
  return { name: "user_id", in: "path", type: "string", description, required: true };
}

const UPDATED = userId("ID of the user to update.");
const OF_MFA = userId("User ID of the MFA OTP.");

function bodyOf(example: SurfaceBody["example"], properties: SurfaceBody["properties"]): SurfaceBody {
  return { description: "Request body (JSON).", properties, example };
}

const EMPTY = bodyOf({}, {});

const user = {
  kind: "object",
  key: "id",
  properties: {
    id: TEXT,
    email: TEXT,
    username: TEXT,
    first_name: TEXT,
    last_name: TEXT,
    type: TEXT,
    status: TEXT,
    mfa: FLAG,
    locked: FLAG,
    tags: TEXTS,
    organization_id: TEXT,
    created_at: TEXT,
    last_login_at: TEXT,
  },
} as const;

/** The user operations of Scaleway's IAM API v1alpha1. */
export const scalewaySurface = {
  listgraceperiods: {
    tool: "list-grace-periods-member",
    description: "List grace periods of a member",
    method: "GET",
    path: "/iam/v1alpha1/grace-periods",
    parameters: [
      {
        name: "user_id",
        in: "query",
        type: "string",
        description: "ID of the user to list grace periods for.",
        required: false,
      },
    ],
    body: null,
    effect: READ,
    scope: "users:read",
    output: {
      kind: "list",
      key: "grace_periods",
      item: { type: TEXT, created_at: TEXT, expires_at: TEXT },
      properties: {},
    },
    mutation: null,
  },
  listusers: {
    tool: "list-users-organization",
    description: "List users of an Organization",
    method: "GET",
    path: USERS,
    parameters: [
      {
        name: "order_by",
        in: "query",
        type: "string",
        description: "Criteria for sorting results.",
        required: false,
      },
      {
        name: "page_size",
        in: "query",
        type: "integer",
        description: "Number of results per page. Value must be between 1 and 100.",
        required: false,
        minimum: 1,
        maximum: 100,
      },
      {
        name: "page",
        in: "query",
        type: "integer",
        description: "Page number. Value must be greater or equal to 1.",
        required: false,
        minimum: 1,
      },
      {
        name: "organization_id",
        in: "query",
        type: "string",
        description: "ID of the Organization to filter.",
        required: false,
        known: true,
      },
      {
        name: "user_ids",
        in: "query",
        type: "strings",
        description: "Filter by list of IDs.",
        required: false,
      },
      {
        name: "mfa",
        in: "query",
        type: "boolean",
        description: "Filter by MFA status.",
        required: false,
      },
      {
        name: "tag",
        in: "query",
        type: "string",
        description: "Filter by tags containing a given string.",
        required: false,
      },
      {
        name: "type",
        in: "query",
        type: "string",
        description: "Filter by user type.",
        required: false,
      },
    ],
    body: null,
    effect: READ,
    scope: "users:read",
    output: {
      kind: "list",
      key: "users",
      item: user.properties,
      properties: { total_count: { type: "integer" } },
    },
    mutation: null,
  },
  createuser: {
    tool: "create-new-user",
    description: "Create a new user",
    method: "POST",
    path: USERS,
    parameters: [],
    body: bodyOf(
      { member: { email: "ada@example.org", username: "ada" } },
      {
        organization_id: { type: "string", description: "The configured organisation; may be left out." },
        tags: TEXTS,
        member: {
          type: "object",
          properties: {
            email: TEXT,
            username: TEXT,
            password: TEXT,
            first_name: TEXT,
            last_name: TEXT,
            phone_number: TEXT,
            locale: TEXT,
            send_password_email: FLAG,
            send_welcome_email: FLAG,
          },
        },
      },
    ),
    effect: CHANGE,
    scope: "users:write",
    output: user,
    mutation: "createUser",
  },
  getuser: {
    tool: "get-given-user",
    description: "Get a given user",
    method: "GET",
    path: USER,
    parameters: [userId("ID of the user to find.")],
    body: null,
    effect: READ,
    scope: "users:read",
    output: user,
    mutation: null,
    user: "user_id",
  },
  updateuser: {
    tool: "update-user",
    description: "Update a user",
    method: "PATCH",
    path: USER,
    parameters: [UPDATED],
    body: bodyOf(
      { first_name: "Ada" },
      {
        tags: TEXTS,
        email: TEXT,
        first_name: TEXT,
        last_name: TEXT,
        phone_number: TEXT,
        locale: TEXT,
      },
    ),
    effect: SET,
    scope: "users:write",
    output: user,
    mutation: "updateUser",
    user: "user_id",
  },
  deleteuser: {
    tool: "delete-guest-user-organization",
    description: "Delete a guest user from an Organization",
    method: "DELETE",
    path: USER,
    parameters: [userId("ID of the user to delete.")],
    body: null,
    effect: REMOVE,
    scope: "users:write",
    output: { kind: "nothing" },
    mutation: "deleteUser",
    user: "user_id",
  },
  lockuser: {
    tool: "lock-member",
    description: "Lock a member",
    method: "POST",
    path: `${USER}/lock`,
    parameters: [userId("ID of the user to lock.")],
    body: EMPTY,
    effect: CHANGE,
    scope: "users:write",
    output: user,
    mutation: "lockUser",
    user: "user_id",
  },
  createusermfaotp: {
    tool: "create-mfa-otp",
    description: "Create a MFA OTP.",
    method: "POST",
    path: `${USER}/mfa-otp`,
    parameters: [OF_MFA],
    body: EMPTY,
    effect: CHANGE,
    scope: "users:credentials",
    output: { kind: "object", key: "secret", properties: { secret: TEXT } },
    mutation: "createMfaOtp",
    user: "user_id",
    tellsSecret: true,
  },
  deleteusermfaotp: {
    tool: "delete-mfa-otp",
    description: "Delete a MFA OTP.",
    method: "DELETE",
    path: `${USER}/mfa-otp`,
    parameters: [OF_MFA],
    body: EMPTY,
    effect: REMOVE,
    scope: "users:credentials",
    output: { kind: "nothing" },
    mutation: "disableMfa",
    user: "user_id",
  },
  unlockuser: {
    tool: "unlock-member",
    description: "Unlock a member",
    method: "POST",
    path: `${USER}/unlock`,
    parameters: [userId("ID of the user to unlock.")],
    body: EMPTY,
    effect: CHANGE,
    scope: "users:write",
    output: user,
    mutation: "unlockUser",
    user: "user_id",
  },
  updateuserpassword: {
    tool: "update-user-s-password",
    description: "Update an user's password.",
    method: "POST",
    path: `${USER}/update-password`,
    parameters: [UPDATED],
    body: bodyOf({ password: "correct horse battery" }, { password: TEXT }),
    effect: CHANGE,
    scope: "users:credentials",
    output: user,
    mutation: "updatePassword",
    user: "user_id",
  },
  updateuserusername: {
    tool: "update-user-s-username",
    description: "Update an user's username.",
    method: "POST",
    path: `${USER}/update-username`,
    parameters: [UPDATED],
    body: bodyOf({ username: "ada" }, { username: TEXT }),
    effect: CHANGE,
    scope: "users:write",
    output: user,
    mutation: "updateUsername",
    user: "user_id",
  },
  validateusermfaotp: {
    tool: "validate-mfa-otp",
    description: "Validate a MFA OTP.",
    method: "POST",
    path: `${USER}/validate-mfa-otp`,
    parameters: [OF_MFA],
    body: bodyOf({ one_time_password: "123456" }, { one_time_password: TEXT }),
    // It turns MFA on and makes recovery codes, so it does not only look.
    effect: CHANGE,
    scope: "users:credentials",
    output: { kind: "object", key: "recovery_codes", properties: { recovery_codes: TEXTS } },
    mutation: "validateMfaOtp",
    user: "user_id",
    tellsSecret: true,
  },
} as const satisfies Surface;
