import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { formatId } from "../../src/domain/ids.ts";
import { type Simulation, startSimulation } from "../../src/simulation/index.ts";
import { dig, listAt } from "../calls/support.ts";
import { operationOf } from "../mutations/support.ts";
import { selfSigned } from "../resilience/certificate.ts";
import { type Child, startChild } from "./child.ts";
import { KINDS, type Kind } from "./kinds.ts";
import { startUpstream } from "./upstream.ts";

/*
 * A process of its own trusts these certificates' issuers, so that what it refuses it refuses for the very reason
 * that is meant: and nothing, neither credential nor body, is sent to whoever shows a wrong one.
 */

const DAY = 86_400_000;
const now = Date.now();
const good = selfSigned("localhost", new Date(now - DAY), new Date(now + DAY));
const expired = selfSigned("localhost", new Date(now - 2 * DAY), new Date(now - DAY));
const notYetValid = selfSigned("localhost", new Date(now + DAY), new Date(now + 2 * DAY));
const ofAnotherHost = selfSigned("elsewhere.example", new Date(now - DAY), new Date(now + DAY));
const ofNobodyTrusted = selfSigned("localhost", new Date(now - DAY), new Date(now + DAY));
const TRUSTED = [good, expired, notYetValid, ofAnotherHost];

interface Besieged {
  readonly kind: Kind;
  readonly key: string;
  readonly upstream: Awaited<ReturnType<typeof startUpstream>>;
  readonly users: readonly string[];
}

let simulation: Simulation;
let child: Child;
const besieged: Besieged[] = [];

beforeAll(async () => {
  const definitions = providerDefinitions.map(({ simulator }) => simulator);
  simulation = await startSimulation({ definitions, users: 60 });
  const entries: Readonly<Record<string, unknown>>[] = [];
  for (const [number, kind] of KINDS.entries()) {
    const running = simulation.simulators[kind.provider];
    if (running === undefined) throw new Error(`There is no simulator named ${kind.provider}.`);
    const upstream = await startUpstream(running.url, good);
    const key = `${kind.provider}-${number}`;
    const baseUrl = String(running.settings["baseUrl"]).replace(running.url, upstream.url);
    entries.push({ key, ...running.settings, ...kind.settings, baseUrl });
    const users = running.people.list().map(({ id }) => formatId("User", key, id));
    besieged.push({ kind, key, upstream, users: users.slice(3, 5) });
  }
  const other = simulation.simulators["scalr"]?.settings;
  const authorities = join(mkdtempSync(join(tmpdir(), "roster-authorities-")), "trusted.pem");
  writeFileSync(authorities, TRUSTED.map(({ cert }) => cert).join(""));
  child = await startChild([...entries, { key: "other", ...other }], { NODE_EXTRA_CA_CERTS: authorities });
}, 60_000);

afterAll(async () => {
  const { log } = await child.stop();
  for (const { upstream } of besieged) await upstream.close();
  await simulation.close();
  expect(log).not.toMatch(/localhost|CERT|"level":"(?:error|fatal)"/);
});

const UNTRUSTED = {
  code: "PROVIDER_UNAVAILABLE",
  message: expect.stringMatching(/its certificate is not accepted\.$/),
};

async function list(key: string) {
  const { data, errors } = await child.graphql(
    `query ($keys: [String!]) { users(first: 6, filter: { providers: $keys }) {
      nodes { provider { key } } coverage { provider { key } status error { code message } }
    } }`,
    { keys: [key, "other"] },
  );
  expect(errors).toBeUndefined();
  const own = listAt(data, "users", "coverage").find((one) => dig(one, "provider", "key") === key);
  const shown = new Set(listAt(data, "users", "nodes").map((node) => dig(node, "provider", "key")));
  return { status: dig(own, "status"), error: dig(own, "error"), shown: [...shown].sort() };
}

describe.each(KINDS.map((kind, number) => [kind.name, number] as const))("%s", (_name, number) => {
  it.each([
    ["that has expired", expired],
    ["that is not valid yet", notYetValid],
    ["of another host", ofAnotherHost],
    ["that nobody vouches for", ofNobodyTrusted],
  ])(
    "with a certificate %s is sent nothing, and is well again with a good one",
    async (_what, certificate) => {
      const one = besieged[number];
      if (one === undefined) throw new Error("There is no such provider.");
      const { kind, key, upstream, users } = one;
      const [id, whom] = users;
      upstream.identify(certificate);
      // Connections from before are good.
      await upstream.vanish();
      await upstream.heal();
      const before = upstream.arrived.length;
      expect(await list(key)).toEqual({ status: "FAILED", error: UNTRUSTED, shown: ["other"] });
      const found = await child.graphql("query ($id: ID!) { user(id: $id) { email } }", { id });
      expect(found).toMatchObject({
        data: { user: null },
        errors: [{ extensions: { code: UNTRUSTED.code } }],
      });
      if (kind.write !== null) {
        const input = {
          ...(kind.write === "updateUser" ? { id: whom } : { provider: key }),
          firstName: "Nobody",
        };
        const { data } = await child.graphql(operationOf(kind.write), { input });
        expect(dig(data, kind.write)).toMatchObject({ outcome: "REJECTED", userErrors: [UNTRUSTED] });
      }
      expect(upstream.arrived).toHaveLength(before);

      upstream.identify(good);
      expect(await list(key)).toEqual({ status: "COMPLETE", error: null, shown: [key, "other"].sort() });
    },
  );
});
