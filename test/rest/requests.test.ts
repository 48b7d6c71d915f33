import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { at, auditOf, rest, startWhole } from "../parity/support.ts";
import type { Gateway } from "../support/gateway.ts";

const USERS = "/v1/iam/v1alpha1/users";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startWhole({ users: 60 });
});
afterAll(() => gateway.close());

const get = (path: string, headers = {}) => rest(gateway, "GET", path, { headers });

async function someMember(): Promise<string> {
  const { json } = await get(`${USERS}?type=member&page_size=1`);
  return String(at(json, "users", 0, "id"));
}

describe("an answer", () => {
  it("is the provider's own, word for word", async () => {
    const { url, settings } = gateway.simulator("scaleway");
    const query = `page_size=5&organization_id=${settings["organizationId"]}`;
    const direct = await fetch(`${url}/iam/v1alpha1/users?${query}`, {
      headers: { "x-auth-token": settings["secretKey"] ?? "" },
    });
    const expected: unknown = await direct.json();
    const { status, type, json, headers } = await get(`${USERS}?page_size=5`);
    expect({ status, type, json }).toEqual({
      status: 200,
      type: "application/json; charset=utf-8",
      json: expected,
    });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-request-id")).toEqual(expect.any(String));
  });

  it("has no invitation's nonce and no fraud score, which are not for callers", async () => {
    const { url, settings } = gateway.simulator("equinix");
    const direct = await fetch(`${settings["baseUrl"] ?? url}/invitations`, {
      headers: { "x-auth-token": settings["authToken"] ?? "" },
    });
    expect(await direct.text()).toContain('"nonce"');
    const texts = await Promise.all(
      ["/v1/invitations", "/v1/users?per_page=100", "/v1/user"].map(async (path) =>
        JSON.stringify((await get(path)).json),
      ),
    );
    for (const text of texts) expect(text).not.toMatch(/"(nonce|fraud_score)"/);
  });

  it("of a write has the provider's own status", async () => {
    const body = { emails: [{ address: "status@rest.example" }], first_name: "A", last_name: "B" };
    expect((await rest(gateway, "POST", "/v1/users", { body })).status).toBe(202);
    const id = await someMember();
    const deleted = await rest(gateway, "DELETE", `${USERS}/${id}`);
    expect(deleted).toMatchObject({ status: 204, json: null });
  });
});

describe("parameters", () => {
  it("go to the provider in its own form", async () => {
    gateway.simulator("scaleway").forgetRequests();
    gateway.simulator("equinix").forgetRequests();
    const id = await someMember();
    await get(`${USERS}?user_ids=${id}&user_ids=${id}&mfa=false`);
    await get("/v1/users?include=memberships&include=projects&per_page=1");
    await get("/v1/users?include=memberships,projects&per_page=1");
    const sent = gateway.simulator("scaleway").requests().at(-1)?.query;
    expect(sent).toContain(`user_ids=${id}&user_ids=${id}`);
    expect(sent).toContain("mfa=false");
    expect(
      gateway
        .simulator("equinix")
        .requests()
        .map(({ query }) => query),
    ).toEqual(["include=memberships%2Cprojects&per_page=1", "include=memberships%2Cprojects&per_page=1"]);
  });

  it.each([
    ["an unknown one", `${USERS}?pagesize=1`, "pagesize"],
    ["no number", `${USERS}?page_size=many`, "page_size"],
    ["a number too large", `${USERS}?page_size=101`, "page_size"],
    ["neither true nor false", `${USERS}?mfa=maybe`, "mfa"],
    ["an empty one", "/v1/iam/v1alpha1/grace-periods?user_id=", "user_id"],
    ["a single one that comes twice", `${USERS}?page=1&page=2`, "page"],
    ["a list with an empty member", `${USERS}?user_ids=`, "user_ids"],
    ["a text too long", `${USERS}?tag=${"x".repeat(1_025)}`, "tag"],
    ["a list too long", `${USERS}?${"user_ids=x&".repeat(1_001)}`, "user_ids"],
    [
      "another organisation",
      `${USERS}?organization_id=00000000-0000-4000-8000-000000000000`,
      "organization_id",
    ],
    ["one of the address in the query", `${USERS}/x?user_id=y`, "user_id"],
    ["a broken encoding", `${USERS}/%E0%A4%A`, "user_id"],
  ])("with %s are refused by name", async (_, path, name) => {
    gateway.simulator("scaleway").forgetRequests();
    const answer = await get(path);
    expect(answer).toMatchObject({
      status: 400,
      type: "application/problem+json",
      json: { status: 400, code: "BAD_USER_INPUT", field: [name], detail: expect.stringContaining(name) },
    });
    expect(gateway.simulator("scaleway").requests()).toEqual([]);
  });

  it.each(["..", ".", "%2e%2e", "a%2F..%2F..%2Fgroups"])(
    "never lead out of the operation's path: %s",
    async (id) => {
      gateway.simulator("scaleway").forgetRequests();
      const { status } = await fetchRaw(`${USERS}/${id}`);
      expect([400, 404]).toContain(status);
      const paths = gateway
        .simulator("scaleway")
        .requests()
        .map(({ path }) => path);
      for (const path of paths) expect(path).toMatch(/^\/iam\/v1alpha1\/users\/[^/]+$/);
    },
  );

  it("that a delete wants as a confirmation are asked for", async () => {
    const tenant = gateway.simulator("scaikey").settings["tenantId"] ?? "";
    const answer = await rest(gateway, "DELETE", `/v1/api/v1/tenants/${tenant}/users/usr_x`);
    expect(answer.json).toMatchObject({ status: 400, field: ["confirm_email"] });
  });
});

