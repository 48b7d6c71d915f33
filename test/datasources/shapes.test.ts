import { setFlagsFromString } from "node:v8";
import { expect, it } from "@jest/globals";
import { callWith } from "../../src/datasources/call.ts";
import type { Provider } from "../../src/datasources/provider.ts";
import { EVERY_USER_FIELD, type User } from "../../src/domain/user.ts";
import { startGateway } from "../support/gateway.ts";
import { recordedCall } from "../support/recorder.ts";

/*
 * V8 is fast where an object has the shape that the one before it had. Spreading is what takes that away unseen: each
 * `{ ...a, more }` has a shape of its own, and so has each object literal with getters.
 */

/** Whether two objects have one shape to V8. */
function haveOneShape(left: object, right: object): boolean {
  setFlagsFromString("--allow-natives-syntax");
  const compare: unknown = new Function("left", "right", "return %HaveSameMap(left, right)");
  setFlagsFromString("--no-allow-natives-syntax");
  return typeof compare === "function" && compare(left, right) === true;
}

async function firstUser({ operations }: Provider, number: number): Promise<User> {
  const query = { filter: {}, order: null, needs: EVERY_USER_FIELD };
  const { items } = await operations.listUsers(query, { number, size: 20 }, recordedCall());
  const [user] = items;
  if (user === undefined) throw new Error("nobody is there");
  return user;
}

it("users of all providers have one shape", async () => {
  const gateway = await startGateway({ users: 60 });
  const users = await Promise.all(gateway.app.providers.map((provider) => firstUser(provider, 0)));
  const [first, ...others] = users;
  expect(others.length).toBe(4);
  for (const other of others) expect(haveOneShape(first ?? {}, other)).toBe(true);
  await gateway.close();
});

it("calls that were changed have one shape", () => {
  const changed = () => callWith(recordedCall(), { maxAgeMs: 5, olderAnswer: () => undefined });
  expect(haveOneShape(changed(), changed())).toBe(true);
  expect(haveOneShape({ ...recordedCall(), caller: "other" }, { different: true })).toBe(false);
});
