import type { JsonSchema, Surface, SurfaceParameter } from "../surface.ts";

const TEXT: JsonSchema = { type: "string" };

function filter(name: string, description: string): SurfaceParameter {
  return { name, in: "query", type: "string", description, required: false };
}

/** The one user operation of Samsung Cloud Platform's IAM API. The last two parameters came with version 1.4. */
export const samsungSurface = {
  "list-iam-users": {
    tool: "list-iam-users",
    description: "List IAM users",
    method: "GET",
    path: "/v1/accounts/{account_id}/users",
    parameters: [
      {
        name: "account_id",
        in: "path",
        type: "string",
        description: "Account ID",
        required: true,
        known: true,
      },
      {
        name: "size",
        in: "query",
        type: "integer",
        description: "Users per page",
        required: false,
        minimum: 1,
        maximum: 10_000,
      },
      {
        name: "page",
        in: "query",
        type: "integer",
        description: "Page, from 0",
        required: false,
        minimum: 0,
      },
      filter("sort", "Field and direction, such as created_at:desc"),
      filter("login_id", "Login ID"),
      filter("email", "User Email"),
      filter("nation_id", "Nation ID"),
      filter("phone_number", "User Phone Number"),
      filter("user_name", "User Name"),
      filter("exclude_group_id", "Exception Target Group"),
      filter("exclude_policy_id", "Exception Target Policy"),
      filter("type", "User Type"),
      {
        name: "has_permissions",
        in: "query",
        type: "boolean",
        description: "Filter users with policy or group membership",
        required: false,
      },
      filter("exclude_user_id", "User ID to Exclude"),
    ],
    body: null,
    effect: { readOnly: true, destructive: false, idempotent: true },
    scope: "users:read",
    output: {
      kind: "list",
      key: "users",
      item: { id: TEXT, user_name: TEXT, email: TEXT, state: TEXT, type: TEXT, last_login_at: TEXT },
      properties: { count: { type: "integer" }, page: { type: "integer" }, size: { type: "integer" } },
    },
    mutation: null,
  },
} as const satisfies Surface;
