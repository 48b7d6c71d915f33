import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Fault } from "../../../src/simulation/faults.ts";
import type { RecordedRequest } from "../../../src/simulation/simulator.ts";
import type { Gateway } from "../../support/gateway.ts";
import { startAnother } from "../another.ts";
import { type Input, isWrite, mutate, type Payload } from "../support.ts";
import { startVanishing, type Vanishing } from "./vanishing.ts";

/** One write that is about to be sent. */
export interface Ready {
  readonly input: Input;
  readonly method: string;
  /** Fits the path of this write and no other of the same method. */
  readonly path: RegExp;
  /** How many requests that look the same come before it, to be let through; left out: none. */
  readonly readsBefore?: number;
}

/** One writing operation of a provider, and what there is to know of it when things go wrong. */
export interface FaultyWrite {
  readonly mutation: string;
  /** Finds somebody to do it to, and brings them into a state in which it can be done. */
  readonly ready: () => Promise<Ready>;
  /** Whether reading the user tells that it was done. */
  readonly leavesTrace: boolean;
  /** What becomes of it where the provider says yes and does nothing. */
  readonly whenIgnored: "UNKNOWN" | "ACCEPTED" | "CONFIRMED";
}

interface FaultClass {
  readonly what: string;
  readonly fault: Fault;
  /** `lost`: the write was done and its answer did not come. `undone`: it was not, and nobody says so. */
  readonly meaning: "lost" | "undone" | "ignored" | "refused";
  readonly code: string;
}

/** How long a gateway waits for an answer here. */
const TIMEOUT_MS = 1500;

const status = (code: number, before: boolean): Fault => ({
  kind: "status",
  status: code,
  before,
  body: "{}",
});
const cut = (when: "before" | "after" | "body"): Fault => ({ kind: "cut", when });
const tooLate: Fault = { kind: "delay", milliseconds: 100 * TIMEOUT_MS };
const elsewhere: Fault = { kind: "status", status: 307, before: true, headers: { location: "/elsewhere" } };
const tooMany: Fault = { kind: "rateLimit", retryAfterSeconds: 30 };

const MEETS_429 = "meets a 429";
const UNREACHABLE = "PROVIDER_UNAVAILABLE";
const INVALID = "UPSTREAM_INVALID_RESPONSE";
const CLASSES: readonly FaultClass[] = [
  { what: "is answered and ignored", fault: { kind: "ignore" }, meaning: "ignored", code: INVALID },
  { what: "is cut before it is done", fault: cut("before"), meaning: "undone", code: UNREACHABLE },
  { what: "is cut after it was done", fault: cut("after"), meaning: "lost", code: UNREACHABLE },
  { what: "is cut within its answer", fault: cut("body"), meaning: "lost", code: UNREACHABLE },
  { what: "is answered too late", fault: tooLate, meaning: "lost", code: "UPSTREAM_TIMEOUT" },
  {
    what: "meets a 500 and is not done",
    fault: status(500, true),
    meaning: "undone",
    code: "UPSTREAM_ERROR",
  },
  { what: "meets a 500 once it is done", fault: status(500, false), meaning: "lost", code: "UPSTREAM_ERROR" },
  {
    what: "meets a 503 and is not done",
    fault: status(503, true),
    meaning: "undone",
    code: "UPSTREAM_ERROR",
  },
  { what: "meets a 503 once it is done", fault: status(503, false), meaning: "lost", code: "UPSTREAM_ERROR" },
  { what: "is answered with garbage", fault: { kind: "garbage" }, meaning: "lost", code: INVALID },
  { what: "is sent elsewhere", fault: elsewhere, meaning: "undone", code: INVALID },
  { what: "meets a 403", fault: status(403, true), meaning: "refused", code: "PROVIDER_FORBIDDEN" },
  // The last one: the provider is left alone after it.
  { what: MEETS_429, fault: tooMany, meaning: "refused", code: "RATE_LIMITED" },
];

/** What is to become of a write, with the codes that say why. */
function expected({ meaning, code }: FaultClass, { leavesTrace, whenIgnored }: FaultyWrite) {
  switch (meaning) {
    case "refused":
      return { outcome: "REJECTED", codes: [code] };
    case "undone":
      return { outcome: "UNKNOWN", codes: [code] };
    case "lost":
      return leavesTrace ? { outcome: "CONFIRMED", codes: [] } : { outcome: "UNKNOWN", codes: [code] };
    case "ignored":
      return { outcome: whenIgnored, codes: whenIgnored === "UNKNOWN" ? [code] : [] };
    default:
      return meaning satisfies never;
  }
}

