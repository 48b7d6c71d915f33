import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { readmeTabs } from "../../explorer/readmeTabs.ts";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { ROOT } from "../docs/markdown.ts";
import { type Program, readyUrl, startProgram } from "../e2e/program.ts";
import { startGateway } from "../support/gateway.ts";
import { graphiqlIn } from "./graphiql.ts";
import { describeInBrowser } from "./suite.ts";

const PROVIDERS = ["equinix", "samsung", "scaikey", "scaleway", "scalr"];

/** All values of fields of this name in an answer. */
function valuesOf(answer: unknown, field: string): readonly string[] {
  return [...JSON.stringify(answer).matchAll(new RegExp(`"${field}":"([^"]*)"`, "g"))].map(
    ([, value = ""]) => value,
  );
}

describeInBrowser("the explorer of the demo, with the network cut", (open) => {
  let demo: Program;
  let origin: string;
  beforeAll(async () => {
    demo = startProgram("main", { environment: { PORT: "0", LOG_LEVEL: "warn" } });
    ({ origin } = new URL(await readyUrl(demo)));
  });
  afterAll(async () => {
    demo.signal("SIGTERM");
    await demo.end;
  });

  async function openExplorer() {
    const watched = await open(origin);
    await watched.page.goto(origin);
    return { ...watched, graphiql: await graphiqlIn(watched.page) };
  }

  /** Nothing was asked for elsewhere, and nothing went wrong that a reader would not see. */
  async function expectQuiet({ page, complaints, elsewhere }: Awaited<ReturnType<typeof openExplorer>>) {
    await page.context().close();
    expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
  }

  it("has the README's queries as tabs, and says that it is a demo", async () => {
    const explorer = await openExplorer();
    const names = readmeTabs(readFileSync(join(ROOT, "README.md"), "utf8")).map(
      ({ query }) => /^(?:query|mutation) (\w+)/m.exec(query)?.[1],
    );
    expect(names).toEqual(expect.arrayContaining(["Everybody", "NextPage", "Lock"]));
    expect(await explorer.graphiql.tabTitles()).toEqual(names);
    expect(await explorer.page.getByRole("note").innerText()).toContain("Demo");
    await explorer.picture("explorer");
    await expectQuiet(explorer);
  });

  it("runs a query of the README", async () => {
    const explorer = await openExplorer();
    await explorer.graphiql.openTab("AccessReview");
    const answer = await explorer.graphiql.run();
    expect(valuesOf(answer, "email").length).toBeGreaterThan(0);
    expect(answer).not.toHaveProperty("errors");
    await explorer.picture("explorer-readme-query");
    await expectQuiet(explorer);
  });

  it("runs a query that is typed, and shows users of five providers", async () => {
    const explorer = await openExplorer();
    await explorer.graphiql.type("query Typed { users(first: 100) { nodes { email provider { key } } } }");
    const answer = await explorer.graphiql.run();
    expect([...new Set(valuesOf(answer, "key"))].sort()).toEqual(PROVIDERS);
    await explorer.picture("explorer-typed-query");
    await expectQuiet(explorer);
  });

  it("locks a user by the README's mutation", async () => {
    const explorer = await openExplorer();
    await explorer.graphiql.type(
      'query One { users(first: 1, filter: { providers: ["scaleway"], role: [MEMBER], status: [ACTIVE] }) { nodes { id } } }',
    );
    const [id] = valuesOf(await explorer.graphiql.run(), "id");
    await explorer.graphiql.openTab("Lock");
    await explorer.graphiql.typeUnder("Variables", JSON.stringify({ id }));
    expect(await explorer.graphiql.run()).toEqual({
      data: { lockUser: { outcome: "CONFIRMED", userErrors: [], user: { status: "LOCKED" } } },
    });
    await explorer.picture("explorer-mutation");
    await expectQuiet(explorer);
  });

  it("shows the schema's docs", async () => {
    const explorer = await openExplorer();
    const { page } = explorer;
    await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
    const docs = page.locator(".graphiql-doc-explorer");
    await docs.getByRole("link", { name: "Mutation", exact: true }).first().click();
    await docs.getByRole("link", { name: "lockUser", exact: true }).click();
    await docs.getByText("LockUserInput").first().waitFor();
    await explorer.picture("explorer-docs");
    await expectQuiet(explorer);
  });

  it("is as legible in the dark", async () => {
    const watched = await open(origin, { colorScheme: "dark" });
    await watched.page.goto(origin);
    const graphiql = await graphiqlIn(watched.page);
    await graphiql.openTab("Abilities");
    await graphiql.run();
    await watched.picture("explorer-dark");
    await expectQuiet({ ...watched, graphiql });
  });

  it("keeps what was typed for its own browser tab alone", async () => {
    const { page, graphiql } = await openExplorer();
    await graphiql.typeUnder("Variables", '{ "password": "correct-horse" }');
    await graphiql.run();
    const { origins } = await page.context().storageState();
    expect(origins).toEqual([]);
    await page.context().close();
  });
});

describeInBrowser("the explorer of a Roster that wants credentials", (open) => {
  it("says so, and sends those that are put under Headers", async () => {
    const { key, sha256 } = makeApiKey();
    const gateway = await startGateway({
      users: 50,
      config: { auth: { apiKeys: [{ name: "somebody", sha256, scopes: ["users:read"] }] } },
    });
    try {
      const { origin } = new URL(gateway.url);
      const { page, picture, elsewhere } = await open(origin);
      await page.goto(origin);
      const graphiql = await graphiqlIn(page);
      expect(await page.getByRole("note").innerText()).toContain("x-api-key");
      await graphiql.openTab("Abilities");
      expect(valuesOf(await graphiql.run(), "code")).toEqual(["UNAUTHENTICATED"]);
      await graphiql.typeUnder("Headers", JSON.stringify({ "x-api-key": key }));
      expect([...valuesOf(await graphiql.run(), "key")].sort()).toEqual(PROVIDERS);
      await picture("explorer-credentials");
      expect(elsewhere).toEqual([]);
      await page.context().close();
    } finally {
      await gateway.close();
    }
  });
});
