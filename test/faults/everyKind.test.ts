import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { type Simulation, startSimulation } from "../../src/simulation/index.ts";
import { refusing } from "./behaviours.ts";
import { KINDS } from "./kinds.ts";
import { besiege, NOTHING_LEFT, type Siege } from "./siege.ts";
import { type Stranger, startStranger } from "./stranger.ts";
import {
  BROKEN_CONNECTIONS,
  type Fault,
  NONSENSE,
  REDIRECTS,
  REFUSALS,
  redirecting,
  WAITS,
} from "./table.ts";

/*
 * What callers are told when a provider misbehaves, whichever it is, and that everything is well again as soon as
 * the provider is. One gateway for each kind meets one fault after the other.
 */

let simulation: Simulation;
beforeAll(async () => {
  const definitions = providerDefinitions.map(({ simulator }) => simulator);
  simulation = await startSimulation({ definitions, users: 60 });
});
afterAll(() => simulation.close());

describe.each(KINDS)("$name", (kind) => {
  let siege: Siege;
  let stranger: Stranger;

  beforeAll(async () => {
    siege = await besiege(simulation, kind);
    stranger = await startStranger();
  });
  afterAll(async () => {
    await siege.close();
    await stranger.close();
  });

  /** A list with both providers' users, the user who was looked up, and nothing left of the calls before. */
  async function expectWell(): Promise<void> {
    const [list, found] = await Promise.all([siege.list(), siege.lookUp()]);
    expect(list).toMatchObject({ status: "COMPLETE", code: null, shown: expect.arrayContaining(["other"]) });
    expect(list.shown).toHaveLength(2);
    expect(found).toEqual(siege.somebody);
    expect(await siege.leftOver()).toEqual(NOTHING_LEFT);
    expect(siege.takeLeaks()).toEqual([]);
  }

  /** Reads meet the fault, then go on as if nothing had been. */
  async function expectReadsTold(
    { behaves, code: usual, codeAt, stalls = false }: Fault,
    retryAfterMs: number | null = null,
  ) {
    const code = codeAt?.[kind.provider] ?? usual;
    siege.upstream.strike(behaves);
    const reading = Promise.all([siege.list(), siege.lookUp()]);
    const [list, found] = await (stalls ? siege.lettingTimePass(reading) : reading);
    expect(list).toMatchObject({ status: "FAILED", code, retryAfterMs, shown: ["other"], errors: undefined });
    expect(found).toEqual({ user: null, errors: [{ code, retryAfterMs }] });
    await siege.heal();
    await expectWell();
  }

  /** The one write that meets the fault is sent once. */
  async function expectWriteTold({ behaves, code: usual, codeAt, write, stalls = false }: Fault) {
    const code = codeAt?.[kind.provider] ?? usual;
    const writing = siege.write(behaves);
    const { payload, sent } = await (stalls ? siege.lettingTimePass(writing) : writing);
    expect({ outcome: payload.outcome, codes: payload.userErrors.map((error) => error.code), sent }).toEqual({
      outcome: write,
      codes: write === "CONFIRMED" ? [] : [code],
      sent: 1,
    });
    await siege.heal();
    await expectWell();
  }

  const FAULTS = [...BROKEN_CONNECTIONS, ...REFUSALS, ...NONSENSE];

  it.each(FAULTS)("$what: $code where it is read", (fault) => expectReadsTold(fault));

  if (kind.write !== null) {
    it.each(FAULTS)("$what: $write where it is written, sent once", (fault) => expectWriteTold(fault));
  }

  describe("redirects to somebody else", () => {
    it.each(REDIRECTS)("with %i: nobody goes there", async (status) => {
      await expectReadsTold(redirecting(status, `${stranger.url}/users`));
      if (kind.write !== null) await expectWriteTold(redirecting(status, `${stranger.url}/users`));
      expect(stranger.visits()).toBe(0);
    });
  });

  describe("asks for fewer requests", () => {
    it.each(WAITS)("with Retry-After: $header", async ({ header, told }) => {
      const started = siege.clock.monotonic();
      const [wait] = REFUSALS.filter(({ code }) => code === "RATE_LIMITED");
      if (wait === undefined) throw new Error("There is no such refusal.");
      await expectReadsTold({ ...wait, behaves: refusing(429, { "retry-after": header }) }, told);
      expect(siege.clock.monotonic() - started).toBeLessThan(120_000);
    });
  });

  /** Nobody is asked, and so nothing is done. */
  async function expectOutOfReach({ list, lookUp, write }: Siege): Promise<void> {
    const [listed, found] = await Promise.all([list(), lookUp()]);
    expect(listed).toMatchObject({ status: "FAILED", code: "PROVIDER_UNAVAILABLE", shown: ["other"] });
    expect(found).toEqual({ user: null, errors: [{ code: "PROVIDER_UNAVAILABLE", retryAfterMs: null }] });
    if (kind.write === null) return;
    const { payload, sent } = await write(null);
    const codes = payload.userErrors.map(({ code }) => code);
    expect([payload.outcome, codes, sent]).toEqual(["REJECTED", ["PROVIDER_UNAVAILABLE"], 0]);
  }

  it("refuses connections: PROVIDER_UNAVAILABLE where it is read, and REJECTED where it is written", async () => {
    await siege.upstream.vanish();
    await expectOutOfReach(siege);
    await siege.heal();
    await expectWell();
  });

  it("has a name that nobody knows: PROVIDER_UNAVAILABLE and REJECTED as well", async () => {
    // A part of a name has 63 characters at most, so that no server can be asked for this one.
    const lost = await besiege(simulation, kind, `https://${"a".repeat(64)}.invalid`);
    await expectOutOfReach(lost);
    expect(lost.takeLeaks()).toEqual([]);
    await lost.close();
  });

  it("keeps failing: is not asked any more and SKIPPED, until it is well", async () => {
    const { upstream, clock } = siege;
    upstream.strike(refusing(500));
    let list = await siege.list();
    for (let lists = 0; list.status === "FAILED" && lists < 10; lists += 1) list = await siege.list();
    const asked = upstream.arrived.length;
    expect(await siege.list()).toMatchObject({
      status: "SKIPPED",
      code: "PROVIDER_UNAVAILABLE",
      retryAfterMs: expect.any(Number),
      shown: ["other"],
      errors: undefined,
    });
    expect(await siege.lookUp()).toEqual({
      user: null,
      errors: [{ code: "PROVIDER_UNAVAILABLE", retryAfterMs: expect.any(Number) }],
    });
    expect(upstream.arrived).toHaveLength(asked);

    // Tried with one call, which fails as well, and not asked for longer.
    clock.skip(1_000);
    expect(await siege.list()).toMatchObject({ status: "FAILED", code: "UPSTREAM_ERROR" });
    expect(upstream.arrived).toHaveLength(asked + 1);
    await siege.heal();
    expect(await siege.list()).toMatchObject({ status: "COMPLETE" });
    await expectWell();
  });
});
