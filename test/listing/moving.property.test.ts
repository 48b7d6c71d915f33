import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Person } from "../../src/simulation/company.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { anyOrder } from "./anyList.ts";
import { inOrder, keyOf, type PlainOrder, readCompany } from "./oracle.ts";
import { AT_ANY_COST, walkUsers } from "./userPages.ts";

let gateway: Gateway;
let joined = 0;

beforeAll(async () => {
  // Pages of 20, so that a provider's list takes several of them.
  gateway = await startGateway({ users: 90, settings: { pageSize: 20 }, config: AT_ANY_COST });
});

afterAll(async () => gateway.close());

/** What happens at one provider while a caller looks at a page. */
interface Happening {
  readonly what: "join" | "leave" | "rename";
  readonly provider: string;
  readonly whom: number;
}

const happenings = fc.array(
  fc.record({
    what: fc.constantFrom("join" as const, "leave" as const, "rename" as const),
    provider: fc.constantFrom("scaleway", "samsung", "scaikey", "equinix", "scalr"),
    whom: fc.nat(1000),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Users at one provider from which on people leave instead of joining, so that the company stays small. */
const MOST_AT_ONE = 65;

/** Somebody like somebody else, under a number and names of their own. */
function newcomer(whom: number): Person {
  joined += 1;
  const { people } = gateway.simulation.company;
  const like = people[whom % people.length];
  if (like === undefined) throw new Error("the company is empty");
  const username = `newcomer.${joined}`;
  return { ...like, number: 100_000 + joined, username, email: `${username}@lindenworks.example` };
}

/** Makes it happen; resolves with the key of whoever is not the same as before. */
function happen({ what, provider, whom }: Happening): string | null {
  const { people } = gateway.simulator(provider);
  const all = people.list();
  const somebody = all[whom % all.length];
  if (somebody === undefined || (what === "join" && all.length < MOST_AT_ONE)) {
    people.add(newcomer(whom));
    return null;
  }
  if (what !== "rename") people.remove(somebody.id);
  else
    people.rename(somebody.id, {
      email: `renamed.${whom}.${somebody.id}@lindenworks.example`,
      displayName: `${whom} Renamed`,
    });
  return `${provider}/${somebody.id}`;
}

interface Walk {
  readonly orderBy: PlainOrder | null;
  readonly size: number;
  readonly backwards: boolean;
  readonly gaps: readonly (readonly Happening[])[];
  /** Milliseconds that a caller looks at a page. */
  readonly pause: number;
}

const anyWalk = (pause: number): fc.Arbitrary<Walk> =>
  fc.record({
    orderBy: anyOrder,
    size: fc.integer({ min: 20, max: 80 }),
    backwards: fc.boolean(),
    gaps: fc.array(happenings, { minLength: 1, maxLength: 6 }),
    pause: fc.constant(pause),
  });

async function showsThoseWhoStayedOnce({ orderBy, size, backwards, gaps, pause }: Walk): Promise<void> {
  const before = inOrder(await readCompany(gateway.app.providers), orderBy).map(keyOf);
  const changed = new Set<string>();
  const { keys, pages } = await walkUsers(gateway, { orderBy }, { size, backwards }, (page) => {
    gateway.simulation.clock.advance(pause);
    for (const happening of gaps[page] ?? []) changed.add(happen(happening) ?? "");
  });
  const stayed = before.filter((key) => !changed.has(key));
  // Whoever was renamed may rightly be met under both names.
  const shown = keys.filter((key) => stayed.includes(key));

  expect(shown).toHaveLength(new Set(shown).size);
  expect(pages.every(({ isComplete }) => isComplete)).toBe(true);
  if (orderBy !== null) expect(shown).toEqual(stayed);
  else expect(byProvider(shown)).toEqual(byProvider(stayed));
}

function byProvider(keys: readonly string[]): readonly (readonly string[])[] {
  return gateway.app.providers.map(({ key }) => keys.filter((one) => one.startsWith(`${key}/`)));
}

describe("a list of users while people join, leave and are renamed between two pages", () => {
  it("shows whoever stayed exactly once when the next page is asked for at once", async () => {
    await fc.assert(fc.asyncProperty(anyWalk(0), showsThoseWhoStayedOnce), { numRuns: 10 });
  }, 60_000);

  it("shows whoever stayed exactly once when a minute goes by, so that nothing read before counts", async () => {
    await fc.assert(fc.asyncProperty(anyWalk(60_000), showsThoseWhoStayedOnce), { numRuns: 10 });
  }, 60_000);

  it("shows whoever stayed exactly once when some of what was read before still counts", async () => {
    await fc.assert(fc.asyncProperty(anyWalk(12_000), showsThoseWhoStayedOnce), { numRuns: 10 });
  }, 60_000);
});
