import { describe, expect, it } from "@jest/globals";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { createMemoryAllowance } from "../../src/limits/allowance.ts";
import { startGateway } from "../support/gateway.ts";

describe("a caller's allowance", () => {
  function allowance(perMinute: number) {
    const clock = { now: 1_000_000 };
    return { clock, ...createMemoryAllowance({ perMinute, now: () => clock.now }) };
  }

  it("is a minute's worth at first, and fills evenly", () => {
    const { clock, take } = allowance(60);
    expect(take("a", 60)).toEqual({ kind: "taken" });
    expect(take("a", 10)).toEqual({ kind: "refused", retryAfterMs: 10_000 });
    clock.now += 9_999;
    expect(take("a", 10)).toEqual({ kind: "refused", retryAfterMs: 1 });
    clock.now += 1;
    expect(take("a", 10)).toEqual({ kind: "taken" });
  });

  it("never holds more than a minute's worth", () => {
    const { clock, take, giveBack } = allowance(60);
    clock.now += 3_600_000;
    giveBack("a", 1_000);
    expect(take("a", 61).kind).toBe("refused");
    expect(take("a", 60).kind).toBe("taken");
  });

  it("takes back what was not spent", () => {
    const { take, giveBack } = allowance(60);
    take("a", 60);
    giveBack("a", 50);
    expect([take("a", 50).kind, take("a", 1).kind]).toEqual(["taken", "refused"]);
  });

  it("is each caller's own", () => {
    const { take } = allowance(60);
    take("a", 60);
    expect([take("a", 1).kind, take("b", 60).kind]).toEqual(["refused", "taken"]);
  });

  it("does not suffer from a clock that goes back", () => {
    const { clock, take } = allowance(60);
    take("a", 60);
    clock.now -= 3_600_000;
    expect(take("a", 1).kind).toBe("refused");
  });
});

describe("callers who ask too much in a minute", () => {
  it("are told when to come back, in the answer and its header, while others are served", async () => {
    const [one, other] = [makeApiKey(), makeApiKey()];
    const scopes = ["users:read"];
    const gateway = await startGateway({
      users: 50,
      config: {
        auth: {
          apiKeys: [
            { name: "one", sha256: one.sha256, scopes },
            { name: "other", sha256: other.sha256, scopes },
          ],
        },
        limits: { costPerMinute: 30, cost: 1_000 },
      },
    });
    const ask = (key: string, query = "{ users(first: 10) { nodes { id } } }"): Promise<Response> =>
      fetch(gateway.url, {
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": key },
        body: JSON.stringify({ query }),
      });
    try {
      const statuses: number[] = [];
      for (let time = 0; time < 6; time += 1) statuses.push((await ask(one.key)).status);
      // Each takes five upstream calls, one for each provider.
      expect(statuses).toEqual([200, 200, 200, 200, 200, 200]);
      const refused = await ask(one.key);
      expect(refused.status).toBe(429);
      const body: unknown = await refused.json();
      expect(body).toEqual({
        errors: [
          {
            message: expect.stringContaining("5 upstream calls"),
            extensions: { code: "RATE_LIMITED", retryAfterMs: expect.any(Number) },
          },
        ],
      });
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await ask(other.key)).status).toBe(200);
      gateway.simulation.clock.advance(10_000);
      expect((await ask(one.key)).status).toBe(200);
      // What costs more than a minute's worth would never be let in.
      const greedy = await ask(other.key, "{ users(orderBy: { field: EMAIL }) { nodes { id } } }");
      expect([greedy.status, await greedy.text()]).toEqual([400, expect.stringContaining("QUOTA_EXCEEDED")]);
    } finally {
      await gateway.close();
    }
  });

  it("pay for what was asked upstream, and not for what might have been", async () => {
    const gateway = await startGateway({
      users: 50,
      config: { limits: { costPerMinute: 600, cost: 1_000 } },
    });
    try {
      for (let time = 0; time < 10; time += 1) {
        const answer = await gateway.graphql("{ users(orderBy: { field: EMAIL }) { nodes { id } } }");
        expect(answer.errors).toBeUndefined();
      }
    } finally {
      await gateway.close();
    }
  });
});
