import {
  authenticateWith,
  createScalewayClient,
  type ScalewayClient,
} from "../../src/datasources/scaleway/client.ts";
import { scalewaySimulator } from "../../src/datasources/scaleway/simulator.ts";
import { oneTimePassword } from "../../src/datasources/scaleway/simulatorMfa.ts";
import { startSimulation } from "../../src/simulation/index.ts";
import type { RunningSimulator, SimulatorOptions } from "../../src/simulation/simulator.ts";
import { recordedCall } from "../support/recorder.ts";
import { type Exchange, type Relay, startRelay } from "./exchange.ts";
import { describeDocument, refused } from "./suite.ts";

const NOBODY = "00000000-0000-4000-8000-000000000000";
const call = recordedCall();

const member = (username: string) => ({
  tags: ["ops", "paris"],
  member: {
    email: "new@lindenworks.example",
    first_name: "New",
    last_name: "",
    locale: "",
    password: "",
    phone_number: "",
    send_password_email: false,
    send_welcome_email: true,
    username,
  },
});

/** What can be asked about one record; the ids are those of the path or the query. */
const callsAboutOne = (client: ScalewayClient, id: string): readonly Promise<unknown>[] => [
  client.getUser(id, call),
  client.updateUser(id, { first_name: "Nobody" }, call),
  client.deleteUser(id, call),
  client.lockUser(id, call),
  client.unlockUser(id, call),
  client.createUserMfaOtp(id, call),
  client.deleteUserMfaOtp(id, call),
  client.validateUserMfaOtp(id, "000000", call),
  client.updateUserPassword(id, "a long enough password", call),
  client.updateUserUsername(id, "nobody", call),
  client.listGracePeriods(id, call),
  client.getGroup(id, call),
];

/** Every operation, with something about it that Scaleway does not take. */
const faultyCalls = (client: ScalewayClient): readonly Promise<unknown>[] => [
  ...callsAboutOne(client, "not-a-uuid"),
  client.listUsers({ page_size: 101 }, call),
  client.createUser(member("blanks are not allowed"), call),
  client.listGroups({ page: 1, page_size: 101 }, call),
];

interface Clients {
  readonly own: ScalewayClient;
  /** Has a secret key that is nobody's. */
  readonly stranger: ScalewayClient;
  /** Asks for another organisation than the key's. */
  readonly outsider: ScalewayClient;
}

function connect(relay: Relay, { settings }: RunningSimulator): Clients {
  const { secretKey = "", organizationId = "" } = settings;
  const client = (key: string, organization: string) =>
    createScalewayClient(
      { provider: "scaleway", organizationId: organization },
      relay.connect("scaleway", authenticateWith(key)),
      Date.now,
    );
  return {
    own: client(secretKey, organizationId),
    stranger: client(NOBODY, organizationId),
    outsider: client(secretKey, NOBODY),
  };
}

async function reads(client: ScalewayClient): Promise<void> {
  const { items } = await client.listUsers({ page_size: 100 }, call);
  const user_ids = items.slice(0, 3).map(({ id }) => id);
  for (const type of ["owner", "member"] as const) {
    for (const order_by of ["created_at_asc", "created_at_desc"] as const) {
      await client.listUsers(
        { mfa: type === "owner", order_by, page: 1, page_size: 20, tag: "o", type },
        call,
      );
    }
  }
  await client.listUsers({ page: 9999, page_size: 1 }, call);
  await client.listUsers({ page_size: 100, user_ids }, call);
  await Promise.all(items.map(({ id }) => client.listGracePeriods(id, call)));
  const groups = await client.listGroups({ page: 1, page_size: 100 }, call);
  await client.listGroups({ page: 1, page_size: 100, user_ids }, call);
  for (const { id } of groups.items.slice(0, 2)) await client.getGroup(id, call);
}

async function writes(client: ScalewayClient): Promise<void> {
  const { id } = await client.createUser(member("new.member"), call);
  await client.getUser(id, call);
  const change = { email: "newer@lindenworks.example", last_name: "Member", locale: "fr_FR", tags: [] };
  await client.updateUser(id, { ...change, first_name: "Newer", phone_number: "+33199000000" }, call);
  await client.lockUser(id, call);
  await client.unlockUser(id, call);
  await client.updateUserPassword(id, "a long enough password", call);
  await client.updateUserUsername(id, "newer.member", call);
  const secret = await client.createUserMfaOtp(id, call);
  await client.validateUserMfaOtp(id, oneTimePassword(secret, Date.now()), call);
  await client.deleteUserMfaOtp(id, call);
  await client.listGracePeriods(id, call);
  await client.deleteUser(id, call);
}

async function refusals({ own, stranger, outsider }: Clients): Promise<void> {
  await refused(...faultyCalls(own), ...faultyCalls(stranger), ...callsAboutOne(own, NOBODY));
  await refused(
    outsider.listUsers({ page_size: 1 }, call),
    outsider.createUser(member("outsider"), call),
    outsider.listGroups({ page: 1, page_size: 1 }, call),
  );
  const { items } = await own.listUsers({ page_size: 100, type: "owner" }, call);
  const { items: members } = await own.listUsers({ page_size: 2, type: "member" }, call);
  const [owner = "", first = ""] = [...items, ...members].map(({ id }) => id);
  const taken = members[1]?.username ?? "";
  await refused(
    own.deleteUser(owner, call),
    own.lockUser(owner, call),
    own.createUser(member(taken), call),
    own.updateUserUsername(first, taken, call),
    own.updateUserPassword(first, "short", call),
    own.updateUser(first, { email: "no address" }, call),
  );
}

/** Talks to a simulator of its own about everything, and tells what was said. */
async function converseWith(
  switches: NonNullable<SimulatorOptions["switches"]>,
): Promise<readonly Exchange[]> {
  const simulation = await startSimulation({
    definitions: [scalewaySimulator],
    switches: { scaleway: switches },
  });
  const simulator = simulation.simulators["scaleway"];
  if (simulator === undefined) throw new Error("The simulator did not start.");
  const relay = await startRelay(simulator);
  try {
    const clients = connect(relay, simulator);
    await reads(clients.own);
    await writes(clients.own);
    await refusals(clients);
    simulator.faults.add({ fault: { kind: "rateLimit", retryAfterSeconds: 3 } });
    await refused(...faultyCalls(clients.own));
    return relay.exchanges;
  } finally {
    await relay.close();
    await simulation.close();
  }
}

describeDocument("scaleway.yaml", {
  operations: [
    "ListGracePeriods",
    "ListUsers",
    "CreateUser",
    "GetUser",
    "UpdateUser",
    "DeleteUser",
    "LockUser",
    "UnlockUser",
    "CreateUserMFAOTP",
    "DeleteUserMFAOTP",
    "UpdateUserPassword",
    "UpdateUserUsername",
    "ValidateUserMFAOTP",
    "ListGroups",
    "GetGroup",
  ],
  converse: async () => [...(await converseWith({})), ...(await converseWith({ srn: true }))],
});
