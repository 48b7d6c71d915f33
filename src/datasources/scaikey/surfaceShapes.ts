import type { JsonSchema, SurfaceBody, SurfaceParameter } from "../surface.ts";

export const READ = { readOnly: true, destructive: false, idempotent: true } as const;
export const CHANGE = { readOnly: false, destructive: false, idempotent: false } as const;
export const SET = { readOnly: false, destructive: false, idempotent: true } as const;
export const REMOVE = { readOnly: false, destructive: true, idempotent: true } as const;

export const TEXT: JsonSchema = { type: "string" };
export const FLAG: JsonSchema = { type: "boolean" };
export const OBJECT: JsonSchema = { type: "object" };

export function taken(
  name: string,
  description: string,
  type: SurfaceParameter["type"] = "string",
): SurfaceParameter {
  return { name, in: "query", type, description, required: false };
}

export const USER: SurfaceParameter = {
  name: "user_id",
  in: "path",
  type: "string",
  description: "The user's id.",
  required: true,
};
export const PAGES: readonly SurfaceParameter[] = [
  { ...taken("page", "The page, from 1.", "integer"), minimum: 1 },
  { ...taken("per_page", "Users per page.", "integer"), minimum: 1, maximum: 100 },
  taken("search", "Text to look for."),
  taken("status", "Only users with this status."),
];

export function bodyOf(
  description: string,
  example: SurfaceBody["example"],
  properties: SurfaceBody["properties"],
): SurfaceBody {
  return { description, properties, example };
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
export const NEW_USER = bodyOf(
  "The new user.",
  { email: "ada@example.org", display_name: "Ada" },
  {
    ...ATTRIBUTES,
    password: TEXT,
    group_ids: { type: "array", items: TEXT },
    require_password_change: FLAG,
    send_welcome_email: FLAG,
  },
);
export const CHANGES = bodyOf("The fields to change.", { first_name: "Ada" }, ATTRIBUTES);

export const OPEN = { kind: "open" } as const;
