import { z } from "zod";
import type { CacheSettings, KeptOperation } from "../datasources/answerCache.ts";

const SECOND = 1_000;
export const MEBIBYTE = 1024 * 1024;
const seconds = z.int({ error: "must be a whole number of seconds" }).min(1).max(3_600).optional();

const OPERATIONS = {
  users: seconds,
  user: seconds,
  teams: seconds,
  invitations: seconds,
  "Provider.currentUser": seconds,
  "Team.members": seconds,
  "User.teams": seconds,
  "User.gracePeriods": seconds,
} as const satisfies Record<KeptOperation, z.ZodType>;

/** How long one provider's answers may be used again: seconds by operation. */
export const cacheOfProvider = z.strictObject({ ...OPERATIONS, staleSeconds: seconds });

/** What all kept answers together may take. */
export const cacheMegabytes = z.int({ error: "must be a whole number" }).min(1).max(65_536).default(64);

/** Null where nothing of the provider is kept. */
export function toCacheSettings(given: z.infer<typeof cacheOfProvider> | undefined): CacheSettings | null {
  if (given === undefined) return null;
  const { staleSeconds = 0, ...byOperation } = given;
  const freshMs = Object.fromEntries(
    Object.entries(byOperation).flatMap(([operation, fresh]) =>
      fresh === undefined ? [] : [[operation, fresh * SECOND]],
    ),
  );
  return { freshMs, staleMs: staleSeconds * SECOND };
}
