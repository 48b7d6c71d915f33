import { afterAll, beforeAll, describe } from "@jest/globals";
import { type Gateway, startGateway } from "../../support/gateway.ts";
import { createPool, type Input, isOrdinary, mutate, type Pool, type Someone } from "../support.ts";
import { describeFaults, describeUnreachable, type FaultyWrite, type Ready } from "./table.ts";

const PROVIDER = "scaikey";

let gateway: Gateway;
let next: Pool;
beforeAll(async () => {
  gateway = await startGateway({ users: 1200, switches: { scaikey: { adminCreateTenant: "optional" } } });
  next = await createPool(gateway, PROVIDER);
});
afterAll(() => gateway.close());

let number = 0;
function newNumber(): number {
  number += 1;
  return number;
}

type Surface = "tenants" | "admin";

/** A write to one user's own path on a surface, with this behind the id. */
function toPathOf(
  { id, externalId }: { readonly id: string; readonly externalId: string },
  [method, surface, rest]: readonly [method: string, surface: Surface, rest: string],
  input: Input = {},
): Ready {
  return { input: { id, ...input }, method, path: new RegExp(`/${surface}/.*users/${externalId}${rest}$`) };
}

const hasPassword = (one: Someone): boolean =>
  isOrdinary(one) && one.identitySource === "LOCAL" && one.lastLoginAt !== null;

const seen = { leavesTrace: true, whenIgnored: "UNKNOWN" } as const;

/** Those that go to the surface that the provider is configured for. */
const onSurface = (surface: Surface): readonly FaultyWrite[] => [
  {
    mutation: "createUser",
    ...seen,
    async ready() {
      const block = { provider: PROVIDER, email: `new-${newNumber()}@example.com` };
      return { input: { scaikey: block }, method: "POST", path: new RegExp(`/${surface}/.*users/?$`) };
    },
  },
  {
    mutation: "updateUser",
    ...seen,
    ready: async () => toPathOf(next(), ["PATCH", surface, ""], { displayName: "Faulty" }),
  },
  {
    mutation: "updateUsername",
    ...seen,
    ready: async () => toPathOf(next(), ["PATCH", surface, ""], { username: `name-${newNumber()}` }),
  },
  {
    mutation: "deleteUser",
    ...seen,
    async ready() {
      const one = next();
      return toPathOf(one, ["DELETE", surface, ""], { confirmEmail: one.email });
    },
  },
  {
    mutation: "unlockUser",
    ...seen,
    async ready() {
      const one = next();
      await mutate(gateway, "lockUser", { id: one.id });
      return toPathOf(one, ["POST", "admin", "/unlock"]);
    },
  },
  {
    mutation: "disableMfa",
    ...seen,
    async ready() {
      const one = next((user) => isOrdinary(user) && user.mfa === "ENABLED");
      return toPathOf(one, ["POST", "admin", "/mfa/disable"]);
    },
  },
  {
    mutation: "updatePassword",
    ...seen,
    // A new password shows only with those who had one: people from elsewhere have no date for it.
    ready: async () =>
      toPathOf(next(hasPassword), ["POST", "admin", "/reset-password"], {
        password: "correct horse battery",
      }),
  },
  {
    mutation: "fixIdentitySourceMismatches",
    ...seen,
    async ready() {
      const { simulation, simulator } = gateway;
      const [person] = simulation.company.people;
      if (person === undefined) throw new Error("There is nobody in the company.");
      const email = `mismatched-${newNumber()}@example.com`;
      const stranger = { number: 100_000 + number, email, username: email };
      simulator(PROVIDER).people.add({ ...person, ...stranger, identitySourceMismatch: true });
      return { input: { provider: PROVIDER }, method: "GET", path: /\/mismatches$/, readsBefore: 1 };
    },
  },
];

/** Those that only a tenant's surface has. */
const WITHIN_A_TENANT: readonly FaultyWrite[] = [
  { mutation: "lockUser", ...seen, ready: async () => toPathOf(next(), ["PUT", "tenants", "/status"]) },
  {
    mutation: "setUserStatus",
    ...seen,
    ready: async () => toPathOf(next(), ["PUT", "tenants", "/status"], { status: "DISABLED" }),
  },
  {
    mutation: "requestPasswordReset",
    leavesTrace: false,
    // A mail changes nothing about the user.
    whenIgnored: "ACCEPTED",
    ready: async () => toPathOf(next(), ["POST", "tenants", "/password/reset"]),
  },
];

describe("within a tenant", () => {
  const writes = [...onSurface("tenants"), ...WITHIN_A_TENANT];
  describeFaults(() => gateway, PROVIDER, writes);
  describeUnreachable(() => gateway, PROVIDER, writes);
});

describe("across tenants", () => {
  const settings = { tenantId: undefined };
  describeFaults(() => gateway, PROVIDER, onSurface("admin"), settings);
  describeUnreachable(() => gateway, PROVIDER, onSurface("admin"), settings);
});
