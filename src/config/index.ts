import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { z } from "zod";
import { type AccessSettings, isOpen } from "../access/index.ts";
import type { AnyProviderDefinition, CommonSettings, SettingsCheck } from "../datasources/provider.ts";
import type { Limits } from "../limits/settings.ts";
import type { TrustedDocuments } from "../limits/trustedDocuments.ts";
import { auth, toAccessSettings } from "./access.ts";
import { type Environment, interpolate, type Problem } from "./interpolate.ts";
import { cors, limits, toLimits, toTrustedDocuments, trustedDocuments } from "./limits.ts";
import { readTelemetry, type TelemetrySettings } from "./telemetry.ts";

type Connect = Extract<SettingsCheck, { readonly ok: true }>["connect"];

/** A provider of the configuration, checked and ready to be connected. */
export interface ProviderConfig {
  readonly common: CommonSettings;
  readonly connect: Connect;
}

/** Everything that the process is told from outside: checked, complete and frozen. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  /** Signs cursors. Null: one is made at the start, and cursors end with the process. */
  readonly cursorKey: string | null;
  /** Whether a caller may ask which upstream calls an answer took. */
  readonly explain: boolean;
  readonly introspection: boolean;
  readonly access: AccessSettings;
  readonly limits: Limits;
  /** The origins of the web pages that may read answers. */
  readonly corsOrigins: readonly string[];
  /** Null: any document may be asked. */
  readonly trustedDocuments: TrustedDocuments | null;
  /** The most upstream calls that one operation may make to one provider. */
  readonly callsPerOperation: number;
  /** The file that writes are recorded in. Null: there is none, and nothing is written. */
  readonly auditPath: string | null;
  /** Whether callers of MCP are offered the tools that change something. */
  readonly mcpWrites: boolean;
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
  auth: auth.optional(),
  limits: limits.optional(),
  cors: cors.optional(),
  trustedDocuments: trustedDocuments.optional(),
  callsPerOperation: z.int({ error: "must be a whole number" }).min(1).max(100_000).default(1_000),
  mcp: z.strictObject({ writes: z.boolean({ error: "must be true or false" }).optional() }).optional(),
  audit: z
    .strictObject({ path: z.string({ error: "must be a file's path" }).min(1, "must be a file's path") })
    .optional(),
  providers: z
    .array(z.looseObject({ kind: z.string().optional() }), { error: "must be a list of providers" })
    .min(1, "must name at least one provider"),
});

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
});

/** Whether nothing would be lost of the address when a path is put behind it. */
function isBareAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return [username, password, search, hash].every((part) => part === "");
}

const COMMON_KEYS = new Set(Object.keys(common.shape));

/** Reads a configuration file. Throws a ConfigError with every mistake that it finds. */
export function readConfigFile(
  path: string,
  environment: Environment,
  definitions: readonly AnyProviderDefinition[],
): Omit<Config, "host" | "port" | "production"> & { readonly production?: never } {
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
  const trusted = toTrustedDocuments(parsed.data?.trustedDocuments, problems);
  if (!parsed.success || problems.length > 0) throw new ConfigError(firstOfEach(problems));
  const access = toAccessSettings(parsed.data.auth);
  return {
    cursorKey: parsed.data.cursorKey ?? null,
    explain: parsed.data.explain ?? false,
    introspection: parsed.data.introspection ?? environment["NODE_ENV"] !== "production",
    access,
    limits: toLimits(parsed.data.limits, !isOpen(access)),
    corsOrigins: parsed.data.cors?.origins ?? [],
    trustedDocuments: trusted,
    callsPerOperation: parsed.data.callsPerOperation,
    auditPath: parsed.data.audit?.path ?? null,
    mcpWrites: parsed.data.mcp?.writes ?? false,
    providers,
  };
}

function parseProvider(
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
  return shared.success && checked.ok
    ? [{ common: Object.freeze(shared.data), connect: checked.connect }]
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

/** One line per mistake: what follows from it at the same key is no other one. */
function firstOfEach(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ key }, index) => problems.findIndex((one) => one.key === key) === index);
}

const NOT_KNOWN = "is not a known key";

/** An issue of the checker as problems by key; an unknown key is named itself. */
function problemsOf(issue: z.core.$ZodIssue, at?: string): readonly Problem[] {
  const path = issue.path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`,
    at ?? "",
  );
  if (issue.code !== "unrecognized_keys")
    return [{ key: path === "" ? "the file" : path, message: issue.message }];
  return issue.keys.map((key) => ({
    key: path === "" ? key : `${path}.${key}`,
    message: NOT_KNOWN,
  }));
}
