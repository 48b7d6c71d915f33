import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { bearing } from "../access/ask.ts";
import { AUDIENCE, ISSUER, type Issuer, startIssuer } from "../access/issuer.ts";
import { dig, listAt, PROVIDERS, pick, userIds } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { GATEWAYS, type SupergraphGateway } from "./gateways.ts";
import {
  type Employee,
  HUMAN_RESOURCES,
  type HumanResources,
  startHumanResources,
} from "./humanResources.ts";
import { subgraph } from "./subgraph.ts";

let issuer: Issuer;
let roster: Gateway;
let humanResources: HumanResources;
/** Those whom the other subgraph knows: a hundred, or one of each provider. */
let hundred: readonly Employee[];
let five: readonly Employee[];
let employees: readonly Employee[];

beforeAll(async () => {
  issuer = await startIssuer({ now: () => roster.simulation.clock.now() });
  roster = await startGateway({
    config: { auth: { jwt: { issuer: ISSUER, audience: AUDIENCE, jwksUri: issuer.url } } },
  });
  const employed = (userId: string, index: number): Employee => ({
    number: `E${index}`,
    userId,
    costCentre: "C7",
  });
  hundred = userIds(roster, "scaleway").slice(0, 100).map(employed);
  five = PROVIDERS.flatMap((provider) => pick(userIds(roster, provider), 1)).map(employed);
  employees = hundred;
  humanResources = await startHumanResources(() => employees);
});
afterAll(async () => {
  await humanResources.close();
  await roster.close();
  await issuer.close();
});

