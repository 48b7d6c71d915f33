import type { JsonSchema, Surface, SurfaceParameter } from "../surface.ts";

const READ = { readOnly: true, destructive: false, idempotent: true } as const;

const TEXT: JsonSchema = { type: "string" };
const OBJECT: JsonSchema = { type: "object" };

const INCLUDE: SurfaceParameter = {
  name: "include",
  in: "query",
  type: "strings",
  style: "comma",
  description: "Nested attributes to include. Included objects will return their full attributes.",
  required: false,
};
const EXCLUDE: SurfaceParameter = {
  name: "exclude",
  in: "query",
  type: "strings",
  style: "comma",
  description: "Nested attributes to exclude. Excluded objects will return only the href attribute.",
  required: false,
};
const SHAPE = [INCLUDE, EXCLUDE] as const;
const PAGES: readonly SurfaceParameter[] = [
  {
    name: "page",
    in: "query",
    type: "integer",
    description: "Page to return",
    required: false,
    minimum: 1,
    maximum: 100_000,
  },
  {
    name: "per_page",
    in: "query",
    type: "integer",
    description: "Items returned per page",
    required: false,
    minimum: 1,
    maximum: 1_000,
  },
];
const ID: SurfaceParameter = {
  name: "id",
  in: "path",
  type: "string",
  description: "User UUID",
  required: true,
};

/** A nonce lets whoever holds it accept the invitation; a fraud score is the provider's own business. */
const PRIVATE = { hidden: ["nonce", "fraud_score"], untouched: ["customdata"] } as const;

const user = {
  kind: "object",
  key: "id",
  properties: {
    id: TEXT,
    email: TEXT,
    first_name: TEXT,
    last_name: TEXT,
    full_name: TEXT,
    two_factor_auth: TEXT,
    timezone: TEXT,
    customdata: OBJECT,
    created_at: TEXT,
    last_login_at: TEXT,
  },
} as const;

const META = { meta: { type: "object", description: "Where the page is in the list." } } as const;

/** The user operations of the Equinix Metal API v1; paths are behind the base URL, which ends with `/metal/v1`. */
export const equinixSurface = {
  findinvitations: {
    tool: "retrieve-current-user-invitations",
    description: "Retrieve current user invitations",
    method: "GET",
    path: "/invitations",
    parameters: [INCLUDE, ...PAGES],
    body: null,
    effect: READ,
    scope: "users:read",
    output: {
      kind: "list",
      key: "invitations",
      item: { id: TEXT, invitee: TEXT, roles: { type: "array", items: TEXT }, created_at: TEXT },
      properties: META,
    },
    mutation: null,
    ...PRIVATE,
  },
  findcurrentuser: {
    tool: "retrieve-current-user",
    description: "Retrieve the current user",
    method: "GET",
    path: "/user",
    parameters: SHAPE,
    body: null,
    effect: READ,
    scope: "users:read",
    output: user,
    mutation: null,
    ...PRIVATE,
  },
  updatecurrentuser: {
    tool: "update-current-user",
    description: "Update the current user",
    method: "PUT",
    path: "/user",
    parameters: SHAPE,
    body: {
      description: "Request body (JSON).",
      example: { first_name: "Ada" },
      properties: {
        first_name: TEXT,
        last_name: TEXT,
        phone_number: TEXT,
        timezone: TEXT,
        password: TEXT,
        customdata: OBJECT,
      },
    },
    effect: { readOnly: false, destructive: false, idempotent: true },
    scope: "users:write",
    output: user,
    mutation: "updateCurrentUser",
    ...PRIVATE,
  },
  findusers: {
    tool: "retrieve-all-users",
    description: "Retrieve all users",
    method: "GET",
    path: "/users",
    parameters: [...SHAPE, ...PAGES],
    body: null,
    effect: READ,
    scope: "users:read",
    output: { kind: "list", key: "users", item: user.properties, properties: META },
    mutation: null,
    ...PRIVATE,
  },
  createuser: {
    tool: "create-user",
    description: "Create a user",
    method: "POST",
    path: "/users",
    parameters: SHAPE,
    body: {
      description: "Request body (JSON).",
      example: { emails: [{ address: "ada@example.org" }], first_name: "Ada", last_name: "Lovelace" },
      properties: {
        emails: {
          type: "array",
          items: { type: "object", properties: { address: TEXT, default: { type: "boolean" } } },
        },
        first_name: TEXT,
        last_name: TEXT,
        phone_number: TEXT,
        timezone: TEXT,
        password: TEXT,
        company_name: TEXT,
        title: TEXT,
        customdata: OBJECT,
        invitation_id: TEXT,
        nonce: TEXT,
      },
    },
    effect: { readOnly: false, destructive: false, idempotent: false },
    scope: "users:write",
    output: user,
    mutation: "createUser",
    ...PRIVATE,
  },
  finduserbyid: {
    tool: "retrieve-user",
    description: "Retrieve a user",
    method: "GET",
    path: "/users/{id}",
    parameters: [ID, ...SHAPE],
    body: null,
    effect: READ,
    scope: "users:read",
    output: user,
    mutation: null,
    user: "id",
    ...PRIVATE,
  },
  findusercustomdata: {
    tool: "retrieve-custom-metadata-user",
    description: "Retrieve the custom metadata of a user",
    method: "GET",
    path: "/users/{id}/customdata",
    parameters: [ID],
    body: null,
    effect: READ,
    scope: "users:read",
    output: { kind: "object", key: null, properties: {} },
    mutation: null,
    user: "id",
  },
} as const satisfies Surface;
