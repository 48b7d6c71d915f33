import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { dig, listAt } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { createPool, isOrdinary, mutate, type Pool, readUser } from "./support.ts";

/* What was read before a write is not served after it: in the same operation, in later ones, in continued lists. */

let gateway: Gateway;
let next: Pool;
beforeAll(async () => {
  gateway = await startGateway({ users: 250 });
  next = await createPool(gateway, "scaleway");
});
afterAll(() => gateway.close());

describe("within one operation", () => {
  it("each mutation's payload has the user as that mutation left them", async () => {
    const { id } = next();
    const { data } = await gateway.graphql(
      `mutation ($id: ID!) {
        a: lockUser(input: { id: $id }) { outcome user { status } }
        b: updateUser(input: { id: $id, firstName: "Renamed" }) { outcome user { status firstName updatedAt } }
        c: unlockUser(input: { id: $id }) { outcome user { status firstName teams(first: 1) { nodes { name } } } }
      }`,
      { id },
    );
    expect(data).toMatchObject({
      a: { outcome: "CONFIRMED", user: { status: "LOCKED" } },
      b: { outcome: "CONFIRMED", user: { status: "LOCKED", firstName: "Renamed" } },
      c: { outcome: "CONFIRMED", user: { status: "ACTIVE", firstName: "Renamed" } },
    });
  });

  it("Scaleway's time of the change before is never told as that of this one", async () => {
    const { id } = next();
    const before = dig(await readUser(gateway, id), "updatedAt");
    for (const [mutation, input] of [
      ["updateUser", { firstName: "Timely" }],
      ["updateUsername", { username: "timely.name" }],
      ["lockUser", {}],
    ] as const) {
      const { user } = await mutate(gateway, mutation, { id, ...input });
      expect(dig(user, "updatedAt")).toBe(dig(await readUser(gateway, id), "updatedAt"));
      expect(Date.parse(String(dig(user, "updatedAt")))).toBeGreaterThan(Date.parse(String(before)));
    }
  });

  it("what takes a call of its own is asked for after the write", async () => {
    const { id } = next((one) => isOrdinary(one) && one.mfa === "ENABLED");
    const { data } = await gateway.graphql(
      `mutation ($id: ID!) { disableMfa(input: { id: $id }) {
        user { mfa gracePeriods { type } }
      } }`,
      { id },
    );
    expect(dig(data, "disableMfa", "user", "mfa")).toBe("DISABLED");
    expect(listAt(data, "disableMfa", "user", "gracePeriods")).toContainEqual({ type: "SET_MFA" });
  });
});

describe("a list that was begun before a write and is continued after it", () => {
  const PAGE = `query ($after: String) { users(first: 10, after: $after, filter: { providers: ["scaleway"] }) {
    nodes { id status role firstName } pageInfo { endCursor }
  } }`;

  /** The ids of the pages, ten each, and the cursor in front of the second. */
  async function firstTwo() {
    const first = await gateway.graphql(PAGE);
    const after = dig(first.data, "users", "pageInfo", "endCursor");
    const second = await gateway.graphql(PAGE, { after });
    return { after, nodes: listAt(second.data, "users", "nodes") };
  }

  it("shows the new state of somebody on a page that had been read", async () => {
    const { after, nodes } = await firstTwo();
    const one = nodes.find((node) => dig(node, "status") === "ACTIVE" && dig(node, "role") === "MEMBER");
    const id = String(dig(one, "id"));
    await mutate(gateway, "updateUser", { id, firstName: "Continued" });
    const { data } = await gateway.graphql(PAGE, { after });
    const found = listAt(data, "users", "nodes").find((node) => dig(node, "id") === id);
    expect(found).toMatchObject({ firstName: "Continued" });
  });

  it("leaves out somebody who was deleted meanwhile", async () => {
    const { after, nodes } = await firstTwo();
    const one = nodes.find((node) => dig(node, "status") === "ACTIVE" && dig(node, "role") === "MEMBER");
    const id = String(dig(one, "id"));
    const confirmEmail = dig(await readUser(gateway, id), "email");
    expect(await mutate(gateway, "deleteUser", { id, confirmEmail })).toMatchObject({ outcome: "CONFIRMED" });
    const { data } = await gateway.graphql(PAGE, { after });
    expect(listAt(data, "users", "nodes").map((node) => dig(node, "id"))).not.toContain(id);
  });

  it("shows the new state of a sorted list's later pages too", async () => {
    const sorted = (after: unknown) =>
      gateway.graphql(
        `query ($after: String) { users(first: 10, after: $after, filter: { providers: ["scaleway"] },
          orderBy: { field: EMAIL, direction: ASC }) { nodes { id role status } pageInfo { endCursor } } }`,
        { after },
      );
    const first = await sorted(null);
    const after = dig(first.data, "users", "pageInfo", "endCursor");
    const { data } = await sorted(after);
    const one = listAt(data, "users", "nodes").find(
      (node) => dig(node, "status") === "ACTIVE" && dig(node, "role") === "MEMBER",
    );
    const id = String(dig(one, "id"));
    await mutate(gateway, "lockUser", { id });
    const again = await sorted(after);
    const found = listAt(again.data, "users", "nodes").find((node) => dig(node, "id") === id);
    expect(found).toMatchObject({ status: "LOCKED" });
  });
});
