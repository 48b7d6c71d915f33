import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { z } from "zod";
import { type AccessSettings, isOpen } from "../access/index.ts";
import type { AnyProviderDefinition } from "../datasources/provider.ts";
import type { Limits } from "../limits/settings.ts";
import type { TrustedDocuments } from "../limits/trustedDocuments.ts";
import type { RedisSettings } from "../redis/settings.ts";
import { auth, toAccessSettings } from "./access.ts";
import { cacheMegabytes, MEBIBYTE } from "./cache.ts";
import { type Environment, interpolate, type Problem } from "./interpolate.ts";
import { cors, limits, toLimits, toTrustedDocuments, trustedDocuments } from "./limits.ts";
import { problemsOf } from "./problems.ts";
import { type ProviderConfig, parseProvider } from "./provider.ts";
import { redis } from "./redis.ts";
import { snapshots, toSnapshots } from "./snapshots.ts";
import { readTelemetry, type TelemetrySettings } from "./telemetry.ts";

/** Everything that the process is told from outside: checked, complete and frozen. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  /** Whether the simulators stand in for the providers. */
  readonly demo: boolean;
  /** Signs cursors. Null: one is made at the start, and cursors end with the process. */
  readonly cursorKey: string | null;
  /** Whether a caller may ask which upstream calls an answer took. */
  readonly explain: boolean;
  readonly introspection: boolean;
  /** Whether a browser that opens the address is shown the explorer. */
  readonly explorer: boolean;
  readonly access: AccessSettings;
  readonly limits: Limits;
  /** The origins of the web pages that may read answers. */
  readonly corsOrigins: readonly string[];
  /** Null: any document may be asked. */
  readonly trustedDocuments: TrustedDocuments | null;
  /** The most upstream calls that one operation may make to one provider. */
  readonly callsPerOperation: number;
  /** How much memory the providers' kept answers may take together. */
  readonly cacheBytes: number;
  /** How long, and in how much memory, lists that were read whole may be used again. */
  readonly snapshots: { readonly maxAgeMs: number; readonly maxBytes: number };
  /** The file that writes are recorded in. Null: there is none, and nothing is written. */
  readonly auditPath: string | null;
  /** Whether callers of MCP are offered the tools that change something. */
  readonly mcpWrites: boolean;
  /** Where instances share what they must share. Null: this process keeps everything itself. */
  readonly redis: RedisSettings | null;
  readonly providers: readonly ProviderConfig[];
}

/** What stops the start: one line per mistake, each naming its key. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ key, message }) => `${key}: ${message}`).join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** The settings of the process that come from the environment alone. */
export interface ProcessSettings extends TelemetrySettings {
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  /** The configuration file; null: demo mode. */
  readonly file: string | null;
  /** People in the demo's company; null: its usual size. */
  readonly demoUsers: number | null;
}

/** Reads the environment. Throws a ConfigError naming each variable that is wrong. */
export function readEnvironment(environment: Environment): ProcessSettings {
  const problems: Problem[] = [];
  const settings = {
    host: environment["HOST"] || "127.0.0.1",
    port: wholeNumber(environment, "PORT", { from: 0, to: 65_535, problems }) ?? 4000,
    production: environment["NODE_ENV"] === "production",
    file: environment["ROSTER_CONFIG"] || null,
    ...readTelemetry(environment, problems),
    demoUsers: wholeNumber(environment, "ROSTER_DEMO_USERS", { from: 50, to: 1_000_000, problems }),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return settings;
}

function wholeNumber(
  environment: Environment,
  name: string,
  range: { readonly from: number; readonly to: number; readonly problems: Problem[] },
): number | null {
  const text = environment[name];
  if (text === undefined || text === "") return null;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= range.from && value <= range.to) return value;
  range.problems.push({ key: name, message: `must be a whole number from ${range.from} to ${range.to}` });
  return null;
}

