import { z } from "zod";
import type { CacheSettings } from "../datasources/answerCache.ts";
import type { AnyProviderDefinition, CommonSettings, SettingsCheck } from "../datasources/provider.ts";
import { addressProblem } from "./address.ts";
import { cacheOfProvider, toCacheSettings } from "./cache.ts";
import type { Problem } from "./interpolate.ts";
import { NOT_KNOWN, problemsOf } from "./problems.ts";

type Connect = Extract<SettingsCheck, { readonly ok: true }>["connect"];

/** A provider of the configuration, checked and ready to be connected. */
export interface ProviderConfig {
  readonly common: CommonSettings;
  /** Null: nothing that it answers is kept. */
  readonly cache: CacheSettings | null;
  readonly connect: Connect;
}

const milliseconds = z.int({ error: "must be a whole number of milliseconds" }).min(50).max(120_000);

/** The keys that every provider takes, whatever its kind. */
const common = z.object({
  key: z
    .string({ error: "must be given" })
    .regex(/^[a-z0-9-]{1,64}$/, "must be 1 to 64 of a-z, 0-9 and -; it is part of every id"),
  displayName: z.string().min(1).max(100).optional(),
  baseUrl: z
    .url({ protocol: /^https?$/, error: "must be an http or https address" })
    .refine(isBareAddress, "must be an address alone: without a user, a password, a query or a #"),
  timeoutMs: milliseconds.default(10_000),
  maxConcurrency: z.int().min(1).max(64).default(16),
  pageSize: z.int().min(1).max(10_000).optional(),
  sweepLimit: z.int().min(1).max(1_000_000).default(10_000),
  cache: cacheOfProvider.optional(),
  allowHttp: z.boolean({ error: "must be true or false" }).default(false),
  allowPrivateNetwork: z.boolean({ error: "must be true or false" }).default(false),
});

/** Whether nothing would be lost of the address when a path is put behind it. */
function isBareAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return [username, password, search, hash].every((part) => part === "");
}

const COMMON_KEYS = new Set(Object.keys(common.shape));

/** Checks one provider of the configuration; what is wrong with it is told in `problems`. */
export function parseProvider(
  provider: Readonly<Record<string, unknown>>,
  at: string,
  definitions: readonly AnyProviderDefinition[],
  problems: Problem[],
): readonly ProviderConfig[] {
  const { kind, ...rest } = provider;
  const definition = definitions.find(({ name }) => name === kind);
  if (definition === undefined) {
    const names = definitions.map(({ name }) => name).join(", ");
    problems.push({ key: `${at}.kind`, message: `must be one of ${names}` });
    return [];
  }
  const shared = common.safeParse(rest);
  if (!shared.success) problems.push(...shared.error.issues.flatMap((issue) => problemsOf(issue, at)));
  const own = Object.fromEntries(Object.entries(rest).filter(([key]) => !COMMON_KEYS.has(key)));
  const checked = definition.checkSettings(own);
  if (!checked.ok) problems.push(...settingsProblems(own, checked.problems, definition, at));
  if (!shared.success) return [];
  const { allowHttp, allowPrivateNetwork, cache, ...settings } = shared.data;
  const unsafe = addressProblem(settings.baseUrl, { allowHttp, allowPrivateNetwork });
  if (unsafe !== null) problems.push({ key: `${at}.baseUrl`, message: unsafe });
  return checked.ok
    ? [{ common: Object.freeze(settings), cache: toCacheSettings(cache), connect: checked.connect }]
    : [];
}

/**
 * What is wrong with a kind's own settings, by key. A problem without a path is about keys that the kind does not
 * know; they are those that have it alone, too.
 */
function settingsProblems(
  own: Readonly<Record<string, unknown>>,
  found: Extract<SettingsCheck, { readonly ok: false }>["problems"],
  definition: AnyProviderDefinition,
  at: string,
): readonly Problem[] {
  const named = found.filter(({ path }) => path.length > 0);
  const unknown = Object.keys(own).filter((key) => {
    const alone = definition.checkSettings({ [key]: own[key] });
    return !alone.ok && alone.problems.some(({ path }) => path.length === 0);
  });
  return [
    ...named.map(({ path, message }) => ({ key: [at, ...path].join("."), message })),
    ...unknown.map((key) => ({ key: `${at}.${key}`, message: NOT_KNOWN })),
  ];
}