interface Run {
  readonly payload: Payload;
  /** How often the simulator was sent this write. */
  readonly sent: number;
}

/** Strikes this one write, and nothing that comes before it. */
async function runWithFault(
  gateway: Gateway,
  provider: string,
  { mutation, ready }: FaultyWrite,
  fault: Fault,
): Promise<Run> {
  const { faults, requests } = gateway.simulator(provider);
  const { input, method, path, readsBefore = 0 } = await ready();
  if (readsBefore > 0) {
    faults.add({ method, path, fault: { kind: "delay", milliseconds: 0 }, times: readsBefore });
  }
  faults.add({ method, path, fault, times: 1 });
  const isIt = (one: RecordedRequest) => one.method === method && path.test(one.path) && isWrite(one);
  const before = requests().filter(isIt).length;
  const payload = await mutate(gateway, mutation, input);
  return { payload, sent: requests().filter(isIt).length - before };
}

/**
 * Holds each of a provider's writes to what there is to say of each kind of failure, with the simulator's own
 * record of requests as the witness that it was sent once.
 */
export function describeFaults(
  gateway: () => Gateway,
  provider: string,
  writes: readonly FaultyWrite[],
  settings: Input = {},
): void {
  describe("a write", () => {
    const runs = new Map<string, Run>();
    const keyOf = (what: string, mutation: string): string => `${mutation} ${what}`;

    /** Each write at a gateway of its own, which never sees two failures in a row, nor anything after the 429. */
    async function runAll(write: FaultyWrite): Promise<void> {
      const own = await startAnother(gateway(), provider, { ...settings, timeoutMs: TIMEOUT_MS });
      try {
        for (const { what, fault } of CLASSES) {
          runs.set(keyOf(what, write.mutation), await runWithFault(own, provider, write, fault));
        }
      } finally {
        await own.close();
      }
    }

    beforeAll(async () => {
      await Promise.all(writes.map(runAll));
    }, 120_000);

    describe.each(CLASSES)("that $what", (faultClass) => {
      it.each(writes)("is sent once and told for what is known of it: $mutation", (write) => {
        const { payload, sent } = runs.get(keyOf(faultClass.what, write.mutation)) ?? {};
        const codes = payload?.userErrors.map(({ code }) => code);
        expect({ outcome: payload?.outcome, codes, sent }).toEqual({
          ...expected(faultClass, write),
          sent: 1,
        });
      });
    });

    it.each(writes)("that meets a 429 is told with how long to wait: $mutation", ({ mutation }) => {
      const wait = runs.get(keyOf(MEETS_429, mutation))?.payload.userErrors[0]?.retryAfterMs;
      expect(wait).toBeGreaterThan(20_000);
      expect(wait).toBeLessThanOrEqual(31_000);
    });
  });
}

/** Holds each of a provider's writes to what there is to say when the provider cannot be reached. */
export function describeUnreachable(
  gateway: () => Gateway,
  provider: string,
  writes: readonly FaultyWrite[],
  settings: Input = {},
): void {
  describe("a provider that nobody can reach", () => {
    let vanishing: Vanishing;
    beforeAll(async () => {
      vanishing = await startVanishing(gateway(), provider, settings);
    });
    afterAll(() => vanishing.close());

    it.each(writes)(
      "has $mutation REJECTED, whether it was gone already or goes right before it",
      async (write) => {
        const { input } = await write.ready();
        const { requests } = gateway().simulator(provider);
        const before = requests().filter(isWrite).length;
        // The users' own writes and the mending of mismatches read first.
        for (const reads of write.mutation === "createUser" ? [0] : [0, 1]) {
          await vanishing.vanishAfter(reads);
          const { outcome, userErrors } = await mutate(vanishing.gateway, write.mutation, input);
          expect({ reads, outcome, userErrors }).toMatchObject({
            reads,
            outcome: "REJECTED",
            userErrors: [{ code: "PROVIDER_UNAVAILABLE" }],
          });
        }
        expect(requests().filter(isWrite)).toHaveLength(before);
      },
    );
  });
}
