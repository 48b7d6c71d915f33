import type { Source } from "./source.ts";

/** Which files and packages a part of the code may import. The first row that fits a file is its rule. */
export interface Rule {
  /**
   * `*` is any part of a name, `**` any path, `<provider>` a provider's folder (in `files` any, in `imports`
   * the same one). A leading `!` takes something out.
   */
  readonly part: string;
  readonly files: readonly string[];
  readonly packages?: readonly string[];
}

const ENUMS = "generated/enums.ts";
const DEFINITIONS = ["datasources/*.ts", "!datasources/index.ts"];

/**
 * The import table. A request passes surfaces, resolvers, directory and a provider, in this order, and none of them
 * knows who asks it; what is not in a row is not allowed.
 */
const RULES: readonly Rule[] = [
  { part: "generated/enums.ts", files: [] },
  { part: "domain/**", files: ["domain/**", ENUMS] },
  {
    part: "generated/graphql.ts",
    files: ["domain/**", "directory/**", "context.ts"],
    packages: ["graphql"],
  },

  { part: "simulation/**", files: ["simulation/**"], packages: ["node:*"] },
  // A simulator shares nothing with the client that it is asked by, so that a misreading of the API cannot
  // cancel itself out.
  {
    part: "datasources/<provider>/simulator*.ts",
    files: ["datasources/<provider>/simulator*.ts", "simulation/**"],
    packages: ["node:*"],
  },
  {
    part: "datasources/http/**",
    files: [
      "datasources/http/**",
      "datasources/call.ts",
      "datasources/stopSignal.ts",
      "datasources/surface.ts",
      "domain/**",
      ENUMS,
    ],
    packages: ["undici", "node:*"],
  },
  {
    part: "datasources/<provider>/index.ts",
    files: ["datasources/<provider>/*.ts", ...DEFINITIONS, "datasources/http/**", "domain/**", ENUMS],
    packages: ["zod"],
  },
  {
    part: "datasources/<provider>/*.ts",
    files: [
      "datasources/<provider>/*.ts",
      "!datasources/<provider>/index.ts",
      "!datasources/<provider>/simulator*.ts",
      ...DEFINITIONS,
      "datasources/http/**",
      "domain/**",
      ENUMS,
    ],
    packages: ["node:crypto", "node:util"],
  },
  { part: "datasources/index.ts", files: ["datasources/*/index.ts", "datasources/provider.ts"] },
  {
    part: "datasources/*.ts",
    files: [
      ...DEFINITIONS,
      "datasources/http/client.ts",
      "datasources/http/health.ts",
      "simulation/simulator.ts",
      "domain/**",
      ENUMS,
    ],
    packages: ["zod"],
  },

  {
    part: "directory/**",
    files: [
      "directory/**",
      "datasources/answerStore.ts",
      "datasources/askedUser.ts",
      "datasources/call.ts",
      "datasources/capability.ts",
      "datasources/provider.ts",
      "datasources/stopSignal.ts",
      "datasources/surface.ts",
      "datasources/write.ts",
      "datasources/http/health.ts",
      "datasources/http/limit.ts",
      "domain/**",
      "generated/**",
    ],
    packages: ["dataloader", "node:crypto"],
  },
  { part: "context.ts", files: ["access/**", "directory/**"] },
  {
    part: "access/**",
    files: ["access/**", "context.ts", "domain/**"],
    packages: ["graphql", "jose", "node:crypto"],
  },
  {
    part: "resolvers/**",
    files: ["resolvers/**", "context.ts", "directory/**", "domain/**", "generated/**"],
    packages: ["graphql", "graphql-scalars"],
  },
  // A cost is estimated from the same tables and plans that the directory will run by.
  {
    part: "limits/**",
    files: [
      "limits/**",
      "domain/**",
      "directory/**",
      "datasources/capability.ts",
      "datasources/provider.ts",
      "generated/**",
    ],
    packages: ["graphql", "node:*"],
  },
  // The table of the providers' own operations, for the surfaces that offer them as they are.
  {
    part: "operations/**",
    files: [
      "operations/**",
      "access/**",
      "directory/**",
      "datasources/*.ts",
      "!datasources/index.ts",
      "domain/**",
      ENUMS,
    ],
    packages: ["graphql", "node:*"],
  },
  {
    part: "telemetry/**",
    files: ["telemetry/**", "datasources/call.ts", "domain/**"],
    packages: ["pino", "prom-client", "@opentelemetry/*", "node:*"],
  },
  { part: "audit/**", files: ["audit/**"], packages: ["zod", "node:*"] },
  {
    part: "surfaces/**",
    files: [
      "surfaces/**",
      "access/**",
      "limits/**",
      "operations/**",
      "telemetry/**",
      "context.ts",
      "resolvers/index.ts",
      "directory/**",
      "datasources/call.ts",
      "datasources/capability.ts",
      "datasources/stopSignal.ts",
      "datasources/surface.ts",
      "domain/**",
      ENUMS,
    ],
    packages: [
      "@apollo/server",
      "@graphql-tools/schema",
      "@modelcontextprotocol/*",
      "graphql",
      "graphql-jit",
      "node:*",
    ],
  },

  // What instances share: each file keeps one thing in Redis, by the interface of the part that needs it.
  {
    part: "redis/**",
    files: [
      "redis/**",
      "audit/record.ts",
      "datasources/http/peers.ts",
      "directory/writes/environment.ts",
      "directory/writes/idempotency.ts",
      "limits/allowance.ts",
      "telemetry/log.ts",
      "telemetry/metrics.ts",
    ],
    packages: ["@redis/client", "zod", "node:*"],
  },

  {
    part: "config/**",
    files: [
      "config/**",
      "access/**",
      "limits/**",
      "redis/settings.ts",
      "telemetry/**",
      "datasources/answerCache.ts",
      "datasources/provider.ts",
    ],
    packages: ["yaml", "zod", "node:*"],
  },
  {
    part: "state.ts",
    files: [
      "audit/record.ts",
      "config/index.ts",
      "datasources/http/peers.ts",
      "directory/writes/**",
      "limits/**",
      "redis/**",
    ],
    packages: ["node:*"],
  },
  {
    part: "requestContext.ts",
    files: [
      "state.ts",
      "config/index.ts",
      ...DEFINITIONS,
      "directory/**",
      "surfaces/**",
      "access/**",
      "telemetry/operation.ts",
    ],
    packages: ["node:*"],
  },
  {
    part: "app.ts",
    files: [
      "requestContext.ts",
      "state.ts",
      "config/**",
      ...DEFINITIONS,
      "datasources/http/**",
      "directory/**",
      "surfaces/**",
      "access/**",
      "audit/**",
      "limits/**",
      "operations/**",
      "telemetry/**",
    ],
    packages: ["node:*"],
  },
  { part: "demo.ts", files: ["simulation/**"], packages: ["node:*"] },
  {
    part: "main.ts",
    files: ["app.ts", "demo.ts", "config/**", "access/**", "datasources/index.ts", "telemetry/**"],
  },
  { part: "simulators.ts", files: ["demo.ts", "datasources/index.ts"], packages: ["yaml", "node:*"] },
  { part: "printSchema.ts", files: ["surfaces/schema.ts", "surfaces/sdl.ts"], packages: ["node:*"] },
  { part: "auditVerify.ts", files: ["audit/**"] },
  { part: "makeApiKey.ts", files: ["access/**"] },
];

