import { afterEach, describe, expect, it } from "@jest/globals";
import { NO_LOG, type OperationEntry } from "../../src/telemetry/log.ts";
import { NO_TRACES, type Traces } from "../../src/telemetry/trace.ts";
import { dig } from "../calls/support.ts";
import { createHurriedClock } from "../faults/clock.ts";
import { until } from "../resilience/support.ts";
import { type Gateway, type GatewayOptions, startGateway } from "../support/gateway.ts";
import { AT_ANY_COST, type UserPage, userPage } from "./userPages.ts";

/*
 * Lists that have to be swept take longer than some who ask for them wait. One page after another, so that a sweep
 * can be held anywhere.
 */

const PROVIDER = "scalr";
const LIST = {
  filter: { providers: [PROVIDER] },
  orderBy: { field: "DISPLAY_NAME", direction: "ASC" },
  first: 10,
} as const;
/** Whoever asks this way gives up while something is held. */
const IN_A_HURRY = { ...LIST, timeoutMs: 100 };

let gateway: Gateway;
let release: (() => void)[] = [];
/** Ends what the test has started. */
let end: () => Promise<void>;

afterEach(async () => {
  for (const one of release) one();
  release = [];
  await end();
});

async function start(options: GatewayOptions = {}): Promise<void> {
  const settings = { pageSize: 20, maxConcurrency: 1, timeoutMs: 60_000 };
  gateway = await startGateway({ users: 90, settings, config: AT_ANY_COST, ...options });
  end = gateway.close;
}

/** Holds this many of the provider's next answers, each until it is released. */
function hold(count: number): void {
  for (let nth = 0; nth < count; nth += 1) {
    const held = new Promise<void>((resolve) => release.push(resolve));
    gateway.simulator(PROVIDER).faults.add({ times: 1, fault: { kind: "hold", until: held } });
  }
}

const asked = (): number => gateway.simulator(PROVIDER).requests().length;
const stats = () => gateway.app.providers.find(({ key }) => key === PROVIDER)?.stats();
const isIdle = (): boolean => stats()?.running === 0 && stats()?.queued === 0;

async function giveUp(): Promise<void> {
  await expect(userPage(gateway, IN_A_HURRY, {})).rejects.toThrow("UPSTREAM_TIMEOUT");
}

/** How many calls it takes to read all of the provider's users. */
async function callsOfAll(): Promise<{ readonly calls: number; readonly page: UserPage }> {
  const page = await userPage(gateway, LIST);
  const calls = asked();
  gateway.simulation.clock.advance(600_000);
  gateway.forgetRequests();
  return { calls, page };
}

