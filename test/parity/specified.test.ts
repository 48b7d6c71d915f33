import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { listAt } from "../calls/support.ts";
import type { Gateway } from "../support/gateway.ts";
import { at, connectClient, rest, startWhole } from "./support.ts";

/* What the two capability specifications promise, as it goes over the wire: tools by name with description and hints,
   REST by method and path. */

/**
 * The tool, its description, its address, which of its hints are true, and what it takes: texts unless said, those with
 * a star required, and a body last.
 */
const SPECIFIED = [
  [
    "list-grace-periods-member",
    "List grace periods of a member",
    "GET /v1/iam/v1alpha1/grace-periods",
    "readOnly idempotent",
    "user_id",
  ],
  [
    "list-users-organization",
    "List users of an Organization",
    "GET /v1/iam/v1alpha1/users",
    "readOnly idempotent",
    "order_by page_size:integer page:integer organization_id user_ids:array mfa:boolean tag type",
  ],
  ["create-new-user", "Create a new user", "POST /v1/iam/v1alpha1/users", "", "body"],
  [
    "get-given-user",
    "Get a given user",
    "GET /v1/iam/v1alpha1/users/{user-id}",
    "readOnly idempotent",
    "user_id*",
  ],
  ["update-user", "Update a user", "PATCH /v1/iam/v1alpha1/users/{user-id}", "idempotent", "user_id* body"],
  [
    "delete-guest-user-organization",
    "Delete a guest user from an Organization",
    "DELETE /v1/iam/v1alpha1/users/{user-id}",
    "destructive idempotent",
    "user_id*",
  ],
  ["lock-member", "Lock a member", "POST /v1/iam/v1alpha1/users/{user-id}/lock", "", "user_id* body"],
  [
    "create-mfa-otp",
    "Create a MFA OTP.",
    "POST /v1/iam/v1alpha1/users/{user-id}/mfa-otp",
    "",
    "user_id* body",
  ],
  [
    "delete-mfa-otp",
    "Delete a MFA OTP.",
    "DELETE /v1/iam/v1alpha1/users/{user-id}/mfa-otp",
    "destructive idempotent",
    "user_id* body",
  ],
  ["unlock-member", "Unlock a member", "POST /v1/iam/v1alpha1/users/{user-id}/unlock", "", "user_id* body"],
  [
    "update-user-s-password",
    "Update an user's password.",
    "POST /v1/iam/v1alpha1/users/{user-id}/update-password",
    "",
    "user_id* body",
  ],
  [
    "update-user-s-username",
    "Update an user's username.",
    "POST /v1/iam/v1alpha1/users/{user-id}/update-username",
    "",
    "user_id* body",
  ],
  [
    "validate-mfa-otp",
    "Validate a MFA OTP.",
    "POST /v1/iam/v1alpha1/users/{user-id}/validate-mfa-otp",
    "readOnly",
    "user_id* body",
  ],
  [
    "retrieve-current-user-invitations",
    "Retrieve current user invitations",
    "GET /v1/invitations",
    "readOnly idempotent",
    "include:array page:integer per_page:integer",
  ],
  [
    "retrieve-current-user",
    "Retrieve the current user",
    "GET /v1/user",
    "readOnly idempotent",
    "include:array exclude:array",
  ],
  [
    "update-current-user",
    "Update the current user",
    "PUT /v1/user",
    "idempotent",
    "include:array exclude:array body",
  ],
  [
    "retrieve-all-users",
    "Retrieve all users",
    "GET /v1/users",
    "readOnly idempotent",
    "include:array exclude:array page:integer per_page:integer",
  ],
  ["create-user", "Create a user", "POST /v1/users", "", "include:array exclude:array body"],
  [
    "retrieve-user",
    "Retrieve a user",
    "GET /v1/users/{id}",
    "readOnly idempotent",
    "id* include:array exclude:array",
  ],
  [
    "retrieve-custom-metadata-user",
    "Retrieve the custom metadata of a user",
    "GET /v1/users/{id}/customdata",
    "readOnly idempotent",
    "id*",
  ],
] as const;

/** It turns MFA on and makes recovery codes, so that the specification's `readOnly` is not so. */
const NOT_READ_ONLY = "validate-mfa-otp";

let gateway: Gateway;
let client: Client;
let tools: Awaited<ReturnType<Client["listTools"]>>["tools"];
let document: unknown;
beforeAll(async () => {
  gateway = await startWhole({ users: 20 });
  client = await connectClient(gateway);
  ({ tools } = await client.listTools());
  document = (await rest(gateway, "GET", "/v1/openapi.json")).json;
});
afterAll(async () => {
  await client.close();
  await gateway.close();
});

function written(parameter: unknown): string {
  const type = at(parameter, "schema", "type");
  const suffix = type === "string" ? "" : `:${String(type)}`;
  return `${String(at(parameter, "name"))}${suffix}${at(parameter, "required") === true ? "*" : ""}`;
}

describe("the capability specifications", () => {
  it.each(SPECIFIED)("have %s: %s, at %s, which is %j", (name, description, address, hints, takes) => {
    const tool = tools.find((one) => one.name === name);
    const holds = (hint: string) => hints.includes(hint) && !(hint === "readOnly" && name === NOT_READ_ONLY);
    expect(tool).toMatchObject({
      description,
      annotations: {
        readOnlyHint: holds("readOnly"),
        destructiveHint: holds("destructive"),
        idempotentHint: holds("idempotent"),
      },
    });
    const [method = "", path = ""] = address.replaceAll("-id}", "_id}").split(" ");
    const operation = at(document, "paths", path, method.toLowerCase());
    expect(operation).toMatchObject({ summary: description });
    const parameters = listAt(operation, "parameters").filter((one) => at(one, "$ref") === undefined);
    const body = at(operation, "requestBody", "required") === true ? ["body"] : [];
    expect([...parameters.map(written), ...body].join(" ")).toBe(takes);
    const told = at(operation, "x-roster");
    expect(told).toMatchObject([{ tool: name, effect: { readOnly: holds("readOnly") } }]);
  });
});
