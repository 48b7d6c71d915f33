import { afterEach, describe, expect, it } from "@jest/globals";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { startRecorder } from "../support/recorder.ts";

type Recorder = Awaited<ReturnType<typeof startRecorder>>;

let gateway: Gateway | null = null;
let recorders: Recorder[] = [];

afterEach(async () => {
  await gateway?.close();
  gateway = null;
  await Promise.all(recorders.map((recorder) => recorder.close()));
  recorders = [];
});

async function record(reply: Parameters<typeof startRecorder>[0]): Promise<Recorder> {
  const recorder = await startRecorder(reply);
  recorders.push(recorder);
  return recorder;
}

describe("a provider that answers with a redirect", () => {
  it.each([301, 302, 303, 307, 308])("%i is not followed, and no credential goes on", async (status) => {
    const elsewhere = await record(() => ({ body: { users: [], total_count: 0 } }));
    const provider = await record(() => ({
      status,
      headers: { location: `${elsewhere.url}/iam/v1alpha1/users` },
    }));
    gateway = await startGateway({ users: 60, settingsOf: { scaleway: { baseUrl: provider.url } } });
    const answer = await gateway.graphql('{ users(filter: { providers: ["scaleway"] }) { nodes { id } } }');
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
      { code: "UPSTREAM_INVALID_RESPONSE", provider: "scaleway" },
    ]);
    expect(provider.arrived.length).toBeGreaterThan(0);
    expect(elsewhere.arrived).toEqual([]);
    expect(JSON.stringify(answer)).not.toContain(elsewhere.url);
  });
});

describe("what a caller sends", () => {
  it("does not reach a provider: no credential, cookie or address of theirs", async () => {
    const provider = await record(() => ({ body: { users: [], total_count: 0 } }));
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
  });
});