/** The programs: only they act when they are imported, and only they know the process that they run in. */
export const PROGRAMS = ["main.ts", "simulators.ts", "printSchema.ts", "auditVerify.ts", "makeApiKey.ts"];

/** Imports that the table does not allow, and files that it has no row for. */
export function forbiddenImports(sources: readonly Source[], rules: readonly Rule[] = RULES) {
  return sources.flatMap(({ path, imports }) => {
    const found = ruleOf(path, rules);
    if (found === null) return [`${path} is in no row of the table`];
    const { rule, provider } = found;
    return imports
      .filter(({ target, isFile }) =>
        isFile ? !allows(rule.files, target, provider) : !allows(rule.packages ?? [], target, provider),
      )
      .map(({ target }) => `${path} imports ${target}`);
  });
}

/** Rows that no file is in any more. */
export function idleRules(sources: readonly Source[], rules: readonly Rule[] = RULES): readonly string[] {
  const used = new Set(sources.map(({ path }) => ruleOf(path, rules)?.rule.part));
  return rules.map(({ part }) => part).filter((part) => !used.has(part));
}

/** Files that, once compiled, import each other in a circle: one text for each circle, from its first file on. */
export function circles(sources: readonly Source[]): readonly string[] {
  const imports = new Map(
    sources.map(({ path, imports: all }) => [
      path,
      all.filter(({ isFile, typeOnly }) => isFile && !typeOnly).map(({ target }) => target),
    ]),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(" -> "));
    if (way.includes(path) || done.has(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return found;
}

/** Files whose code names one of these providers and that are not that provider's own. */
export function filesNaming(names: readonly string[], sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path, words }) => {
      const foreign = names.filter((name) => !path.startsWith(`datasources/${name}/`));
      return words.some((word) => foreign.some((name) => word.toLowerCase().includes(name)));
    })
    .map(({ path }) => path);
}

/** What files other than programs do, or keep, as soon as they are imported. */
export function effectsOnImport(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path }) => !PROGRAMS.includes(path))
    .flatMap(({ path, effects }) => effects.map((effect) => `${path}: ${effect}`));
}

/** What files other than programs use of the process: its environment, its signals, its output, its end. */
export function usesOfProcess(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path }) => !PROGRAMS.includes(path))
    .flatMap(({ path, process }) => process.map((use) => `${path}: process.${use}`));
}

function ruleOf(path: string, rules: readonly Rule[]) {
  for (const rule of rules) {
    const match = expression(rule.part, null).exec(path);
    if (match !== null) return { rule, provider: match.groups?.["provider"] ?? null };
  }
  return null;
}

function allows(patterns: readonly string[], target: string, provider: string | null): boolean {
  const fits = (pattern: string): boolean => expression(pattern, provider).test(target);
  const isTakenOut = patterns.some((pattern) => pattern.startsWith("!") && fits(pattern.slice(1)));
  return !isTakenOut && patterns.some((pattern) => !pattern.startsWith("!") && fits(pattern));
}

function expression(pattern: string, provider: string | null): RegExp {
  const text = pattern
    .replaceAll(".", "\\.")
    .replaceAll("**", "\u0000")
    .replaceAll("*", "[^/]*")
    .replaceAll("\u0000", ".*")
    .replace("<provider>", provider ?? "(?<provider>(?!http/)[^/]+)");
  return new RegExp(`^${text}$`);
}
