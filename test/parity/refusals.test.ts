import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { SurfaceParameter } from "../../src/datasources/surface.ts";
import type { OperationRow } from "../../src/operations/table.ts";
import { nobody } from "../calls/support.ts";
import { operationOf } from "../mutations/support.ts";
import { apiKey, as } from "../rest/support.ts";
import type { Gateway } from "../support/gateway.ts";
import { type Described, readDescriptions } from "./described.ts";
import { argumentsOf, nameOf, pathOf, prepareSample, type Sample, wholeTable } from "./samples.ts";
import { at, call, connectClient, rest, startWhole } from "./support.ts";

/* What Roster itself refuses, it refuses alike by REST, MCP and GraphQL, and asks no provider. */

const SCOPES = ["users:read", "users:write", "users:credentials"];
const NOBODY = { id: "00000000-0000-4000-8000-000000000000", email: "nobody@parity.example" };

/** The name of a caller who has every scope but this. */
const withoutIt = (scope: string): string => `no-${scope.replace(":", "-")}`;

let gateway: Gateway;
let everybody: Client;
let described: Described;
/** A client for callers who have every scope but this. */
const without = new Map<string, Client>();
/** The tools that they are told of. */
const offered = new Map<string, readonly string[]>();

beforeAll(async () => {
  const lacking = SCOPES.map((scope) => apiKey(withoutIt(scope), ...SCOPES.filter((one) => one !== scope)));
  const apiKeys = [apiKey("all", ...SCOPES), ...lacking];
  gateway = await startWhole({ users: 60, config: { auth: { apiKeys } } });
  everybody = await connectClient(gateway, as("all"));
  described = await readDescriptions(gateway, everybody, as("all"));
  for (const scope of SCOPES) {
    const client = await connectClient(gateway, as(withoutIt(scope)));
    without.set(scope, client);
    offered.set(
      scope,
      (await client.listTools()).tools.map(({ name }) => name),
    );
  }
});
beforeEach(() => gateway.forgetRequests());
afterEach(() => expect(gateway.requestCounts()).toEqual({}));
afterAll(async () => {
  for (const client of [everybody, ...without.values()]) await client.close();
  await gateway.close();
});

const everyRow = wholeTable.map((row) => [nameOf(row), row] as const);

async function sampleOf(row: OperationRow): Promise<Sample> {
  // Made without asking anybody: what is refused needs nobody in any state.
  const sample = await prepareSample(gateway, row, NOBODY, "refused");
  gateway.forgetRequests();
  return sample;
}

function send(row: OperationRow, sample: Sample, name: string, more = "") {
  const path = pathOf(row, sample);
  const query = more === "" ? "" : `${path.includes("?") ? "&" : "?"}${more}`;
  const { body } = sample;
  return rest(gateway, row.method, `${path}${query}`, {
    headers: as(name),
    ...(body === undefined ? {} : { body }),
  });
}

describe("a caller without the scope", () => {
  it.each(everyRow)("is refused %s", async (_, row) => {
    const sample = await sampleOf(row);
    const name = withoutIt(row.scope);
    const answer = await send(row, sample, name);
    described.answer(row, answer);
    expect(answer).toMatchObject({ status: 403, json: { code: "FORBIDDEN" } });

    const client = without.get(row.scope) ?? everybody;
    expect(offered.get(row.scope)).not.toContain(row.tool);
    await expect(call(client, row.tool, argumentsOf(row, sample))).rejects.toMatchObject({ code: -32602 });

    const { data, errors } = await gateway.graphql(...askedOf(row, sample), as(name));
    const code = at(errors, 0, "extensions", "code") ?? at(data, row.mutation ?? "", "userErrors", 0, "code");
    expect(code).toBe("FORBIDDEN");
  });

  it("is told of no tool that needs it, and of those that do not", () => {
    for (const scope of SCOPES) {
      const others = wholeTable.filter((row) => row.scope !== scope).map(({ tool }) => tool);
      expect(offered.get(scope)).toEqual(expect.arrayContaining(others));
    }
  });
});

