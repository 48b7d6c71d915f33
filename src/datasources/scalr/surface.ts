import type { Surface, SurfaceParameter } from "../surface.ts";

function filter(name: string, description: string): SurfaceParameter {
  return { name, in: "query", type: "string", description, required: false };
}

/** The user operation of Scalr's IACP API v3 that Roster uses. */
export const scalrSurface = {
  "list-account-users": {
    tool: "list-account-users",
    description: "List Account to User relationships",
    method: "GET",
    path: "/api/iacp/v3/account-users",
    parameters: [
      { ...filter("filter[account]", "The account filter."), known: true },
      filter("filter[user]", "The user filter."),
      filter("query", "Query string"),
      filter(
        "exclude_global_users",
        "Do not include account users from global-scope. This is for self-hosted only.",
      ),
      {
        name: "sort",
        in: "query",
        type: "strings",
        style: "comma",
        description: "Attributes to sort by: created-at, email, full-name, last-login-at, status.",
        required: false,
      },
      {
        name: "include",
        in: "query",
        type: "strings",
        style: "comma",
        description: "Relationship paths to include: account, teams, user.",
        required: false,
      },
      {
        name: "page[number]",
        in: "query",
        type: "integer",
        description: "Page, from 1",
        required: false,
        minimum: 1,
      },
      {
        name: "page[size]",
        in: "query",
        type: "integer",
        description: "Records per page",
        required: false,
        minimum: 1,
        maximum: 100,
      },
    ],
    body: null,
    effect: { readOnly: true, destructive: false, idempotent: true },
    scope: "users:read",
    output: {
      kind: "list",
      key: "data",
      item: {
        type: { type: "string" },
        id: { type: "string" },
        attributes: { type: "object" },
        relationships: { type: "object" },
      },
      properties: { included: { type: "array", items: { type: "object" } }, meta: { type: "object" } },
    },
    mutation: null,
  },
} as const satisfies Surface;
