import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readRequirements } from "../../src/access/required.ts";
import { READ_OPERATIONS, type ReadOperation, WRITE_OPERATIONS } from "../../src/datasources/capability.ts";
import type { RecordedRequest } from "../../src/simulation/simulator.ts";
import { dig, listAt } from "../calls/support.ts";
import { publicSchema } from "../schema/publicSchema.ts";
import { type Gateway, type GraphQLAnswer, startGateway } from "../support/gateway.ts";
import { VARIANTS } from "./variants.ts";

/*
 * A provider's table of capabilities says what it does: each operation is asked of each provider, and "missing" must
 * mean that Roster refuses it without asking the provider, and nothing else may mean that.
 */

interface Probe {
  readonly query: string;
  /** Whether the answer says that the provider cannot do it. */
  readonly refused: (answer: GraphQLAnswer) => boolean;
}

const codes = ({ errors = [] }: GraphQLAnswer): readonly unknown[] =>
  errors.map(({ extensions }) => extensions?.["code"]);

/** A list says it in its coverage. */
function list(name: string): Probe {
  return {
    query: `query ($p: String!) { ${name}(first: 5, filter: { providers: [$p] }) {
      nodes { id } isComplete totalCount coverage { status error { code message } }
    } }`,
    refused(answer) {
      const refused = dig(answer.data, name, "coverage", 0, "status") === "UNSUPPORTED";
      if (refused) {
        expect(dig(answer.data, name, "coverage", 0, "error")).toEqual({
          code: "UNSUPPORTED_OPERATION",
          message: expect.stringMatching(/.{10}/),
        });
        // Who cannot have such records lacks none.
        expect(dig(answer.data, name)).toMatchObject({ nodes: [], isComplete: true, totalCount: 0 });
      }
      return refused;
    },
  };
}

/** A field of a user is null and named in `notReported`. */
function fieldOfUser(name: string, selection: string): Probe {
  return {
    query: `query ($id: ID!) { user(id: $id) { email notReported ${name} ${selection} } }`,
    refused(answer) {
      const missing = listAt(answer.data, "user", "notReported").includes(name);
      expect(dig(answer.data, "user", name) === null).toBe(missing);
      return missing;
    },
  };
}

const PROBES: { readonly [Operation in ReadOperation]: Probe } = {
  users: list("users"),
  teams: list("teams"),
  invitations: list("invitations"),
  gracePeriods: list("gracePeriods"),
  accountMemberships: list("accountMemberships"),
  user: {
    query: "query ($id: ID!) { user(id: $id) { email } }",
    refused: (answer) => codes(answer).includes("UNSUPPORTED_OPERATION"),
  },
  identitySourceMismatches: {
    query: "query ($p: String!) { identitySourceMismatches(provider: $p) { email } }",
    refused: (answer) => codes(answer).includes("UNSUPPORTED_OPERATION"),
  },
  "Provider.currentUser": {
    query: "query ($p: String!) { provider(key: $p) { currentUser { email } } }",
    refused: (answer) => dig(answer.data, "provider", "currentUser") === null,
  },
  "Team.members": {
    query: "query ($id: ID!) { user(id: $id) { teams(first: 1) { nodes { members { nodes { email } } } } } }",
    refused: (answer) => codes(answer).includes("UNSUPPORTED_OPERATION"),
  },
  "User.teams": fieldOfUser("teams", "{ nodes { id } }"),
  "User.accountMemberships": fieldOfUser("accountMemberships", "{ nodes { id } }"),
  "User.invitations": fieldOfUser("invitations", "{ nodes { id } }"),
  "User.gracePeriods": fieldOfUser("gracePeriods", "{ id }"),
};

/** Those that are asked of a user or a team: the user itself has to be read first. */
const OF_A_RECORD: ReadonlySet<ReadOperation> = new Set([
  "Team.members",
  "User.teams",
  "User.accountMemberships",
  "User.invitations",
  "User.gracePeriods",
]);

/** What has to be read first, beside what an operation itself asks. */
function readBefore(operation: ReadOperation): readonly ReadOperation[] {
  if (operation === "Team.members") return ["user", "User.teams"];
  return OF_A_RECORD.has(operation) ? ["user"] : [];
}

