import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { describeInBrowser } from "./suite.ts";

const APOLLO = "https://sandbox.embed.apollographql.com";

/**
 * A page that speaks to the one around it as Apollo's does, but asks at another address than it was told: it says that it
 * is there, asks for the schema, and shows what the schema calls its queries.
 */
const FRAME = `<!doctype html><title>Sandbox</title><script>
  const ask = (name, more) => parent.postMessage({ name, ...more }, "*");
  addEventListener("message", ({ data }) => {
    if (data.name === "HandshakeResponse") ask("IntrospectionQueryWithHeaders", {
      introspectionRequestBody: JSON.stringify({
        query: ${JSON.stringify(getIntrospectionQuery({ inputValueDeprecation: true }))},
        operationName: "IntrospectionQuery",
      }),
      introspectionRequestHeaders: {},
      includeCookies: false,
      sandboxEndpointUrl: new URL("/metrics", new URLSearchParams(location.search).get("endpoint")).href,
      operationId: "1",
    });
    if (data.name === "SchemaResponse") document.body.textContent = data.schema.__schema.queryType.name;
  });
  ask("ExplorerListeningForHandshake");
</script><body></body>`;

describeInBrowser("the page for Apollo Sandbox", (open) => {
  let gateway: Gateway;
  let origin: string;
  beforeAll(async () => {
    gateway = await startGateway({ users: 50 });
    ({ origin } = new URL(gateway.url));
  });
  afterAll(() => gateway.close());

  it("is reached from the explorer, which asks nothing of Apollo itself", async () => {
    const { page, elsewhere } = await open(origin);
    await page.goto(origin);
    await page.getByRole("link", { name: "Apollo Sandbox" }).waitFor();
    expect(elsewhere).toEqual([]);
    await page.getByRole("link", { name: "Apollo Sandbox" }).click();
    await page.waitForURL(`${origin}/sandbox`);
    await page.context().close();
  });

  it("says that Sandbox cannot be loaded where it cannot, and leads back", async () => {
    const { page, elsewhere, picture } = await open(origin);
    await page.clock.install();
    await page.goto(`${origin}/sandbox`);
    await page.clock.runFor(10_000);
    await page.getByText("Apollo Sandbox could not be loaded").waitFor();
    await picture("sandbox-without-network");
    expect(elsewhere.map((address) => new URL(address).origin)).toEqual([APOLLO]);
    await page.getByRole("link", { name: "Back to the explorer" }).click();
    await page.locator(".graphiql-execute-button").waitFor();
    await page.context().close();
  });

  it("lets Sandbox ask this Roster for its schema, and nothing else", async () => {
    const { page, complaints } = await open(origin);
    await page
      .context()
      .route(`${APOLLO}/**`, (route) => route.fulfill({ contentType: "text/html", body: FRAME }));
    await page.goto(`${origin}/sandbox`);
    await page.frameLocator("#sandbox iframe").getByText("Query", { exact: true }).waitFor();
    await page.getByText("it sees what you type here").waitFor();
    // Apollo's library looks whether the site has an icon of its own.
    expect(complaints.filter((text) => !text.includes("404 (Not Found)"))).toEqual([]);
    await page.context().close();
  });
});
