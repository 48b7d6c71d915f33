import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createStop } from "../../src/datasources/stopSignal.ts";

type Event = { readonly kind: "add" | "remove"; readonly listener: number };

const events: fc.Arbitrary<readonly Event[]> = fc.array(
  fc.record({ kind: fc.constantFrom("add" as const, "remove" as const), listener: fc.nat(4) }),
  { maxLength: 30 },
);

describe("a stop signal", () => {
  it("tells whoever listens once, and nobody who has left, as the platform's does", () => {
    fc.assert(
      fc.property(events, (happening) => {
        const ours: number[] = [];
        const theirs: number[] = [];
        const stop = createStop();
        const platform = new AbortController();
        const listeners = Array.from({ length: 5 }, (_, index) => ({
          ours: () => void ours.push(index),
          theirs: () => void theirs.push(index),
        }));
        for (const { kind, listener } of happening) {
          const change = kind === "add" ? "addEventListener" : "removeEventListener";
          const one = listeners[listener];
          if (one === undefined) continue;
          stop.signal[change]("abort", one.ours);
          platform.signal[change]("abort", one.theirs);
        }
        for (let time = 0; time < 2; time += 1) {
          stop.abort();
          platform.abort();
        }
        expect([...ours].sort()).toEqual([...theirs].sort());
      }),
    );
  });

  it("tells those who begin to listen while it tells the others nothing", () => {
    const { signal, abort } = createStop();
    let told = 0;
    const count = (): void => {
      told += 1;
    };
    signal.addEventListener("abort", () => signal.addEventListener("abort", count));
    abort();
    abort();
    expect([told, signal.aborted]).toEqual([0, true]);
  });
});
