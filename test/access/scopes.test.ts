import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { isObjectType } from "graphql";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { readRequirements } from "../../src/access/required.ts";
import { dig, listAt, someUser } from "../calls/support.ts";
import { publicSchema } from "../schema/publicSchema.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { ask } from "./ask.ts";

const schema = publicSchema();
const requirements = readRequirements(schema);

describe("the schema", () => {
  const SENSITIVE = /secret|otpauth|recovery|token|nonce|accesskeys|^password$/i;
  const paths = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith("__")
      ? Object.keys(type.getFields()).map((field) => [type.name, field] as const)
      : [],
  );

  it("asks for a scope on every field of Query and Mutation, but for what tells the schema itself", () => {
    const open = paths.filter(
      ([type, field]) => ["Query", "Mutation"].includes(type) && !requirements.has(`${type}.${field}`),
    );
    expect(open).toEqual([["Query", "_service"]]);
  });

  it("asks for the right to credentials wherever one is shown", () => {
    const sensitive = paths.filter(([, field]) => SENSITIVE.test(field)).map((path) => path.join("."));
    expect(sensitive).toEqual(
      expect.arrayContaining([
        "CreateMfaOtpPayload.secret",
        "CreateMfaOtpPayload.otpauthUri",
        "ValidateMfaOtpPayload.recoveryCodes",
        "SamsungUserDetails.accessKeys",
      ]),
    );
    for (const path of sensitive)
      expect([path, requirements.get(path)]).toEqual([path, [["users:credentials"]]]);
  });

  it("asks for the right to read wherever a mutation shows a user", () => {
    const users = paths.filter(([type, field]) => type.endsWith("Payload") && field === "user");
    expect(users.length).toBeGreaterThan(10);
    for (const path of users) expect(requirements.get(path.join("."))).toEqual([["users:read"]]);
  });
});

const CALLERS = {
  reader: ["users:read"],
  writer: ["users:write"],
  both: ["users:read", "users:write"],
  mixed: ["users:read:scaleway", "users:write:scaikey"],
  keysOfSamsung: ["users:read", "users:credentials:samsung"],
  keysOfScalr: ["users:read", "users:credentials:scalr"],
} as const;
type Caller = keyof typeof CALLERS;

describe("a caller", () => {
  const keys = new Map(Object.keys(CALLERS).map((name) => [name, makeApiKey()]));
  const as = (name: Caller) => ({ "x-api-key": keys.get(name)?.key ?? "" });
  let gateway: Gateway;

  beforeAll(async () => {
    const apiKeys = Object.entries(CALLERS).map(([name, scopes]) => ({
      name,
      sha256: keys.get(name)?.sha256,
      scopes: [...scopes],
    }));
    gateway = await startGateway({ users: 50, config: { auth: { apiKeys } } });
  });
  afterAll(() => gateway.close());

  async function keysOf(query: string, caller: Caller): Promise<readonly unknown[]> {
    const { answer } = await ask(gateway, as(caller), query);
    return listAt(answer.data, "users", "nodes").map((node) => dig(node, "provider", "key"));
  }

  it("who may write somewhere does not read there", async () => {
    const seen = await keysOf("{ users(first: 100) { nodes { provider { key } } } }", "mixed");
    expect([...new Set(seen)]).toEqual(["scaleway"]);
    const id = someUser(gateway, "scaikey");
    const { answer } = await ask(gateway, as("mixed"), "query ($id: ID!) { user(id: $id) { email } }", {
      id,
    });
    expect([answer.data, answer.errors?.[0]?.extensions?.["code"]]).toEqual([{ user: null }, "NOT_FOUND"]);
  });

  it("who writes and may not read is told what became of it, and shown nobody", async () => {
    const id = someUser(gateway, "scaikey");
    const query = `mutation ($id: ID!) { lockUser(input: { id: $id }) { outcome user { email } } }`;
    for (const caller of ["writer", "mixed"] as const) {
      const { answer } = await ask(gateway, as(caller), query, { id });
      expect(dig(answer.data, "lockUser", "outcome")).toMatch(/CONFIRMED|NO_CHANGE/);
      expect(dig(answer.data, "lockUser", "user")).toBeNull();
      expect(answer.errors?.map((error) => error.message)).toEqual([
        expect.stringMatching(/^This needs the scope users:read\b/),
      ]);
    }
    const { answer } = await ask(gateway, as("both"), query, { id });
    expect(dig(answer.data, "lockUser", "user", "email")).toEqual(expect.any(String));
  });

  it("who may see the credentials of one provider sees them there alone", async () => {
    const query = `{ users(first: 3, filter: { providers: ["samsung"] }) { nodes {
      email details { ... on SamsungUserDetails { accessKeys { accessKey } } }
    } } }`;
    const allowed = await ask(gateway, as("keysOfSamsung"), query);
    expect(allowed.answer.errors).toBeUndefined();
    for (const caller of ["keysOfScalr", "reader"] as const) {
      const { answer } = await ask(gateway, as(caller), query);
      expect(new Set(answer.errors?.map((error) => error.message))).toEqual(
        new Set(["This needs the scope users:credentials for samsung."]),
      );
      expect(listAt(answer.data, "users", "nodes").every((node) => dig(node, "email") !== undefined)).toBe(
        true,
      );
    }
  });

  it("is told by User.actions what they may not do", async () => {
    const query = `query ($id: ID!) { user(id: $id) { actions { operation allowed reason } } }`;
    const id = someUser(gateway, "scaleway");
    const of = async (caller: Caller): Promise<unknown> => {
      const { answer } = await ask(gateway, as(caller), query, { id });
      const actions = listAt(answer.data, "user", "actions");
      return dig(
        actions.find((action) => dig(action, "operation") === "updateUser"),
        "reason",
      );
    };
    expect([await of("reader"), await of("both")]).toEqual([
      "This needs the scope users:write for scaleway.",
      null,
    ]);
  });
});