describe("a sweep whose caller has given up", () => {
  it("goes on, and whoever asks next finds the list without a call", async () => {
    await start();
    const { calls, page } = await callsOfAll();
    hold(1);
    await giveUp();
    release[0]?.();
    await until(() => asked() === calls && isIdle());
    const next = await userPage(gateway, IN_A_HURRY, {});
    expect([next.isComplete, next.edges.length, next.totalCount]).toEqual([true, 10, page.totalCount]);
    expect(asked()).toBe(calls);
  });

  it("goes on when its client has gone, in the middle of it", async () => {
    await start();
    const { calls } = await callsOfAll();
    hold(2);
    release[0]?.();
    const leaving = new AbortController();
    const query = `{ users(filter: { providers: ["${PROVIDER}"] }, orderBy: { field: DISPLAY_NAME }) { totalCount } }`;
    const answer = fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
      signal: leaving.signal,
    }).catch(() => "left");
    await until(() => asked() === 2);
    leaving.abort();
    expect(await answer).toBe("left");
    release[1]?.();
    await until(() => asked() === calls && isIdle());
    const { data } = await gateway.graphql(query);
    expect(Number(dig(data, "users", "totalCount"))).toBeGreaterThan(20);
    expect(asked()).toBe(calls);
  });

  it("comes to an end though everybody gives up, one after another", async () => {
    await start();
    const { calls } = await callsOfAll();
    hold(calls);
    for (let nth = 1; nth <= calls; nth += 1) {
      await giveUp();
      expect(asked()).toBe(nth);
      release[nth - 1]?.();
      await until(() => asked() === nth + 1 || isIdle());
    }
    expect((await userPage(gateway, LIST, {})).isComplete).toBe(true);
    expect(asked()).toBe(calls);
  });

  it("is not kept where it fails", async () => {
    await start();
    const { calls } = await callsOfAll();
    hold(1);
    await giveUp();
    gateway
      .simulator(PROVIDER)
      .faults.add({ times: 1, fault: { kind: "status", status: 403, before: true } });
    release[0]?.();
    await until(() => asked() === 2 && isIdle());
    expect((await userPage(gateway, LIST, {})).isComplete).toBe(true);
    expect(asked()).toBe(2 + calls);
  });

  it("may make no more calls than the operation that began it, and whoever comes next has their own", async () => {
    await start();
    const { calls } = await callsOfAll();
    await gateway.close();
    await start({ config: { ...AT_ANY_COST, callsPerOperation: calls - 1 } });
    hold(1);
    await giveUp();
    release[0]?.();
    await until(() => asked() === calls - 1 && isIdle());
    await expect(userPage(gateway, LIST, {})).rejects.toThrow("QUOTA_EXCEEDED");
    expect(asked()).toBe(2 * (calls - 1));
  });

  it("is at the cost of whoever began it, until it has ended", async () => {
    const limits = { cost: 10_000_000 };
    await start({ config: { limits } });
    const query = `{ users(first: 10, timeoutMs: 100, filter: { providers: ["${PROVIDER}"] }, orderBy: { field: DISPLAY_NAME }) {
      totalCount
    } }`;
    const { extensions } = await gateway.graphql(query, {}, { "roster-explain": "1" });
    const cost = Number(dig(extensions, "cost", "estimated"));
    await gateway.close();
    await start({ config: { limits: { ...limits, costPerMinute: Math.ceil(cost * 1.5) } } });
    hold(1);
    const codeOf = async (): Promise<unknown> =>
      dig((await gateway.graphql(query)).errors, 0, "extensions", "code");
    expect([await codeOf(), await codeOf()]).toEqual(["UPSTREAM_TIMEOUT", "RATE_LIMITED"]);
    release[0]?.();
    await until(() => asked() > 1 && isIdle());
    expect(await codeOf()).toBeUndefined();
  });

  it("is logged call by call, and is no part of the operation that has ended", async () => {
    const entries: OperationEntry[] = [];
    const logged: string[] = [];
    const log = {
      ...NO_LOG,
      operation: (entry: OperationEntry) => void entries.push(structuredClone(entry)),
      call: (requestId: string) => void logged.push(requestId),
    };
    const traced: string[] = [];
    const traces: Traces = {
      ...NO_TRACES,
      operation: (parent) => ({
        ...NO_TRACES.operation(parent),
        call({ operation }) {
          traced.push(operation);
          return { traceparent: null, end: () => undefined };
        },
      }),
    };
    await start({ telemetry: { log, traces } });
    hold(1);
    await giveUp();
    await until(() => entries.length === 1);
    release[0]?.();
    await until(() => asked() > 1 && isIdle());
    expect(entries).toMatchObject([{ outcome: "error", upstreamCalls: {} }]);
    expect(logged).toEqual(Array.from({ length: asked() }, () => entries[0]?.requestId));
    expect(traced).toHaveLength(1);
  });

  it("neither holds up the end of the process nor outlives it", async () => {
    const clock = createHurriedClock();
    await start({ clock });
    hold(1);
    await giveUp();
    expect(stats()?.running).toBe(1);
    end = gateway.simulation.close;
    await gateway.app.close();
    expect([clock.timers(), isIdle(), asked()]).toEqual([0, true, 1]);
  });
});
