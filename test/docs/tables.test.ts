import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { isEnumType } from "graphql";
import { SCOPES } from "../../src/access/scope.ts";
import { readSources } from "../architecture/source.ts";
import { publicSchema } from "../schema/publicSchema.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { blocks, firstColumn, ROOT, tableRows, wordsInBackticks } from "./markdown.ts";

/** The values of one of the schema's enums. */
function valuesOf(name: string): readonly string[] {
  const type = publicSchema().getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
}

describe("the documentation's tables of words", () => {
  it.each([
    ["code", "ErrorCode"],
    ["`status`", "CoverageStatus"],
    ["`outcome`", "MutationOutcome"],
  ])("explains in the table %s every value of %s, in the schema's order", (title, name) => {
    expect(firstColumn(title)).toEqual(valuesOf(name));
  });

  it("explains every scope", () => {
    expect(firstColumn("scope")).toEqual(SCOPES);
  });

  it("gives every provider kind's settings", () => {
    const named = tableRows("kind").flatMap(([kind = ""]) => wordsInBackticks(kind));
    expect(named.map((kind) => kind.toUpperCase()).sort()).toEqual([...valuesOf("ProviderKind")].sort());
  });
});

describe("the documentation's table of environment variables", () => {
  it("has every variable that the code reads, and no other", () => {
    const words = readSources(join(ROOT, "src")).flatMap((source) => source.words);
    const read = words.filter((word) =>
      /^(?:(?:ROSTER|OTEL)_[A-Z_]+|PORT|HOST|NODE_ENV|LOG_LEVEL)$/.test(word),
    );
    expect([...firstColumn("variable")].sort()).toEqual([...new Set(read)].sort());
  });
});

describe("the documentation's commands", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const nameIn = (command: string): string | undefined =>
    /\bnpm (?:run )?(?:--silent )?([\w:]+)/.exec(command)?.[1];

  it("has every script in its table, and no other", () => {
    const named = tableRows("command").map(([command = ""]) => nameIn(command));
    expect(named.sort()).toEqual(Object.keys(scripts).sort());
  });

  it("runs only scripts that there are", () => {
    const lines = [...blocks("sh", "bash").flatMap(({ text }) => text.split("\n")), ...wordsInBackticks()];
    const commands = lines.flatMap((line) => line.match(/\bnpm (?:run )?(?:--silent )?[\w:-]+/g) ?? []);
    const known = new Set([...Object.keys(scripts), "ci", "cit"]);
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter((command) => !known.has(nameIn(command) ?? ""))).toEqual([]);
  });
});

describe("what the documentation says of a running Roster", () => {
  let tenant: Gateway;
  let admin: Gateway;
  beforeAll(async () => {
    tenant = await startGateway();
    admin = await startGateway({ settingsOf: { scaikey: { tenantId: undefined } } });
  });
  afterAll(async () => {
    await tenant.close();
    await admin.close();
  });

  /** Each operation's cells, one for each provider in the order of the configuration. */
  async function matrixOf(gateway: Gateway): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
    const { data } = await gateway.graphql(
      "{ providers { key capabilities { operation supported reason } } }",
    );
    const rows = new Map<string, Record<string, string>>();
    for (const { key, capabilities } of providersIn(data)) {
      for (const { operation, supported, reason } of capabilities) {
        const cell = supported ? (reason === null ? "yes" : "yes*") : "–";
        rows.set(operation, { ...rows.get(operation), [key]: cell });
      }
    }
    return rows;
  }

  it("agrees with every provider on what it can do", async () => {
    const adminCells = await matrixOf(admin);
    const expected = [...(await matrixOf(tenant))].map(([operation, cells]) => [
      `\`${operation}\``,
      cells["scaleway"],
      cells["samsung"],
      cells["scaikey"],
      adminCells.get(operation)?.["scaikey"],
      cells["equinix"],
      cells["scalr"],
    ]);
    expect(tableRows("operation")).toEqual(expected);
  });

  it("names only paths at which something answers", async () => {
    const paths = firstColumn("path");
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      const { status } = await fetch(new URL(path, tenant.url));
      expect({ path, isThere: status !== 404 }).toEqual({ path, isThere: true });
    }
  });
});

interface ToldProvider {
  readonly key: string;
  readonly capabilities: readonly {
    readonly operation: string;
    readonly supported: boolean;
    readonly reason: string | null;
  }[];
}

/** What the schema says of `providers`, so that a test may read it as such. */
function providersIn(data: unknown): readonly ToldProvider[] {
  const { providers } = data as { readonly providers: readonly ToldProvider[] };
  return providers;
}
