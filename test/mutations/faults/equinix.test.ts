import { afterAll, beforeAll } from "@jest/globals";
import { type Gateway, startGateway } from "../../support/gateway.ts";
import { describeFaults, describeUnreachable, type FaultyWrite } from "./table.ts";

const PROVIDER = "equinix";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

let number = 0;
function newNumber(): number {
  number += 1;
  return number;
}

const WRITES: readonly FaultyWrite[] = [
  {
    mutation: "createUser",
    leavesTrace: true,
    // Equinix Metal shows no user in its answer, whether it has made one or not.
    whenIgnored: "ACCEPTED",
    async ready() {
      const emails = [`new-${newNumber()}@example.com`];
      const block = { provider: PROVIDER, emails, firstName: "New", lastName: "Comer" };
      return { input: { equinix: block }, method: "POST", path: /\/users$/ };
    },
  },
  {
    mutation: "updateCurrentUser",
    leavesTrace: true,
    whenIgnored: "UNKNOWN",
    ready: async () => ({
      input: { provider: PROVIDER, firstName: `Name ${newNumber()}` },
      method: "PUT",
      path: /\/user$/,
    }),
  },
];

describeFaults(() => gateway, PROVIDER, WRITES);
describeUnreachable(() => gateway, PROVIDER, WRITES);
