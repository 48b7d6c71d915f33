import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { isEnumType } from "graphql";
import { GatewayError } from "../../src/domain/errors.ts";
import { openApiOf } from "../../src/operations/openapi.ts";
import { problemOf } from "../../src/operations/problem.ts";
import { restPath } from "../../src/operations/table.ts";
import { at, rest, rowsOf, startWhole } from "../parity/support.ts";
import { publicSchema } from "../schema/publicSchema.ts";
import type { Gateway } from "../support/gateway.ts";

const LINTER = join(import.meta.dirname, "..", "..", "node_modules", ".bin", "redocly");
const linted = existsSync(LINTER) ? it : it.skip;

let gateway: Gateway;
let folder: string;
let document: unknown;

beforeAll(async () => {
  gateway = await startWhole({ users: 60 });
  folder = mkdtempSync(join(tmpdir(), "roster-openapi-"));
  const answer = await rest(gateway, "GET", "/v1/openapi.json");
  expect(answer).toMatchObject({ status: 200, type: "application/json; charset=utf-8" });
  document = answer.json;
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await gateway.close();
});

/** What the linter says of a document by its recommended rules. */
async function lint(value: unknown): Promise<unknown> {
  const path = join(folder, "openapi.json");
  const config = join(folder, "redocly.yaml");
  writeFileSync(path, JSON.stringify(value));
  writeFileSync(config, "extends: [recommended]\n");
  const { stdout } = await promisify(execFile)(
    LINTER,
    ["lint", path, "--config", config, "--format", "json", "--max-problems", "500"],
    {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    },
  ).catch((failure: { readonly stdout: string }) => failure);
  return JSON.parse(stdout.slice(stdout.indexOf("{")));
}

describe("the OpenAPI document", () => {
  linted(
    "keeps the linter's recommended rules",
    async () => {
      const told = await lint(document);
      expect(at(told, "problems")).toEqual([]);
      expect(at(told, "totals")).toMatchObject({ errors: 0, warnings: 0 });
    },
    60_000,
  );

  linted(
    "keeps them where there is nothing but one operation that looks",
    async () => {
      const looking = rowsOf(gateway).filter(({ kind }) => kind === "SAMSUNG");
      expect(looking).toHaveLength(1);
      expect(at(await lint(openApiOf(looking, "1")), "problems")).toEqual([]);
    },
    60_000,
  );

  it("has every operation of the table, and no other", () => {
    const described = Object.entries(Object(at(document, "paths"))).flatMap(([path, item]) =>
      Object.keys(Object(item)).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const expected = new Set(rowsOf(gateway).map((row) => `${row.method} ${restPath(row)}`));
    expect(described.sort()).toEqual([...expected].sort());
  });

  it("names tools, scopes and effects as they are", () => {
    for (const row of rowsOf(gateway)) {
      const told = at(document, "paths", restPath(row), row.method.toLowerCase(), "x-roster");
      expect(told).toContainEqual({
        tool: row.tool,
        scope: row.scope,
        effect: row.effect,
        mutation: row.mutation,
      });
    }
  });

  it.each([
    ["/v1/iam/v1alpha1/users", "page_size=3"],
    ["/v1/users", "per_page=3"],
    ["/v1/invitations", ""],
    ["/v1/user", ""],
    ["/v1/api/iacp/v3/account-users", "include=user"],
  ])("describes what %s answers", async (path, query) => {
    const { json } = await rest(gateway, "GET", `${path}?${query}`);
    const schema = at(
      document,
      "paths",
      path,
      "get",
      "responses",
      "200",
      "content",
      "application/json",
      "schema",
    );
    const validate = new Ajv2020({ strict: false }).compile(Object(schema));
    expect(validate(json)).toBe(true);
  });

  it("has an example of every body, which fits the body's schema and is taken", async () => {
    const ajv = new Ajv2020({ strict: false });
    const withBody = rowsOf(gateway).filter(({ body }) => body !== null);
    expect(withBody.length).toBeGreaterThan(10);
    for (const row of withBody) {
      const media = at(document, "paths", restPath(row), row.method.toLowerCase(), "requestBody", "content");
      const { schema, example } = Object(at(media, "application/json"));
      expect(ajv.validate(Object(schema), example)).toBe(true);
      const path = restPath(row).replaceAll(/\{\w+\}/g, "nobody");
      // Nobody is there to do it to, and only that is wrong.
      const { json } = await rest(gateway, row.method, path, { body: example });
      expect([undefined, "NOT_FOUND", "BAD_USER_INPUT"]).toContain(at(json, "code"));
      if (row.user === undefined && !path.includes("nobody") && row.kind !== "SCAIKEY") {
        expect(at(json, "code")).toBeUndefined();
      }
    }
  });

  it("names every code with the status that it has", () => {
    const type = publicSchema().getType("ErrorCode");
    const codes = isEnumType(type) ? type.getValues().map(({ value }) => value) : [];
    const named = Object.values(Object(at(document, "components", "responses"))).flatMap((response) => {
      const [, own] = Object(at(response, "content", "application/problem+json", "schema", "allOf"));
      const status = at(own, "properties", "status", "const");
      return Object(at(own, "properties", "code", "enum")).map((code: string) => `${status} ${code}`);
    });
    // A cursor is GraphQL's own.
    const known = codes.filter((code) => code !== "BAD_CURSOR");
    const due = known.map((code) => `${problemOf(new GatewayError(code, "")).status} ${code}`);
    expect(named).toEqual(expect.arrayContaining(due));
  });

  it("describes problems as they are", async () => {
    const { json } = await rest(gateway, "GET", "/v1/users?page=x");
    const validate = new Ajv2020({ strict: false }).compile(
      Object(at(document, "components", "schemas", "Problem")),
    );
    expect(validate(json)).toBe(true);
    expect(
      Object.keys(Object(json)).filter(
        (name) => at(document, "components", "schemas", "Problem", "properties", name) === undefined,
      ),
    ).toEqual([]);
  });
});
