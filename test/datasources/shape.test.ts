import { setFlagsFromString } from "node:v8";
import { runInThisContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { callWith } from "../../src/datasources/call.ts";
import { providerDefinitions } from "../../src/datasources/index.ts";
import type { AnyProviderDefinition, Provider } from "../../src/datasources/provider.ts";
import { EVERY_USER_FIELD, type User } from "../../src/domain/user.ts";
import { createClock } from "../../src/simulation/clock.ts";
import { createCompany } from "../../src/simulation/company.ts";
import { startGateway } from "../support/gateway.ts";
import { recordedCall, startRecorder } from "../support/recorder.ts";

/*
 * Objects of one shape (V8's hidden class) are made, kept and read at a small part of what objects cost that have a
 * shape each: 1 µs and 0.5 KB a user instead of 30 µs and 1.6 KB, of which a large company has half a million.
 */

/** For optional parts, and for those who lack what others have. */
const MOST_SHAPES = 4;

let recorder: Awaited<ReturnType<typeof startRecorder>>;
beforeAll(async () => {
  recorder = await startRecorder(() => ({}));
});
afterAll(() => recorder.close());

/** Tells whether two objects have one shape, which takes V8's own syntax. */
function createComparison(): (one: unknown, other: unknown) => boolean {
  setFlagsFromString("--allow-natives-syntax");
  const compare: unknown = runInThisContext("(one, other) => %HaveSameMap(one, other)");
  if (typeof compare !== "function") throw new Error("no function was made");
  // Its body is read when it is called for the first time.
  compare({}, {});
  setFlagsFromString("--no-allow-natives-syntax");
  return (one, other) => compare(one, other) === true;
}

function connect({ checkSettings }: AnyProviderDefinition, all: Readonly<Record<string, string>>): Provider {
  const { kind: _kind, baseUrl = "", ...settings } = all;
  const check = checkSettings(settings);
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  const common = { key: "key", baseUrl, timeoutMs: 5_000, maxConcurrency: 4, sweepLimit: 10_000 };
  return check.connect(common, recorder.environment);
}

it.each(providerDefinitions)("$name's users have a few shapes, not one each", async (definition) => {
  const now = recorder.environment.now();
  const company = createCompany({ today: now });
  const running = await definition.simulator.start({ company, clock: createClock(now) });
  const { operations } = connect(definition, running.settings);
  const query = { filter: {}, order: null, needs: new Set<never>() };
  const list = () => operations.listUsers(query, { number: 0, size: 100 }, recordedCall());
  // What fields hold is learnt from the first ones, whose shape may be given up for it.
  const { items } = await list()
    .then(list)
    .finally(() => running.close());
  const isSame = createComparison();
  const shapes: unknown[] = [];
  for (const user of items) if (!shapes.some((shape) => isSame(shape, user))) shapes.push(user);
  expect(items.length).toBeGreaterThan(50);
  expect(shapes.length).toBeLessThanOrEqual(MOST_SHAPES);
});

async function firstUser({ operations }: Provider): Promise<User> {
  const query = { filter: {}, order: null, needs: EVERY_USER_FIELD };
  const { items } = await operations.listUsers(query, { number: 0, size: 20 }, recordedCall());
  const [user] = items;
  if (user === undefined) throw new Error("nobody is there");
  return user;
}

it("users of all providers have one shape", async () => {
  const gateway = await startGateway({ users: 60 });
  const [first, ...others] = await Promise.all(gateway.app.providers.map(firstUser));
  await gateway.close();
  const isSame = createComparison();
  expect(others.length).toBe(4);
  for (const other of others) expect(isSame(first, other)).toBe(true);
});

it("calls that were changed have one shape", () => {
  const changed = () => callWith(recordedCall(), { maxAgeMs: 5, olderAnswer: () => undefined });
  expect(createComparison()(changed(), changed())).toBe(true);
});