describe.each(GATEWAYS)("behind $name", ({ compose, knowsScopes, weighs, start }) => {
  let gateway: SupergraphGateway;
  const tokenFor = async (scope: string) => bearing(await issuer.token({ claims: { scope } }));
  const read = async (query: string) => gateway.ask(query, await tokenFor("users:read"));

  beforeAll(async () => {
    gateway = await start(
      compose([
        { name: "roster", url: roster.url, sdl: subgraph({ scopes: knowsScopes }) },
        { name: "hr", url: humanResources.url, sdl: HUMAN_RESOURCES },
      ]),
    );
  }, 60_000);
  afterAll(() => gateway.close());

  it("a user whom another subgraph refers to is Roster's, and has what each of both knows of them", async () => {
    const query =
      '{ employee(number: "E7") { user { id email provider { key } employeeNumber costCentre } } }';
    expect(await read(query)).toMatchObject({
      data: {
        employee: {
          user: {
            id: hundred[7]?.userId,
            email: expect.stringContaining("@"),
            provider: { key: "scaleway" },
            employeeNumber: "E7",
            costCentre: "C7",
          },
        },
      },
    });
  });

  it("a hundred users whom it refers to are one upstream call", async () => {
    roster.forgetRequests();
    const { data, errors } = await read("{ employees { number user { email status } } }");
    expect(errors).toBeUndefined();
    const emails = listAt(data, "employees").map((employee) => dig(employee, "user", "email"));
    expect([emails.length, emails.filter((email) => typeof email === "string").length]).toEqual([100, 100]);
    expect(roster.requestCounts()).toEqual({ scaleway: 1 });
  });

  it("Roster's own list has what the other subgraph knows, and is as honest as ever", async () => {
    const { faults } = roster.simulator("scalr");
    faults.add({ fault: { kind: "status", status: 500 } });
    const query = `{ users(first: 100) {
      nodes { id provider { key } employeeNumber } isComplete
      coverage { provider { key } status error { code } }
    } }`;
    const { data, errors } = await read(query).finally(faults.clear);
    expect(errors).toBeUndefined();
    expect(dig(data, "users", "isComplete")).toBe(false);
    expect(listAt(data, "users", "coverage")).toContainEqual({
      provider: { key: "scalr" },
      status: "FAILED",
      error: { code: "UPSTREAM_ERROR" },
    });
    const numbers = new Map(hundred.map(({ userId, number }) => [userId, number]));
    const nodes = listAt(data, "users", "nodes");
    expect(nodes.filter((node) => dig(node, "employeeNumber") !== null).length).toBeGreaterThan(0);
    for (const node of nodes) {
      expect(dig(node, "employeeNumber")).toBe(numbers.get(String(dig(node, "id"))) ?? null);
    }
  });

  it("a provider that fails leaves nulls in the places of its users alone", async () => {
    const { faults } = roster.simulator("samsung");
    faults.add({ fault: { kind: "status", status: 500 } });
    employees = five;
    const { data, errors } = await read("{ employees { user { id email provider { key } } } }").finally(
      () => {
        employees = hundred;
        faults.clear();
      },
    );
    const users = listAt(data, "employees").map((employee) => dig(employee, "user"));
    expect(users.map((user) => dig(user, "provider", "key") ?? null)).toEqual(
      PROVIDERS.map((key) => (key === "samsung" ? null : key)),
    );
    // Some gateways tell an entity's error anew for each field that it would have had.
    expect([...new Set(errors?.map(({ extensions }) => extensions?.["provider"]))]).toEqual(["samsung"]);
  });

  it("a caller's token decides, and reaches Roster", async () => {
    const query = '{ employee(number: "E1") { number user { email costCentre } } }';
    const nobody = await gateway.ask(query);
    expect(dig(nobody.data, "employee", "number")).toBe("E1");
    expect(dig(nobody.data, "employee", "user", "email") ?? null).toBeNull();
    expect(JSON.stringify(nobody.errors)).toContain("UNAUTHENTICATED");

    const other = await gateway.ask(query, await tokenFor("users:read:scalr"));
    expect(dig(other.data, "employee", "user", "email") ?? null).toBeNull();
    expect(JSON.stringify(other.errors)).toContain("NOT_FOUND");

    const writer = await gateway.ask("{ users(first: 1) { totalCount } }", await tokenFor("users:write"));
    expect(writer.data ?? null).toBeNull();
    expect(JSON.stringify(writer.errors)).toContain("FORBIDDEN");
  });

  it("a mutation is carried out once for its key, and its record has the request's id", async () => {
    const id = pick(userIds(roster, "scaikey"), 3)[knowsScopes ? 0 : 1] ?? "";
    const query = `mutation { lockUser(input: { id: "${id}" }) { outcome userErrors { code } user { id status employeeNumber } } }`;
    const headers = {
      ...(await tokenFor("users:read users:write")),
      "idempotency-key": `lock-${id}`,
      "x-request-id": `request-of-${knowsScopes}`,
    };
    const first = await gateway.ask(query, headers);
    expect(first.errors).toBeUndefined();
    expect(first).toMatchObject({
      data: {
        lockUser: {
          outcome: "CONFIRMED",
          userErrors: [],
          user: { id, status: "LOCKED", employeeNumber: null },
        },
      },
    });
    const again = await gateway.ask(query, headers);
    expect(dig(again.data, "lockUser", "outcome")).toBe("CONFIRMED");
    const records = readFileSync(roster.auditPath, "utf8").split("\n");
    const ofRequest = records.filter((record) => record.includes(`"requestId":"request-of-${knowsScopes}"`));
    expect(ofRequest).toHaveLength(2);
  });

  if (weighs) {
    it.each([
      ["{ users(first: 100) { nodes { email provider { key } } coverage { status } } }", 5],
      ["{ users(first: 100) { nodes { gracePeriods { type } } } }", 5 + 100],
      [
        "{ users(first: 25) { edges { node { teams(first: 3) { nodes { members { totalCount } } } } } } }",
        5 + 25 + 75,
      ],
      [
        "{ teams(last: 2) { nodes { members(first: 4) { nodes { invitations { totalCount } } } } } }",
        5 + 2 + 8,
      ],
      ["{ providers { currentUser { email } } }", 5],
    ])("an operation weighs the upstream calls that it may take: %s", async (query, weight) => {
      expect(dig((await read(query)).extensions, "cost", "estimated")).toBe(weight);
    });
  }

  it("Roster's own look-up by any id is not part of the supergraph", async () => {
    const { errors } = await read('{ node(id: "x") { id } }');
    expect(JSON.stringify(errors)).toContain('Cannot query field \\"node\\"');
  });
});
