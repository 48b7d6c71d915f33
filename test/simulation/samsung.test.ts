import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it } from "@jest/globals";
import { samsungSimulator } from "../../src/datasources/samsung/simulator.ts";
import { createClock } from "../../src/simulation/clock.ts";
import { createCompany } from "../../src/simulation/company.ts";
import type { RunningSimulator, SimulatorOptions } from "../../src/simulation/simulator.ts";

const today = Date.parse("2026-11-22T00:00:00Z");
const running: RunningSimulator[] = [];

async function start(switches: SimulatorOptions["switches"] = {}, now = today + 3_600_000) {
  const clock = createClock(now);
  const company = createCompany({ today });
  const simulator = await samsungSimulator.start({ company, clock, switches });
  running.push(simulator);
  return { simulator, clock, company };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** The documented signature, or with an account the official Go client's. */
function sign(input: {
  url: string;
  timestamp: string;
  accessKey: string;
  secretKey: string;
  account?: string;
}) {
  const { url, timestamp, accessKey, secretKey, account = "" } = input;
  const text = `GET${url}${timestamp}${accessKey}${account}Openapi`;
  return createHmac("sha256", secretKey).update(text).digest("base64");
}

interface Asked {
  query?: string;
  version?: string;
  account?: string;
  timestamp?: number;
  headers?: Record<string, string>;
  accountInPath?: string;
}

async function list(simulator: RunningSimulator, asked: Asked = {}) {
  const { baseUrl = "", accountId = "", accessKey = "", secretKey = "" } = simulator.settings;
  const url = `${baseUrl}/v1/accounts/${asked.accountInPath ?? accountId}/users${asked.query ?? ""}`;
  const timestamp = String(asked.timestamp ?? today + 3_600_000);
  const account = asked.account === undefined ? {} : { account: asked.account };
  const response = await fetch(url, {
    redirect: "manual",
    headers: {
      "Scp-Accesskey": accessKey,
      "Scp-Signature": sign({ url, timestamp, accessKey, secretKey, ...account }),
      "Scp-Timestamp": timestamp,
      "Scp-ClientType": "Openapi",
      "Accept-Language": "en-US",
      ...(asked.version === undefined ? {} : { "Scp-Api-Version": `iam ${asked.version}` }),
      ...(asked.account === undefined ? {} : { "Scp-AccountId": asked.account }),
      ...asked.headers,
    },
  });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}

describe("the signature of a Samsung request", () => {
  it("follows the published algorithm", () => {
    const input = {
      url: "https://iam.s.samsungsdscloud.com/v1/accounts/b3bb3b3c5d5f4f3aa2f1e0d9c8b7a605/users",
      timestamp: "1605290625682",
      accessKey: "2sd2gg=2agbdSD26svcD",
      secretKey: "test-secret-key-0001",
    };
    expect(sign(input)).toBe("n8EjT/ZHpNbLdkbO43E4fsthL+DvvXX+ydVV1lz1YlM=");
    expect(sign({ ...input, account: "b3bb3b3c5d5f4f3aa2f1e0d9c8b7a605" })).toBe(
      "bdaXGIw2Nx6O6fgU0sc/EAUqAZFX4usapbHnIg/HelQ=",
    );
  });

  it("is accepted over the query exactly as sent, with and without the account", async () => {
    const { simulator } = await start();
    const account = simulator.settings["accountId"] ?? "";
    for (const query of [
      "",
      "?size=20&page=0&sort=created_at:desc",
      "?page=0&size=20&sort=created_at%3Adesc",
    ]) {
      expect((await list(simulator, { query })).status).toBe(200);
      expect((await list(simulator, { query, account })).status).toBe(200);
    }
    expect((await list(simulator, { account: "" })).status).toBe(200);
  });

  it.each([
    ["another signature", { "Scp-Signature": "fsfsdf235f9U35sdgf35Xsf/qgsdgsdg326=sfsdr23rsef=" }],
    ["an unsigned account header", { "Scp-AccountId": "b3bb3b3c5d5f4f3aa2f1e0d9c8b7a605" }],
    ["another access key", { "Scp-Accesskey": "2sd2gg=2agbdSD26svcD" }],
    ["another client type", { "Scp-ClientType": "Console" }],
    ["a timestamp in words", { "Scp-Timestamp": "now" }],
  ])("is refused with %s", async (_what, headers) => {
    const { simulator } = await start();
    const { status, body } = await list(simulator, { headers });
    expect(status).toBe(401);
    expect(body.errors).toEqual([expect.objectContaining({ status: 401, detail: expect.any(String) })]);
  });

  it("lasts fifteen minutes by the simulator's clock", async () => {
    const { simulator, clock } = await start();
    clock.advance(14 * 60_000);
    expect((await list(simulator)).status).toBe(200);
    clock.advance(2 * 60_000);
    expect((await list(simulator)).status).toBe(401);
  });
});

describe("the list of Samsung users", () => {
  it("pages from 0, counting all users, oldest first", async () => {
    const { simulator } = await start();
    const total = simulator.people.list().length;
    const first = (await list(simulator)).body;
    expect(first).toMatchObject({ count: total, page: 0, size: 20, sort: ["created_at:asc"] });
    expect(first.users).toHaveLength(20);
    const second = (await list(simulator, { query: "?page=1&size=20" })).body;
    const both = (await list(simulator, { query: "?size=40" })).body;
    expect([...first.users, ...second.users]).toEqual(both.users);
    const beyond = (await list(simulator, { query: "?page=9999" })).body;
    expect(beyond).toMatchObject({ count: total, users: [] });
    const all = (await list(simulator, { query: "?size=10000" })).body.users;
    expect(new Set(all.map((user: { id: string }) => user.id)).size).toBe(total);
  });

  it("sorts by what is asked for", async () => {
    const { simulator } = await start();
    for (const field of ["created_at", "modified_at", "email", "user_name", "last_login_at"]) {
      const read = async (direction: string) => {
        const { body } = await list(simulator, { query: `?size=10000&sort=${field}:${direction}` });
        expect(body.sort).toEqual([`${field}:${direction}`]);
        return body.users.map((user: Record<string, string>) => (user[field] ?? "").replace("Z", ""));
      };
      const ascending = await read("asc");
      expect(ascending).toEqual([...ascending].sort());
      expect(await read("desc")).toEqual([...ascending].reverse());
    }
  });

  it.each([
    "size=0",
    "size=10001",
    "size=ten",
    "size=",
    "page=-1",
    "sort=createdAt,desc",
    "sort=__proto__:asc",
  ])("refuses %s", async (query) => {
    const { simulator } = await start();
    const { status, body } = await list(simulator, { query: `?${query}` });
    expect(status).toBe(400);
    expect(body.errors[0].detail).toEqual([expect.stringContaining(query.split("=")[0] ?? "")]);
  });

  it("filters by a part of the address or the user name, or by all of it", async () => {
    const { simulator } = await start();
    const query = "?user_name=SANTOS&size=100";
    const found = (await list(simulator, { query })).body.users;
    expect(found.length).toBeGreaterThanOrEqual(2);
    expect(found.every((user: { user_name: string }) => user.user_name.includes("santos"))).toBe(true);
    const address: string = found[0].email;
    const byAddress = (await list(simulator, { query: `?email=${encodeURIComponent(address)}` })).body;
    expect(byAddress.users).toContainEqual(found[0]);
    const exact = (await start({ textMatch: "exact" })).simulator;
    expect((await list(exact, { query })).body.count).toBe(0);
    expect((await list(exact, { query: `?email=${encodeURIComponent(address)}` })).body.count).toBe(1);
  });

  it("filters by type, permissions and what is to be left out, and knows only some filters before 1.4", async () => {
    const { simulator } = await start();
    const all = (await list(simulator, { query: "?size=10000" })).body;
    const count = async (query: string, version = "1.4") =>
      (await list(simulator, { query: `?${query}`, version })).body.count;
    expect((await count("type=IAM")) + (await count("type=ROOT"))).toBe(all.count);
    const without = await count("has_permissions=false");
    expect((await count("has_permissions=true")) + without).toBe(all.count);
    expect(await count("has_permissions=true", "1.3")).toBe(all.count);
    const [user] = all.users;
    expect(await count(`exclude_user_id=${user.id}`)).toBe(all.count - 1);
    expect(await count(`exclude_user_id=${user.id}`, "1.3")).toBe(all.count);
    const group = all.users.flatMap((each: { groups: { id: string }[] }) => each.groups)[0];
    expect(await count(`exclude_group_id=${group.id}`)).toBeLessThan(all.count);
  });

  it("shows groups with ids, policies in short and access keys in 1.4 alone", async () => {
    const { simulator } = await start();
    const newest = (await list(simulator, { query: "?size=10000" })).body.users;
    const oldest = (await list(simulator, { query: "?size=10000", version: "1.0" })).body.users;
    const at = newest.findIndex(
      (user: { groups: object[]; policies: object[]; access_keys: object[] }) =>
        user.groups.length > 0 && user.policies.length > 0 && user.access_keys.length > 0,
    );
    expect(newest[at].groups[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: expect.any(String),
    });
    expect(Object.keys(newest[at].policies[0]).sort()).toEqual(["id", "name"]);
    expect(newest[at].access_keys[0]).toMatchObject({ is_enabled: expect.any(Boolean) });
    expect(oldest[at].groups[0]).toBe(newest[at].groups[0].name);
    expect(oldest[at].policies[0]).toMatchObject({
      policy_name: newest[at].policies[0].name,
      state: "ACTIVE",
    });
    expect(oldest[at]).not.toHaveProperty("access_keys");
  });

  it("has blanks, times without a zone and odd words among its users", async () => {
    const { simulator } = await start();
    const users: Record<string, string>[] = (await list(simulator, { query: "?size=10000" })).body.users;
    expect(users.some((user) => user["email"] === "")).toBe(true);
    expect(users.some((user) => user["last_login_at"] === "")).toBe(true);
    expect(users.some((user) => /T\d\d:\d\d:\d\d$/.test(user["created_at"] ?? ""))).toBe(true);
    expect(users.some((user) => user["state"] === "DORMANT")).toBe(true);
    expect(users.find((user) => user["timezone"] === "Asia/Seoul")?.["utc_offset"]).toBe("+09:00");
  });

  it("refuses another account, another path and another method", async () => {
    const { simulator } = await start();
    const other = await list(simulator, { accountInPath: "b3bb3b3c5d5f4f3aa2f1e0d9c8b7a605" });
    expect(other.status).toBe(403);
    expect((await fetch(`${simulator.url}/v1/users`)).status).toBe(404);
    const path = `${simulator.url}/v1/accounts/${simulator.settings["accountId"]}/users`;
    expect((await fetch(path, { method: "POST", body: "{}" })).status).toBe(405);
  });
});

describe("the versions of the Samsung list", () => {
  it("are told at the root without a signature", async () => {
    const { simulator } = await start();
    const { versions } = JSON.parse(await (await fetch(simulator.url)).text());
    expect(versions.map(({ id }: { id: string }) => id)).toEqual(["1.4", "1.3", "1.2", "1.1", "1.0"]);
    expect(versions[1]).toMatchObject({ not_before: "20261130", status: "SUPPORTED" });
  });

  it("are the newest where none is asked for, and an unknown one is refused", async () => {
    const { simulator } = await start();
    expect((await list(simulator)).body.users[0]).toHaveProperty("access_keys");
    expect((await list(simulator, { version: "1.5" })).status).toBe(400);
    expect((await list(simulator, { headers: { "Scp-Api-Version": "vpc 1.4" } })).status).toBe(400);
  });

  it("can be refused once their date has come", async () => {
    const { simulator, clock } = await start({ retiredVersions: "refused" });
    const statuses = async (timestamp: number) => {
      const answers = ["1.4", "1.3", "1.2", "1.0"].map((version) => list(simulator, { version, timestamp }));
      return (await Promise.all(answers)).map(({ status }) => status);
    };
    expect(await statuses(clock.now())).toEqual([200, 200, 400, 400]);
    clock.set(Date.parse("2026-11-30T00:00:00Z"));
    expect(await statuses(clock.now())).toEqual([200, 400, 400, 400]);
  });
});

describe("the Samsung simulator", () => {
  it("shows people who come, change and go", async () => {
    const { simulator, company } = await start();
    const stranger = company.people.find(({ places }) => !places.includes("samsung"));
    if (stranger === undefined) throw new Error("Everybody is there.");
    const id = simulator.people.add(stranger);
    simulator.people.rename(id, { email: "new.name@lindenworks.example", displayName: "New Name" });
    const [found] = (await list(simulator, { query: "?email=new.name@lindenworks.example" })).body.users;
    expect(found).toMatchObject({ id, name: "New Name", first_name: "New", last_name: "Name" });
    simulator.people.remove(id);
    expect((await list(simulator, { query: "?email=new.name@lindenworks.example" })).body.count).toBe(0);
  });

  it("answers with its faults", async () => {
    const { simulator } = await start();
    simulator.faults.add({ fault: { kind: "rateLimit", retryAfterSeconds: 7 }, times: 1 });
    const limited = await list(simulator);
    expect(limited.status).toBe(429);
    expect(limited.headers.get("retry-after")).toBe("7");
    expect(limited.body.errors[0].status).toBe(429);
    simulator.faults.add({ fault: { kind: "cut", when: "body" }, times: 1 });
    await expect(list(simulator)).rejects.toThrow();
    expect((await list(simulator)).status).toBe(200);
  });

  it("refuses a switch that it does not have", async () => {
    await expect(start({ nothing: true })).rejects.toThrow("nothing");
  });
});
