import { z } from "zod";
import { MEBIBYTE } from "./cache.ts";

/** How lists that had to be read whole are kept. */
export const snapshots = z.strictObject({
  seconds: z.int({ error: "must be a whole number of seconds" }).min(1).max(3_600).default(30),
  megabytes: z.int({ error: "must be a whole number" }).min(1).max(65_536).default(256),
});

export function toSnapshots(given: z.infer<typeof snapshots> | undefined) {
  const { seconds, megabytes } = given ?? snapshots.parse({});
  return { maxAgeMs: seconds * 1000, maxBytes: megabytes * MEBIBYTE };
}
