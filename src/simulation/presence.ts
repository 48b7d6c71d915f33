import type { Awkward } from "./awkward.ts";
import type { Place } from "./company.ts";
import { createRandom, type Random } from "./random.ts";

/**
 * How many of the default company's people have an account at each place. Where the API's largest page is 100,
 * it takes more than one page to read them.
 */
const PRESENCE: readonly (readonly [Place, number])[] = [
  ["scaleway", 230],
  ["samsung", 190],
  ["scaikey", 210],
  ["equinix", 180],
  ["scalr", 160],
];

export const PLACES: readonly Place[] = PRESENCE.map(([place]) => place);

/** One place, by lot, as likely as it is big. */
function drawPlace(random: Random): Place {
  let left = random.below(PRESENCE.reduce((sum, [, count]) => sum + count, 0));
  for (const [place, count] of PRESENCE) {
    if (left < count) return place;
    left -= count;
  }
  return "scaleway";
}

/** Those who may join this place, the likeliest first: every third person is, so that many are at several. */
function rankCandidates(
  place: Place,
  assigned: readonly ReadonlySet<Place>[],
  awkward: ReadonlyMap<number, Awkward>,
): number[] {
  const candidates: { number: number; score: number }[] = [];
  for (const [number, places] of assigned.entries()) {
    if (places.has(place) || awkward.has(number)) continue;
    candidates.push({ number, score: createRandom(place, number).next() * (number % 3 === 0 ? 0.4 : 1) });
  }
  candidates.sort((one, other) => one.score - other.score || one.number - other.number);
  return candidates.map(({ number }) => number);
}

/**
 * The places of everybody, by number: one each by lot, then more until every place has its share.
 * `scale` is how many times bigger than the default the company is.
 */
export function assignPlaces(
  users: number,
  scale: number,
  awkward: ReadonlyMap<number, Awkward>,
): readonly ReadonlySet<Place>[] {
  const assigned = Array.from({ length: users }, (_, number) => {
    if (number === 0) return new Set(PLACES);
    const fixed = awkward.get(number);
    return new Set(
      fixed === undefined ? [drawPlace(createRandom("place", number))] : (fixed.places ?? PLACES),
    );
  });
  for (const [place, count] of PRESENCE) {
    const have = assigned.reduce((sum, places) => sum + (places.has(place) ? 1 : 0), 0);
    const missing = Math.max(0, Math.round(count * scale) - have);
    for (const number of rankCandidates(place, assigned, awkward).slice(0, missing))
      assigned[number]?.add(place);
  }
  return assigned;
}