/** The field of GraphQL that does the same, and its variables. */
function askedOf(row: OperationRow, { input }: Sample): [string, Record<string, unknown>] {
  const provider = row.kind.toLowerCase();
  const { mutation } = row;
  if (mutation === null) {
    const query =
      "query ($p: String!, $id: String!) { userByExternalId(provider: $p, externalId: $id) { id } }";
    return [query, { p: provider, id: NOBODY.id }];
  }
  if (mutation === "createUser") return [operationOf(mutation), { input: input ?? NEW_USER }];
  const target = row.user === undefined ? { provider } : { id: nobody("User", provider, NOBODY.id) };
  const confirmed = mutation === "deleteUser" ? { ...target, confirmEmail: NOBODY.email } : target;
  return [operationOf(mutation), { input: { ...confirmed, ...input, ...MORE[mutation] } }];
}

const NEW_USER = { scaikey: { provider: "scaikey", email: "refused@parity.example" } };
/** What some mutations want beside the user, where a sample has nothing. */
const MORE: Readonly<Record<string, object>> = {
  setUserStatus: { status: "DISABLED" },
  validateMfaOtp: { code: "123456" },
};

/** A value that a parameter does not take, in an address and as an argument. */
function wrongValue({ type, minimum }: SurfaceParameter): readonly [string, unknown] {
  if (type === "integer")
    return minimum === undefined ? ["many", "many"] : [String(minimum - 1), minimum - 1];
  if (type === "boolean") return ["perhaps", "perhaps"];
  return ["", type === "strings" ? [""] : ""];
}

const everyParameter = wholeTable.flatMap((row) =>
  row.parameters
    .filter((parameter) => parameter.in === "query" && row.when?.parameter !== parameter.name)
    .map((parameter) => [nameOf(row), parameter.name, row, parameter] as const),
);

describe("a wrong value", () => {
  it.each(everyParameter)("is refused by name: %s, %s", async (_, name, row, parameter) => {
    const sample = await sampleOf(row);
    const [text, value] = wrongValue(parameter);
    const { [name]: _left, ...values } = sample.values;
    const more = `${encodeURIComponent(name)}=${encodeURIComponent(text)}`;
    const answer = await send(row, { ...sample, values }, "all", more);
    const wrong = { ...argumentsOf(row, sample), [name]: value };
    const refused = await call(everybody, row.tool, wrong).catch((error: unknown) => error);
    described.answer(row, answer);
    expect(answer).toMatchObject({ status: 400, json: { code: "BAD_USER_INPUT", field: [name] } });
    expect(refused).toMatchObject({ code: -32602, data: { code: "BAD_USER_INPUT", field: [name] } });
  });

  it.each(everyRow)("of no known name is refused: %s", async (_, row) => {
    const sample = await sampleOf(row);
    const answer = await send(row, sample, "all", "no_such=1");
    expect(answer).toMatchObject({ status: 400, json: { code: "BAD_USER_INPUT", field: ["no_such"] } });
    const wrong = { ...argumentsOf(row, sample), no_such: 1 };
    await expect(call(everybody, row.tool, wrong)).rejects.toMatchObject({
      code: -32602,
      data: { code: "BAD_USER_INPUT", field: ["no_such"] },
    });
  });

  it.each(everyRow.filter(([, { body }]) => body !== null))(
    "is a body that is missing: %s",
    async (_, row) => {
      const { body: _body, ...sample } = await sampleOf(row);
      expect(await send(row, sample, "all")).toMatchObject({ status: 400, json: { field: ["body"] } });
      await expect(call(everybody, row.tool, argumentsOf(row, sample))).rejects.toMatchObject({
        code: -32602,
        data: { field: ["body"] },
      });
    },
  );
});
