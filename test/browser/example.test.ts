import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { ROOT } from "../docs/markdown.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { type Site, serveBeside } from "./site.ts";
import { describeInBrowser } from "./suite.ts";

const PAGE = 50;

describeInBrowser("the example in React", (open) => {
  let folder: string;
  let gateway: Gateway;
  let site: Site;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "roster-example-"));
    const vite = join("node_modules", "vite", "bin", "vite.js");
    const build = ["build", join("examples", "react"), "--outDir", folder, "--emptyOutDir"];
    await promisify(execFile)(process.execPath, [vite, ...build], { cwd: ROOT });
    gateway = await startGateway({ users: 200 });
    site = await serveBeside(folder, gateway.url);
  }, 120_000);
  afterAll(async () => {
    await site.close();
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  const rows = (page: Page) => page.locator("tbody tr");
  /** The first row with a button that can be pressed. */
  const lockable = (page: Page) =>
    rows(page)
      .filter({ has: page.locator("button:enabled") })
      .first();

  async function openExample() {
    const watched = await open(site.origin);
    await watched.page.goto(site.origin);
    await rows(watched.page)
      .nth(PAGE - 1)
      .waitFor();
    return watched;
  }

  it("lists users, says that the list is whole, and calls what a provider does not tell 'not told'", async () => {
    const { page, complaints, elsewhere, picture } = await openExample();
    await page.getByText("Every provider has answered in full.").waitFor();
    const { data } = await gateway.graphql(`{ users(first: ${PAGE}) { nodes { mfa } } }`);
    const words = { ENABLED: "on", DISABLED: "off", UNKNOWN: "not told" };
    const expected = [...JSON.stringify(data).matchAll(/ENABLED|DISABLED|UNKNOWN/g)].map(
      ([state]) => words[state as keyof typeof words],
    );
    expect(expected).toContain("not told");
    expect(await page.locator("tbody td:nth-child(5)").allInnerTexts()).toEqual(expected);
    await picture("example");
    expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
    await page.context().close();
  });

  it("reads on by the cursor, without anybody twice", async () => {
    const { page, complaints } = await openExample();
    await page.getByRole("button", { name: "Load more" }).click();
    await rows(page)
      .nth(2 * PAGE - 1)
      .waitFor();
    const shown = await page.locator("tbody tr").evaluateAll((all) => all.map((row) => row.textContent));
    expect(shown).toHaveLength(2 * PAGE);
    const { data } = await gateway.graphql(`{ users(first: ${2 * PAGE}) { nodes { email } } }`);
    const emails = [...JSON.stringify(data).matchAll(/"email":"([^"]+)"/g)].map(([, email]) => email);
    expect(await page.locator("tbody td:nth-child(2)").allInnerTexts()).toEqual(
      expect.arrayContaining(emails),
    );
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("names who is missing, and why", async () => {
    const { faults } = gateway.simulator("scalr");
    faults.add({ fault: { kind: "status", status: 503 } });
    try {
      const { page, picture } = await openExample();
      const alert = page.getByRole("alert");
      await alert.getByText("Scalr").waitFor();
      expect(await alert.innerText()).toMatch(/is missing here\. \S/);
      expect(await page.getByText("users so far").innerText()).toBe(`${PAGE} users so far`);
      await picture("example-with-a-provider-down");
      await page.context().close();
    } finally {
      faults.clear();
    }
  });

  it("locks a user, and shows what is known of it", async () => {
    const { page, complaints, picture } = await openExample();
    const row = lockable(page);
    const name = await row.locator("td").first().innerText();
    await row.getByRole("button").click();
    await page.getByText("Locked.", { exact: true }).waitFor();
    const locked = rows(page).filter({ hasText: "Locked." });
    expect(await locked.locator("td").allInnerTexts()).toEqual(expect.arrayContaining([name, "locked"]));
    await picture("example-locked");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("shows a refusal with the reason that the gateway gives", async () => {
    const { page } = await openExample();
    const simulators = Object.values(gateway.simulation.simulators);
    for (const { faults } of simulators) faults.add({ fault: { kind: "status", status: 403 } });
    try {
      await lockable(page).getByRole("button").click();
      const message = page.getByText("Nothing has happened.");
      await message.waitFor();
      expect(await message.innerText()).toMatch(/^Nothing has happened\. \S/);
    } finally {
      for (const { faults } of simulators) faults.clear();
    }
    await page.context().close();
  });

  it("sends a decision whose answer was lost again under its own key, so that it is done once", async () => {
    const { page } = await openExample();
    const keys: (string | undefined)[] = [];
    await page.route("**/graphql", async (route) => {
      if (!route.request().postData()?.includes("LockUser")) return route.continue();
      keys.push(route.request().headers()["idempotency-key"]);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort("connectionreset");
    });
    gateway.forgetRequests();
    await lockable(page).getByRole("button").click();
    await page.getByText("sending it again does it once at most").waitFor();
    await page.getByRole("button", { name: "Send again" }).click();
    await page.getByText("Locked.", { exact: true }).waitFor();
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
    expect(keys).toEqual([keys[0], keys[0]]);
    const requests = Object.values(gateway.simulation.simulators).flatMap((simulator) =>
      simulator.requests(),
    );
    expect(requests.filter(({ method }) => method !== "GET")).toHaveLength(1);
    await page.context().close();
  });
});
