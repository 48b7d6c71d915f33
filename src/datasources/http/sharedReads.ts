import { GatewayError } from "../../domain/errors.ts";
import type { Call } from "../call.ts";
import type { StopSignal } from "../stopSignal.ts";
import { type Askers, createAskers, type Departure } from "./askers.ts";
import type { UpstreamRequest, UpstreamResponse } from "./client.ts";
import type { Clock } from "./clock.ts";
import { requestIdOf } from "./exchange.ts";
import { type Answer, ended, type Outcome, type Step } from "./step.ts";

/** A read with what is made of its answer. */
interface Asked<T> {
  readonly request: UpstreamRequest;
  readonly call: Call;
  readonly read: (response: UpstreamResponse) => T;
  readonly count: ((value: T) => number) | undefined;
}

/** The reads of one provider, of which equal ones are one call while it is under way. */
export interface SharedReads {
  /** Resolves and rejects as `Upstream.send` does, whoever else waits for the same answer. */
  readonly read: <T>(asked: Asked<T>) => Promise<T>;
  /** To be called when a write begins and when it has ended: nobody joins what was begun before. */
  readonly forget: () => void;
}

interface SharedReadsOptions {
  readonly provider: string;
  /** How long each of those who wait has. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Wall clock in milliseconds. */
  readonly now: () => number;
  readonly go: Step;
}

/** One call under way for everybody who has asked the same. */
interface Flight {
  readonly begunAt: number;
  /** The same by the wall clock. */
  readonly askedAt: number;
  readonly askers: Askers;
  readonly landed: Promise<Outcome<unknown>>;
  /** The latest answer that came whole; null before one has. */
  readonly response: () => UpstreamResponse | null;
}

/**
 * Where a flight stands while it is under way. V8 keeps the tables that a Map has outgrown, with what stood in them,
 * until the next full collection: an empty place is small, a flight leads to a whole request.
 */
interface Place {
  flight: Flight | null;
}

/**
 * Makes one call of equal reads that are under way at the same moment, whoever asks: same method, path, query and
 * headers, and by its place the same provider and credential. Each of those who wait has a time of its own, leaves
 * alone, and makes its own of the answer; only the last one to leave ends the call. A failure is everybody's, unless
 * it is that whoever began may make no more calls.
 *
 * A call that has taken half its time is joined no more: should the provider have lost it, a new one may yet be
 * answered.
 */
export function createSharedReads({ provider, timeoutMs, clock, now, go }: SharedReadsOptions): SharedReads {
  const flights = new Map<string, Place>();

  async function begin<T>(key: string, { request, call, read, count }: Asked<T>): Promise<T> {
    let response: UpstreamResponse | null = null;
    const askers = createAskers(timeoutMs, clock);
    const { deadline, onCaller } = askers;
    const keep = (answer: UpstreamResponse): T => {
      response = answer;
      return read(answer);
    };
    askers.join(call);
    const landed = go({ request, call, read: keep, count, deadline, onCaller, attempt: 1 });
    const begunAt = clock.monotonic();
    const flight: Flight = { begunAt, askedAt: now(), askers, landed, response: () => response };
    const place: Place = { flight };
    flights.set(key, place);
    const land = (): void => {
      place.flight = null;
      if (flights.get(key) === place) flights.delete(key);
    };
    landed.then(land, land);
    const outcome = await wait(askers, landed, call.signal);
    if (outcome.kind === "failed") throw outcome.error;
    return outcome.value;
  }

  async function join<T>(flight: Flight, asked: Asked<T>): Promise<T> {
    const { request, call, read, count } = asked;
    const joinedAt = clock.monotonic();
    const tell = (answer: Answer | null, records: number | null): void =>
      call.record({
        provider,
        operation: request.operation,
        page: request.page ?? null,
        status: answer?.status ?? null,
        milliseconds: Math.round(clock.monotonic() - joinedAt),
        records,
        source: "shared",
        upstreamRequestId: answer === null ? null : requestIdOf(answer, undefined),
        attempt: 1,
      });

    flight.askers.join(call);
    const outcome = await wait(flight.askers, flight.landed, call.signal);
    if (isOutOfCalls(outcome)) return shared.read(asked);
    let records: number | null = null;
    try {
      const response = flight.response();
      if (response === null || response !== outcome.answer) throw errorOf(outcome);
      const value = read(response);
      call.olderAnswer?.(flight.askedAt);
      records = count?.(value) ?? null;
      return value;
    } finally {
      tell(outcome.answer, records);
    }
  }

  /** How the call ended; rejects where this one's time is up, or its caller gone, while others wait on. */
  function wait<T>(askers: Askers, landed: Promise<Outcome<T>>, caller: StopSignal): Promise<Outcome<T>> {
    return new Promise((resolve, reject) => {
      const depart = (why: Departure): void => {
        end();
        if (!askers.leave(why)) reject(why === "gone" ? ended(provider, {}) : late());
      };
      const leave = (): void => depart("gone");
      const cancel = clock.after(timeoutMs, () => depart("late"));
      const end = (): void => {
        cancel();
        caller.removeEventListener("abort", leave);
      };
      caller.addEventListener("abort", leave, { once: true });
      landed.then(
        (outcome) => {
          end();
          resolve(outcome);
        },
        (thrown: unknown) => {
          end();
          reject(thrown);
        },
      );
    });
  }

  function late(): GatewayError {
    const message = `${provider} did not answer within ${timeoutMs} ms.`;
    return new GatewayError("UPSTREAM_TIMEOUT", message, { provider });
  }

  const shared: SharedReads = {
    async read(asked) {
      if (asked.call.signal.aborted) throw ended(provider, { unasked: true });
      const key = keyOf(asked.request);
      const flight = flights.get(key)?.flight ?? null;
      const oldest = Math.min(timeoutMs / 2, asked.call.maxAgeMs ?? Number.POSITIVE_INFINITY);
      const isYoung = flight !== null && clock.monotonic() - flight.begunAt < oldest;
      return isYoung ? join(flight, asked) : begin(key, asked);
    },
    forget: () => flights.clear(),
  };
  return shared;
}

/** Everything that the answer can depend on: what the credential adds is the same for all of them. */
function keyOf({ path, query = "", headers }: UpstreamRequest): string {
  const asked = `${path}?${query}`;
  return headers === undefined ? asked : `${asked} ${JSON.stringify(headers)}`;
}

/** Whether nothing was asked because whoever began has used up its own calls: no reason for others to fail. */
function isOutOfCalls(outcome: Outcome<unknown>): boolean {
  return outcome.kind === "failed" && !outcome.asked && outcome.error.code === "QUOTA_EXCEEDED";
}

/** A failure without an answer that each could make its own of: the same one for all. */
function errorOf(outcome: Outcome<unknown>): GatewayError {
  if (outcome.kind === "failed") return outcome.error;
  throw new Error("an answer was read and is not there");
}