const file = z.strictObject({
  cursorKey: z.string({ error: "must be text" }).min(32, "must be at least 32 characters").optional(),
  explain: z.boolean({ error: "must be true or false" }).optional(),
  introspection: z.boolean({ error: "must be true or false" }).optional(),
  explorer: z.boolean({ error: "must be true or false" }).optional(),
  auth: auth.optional(),
  limits: limits.optional(),
  cors: cors.optional(),
  trustedDocuments: trustedDocuments.optional(),
  callsPerOperation: z.int({ error: "must be a whole number" }).min(1).max(100_000).default(1_000),
  cacheMegabytes,
  snapshots: snapshots.optional(),
  mcp: z.strictObject({ writes: z.boolean({ error: "must be true or false" }).optional() }).optional(),
  audit: z
    .strictObject({ path: z.string({ error: "must be a file's path" }).min(1, "must be a file's path") })
    .optional(),
  redis: redis.optional(),
  providers: z
    .array(z.looseObject({ kind: z.string().optional() }), { error: "must be a list of providers" })
    .min(1, "must name at least one provider"),
});

/** Reads a configuration file. Throws a ConfigError with every mistake that it finds. */
export function readConfigFile(
  path: string,
  environment: Environment,
  definitions: readonly AnyProviderDefinition[],
): Omit<Config, "host" | "port" | "production" | "demo"> & { readonly production?: never } {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new ConfigError([{ key: "ROSTER_CONFIG", message: `the file ${path} cannot be read` }]);
  }
  const document = parseDocument(text);
  const [mistake] = document.errors;
  if (mistake !== undefined) {
    const line = mistake.linePos?.[0].line ?? "?";
    throw new ConfigError([{ key: "ROSTER_CONFIG", message: `line ${line} is not YAML (${mistake.code})` }]);
  }
  return parseConfig(plainValueOf(document), environment, definitions);
}

/** The document without its anchors; a reference to none, or far too many, is a mistake like any other. */
function plainValueOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    const value: unknown = document.toJS();
    return value;
  } catch {
    throw new ConfigError([{ key: "ROSTER_CONFIG", message: "its anchors and aliases do not resolve" }]);
  }
}

/** Checks a parsed configuration. Throws a ConfigError with every mistake that it finds. */
export function parseConfig(
  document: unknown,
  environment: Environment,
  definitions: readonly AnyProviderDefinition[],
) {
  const problems: Problem[] = [];
  const whole = interpolate(document, environment, problems);
  const parsed = file.safeParse(whole);
  if (!parsed.success) problems.push(...parsed.error.issues.flatMap((issue) => problemsOf(issue)));
  // A mistake elsewhere in the file is no reason to keep the providers' mistakes for the next start.
  const listed = z.looseObject({ providers: file.shape.providers }).safeParse(whole);
  const providers = (listed.data?.providers ?? []).flatMap((provider, index) =>
    parseProvider(provider, `providers[${index}]`, definitions, problems),
  );
  const keys = providers.map(({ common: { key } }) => key);
  keys.forEach((key, index) => {
    if (keys.indexOf(key) < index)
      problems.push({ key: `providers[${index}].key`, message: `"${key}" is there twice` });
  });
  if (parsed.data?.redis !== undefined && parsed.data.cursorKey === undefined) {
    problems.push({
      key: "cursorKey",
      message: "must be given with redis, and be the same for all instances",
    });
  }
  const trusted = toTrustedDocuments(parsed.data?.trustedDocuments, problems);
  if (!parsed.success || problems.length > 0) throw new ConfigError(firstOfEach(problems));
  const access = toAccessSettings(parsed.data.auth);
  const isOpenToDevelopers = environment["NODE_ENV"] !== "production";
  return {
    cursorKey: parsed.data.cursorKey ?? null,
    explain: parsed.data.explain ?? false,
    introspection: parsed.data.introspection ?? isOpenToDevelopers,
    explorer: parsed.data.explorer ?? isOpenToDevelopers,
    access,
    limits: toLimits(parsed.data.limits, !isOpen(access)),
    corsOrigins: parsed.data.cors?.origins ?? [],
    trustedDocuments: trusted,
    callsPerOperation: parsed.data.callsPerOperation,
    cacheBytes: parsed.data.cacheMegabytes * MEBIBYTE,
    snapshots: toSnapshots(parsed.data.snapshots),
    auditPath: parsed.data.audit?.path ?? null,
    mcpWrites: parsed.data.mcp?.writes ?? false,
    redis: parsed.data.redis ?? null,
    providers,
  };
}

/** One line per mistake: what follows from it at the same key is no other one. */
function firstOfEach(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ key }, index) => problems.findIndex((one) => one.key === key) === index);
}