/** As it stands: `fetch` would resolve dots before it asks. */
async function fetchRaw(path: string) {
  const { request } = await import("node:http");
  const { hostname, port } = new URL(gateway.url);
  return new Promise<{ readonly status: number | undefined }>((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve({ status: response.statusCode });
    })
      .on("error", reject)
      .end();
  });
}

describe("a body", () => {
  const post = (body?: unknown, headers = {}) => rest(gateway, "POST", USERS, { body, headers });

  it.each([
    ["that is missing", undefined, {}, 400],
    ["that is no JSON", "{", {}, 400],
    ["that is a list", [], {}, 400],
    ["that is a number", "1", {}, 400],
    ["of another type", "a=b", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["that is compressed", "x", { "content-encoding": "gzip" }, 415],
    ["that is far too large", JSON.stringify({ a: "x".repeat(3_000_000) }), {}, 413],
  ])("%s is refused", async (_, body, headers, status) => {
    gateway.simulator("scaleway").forgetRequests();
    const answer = await post(body, headers);
    expect(answer).toMatchObject({
      status,
      type: "application/problem+json",
      json: { status, code: "BAD_USER_INPUT" },
    });
    expect(gateway.simulator("scaleway").requests()).toEqual([]);
    expect(JSON.stringify(answer.json)).not.toMatch(/\bat .*\.(ts|js)/);
  });

  it("is refused where there is none to send", async () => {
    const answer = await rest(gateway, "DELETE", `${USERS}/x`, { body: {} });
    expect(answer.json).toMatchObject({ status: 400, field: ["body"] });
  });

  it("may leave out the organisation, and name no other", async () => {
    const organization_id = "00000000-0000-4000-8000-000000000000";
    const member = { email: "org@rest.example", username: "org-rest" };
    expect((await post({ organization_id, member })).json).toMatchObject({
      status: 400,
      field: ["organization_id"],
    });
    expect((await post({ member })).status).toBe(200);
    expect(gateway.simulator("scaleway").requests().at(-1)?.body).toMatchObject({
      organization_id: gateway.simulator("scaleway").settings["organizationId"],
    });
  });
});

describe("an address", () => {
  it.each(["/v1", "/v1/", "/v1/nothing", `${USERS}/a/b/c`, "/v1/iam/v1alpha1", "/v1//users"])(
    "%s has nothing",
    async (path) => {
      expect(await get(path)).toMatchObject({
        status: 404,
        type: "application/problem+json",
        json: { code: "NOT_FOUND" },
      });
    },
  );

  it.each([
    ["DELETE", USERS, "GET, HEAD, POST, OPTIONS"],
    ["PUT", `${USERS}/x/lock`, "POST, OPTIONS"],
    ["HEAD", `${USERS}/x/lock`, "POST, OPTIONS"],
    ["PATCH", "/v1/user", "GET, HEAD, PUT, OPTIONS"],
    ["POST", "/v1/openapi.json", "GET, HEAD, OPTIONS"],
  ])("does not take %s %s, and says what it takes", async (method, path, allowed) => {
    const answer = await rest(gateway, method, path);
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe(allowed);
    if (method !== "HEAD") expect(answer.type).toBe("application/problem+json");
  });

  it("is asked for its headers alone by HEAD, where GET only looks", async () => {
    const answer = await rest(gateway, "HEAD", `${USERS}?page_size=1`);
    expect(answer).toMatchObject({ status: 200, type: "application/json; charset=utf-8", json: null });
    expect((await rest(gateway, "HEAD", "/v1/openapi.json")).status).toBe(200);
    expect((await rest(gateway, "HEAD", `${USERS}/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
  });

  it("tells its methods to OPTIONS, and is nowhere where there are none", async () => {
    const answer = await rest(gateway, "OPTIONS", USERS);
    expect([answer.status, answer.headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
    expect(await rest(gateway, "OPTIONS", "/v1/nothing")).toMatchObject({
      status: 404,
      type: "application/problem+json",
    });
  });

  it.each(["text/html", "application/xml, text/*", "application/json;q=0", "image/png"])(
    "has nothing for a client that takes only %s",
    async (accept) => {
      gateway.simulator("scaleway").forgetRequests();
      for (const path of [USERS, "/v1/openapi.json"]) {
        expect(await get(path, { accept })).toMatchObject({
          status: 406,
          type: "application/problem+json",
          json: { status: 406, code: "BAD_USER_INPUT" },
        });
      }
      expect(gateway.simulator("scaleway").requests()).toEqual([]);
    },
  );

  it.each(["*/*", "application/*", "application/json", "text/html, application/json;q=0.1"])(
    "has JSON for a client that takes %s",
    async (accept) => {
      expect((await get(`${USERS}?page_size=1`, { accept })).status).toBe(200);
    },
  );

  it("may end with a slash, or leave out the provider's", async () => {
    expect((await get(`${USERS}/?page_size=1`)).status).toBe(200);
    expect((await get("/v1/api/v1/admin/users?per_page=1")).status).toBe(200);
    expect((await get("/v1/api/v1/admin/users/?per_page=1")).status).toBe(200);
  });
});

describe("an operation that a query value turns into a write", () => {
  const path = "/v1/api/v1/admin/users/identity-source/mismatches";

  it("only looks without it", async () => {
    const before = auditOf(gateway).length;
    expect((await get(path)).status).toBe(200);
    expect((await get(`${path}?fix=false`)).status).toBe(200);
    expect(auditOf(gateway)).toHaveLength(before);
  });

  it("is recorded, and done once, with it", async () => {
    const before = auditOf(gateway).length;
    gateway.simulator("scaikey").forgetRequests();
    gateway.simulator("scaikey").faults.add({ fault: { kind: "status", status: 503 }, times: 1 });
    expect((await get(`${path}?fix=true`)).json).toMatchObject({ outcome: "UNKNOWN" });
    expect(gateway.simulator("scaikey").requests()).toHaveLength(1);
    expect(
      auditOf(gateway)
        .slice(before)
        .map(({ mutation }) => mutation),
    ).toEqual(["fixIdentitySourceMismatches", "fixIdentitySourceMismatches"]);
  });

  it("is not done by HEAD", async () => {
    gateway.simulator("scaikey").forgetRequests();
    expect((await rest(gateway, "HEAD", `${path}?fix=true`)).status).toBe(400);
    expect(gateway.simulator("scaikey").requests()).toEqual([]);
  });

  it("is not for a page that the browser loads it into", async () => {
    const answer = await get(`${path}?fix=true`, { "sec-fetch-site": "cross-site" });
    expect(answer).toMatchObject({ status: 403, json: { code: "FORBIDDEN" } });
  });
});

describe("a write", () => {
  it("is done once for one Idempotency-Key, and a repeat says that it was", async () => {
    const body = { member: { email: "twice@rest.example", username: "twice-rest" } };
    const headers = { "idempotency-key": "rest-1" };
    expect((await rest(gateway, "POST", USERS, { body, headers })).status).toBe(200);
    gateway.simulator("scaleway").forgetRequests();
    const repeat = await rest(gateway, "POST", USERS, { body, headers });
    expect(repeat.json).toMatchObject({ status: 409, code: "CONFLICT", outcome: "ACCEPTED" });
    expect(gateway.simulator("scaleway").requests()).toEqual([]);
  });

  it("from another origin's page is refused", async () => {
    const answer = await rest(gateway, "DELETE", `${USERS}/x`, {
      headers: { origin: "https://evil.example" },
    });
    expect(answer).toMatchObject({ status: 403, json: { code: "FORBIDDEN" } });
  });

  it("is seen by the next list", async () => {
    const query = `{ users(first: 100, filter: { search: "fresh-rest" }) { nodes { username } } }`;
    await gateway.graphql(query);
    await rest(gateway, "POST", USERS, {
      body: { member: { email: "fresh@rest.example", username: "fresh-rest" } },
    });
    const { data } = await gateway.graphql(query);
    expect(at(data, "users", "nodes")).toEqual([{ username: "fresh-rest" }]);
  });
});
