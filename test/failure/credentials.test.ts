import { afterEach, describe, expect, it } from "@jest/globals";
import { PROVIDERS } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { startRecorder } from "../support/recorder.ts";

let gateway: Gateway;
afterEach(() => gateway.close());

describe("a credential that the provider does not know", () => {
  it("is PROVIDER_UNAUTHENTICATED, and stands in no answer", async () => {
    const wrong = "wr0ng-credential";
    gateway = await startGateway({
      users: 60,
      settingsOf: {
        equinix: { authToken: wrong },
        samsung: { secretKey: wrong },
        scaikey: { token: wrong },
        scaleway: { secretKey: wrong },
        scalr: { token: wrong },
      },
    });
    const answer = await gateway.graphql("{ users { nodes { id } } }", {}, { "roster-explain": "1" });
    const told = answer.errors?.map(({ extensions }) => [extensions?.["provider"], extensions?.["code"]]);
    expect(told?.sort()).toEqual(PROVIDERS.map((provider) => [provider, "PROVIDER_UNAUTHENTICATED"]));
    expect(JSON.stringify(answer)).not.toContain(wrong);
  });
});

describe("what a caller sends", () => {
  it("does not reach a provider: no credential, cookie or address of theirs", async () => {
    const provider = await startRecorder(() => ({ body: { users: [], total_count: 0 } }));
    gateway = await startGateway({ users: 60, settingsOf: { scaleway: { baseUrl: provider.url } } });
    await gateway.graphql(
      '{ users(filter: { providers: ["scaleway"] }) { nodes { id } } }',
      {},
      {
        authorization: "Bearer caller",
        cookie: "session=caller",
        "x-forwarded-for": "203.0.113.9",
        "x-auth-token": "caller",
      },
    );
    expect(provider.arrived.length).toBe(1);
    expect(JSON.stringify(provider.arrived[0]?.headers)).not.toMatch(/caller|203\.0\.113\.9/);
    expect(provider.arrived[0]?.headers["user-agent"]).toMatch(/^roster/);
    await provider.close();
  });
});
