import { afterAll, beforeAll } from "@jest/globals";
import { Secret, TOTP } from "otpauth";
import { type Gateway, startGateway } from "../../support/gateway.ts";
import { createPool, isOrdinary, mutate, type Pool } from "../support.ts";
import { describeFaults, describeUnreachable, type FaultyWrite, type Ready } from "./table.ts";

const PROVIDER = "scaleway";

let gateway: Gateway;
let next: Pool;
beforeAll(async () => {
  gateway = await startGateway();
  next = await createPool(gateway, PROVIDER);
});
afterAll(() => gateway.close());

let number = 0;
function newName(): string {
  number += 1;
  return `new.name.${number}`;
}

/** A write to one user's own path, with this behind the id. */
async function toPathOf(
  id: string,
  externalId: string,
  method: string,
  rest: string,
  input = {},
): Promise<Ready> {
  return { input: { id, ...input }, method, path: new RegExp(`/users/${externalId}${rest}$`) };
}

const seen = { leavesTrace: true, whenIgnored: "UNKNOWN" } as const;

const WRITES: readonly FaultyWrite[] = [
  {
    mutation: "createUser",
    ...seen,
    async ready() {
      const username = newName();
      const block = { provider: PROVIDER, username, email: `${username}@example.com` };
      return { input: { scaleway: block }, method: "POST", path: /\/users$/ };
    },
  },
  {
    mutation: "updateUser",
    ...seen,
    async ready() {
      const { id, externalId } = next();
      return toPathOf(id, externalId, "PATCH", "", { firstName: "Faulty" });
    },
  },
  {
    mutation: "deleteUser",
    ...seen,
    async ready() {
      const { id, externalId, email } = next();
      return toPathOf(id, externalId, "DELETE", "", { confirmEmail: email });
    },
  },
  {
    mutation: "lockUser",
    ...seen,
    async ready() {
      const { id, externalId } = next();
      return toPathOf(id, externalId, "POST", "/lock");
    },
  },
  {
    mutation: "unlockUser",
    ...seen,
    async ready() {
      const { id, externalId } = next();
      await mutate(gateway, "lockUser", { id });
      return toPathOf(id, externalId, "POST", "/unlock");
    },
  },
  {
    mutation: "createMfaOtp",
    leavesTrace: false,
    // The secret that was handed out is all there is to see.
    whenIgnored: "CONFIRMED",
    async ready() {
      const { id, externalId } = next();
      return toPathOf(id, externalId, "POST", "/mfa-otp");
    },
  },
  {
    mutation: "validateMfaOtp",
    ...seen,
    async ready() {
      const { id, externalId } = next((one) => isOrdinary(one) && one.mfa === "DISABLED");
      const { secret } = await mutate(gateway, "createMfaOtp", { id });
      const generator = new TOTP({ secret: Secret.fromBase32(String(secret)) });
      const code = generator.generate({ timestamp: gateway.simulation.clock.now() });
      return toPathOf(id, externalId, "POST", "/validate-mfa-otp", { code });
    },
  },
  {
    mutation: "disableMfa",
    ...seen,
    async ready() {
      const { id, externalId } = next((one) => isOrdinary(one) && one.mfa === "ENABLED");
      return toPathOf(id, externalId, "DELETE", "/mfa-otp");
    },
  },
  {
    mutation: "updatePassword",
    leavesTrace: false,
    // Nothing in Scaleway's user tells when the password was set.
    whenIgnored: "ACCEPTED",
    async ready() {
      const { id, externalId } = next();
      return toPathOf(id, externalId, "POST", "/update-password", { password: "correct horse battery" });
    },
  },
  {
    mutation: "updateUsername",
    ...seen,
    async ready() {
      const { id, externalId } = next();
      return toPathOf(id, externalId, "POST", "/update-username", { username: newName() });
    },
  },
];

describeFaults(() => gateway, PROVIDER, WRITES);
describeUnreachable(() => gateway, PROVIDER, WRITES);
