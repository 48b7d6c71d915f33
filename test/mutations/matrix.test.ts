import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { WRITE_OPERATIONS } from "../../src/datasources/capability.ts";
import type { SurfaceRow } from "../../src/datasources/surface.ts";
import { dig, listAt } from "../calls/support.ts";
import { type Gateway, type GatewayOptions, startGateway } from "../support/gateway.ts";
import { createPool, type Input, mutate, type Pool, type Someone, writesTo } from "./support.ts";

/*
 * Every mutation of the schema on every kind of provider: what the capability table says, what a user's actions
 * say and what really happens are one and the same.
 */

const SURFACES: readonly (readonly [surface: string, provider: string, options: GatewayOptions])[] = [
  ["Scaleway", "scaleway", {}],
  ["Samsung", "samsung", {}],
  ["ScaiKey within a tenant", "scaikey", {}],
  [
    "ScaiKey across tenants",
    "scaikey",
    {
      settingsOf: { scaikey: { tenantId: undefined } },
      switches: { scaikey: { adminCreateTenant: "optional" } },
    },
  ],
  ["Equinix Metal", "equinix", {}],
  ["Scalr", "scalr", {}],
];

/** The block of createUser for each provider; one that has none is given another's, which must not matter. */
const NEW_USERS: Readonly<Record<string, Input>> = {
  scaikey: { scaikey: { provider: "scaikey", email: "matrix@example.com" } },
  equinix: {
    equinix: { provider: "equinix", emails: ["matrix@example.com"], firstName: "Ma", lastName: "Trix" },
  },
};
const scalewayBlock = (provider: string): Input => ({
  scaleway: { provider, email: "matrix@example.com", username: "matrix" },
});

/** An input for each mutation that any provider that offers it can carry out. */
const INPUTS: Readonly<Record<string, (one: Someone, provider: string) => Input>> = {
  createUser: (_one, provider) => NEW_USERS[provider] ?? scalewayBlock(provider),
  updateUser: ({ id }) => ({ id, firstName: "Matrix" }),
  deleteUser: ({ id, email }) => ({ id, confirmEmail: email }),
  lockUser: ({ id }) => ({ id, reason: "matrix" }),
  unlockUser: ({ id }) => ({ id }),
  setUserStatus: ({ id }) => ({ id, status: "DISABLED" }),
  createMfaOtp: ({ id }) => ({ id }),
  validateMfaOtp: ({ id }) => ({ id, code: "000000" }),
  disableMfa: ({ id }) => ({ id }),
  updatePassword: ({ id }) => ({ id, password: "correct horse battery" }),
  requestPasswordReset: ({ id }) => ({ id }),
  updateUsername: ({ id }) => ({ id, username: "matrix.two" }),
  updateCurrentUser: (_one, provider) => ({ provider, firstName: "Matrix" }),
  fixIdentitySourceMismatches: (_one, provider) => ({ provider }),
};

/** Those that are about no user who is there already, and so are in nobody's actions. */
const WITHOUT_USER = ["createUser", "updateCurrentUser", "fixIdentitySourceMismatches"];

const capability = z.object({
  operation: z.string(),
  supported: z.boolean(),
  reason: z.string().nullable(),
  readOnly: z.boolean(),
  idempotent: z.boolean(),
});
const action = z.object({ operation: z.string(), allowed: z.boolean(), reason: z.string().nullable() });

async function mutationsOf(gateway: Gateway): Promise<readonly string[]> {
  const { data } = await gateway.graphql("{ __schema { mutationType { fields { name } } } }");
  return listAt(data, "__schema", "mutationType", "fields").map((field) => String(dig(field, "name")));
}

async function capabilitiesOf(gateway: Gateway, provider: string) {
  const { data } = await gateway.graphql(
    "query ($key: String!) { provider(key: $key) { capabilities { operation supported reason readOnly idempotent } } }",
    { key: provider },
  );
  return z.array(capability).parse(dig(data, "provider", "capabilities"));
}

async function actionsOf(gateway: Gateway, id: string) {
  const { data } = await gateway.graphql(
    "query ($id: ID!) { user(id: $id) { actions { operation allowed reason } } }",
    { id },
  );
  return z.array(action).parse(dig(data, "user", "actions"));
}

describe.each(SURFACES)("%s", (_surface, provider, options) => {
  let gateway: Gateway;
  let next: Pool;
  let table: Awaited<ReturnType<typeof capabilitiesOf>>;

  beforeAll(async () => {
    gateway = await startGateway({ users: 200, ...options });
    next = await createPool(gateway, provider);
    table = await capabilitiesOf(gateway, provider);
  });
  afterAll(() => gateway.close());

  /** The row that the table says a mutation is sent as. */
  function rowOf(mutation: string): SurfaceRow | null {
    const operation = WRITE_OPERATIONS.find((one) => one === mutation);
    const capabilities = gateway.app.providers.find(({ key }) => key === provider)?.capabilities;
    if (operation === undefined || capabilities === undefined) return null;
    const support = capabilities[operation];
    return "via" in support ? support.via : null;
  }

  it("states every mutation of the schema as a capability that writes, and no other", async () => {
    const writes = table.filter(({ readOnly }) => !readOnly).map(({ operation }) => operation);
    expect(writes.toSorted()).toEqual((await mutationsOf(gateway)).toSorted());
    expect(Object.keys(INPUTS).toSorted()).toEqual(writes.toSorted());
  });

  it("states every mutation about a user in each user's actions, allowed where it can be done at all", async () => {
    const actions = await actionsOf(gateway, next().id);
    const expected = table
      .filter(({ readOnly, operation }) => !readOnly && !WITHOUT_USER.includes(operation))
      .map(({ operation, supported, reason }) => ({
        operation,
        allowed: supported,
        reason: supported ? null : reason,
      }));
    expect(actions).toEqual(expected);
  });

  it.each(Object.keys(INPUTS))("%s does what is stated", async (mutation) => {
    const stated = table.find(({ operation }) => operation === mutation);
    const one = next();
    const input = INPUTS[mutation]?.(one, provider) ?? {};
    gateway.forgetRequests();
    const { outcome, userErrors } = await mutate(gateway, mutation, input);
    const codes = userErrors.map(({ code }) => code);
    if (stated?.supported === true) {
      expect(codes).not.toContain("UNSUPPORTED_OPERATION");
      const sent = writesTo(gateway, provider);
      expect(sent).toHaveLength(outcome === "NO_CHANGE" ? 0 : 1);
      const row = rowOf(mutation);
      const pattern = `${row?.method} (?:/metal/v1)?${row?.path.replace(/\{\w+\}/g, "[^/]+")}`;
      for (const { method, path } of sent) expect(`${method} ${path}`).toMatch(new RegExp(`^${pattern}$`));
      if (stated.idempotent && row?.effect.idempotent === false) {
        // The provider does not promise it, so that Roster has to see to it.
        gateway.forgetRequests();
        expect((await mutate(gateway, mutation, input)).outcome).toBe("NO_CHANGE");
        expect(writesTo(gateway, provider)).toEqual([]);
      }
    } else {
      expect({ outcome, codes }).toEqual({ outcome: "REJECTED", codes: ["UNSUPPORTED_OPERATION"] });
      expect(userErrors[0]?.message).toContain(stated?.reason);
      expect(gateway.requestCounts()).toEqual({});
    }
  });
});
