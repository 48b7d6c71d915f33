import { afterEach, describe, expect, it } from "@jest/globals";
import { dig } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
afterEach(() => gateway.close());

describe("a provider's health follows its answers", () => {
  const health = async (): Promise<unknown> => {
    const { data } = await gateway.graphql('{ provider(key: "scalr") { health { state } } }');
    return dig(data, "provider", "health", "state");
  };
  const ask = () => gateway.graphql('{ users(filter: { providers: ["scalr"] }) { nodes { id } } }');

  it("from UNKNOWN to HEALTHY, over DEGRADED to DOWN, and back", async () => {
    gateway = await startGateway({ users: 60 });
    expect(await health()).toBe("UNKNOWN");
    for (let time = 0; time < 3; time += 1) await ask();
    expect(await health()).toBe("HEALTHY");
    gateway.simulator("scalr").faults.add({ fault: { kind: "status", status: 500 }, times: 1 });
    await ask();
    expect(await health()).toBe("DEGRADED");
    gateway.simulator("scalr").faults.add({ fault: { kind: "status", status: 500 }, times: 12 });
    for (let time = 0; time < 3; time += 1) await ask();
    expect(await health()).toBe("DOWN");
  });

  it("a refusal is an answer", async () => {
    gateway = await startGateway({ users: 60 });
    gateway.simulator("scalr").faults.add({ fault: { kind: "status", status: 403 } });
    await ask();
    expect(await health()).toBe("HEALTHY");
  });
});
