import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Limits } from "../limits/settings.ts";
import type { TrustedDocuments } from "../limits/trustedDocuments.ts";
import type { Problem } from "./interpolate.ts";

const wholeNumber = (least: number, most: number) =>
  z
    .int({ error: "must be a whole number" })
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

const milliseconds = (most: number) => wholeNumber(50, most);

/** The `limits` part of a configuration file. */
export const limits = z.strictObject({
  tokens: wholeNumber(100, 100_000).default(4_000),
  depth: wholeNumber(3, 100).default(15),
  fields: wholeNumber(10, 10_000).default(1_500),
  rootFields: wholeNumber(1, 1_000).default(20),
  aliases: wholeNumber(0, 1_000).default(50),
  directives: wholeNumber(0, 1_000).default(50),
  cost: wholeNumber(1, 10_000_000).default(10_000),
  costPerMinute: wholeNumber(1, 100_000_000).optional(),
  operationTimeoutMs: milliseconds(600_000).default(30_000),
  operations: wholeNumber(1, 100_000).default(512),
  bodyBytes: wholeNumber(1_024, 100 * 1024 * 1024).default(1024 * 1024),
  headersTimeoutMs: milliseconds(600_000).default(8_000),
  requestTimeoutMs: milliseconds(600_000).default(12_000),
});

const COST_PER_MINUTE = 100_000;

/**
 * The checked `limits` part; left out: the defaults. Where callers are not told apart, they share no allowance
 * unless one is set.
 */
export function toLimits(parsed: z.infer<typeof limits> | undefined, callersAreKnown: boolean): Limits {
  const { costPerMinute = callersAreKnown ? COST_PER_MINUTE : null, ...rest } = parsed ?? limits.parse({});
  return { ...rest, costPerMinute };
}

/** The `cors` part of a configuration file. */
export const cors = z.strictObject({
  origins: z.array(
    z.string().refine(isOrigin, "must be an origin such as https://console.example, without a path"),
  ),
});

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\//.test(text) && new URL(text).origin === text;
}

/** The `trustedDocuments` part of a configuration file. */
export const trustedDocuments = z.strictObject({
  file: z.string().min(1, "must be a file's path"),
  mode: z.enum(["enforce", "log"]).default("enforce"),
});

/** Ids and their documents: as a plain JSON object, or as Apollo's tools write them. */
const manifest = z.union([
  z
    .looseObject({
      format: z.literal("apollo-persisted-query-manifest"),
      operations: z.array(z.looseObject({ id: z.string(), body: z.string() })),
    })
    .transform(({ operations }) => new Map(operations.map(({ id, body }) => [id, body]))),
  z.record(z.string(), z.string()).transform((documents) => new Map(Object.entries(documents))),
]);

/** Reads the manifest that the checked part names; a file that is none is a problem. */
export function toTrustedDocuments(
  parsed: z.infer<typeof trustedDocuments> | undefined,
  problems: Problem[],
): TrustedDocuments | null {
  if (parsed === undefined) return null;
  const refuse = (message: string): null => {
    problems.push({ key: "trustedDocuments.file", message });
    return null;
  };
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(parsed.file, "utf8"));
  } catch {
    return refuse(`the file ${parsed.file} cannot be read as JSON`);
  }
  const read = manifest.safeParse(document);
  if (!read.success) return refuse(`the file ${parsed.file} is no manifest: ids and their documents`);
  return { documents: read.data, mode: parsed.mode };
}
