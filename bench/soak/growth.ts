import type { Vitals } from "./vitals.ts";

/** A moment of the soak. */
export interface Mark extends Vitals {
  readonly seconds: number;
}

/** How much more the second half may hold than the first, at least. */
const TOLERANCE = {
  heap: { share: 0.05, absolute: 3 },
  descriptors: { share: 0.1, absolute: 10 },
  upstreamSockets: { share: 0.1, absolute: 10 },
} as const;
const FIGURES = ["heap", "descriptors", "upstreamSockets"] as const;

/**
 * What grows: the floor of the second half of the marks against the floor of the first. What comes and goes leaves a
 * floor as it was; what is never given back raises it.
 */
export function growthIn(marks: readonly Mark[]): readonly string[] {
  const middle = Math.floor(marks.length / 2);
  const [early, late] = [marks.slice(0, middle), marks.slice(middle)];
  return FIGURES.flatMap((name) => {
    const { share, absolute } = TOLERANCE[name];
    const before = Math.min(...early.map((mark) => mark[name]));
    const after = Math.min(...late.map((mark) => mark[name]));
    return after <= before * (1 + share) + absolute
      ? []
      : [
          `${name} grows: its floor was ${before.toFixed(1)} in the first half, ${after.toFixed(1)} in the second`,
        ];
  });
}
