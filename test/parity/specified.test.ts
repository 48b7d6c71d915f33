import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { Gateway } from "../support/gateway.ts";
import { at, connectClient, rest, startWhole } from "./support.ts";

/* What the two capability specifications promise, as it goes over the wire: tools by name with description and hints,
   REST by method and path. */

/** The tool, its description, its address, and which of its hints are true. */
const SPECIFIED = [
  [
    "list-grace-periods-member",
    "List grace periods of a member",
    "GET /v1/iam/v1alpha1/grace-periods",
    "readOnly idempotent",
  ],
  [
    "list-users-organization",
    "List users of an Organization",
    "GET /v1/iam/v1alpha1/users",
    "readOnly idempotent",
  ],
  ["create-new-user", "Create a new user", "POST /v1/iam/v1alpha1/users", ""],
  ["get-given-user", "Get a given user", "GET /v1/iam/v1alpha1/users/{user-id}", "readOnly idempotent"],
  ["update-user", "Update a user", "PATCH /v1/iam/v1alpha1/users/{user-id}", "idempotent"],
  [
    "delete-guest-user-organization",
    "Delete a guest user from an Organization",
    "DELETE /v1/iam/v1alpha1/users/{user-id}",
    "destructive idempotent",
  ],
  ["lock-member", "Lock a member", "POST /v1/iam/v1alpha1/users/{user-id}/lock", ""],
  ["create-mfa-otp", "Create a MFA OTP.", "POST /v1/iam/v1alpha1/users/{user-id}/mfa-otp", ""],
  [
    "delete-mfa-otp",
    "Delete a MFA OTP.",
    "DELETE /v1/iam/v1alpha1/users/{user-id}/mfa-otp",
    "destructive idempotent",
  ],
  ["unlock-member", "Unlock a member", "POST /v1/iam/v1alpha1/users/{user-id}/unlock", ""],
  [
    "update-user-s-password",
    "Update an user's password.",
    "POST /v1/iam/v1alpha1/users/{user-id}/update-password",
    "",
  ],
  [
    "update-user-s-username",
    "Update an user's username.",
    "POST /v1/iam/v1alpha1/users/{user-id}/update-username",
    "",
  ],
  [
    "validate-mfa-otp",
    "Validate a MFA OTP.",
    "POST /v1/iam/v1alpha1/users/{user-id}/validate-mfa-otp",
    "readOnly",
  ],
  [
    "retrieve-current-user-invitations",
    "Retrieve current user invitations",
    "GET /v1/invitations",
    "readOnly idempotent",
  ],
  ["retrieve-current-user", "Retrieve the current user", "GET /v1/user", "readOnly idempotent"],
  ["update-current-user", "Update the current user", "PUT /v1/user", "idempotent"],
  ["retrieve-all-users", "Retrieve all users", "GET /v1/users", "readOnly idempotent"],
  ["create-user", "Create a user", "POST /v1/users", ""],
  ["retrieve-user", "Retrieve a user", "GET /v1/users/{id}", "readOnly idempotent"],
  [
    "retrieve-custom-metadata-user",
    "Retrieve the custom metadata of a user",
    "GET /v1/users/{id}/customdata",
    "readOnly idempotent",
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

describe("the capability specifications", () => {
  it.each(SPECIFIED)("have %s: %s, at %s, which is %j", (name, description, address, hints) => {
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
    const told = at(operation, "x-roster");
    expect(told).toMatchObject([{ tool: name, effect: { readOnly: holds("readOnly") } }]);
  });
});
