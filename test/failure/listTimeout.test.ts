import { afterEach, describe, expect, it } from "@jest/globals";
import { dig, listAt } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
afterEach(() => gateway.close());

describe("a list's own timeoutMs", () => {
  const QUERY = `{ users(first: 100, timeoutMs: 400) {
    nodes { provider { key } } coverage { provider { key } status error { code } }
  } }`;

  it("leaves out the provider that is late and serves the others", async () => {
    gateway = await startGateway({ users: 60 });
    gateway.simulator("scalr").faults.add({ fault: { kind: "delay", milliseconds: 20_000 } });
    const started = performance.now();
    const answer = await gateway.graphql(QUERY);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(answer.errors).toBeUndefined();
    expect(listAt(answer.data, "users", "coverage")).toContainEqual({
      provider: { key: "scalr" },
      status: "FAILED",
      error: { code: "UPSTREAM_TIMEOUT" },
    });
    const seen = new Set(listAt(answer.data, "users", "nodes").map((node) => dig(node, "provider", "key")));
    expect([...seen].sort()).toEqual(["equinix", "samsung", "scaikey", "scaleway"]);
  });

  it("holds for users who are read one by one, too: they are shown as listed", async () => {
    gateway = await startGateway({ users: 60 });
    const fault = { kind: "delay", milliseconds: 20_000 } as const;
    gateway.simulator("scaikey").faults.add({ path: /\/users\/usr_/, fault });
    const started = performance.now();
    const { data, errors } = await gateway.graphql(`{
      users(first: 5, timeoutMs: 400, filter: { providers: ["scaikey"] }) {
        nodes { email firstName } coverage { status error { code } }
      }
    }`);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(errors).toBeUndefined();
    expect(listAt(data, "users", "nodes").length).toBe(5);
    expect(dig(data, "users", "coverage")).toEqual([
      { status: "PARTIAL", error: { code: "UPSTREAM_TIMEOUT" } },
    ]);
  });

  it("does not count the late answer as the provider's failure to be healthy", async () => {
    gateway = await startGateway({ users: 60 });
    gateway.simulator("scalr").faults.add({ fault: { kind: "delay", milliseconds: 20_000 } });
    await gateway.graphql(QUERY);
    const { data } = await gateway.graphql('{ provider(key: "scalr") { health { state } } }');
    expect(dig(data, "provider", "health", "state")).toBe("UNKNOWN");
  });
});
