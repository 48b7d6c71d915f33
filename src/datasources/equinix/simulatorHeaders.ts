import { stableUuid } from "../../simulation/company.ts";
import type { SimulatedResponse } from "../../simulation/server.ts";

const MINUTE = 60_000;

/** Counts requests in windows of a minute. */
export function createRateLimit(limit: number, now: () => number) {
  let window = 0;
  let used = 0;
  return {
    /** Counts one request; `left` is negative where it is one too many. */
    count(): { readonly left: number; readonly resetAt: number } {
      const current = Math.floor(now() / MINUTE);
      used = current === window ? used + 1 : 1;
      window = current;
      return { left: limit - used, resetAt: (current + 1) * MINUTE };
    },
  };
}

/** Puts on an answer what every answer of this API carries. */
export function createDecorator(options: { readonly limit: number; readonly sunset: boolean }) {
  let requests = 0;
  return (response: SimulatedResponse, left: number, resetAt: number): SimulatedResponse => {
    requests += 1;
    return {
      ...response,
      headers: {
        "X-Request-Id": stableUuid("equinix-request", requests),
        "X-RateLimit-Limit": String(options.limit),
        "X-RateLimit-Remaining": String(Math.max(0, left)),
        "X-RateLimit-Reset": String(Math.ceil(resetAt / 1000)),
        ...(options.sunset ? { Sunset: "Tue, 30 Jun 2026 23:59:59 GMT" } : {}),
        ...response.headers,
      },
    };
  };
}
