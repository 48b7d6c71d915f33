import { describe, expect, it } from "@jest/globals";
import { createNaturalSource } from "../../src/directory/naturalSource.ts";
import { createSortedSource } from "../../src/directory/sortedSource.ts";
import type { Source, Start } from "../../src/directory/source.ts";
import { createSweptSource } from "../../src/directory/sweptSource.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import { createMovingList, type Keyed, keyedReadingOf, type MovingList, placeOf } from "./movingList.ts";
import { readPage } from "./readList.ts";

/*
 * A provider that was not asked at all is SKIPPED. As soon as it has been asked for anything it is FAILED, or
 * PARTIAL where some of what it gave is shown.
 */

const PAGE = 20;
const SPARED = new GatewayError("PROVIDER_UNAVAILABLE", "alpha is not asked for now.", {
  provider: "alpha",
  unasked: true,
});
const BROKEN = new GatewayError("PROVIDER_UNAVAILABLE", "alpha could not be reached.", {
  provider: "alpha",
  unsent: true,
});

const KINDS: Readonly<Record<string, (list: MovingList<Keyed>, start: Start) => Source<Keyed>>> = {
  natural: (list, start) => createNaturalSource(reading(list), start),
  sorted: (list, start) => createSortedSource(reading(list), start),
  swept: (list, start) => createSweptSource(reading(list), start),
};

function reading(list: MovingList<Keyed>) {
  return { ...keyedReadingOf(list, PAGE), placeOfRow: placeOf };
}

/** A list of 60 of which this many pages can be read before the failure. */
function failingAfter(pages: number, failure: GatewayError): MovingList<Keyed> {
  const rows = Array.from({ length: 60 }, (_, index) => ({ id: `u${index}`, key: String(1000 + index) }));
  const list = createMovingList<Keyed>(rows);
  list.beforePage = (read) => {
    if (read >= pages) throw failure;
  };
  return list;
}

/** What a page of 50 of it tells of the provider, beside another that is well. */
async function coverageOf(kind: string, list: MovingList<Keyed>) {
  const { coverage } = await readPage<Keyed>({
    size: 50,
    sources: (start, anchors) => [
      ...[KINDS[kind]?.(list, { ...start, anchor: anchors["alpha"] ?? null })].flatMap((one) => one ?? []),
      createNaturalSource(
        { ...reading(createMovingList<Keyed>([])), provider: "beta" },
        { ...start, anchor: null },
      ),
    ],
  });
  return coverage[0];
}

describe.each(Object.keys(KINDS))("the coverage of a %s list", (kind) => {
  it("is SKIPPED where its provider was not asked, and tells why", async () => {
    expect(await coverageOf(kind, failingAfter(0, SPARED))).toMatchObject({
      status: "SKIPPED",
      fetched: 0,
      total: null,
      error: { code: "PROVIDER_UNAVAILABLE", message: SPARED.message },
    });
  });

  it("is FAILED where it was asked in vain, also if nothing was sent", async () => {
    expect(await coverageOf(kind, failingAfter(0, BROKEN))).toMatchObject({ status: "FAILED" });
  });

  it("is not SKIPPED where only its further pages were not asked for", async () => {
    const { status } = (await coverageOf(kind, failingAfter(1, SPARED))) ?? {};
    // A sweep shows nothing before it has everything.
    expect(status).toBe(kind === "swept" ? "FAILED" : "PARTIAL");
  });
});

describe("the coverage of a list that its provider does not sort as it says", () => {
  it.each([
    ["shown nothing", 0, "FAILED"],
    ["shown something", 1, "PARTIAL"],
  ])("is not SKIPPED where the sweep instead is not made after it has %s", async (_what, page, status) => {
    const list = failingAfter(page + 1, SPARED);
    list.distort = (whole, { number }) =>
      number < page ? whole : { ...whole, items: [...whole.items].reverse() };
    expect(await coverageOf("sorted", list)).toMatchObject({ status });
  });
});
