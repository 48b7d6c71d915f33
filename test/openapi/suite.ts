import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { GatewayError } from "../../src/domain/errors.ts";
import { type Comparison, createComparison } from "./comparison.ts";
import { correctDocument, readDocument } from "./document.ts";
import type { Exchange } from "./exchange.ts";
import { KNOWN_MISTAKES, type KnownMistake } from "./knownMistakes.ts";

/**
 * Compares everything that `converse` says and hears with the document: skipped where there is none.
 * `operations` are the document's names of those that have to be seen both to succeed and to be refused.
 */
export function describeDocument(
  name: KnownMistake["document"],
  {
    operations,
    converse,
  }: { readonly operations: readonly string[]; converse(): Promise<readonly Exchange[]> },
): void {
  const document = readDocument(name);
  const mistakes = KNOWN_MISTAKES.filter((mistake) => mistake.document === name);
  const corrections = mistakes.flatMap((mistake) => mistake.corrections);
  let exchanges: readonly Exchange[] = [];
  let comparison: Comparison;
  let differences: readonly (readonly string[])[] = [];

  (document === null ? describe.skip : describe)(`${name}, its known mistakes corrected,`, () => {
    const written = document ?? {};

    beforeAll(async () => {
      comparison = createComparison(correctDocument(written, corrections));
      exchanges = await converse();
      differences = exchanges.map(comparison.differences);
    });

    it("declares all that the client sends and the simulator answers", () => {
      expect([...new Set(differences.flat())]).toEqual([]);
    });

    it("has every operation of Roster's, seen to succeed and to be refused", () => {
      const seen = (wanted: (status: number) => boolean) =>
        [...new Set(exchanges.filter(({ status }) => wanted(status)).map(comparison.operationId))].sort();
      expect(seen((status) => status < 300)).toEqual([...operations].sort());
      expect(seen((status) => status >= 400)).toEqual([...operations].sort());
    });

    it.each(mistakes)("would otherwise be wrong, for it $name", (mistake) => {
      const needless = mistake.corrections.filter((correction) => {
        const others = corrections.filter((other) => other !== correction);
        const without = createComparison(correctDocument(written, others));
        return exchanges.every((exchange, index) =>
          isDeepStrictEqual(without.differences(exchange), differences[index]),
        );
      });
      expect(needless.map(({ at }) => at.join(" "))).toEqual([]);
    });
  });
}

/** Waits for the answers, all of which have to be refusals that the client understands as such. */
export async function refused(...answers: readonly Promise<unknown>[]): Promise<void> {
  const outcomes = await Promise.allSettled(answers);
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(GatewayError) });
  }
}