/** Method and path, as they are sent, of an operation of an API. */
function isOf(operation: string, { method, path }: RecordedRequest): boolean {
  const pattern = operation.replace(/\/$/, "").replace(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${pattern.replace(" ", " (?:/metal/v1)?")}/?$`).test(`${method} ${path}`);
}

/** What the schema says that each mutation needs. */
const requirements = readRequirements(publicSchema());

describe.each(VARIANTS)("$name", ({ key, options }) => {
  let gateway: Gateway;
  let supported: ReadonlyMap<unknown, boolean>;
  /** Somebody with teams. */
  let id: string;

  beforeAll(async () => {
    gateway = await startGateway({ users: 80, ...options });
    const { data } = await gateway.graphql(
      `query ($p: String!) {
        provider(key: $p) { capabilities { operation supported reason readOnly } }
        users(first: 20, filter: { providers: [$p] }) { nodes { id teams { totalCount } } }
      }`,
      { p: key },
    );
    const capabilities = listAt(data, "provider", "capabilities");
    supported = new Map(capabilities.map((one) => [dig(one, "operation"), dig(one, "supported") === true]));
    const somebody = listAt(data, "users", "nodes").find(
      (user) => Number(dig(user, "teams", "totalCount")) > 0,
    );
    id = String(dig(somebody, "id"));
  });
  afterAll(() => gateway.close());

  function capabilities() {
    const provider = gateway.app.providers.find((one) => one.key === key);
    if (provider === undefined) throw new Error(`There is no provider ${key}.`);
    return provider.capabilities;
  }

  /** The operations of the API by which the table says that a read is answered. */
  function statedFor(operation: ReadOperation): readonly string[] {
    const support = capabilities()[operation];
    if ("missing" in support) return [];
    return support.via.map((one) => ("unlisted" in one ? one.unlisted : `${one.method} ${one.path}`));
  }

  it("tells of every mutation the effect of its row, or more than the row promises", async () => {
    const { data } = await gateway.graphql(
      "query ($p: String!) { provider(key: $p) { capabilities { operation readOnly destructive idempotent } } }",
      { p: key },
    );
    for (const operation of WRITE_OPERATIONS) {
      const told = listAt(data, "provider", "capabilities").find(
        (one) => dig(one, "operation") === operation,
      );
      const support = capabilities()[operation];
      if ("missing" in support) {
        expect(told).toEqual({ operation, readOnly: false, destructive: false, idempotent: true });
        continue;
      }
      const { destructive, idempotent } = support.via.effect;
      expect(told).toMatchObject({ operation, readOnly: false, destructive });
      expect([idempotent, true]).toContain(dig(told, "idempotent"));
    }
  });

  it("asks for a mutation the scope that its row asks for", () => {
    for (const operation of WRITE_OPERATIONS) {
      const support = capabilities()[operation];
      if ("missing" in support) continue;
      const needed = requirements.get(`Mutation.${operation}`);
      expect({ operation, needed }).toEqual({ operation, needed: [[support.via.scope]] });
    }
  });

  it("says of every operation whether it can be done, and why not where it cannot", async () => {
    const { data } = await gateway.graphql(
      "query ($p: String!) { provider(key: $p) { capabilities { operation supported reason } } }",
      { p: key },
    );
    for (const capability of listAt(data, "provider", "capabilities")) {
      if (dig(capability, "supported") === false) {
        expect(capability).toMatchObject({ reason: expect.stringMatching(/\.$/) });
      }
    }
    expect([...supported.keys()]).toEqual(expect.arrayContaining([...READ_OPERATIONS]));
  });

  it.each(READ_OPERATIONS)("does %s, or refuses it without asking: as its table says", async (operation) => {
    const probe = PROBES[operation];
    gateway.forgetRequests();
    const answer = await gateway.graphql(probe.query, { p: key, id });
    const { [key]: calls = 0, ...others } = gateway.requestCounts();
    expect({ operation, refused: probe.refused(answer) }).toEqual({
      operation,
      refused: supported.get(operation) === false,
    });
    expect(others).toEqual({});
    const stated = [operation, ...readBefore(operation)].flatMap(statedFor);
    const unstated = gateway
      .simulator(key)
      .requests()
      .filter((request) => !stated.some((one) => isOf(one, request)));
    expect(unstated.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    if (supported.get(operation) === true) {
      expect(answer.errors).toBeUndefined();
    } else if (!OF_A_RECORD.has(operation)) {
      expect(calls).toBe(0);
    } else if (operation.startsWith("User.")) {
      // What it took to read the user, and not one more.
      expect(calls).toBe(1);
    }
  });
});
