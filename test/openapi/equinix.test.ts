import {
  authHeaders,
  createEquinixClient,
  type EquinixClient,
} from "../../src/datasources/equinix/client.ts";
import { equinixSimulator } from "../../src/datasources/equinix/simulator.ts";
import { equinixHiddenUsers } from "../../src/datasources/equinix/simulatorState.ts";
import { startSimulation } from "../../src/simulation/index.ts";
import type { SimulatorOptions } from "../../src/simulation/simulator.ts";
import { recordedCall } from "../support/recorder.ts";
import { type Exchange, startRelay } from "./exchange.ts";
import { describeDocument, refused } from "./suite.ts";

const NOBODY = "00000000-0000-4000-8000-000000000000";
const call = recordedCall();

const newUser = (address: string, first_name = "New") => ({
  emails: [{ address, default: true }],
  first_name,
  last_name: "User",
});

/** Calls that ask for what the API does not take or does not have. */
const faultyCalls = (client: EquinixClient): readonly Promise<unknown>[] => [
  client.updateCurrentUser({ first_name: "" }, {}, call),
  client.createUser(newUser("no address"), {}, call),
  client.findUserById(NOBODY, {}, call),
  client.findUserCustomData(NOBODY, call),
];

/** One call of every operation, for where none of them is answered. */
const allCalls = (client: EquinixClient): readonly Promise<unknown>[] => [
  ...faultyCalls(client),
  client.findInvitations({ page: 1, per_page: 10 }, call),
  client.findCurrentUser({}, call),
  client.findUsers({ page: 1, per_page: 10 }, call),
];

async function reads(client: EquinixClient, shownById: readonly string[]): Promise<void> {
  const include = ["emails", "projects", "memberships.project"];
  const exclude = ["memberships.project.organization", "emails"];
  await client.findCurrentUser({}, call);
  await client.findCurrentUser({ include }, call);
  await client.findCurrentUser({ include, exclude }, call);
  await client.findUsers({ page: 1, per_page: 1000 }, call);
  for (const page of [1, 2, 100_000]) await client.findUsers({ page, per_page: 100, include, exclude }, call);
  const { items } = await client.findUsers({ page: 2, per_page: 3 }, call);
  for (const id of [...items.map((user) => user.id), ...shownById]) {
    await client.findUserById(id, { include: ["memberships.project"] }, call);
    await client.findUserCustomData(id, call);
  }
  for (const page of [1, 2, 3]) {
    await client.findInvitations({ page, per_page: 2 }, call);
    const nested = ["organization", "projects", "invited_by"];
    await client.findInvitations({ page, per_page: 2, include: nested }, call);
  }
}

async function writes(client: EquinixClient): Promise<void> {
  const change = { first_name: "Newer", last_name: "Name", timezone: "Europe/Paris", customdata: { a: [1] } };
  const shape = { include: ["memberships.project"], exclude: ["emails"] };
  await client.updateCurrentUser({ ...change, phone_number: "+3319900", password: "secret" }, shape, call);
  const details = {
    company_name: "Linden Works",
    company_url: "https://lindenworks.example",
    customdata: { badge: 1 },
    invitation_id: NOBODY,
    nonce: "a nonce",
    level: "1",
    password: "a long enough password",
    phone_number: "+3319900",
    social_accounts: { github: "new" },
    timezone: "Europe/Paris",
    title: "Engineer",
    two_factor_auth: "app",
    verified_at: "2026-01-01T00:00:00Z",
  };
  await client.createUser({ ...newUser("one@lindenworks.example"), ...details }, {}, call);
  await client.createUser(newUser("two@lindenworks.example"), shape, call);
  for (const page of [1, 2, 3]) await client.findUsers({ page, per_page: 100 }, call);
}

/** Talks to a simulator of its own about everything, and tells what was said. */
async function converseWith(
  switches: NonNullable<SimulatorOptions["switches"]>,
): Promise<readonly Exchange[]> {
  const simulation = await startSimulation({
    definitions: [equinixSimulator],
    switches: { equinix: switches },
  });
  const simulator = simulation.simulators["equinix"];
  if (simulator === undefined) throw new Error("The simulator did not start.");
  const relay = await startRelay(simulator);
  const client = (token: string) =>
    createEquinixClient(
      { provider: "equinix" },
      relay.connect("equinix", () => authHeaders(token)),
      Date.now,
    );
  const own = client(simulator.settings["authToken"] ?? "");
  const { answering, forbidden } = equinixHiddenUsers(simulation.company);
  try {
    if (switches["keyKind"] === "project") {
      await refused(...allCalls(own));
      return relay.exchanges;
    }
    await reads(own, answering);
    await writes(own);
    const hidden = forbidden ?? NOBODY;
    await refused(own.findUserById(hidden, {}, call), own.findUserCustomData(hidden, call));
    await refused(...faultyCalls(own));
    await refused(...allCalls(client("somebody else's")));
    simulator.faults.add({ fault: { kind: "rateLimit", retryAfterSeconds: 3 } });
    await refused(...allCalls(own));
    return relay.exchanges;
  } finally {
    await relay.close();
    await simulation.close();
  }
}

describeDocument("equinix-metal.yaml", {
  operations: [
    "findInvitations",
    "findCurrentUser",
    "updateCurrentUser",
    "findUsers",
    "createUser",
    "findUserById",
    "findUserCustomdata",
  ],
  converse: async () => [
    ...(await converseWith({})),
    ...(await converseWith({ createUser: "created" })),
    ...(await converseWith({ keyKind: "project" })),
    ...(await converseWith({ keyKind: "project", forbiddenKey: "error" })),
  ],
});
