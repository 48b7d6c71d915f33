import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { type Simulation, startSimulation } from "../../src/simulation/index.ts";
import { altered, announcingMore, relabelled, repeating } from "./behaviours.ts";
import { KINDS } from "./kinds.ts";
import { besiege, type Listed, NOTHING_LEFT, type Siege } from "./siege.ts";
import { type Stranger, startStranger } from "./stranger.ts";

/*
 * Answers that are not as documented and can be understood all the same, as far as they go: what is good of them is
 * shown, and what is missing is said. Lists that never end are read to an end.
 */

type Json = Readonly<Record<string, unknown>>;

let simulation: Simulation;
beforeAll(async () => {
  const definitions = providerDefinitions.map(({ simulator }) => simulator);
  simulation = await startSimulation({ definitions, users: 60 });
});
afterAll(() => simulation.close());

/** The same value with another type in every place but those that say who it is. */
function retyped(value: unknown, key = ""): unknown {
  if (key === "id" || key === "type") return value;
  if (Array.isArray(value)) return value.map((one) => retyped(one));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, retyped(inner, name)]));
  }
  if (typeof value === "string") return 7;
  return value === null ? {} : `not ${typeof value}`;
}

describe.each(KINDS)("$name", (kind) => {
  let siege: Siege;
  let stranger: Stranger;
  let usual: Listed;

  beforeAll(async () => {
    siege = await besiege(simulation, kind);
    stranger = await startStranger();
    usual = await siege.list();
  });
  afterAll(async () => {
    await siege.close();
    await stranger.close();
  });

  async function expectWell(): Promise<void> {
    await siege.heal();
    expect(await siege.list()).toEqual(usual);
    expect(await siege.leftOver()).toEqual(NOTHING_LEFT);
    expect(siege.takeLeaks()).toEqual([]);
  }

  /** A list whose records have been changed so; what has no list is left as it is. */
  const withRecords = (change: (records: readonly unknown[]) => unknown) =>
    altered((body) => {
      const records = (body as Json)[kind.list];
      return Array.isArray(records) ? { ...(body as Json), [kind.list]: change(records) } : body;
    });

  it.each([
    ["says that it is HTML", relabelled({ "content-type": "text/html" })],
    ["says nothing of what it is", relabelled({ "content-type": "" })],
    ["has fields that nobody knows", altered((body) => ({ ...(body as Json), constructor: 1, "": [null] }))],
    ["has fields of other types", withRecords((records) => records.map((record) => retyped(record)))],
  ])("%s: is read all the same", async (_what, behaves) => {
    siege.upstream.strike(behaves);
    expect(await siege.list()).toEqual(usual);
    await expectWell();
  });

  it("has records that are none: the others are shown, and it is PARTIAL", async () => {
    siege.upstream.strike(withRecords((records) => [null, "text", 7, [], {}, ...records]));
    const { status, code, externalIds } = await siege.list();
    expect([status, code]).toEqual(["PARTIAL", "UPSTREAM_INVALID_RESPONSE"]);
    expect(externalIds).toEqual(usual.externalIds);
    await expectWell();
  });

  it("has nothing but records that are none: it is PARTIAL, with nobody", async () => {
    siege.upstream.strike(withRecords((records) => records.map(() => ({ id: 7 }))));
    const { status, code, shown } = await siege.list();
    expect([status, code, shown]).toEqual(["PARTIAL", "UPSTREAM_INVALID_RESPONSE", ["other"]]);
    await expectWell();
  });

  it.each([
    ["an object", {}],
    ["a text", "none"],
    ["null", null],
    ["nothing", undefined],
  ])("has %s instead of its list: it is FAILED", async (_what, list) => {
    siege.upstream.strike(withRecords(() => list));
    const { status, code, shown } = await siege.list();
    expect([status, code, shown]).toEqual(["FAILED", "UPSTREAM_INVALID_RESPONSE", ["other"]]);
    await expectWell();
  });

  it("is about somebody else than was asked for: nobody is shown under another's id", async () => {
    const asked = siege.somebody.user as Json;
    const another = usual.externalIds.find((id) => id !== asked["externalId"]);
    siege.upstream.strike(
      altered((body) =>
        JSON.parse(JSON.stringify(body).replaceAll(String(asked["externalId"]), String(another))),
      ),
    );
    const { user, errors } = await siege.lookUp();
    expect(user).toBeNull();
    // Where one user is looked for in a list, the list simply does not have them.
    const isLookedFor = ["samsung", "scalr"].includes(kind.provider);
    expect(errors.map(({ code }) => code)).toEqual([isLookedFor ? "NOT_FOUND" : "UPSTREAM_INVALID_RESPONSE"]);
    await expectWell();
  });

  it("is a bare list", async () => {
    siege.upstream.strike(altered((body) => (body as Json)[kind.list]));
    const { status, code } = await siege.list();
    // ScaiKey does not document what is around its lists, so that a bare one is taken as well.
    const taken = kind.provider === "scaikey" ? ["COMPLETE", null] : ["FAILED", "UPSTREAM_INVALID_RESPONSE"];
    expect([status, code]).toEqual(taken);
    await expectWell();
  });

  const own = `first: 100, filter: { providers: ["${kind.provider}"] }`;
  it.each([own, `${own}, orderBy: { field: EMAIL }`])(
    "announces a further page that is the same, without end (%s): is read to an end, and PARTIAL",
    async (args) => {
      const before = siege.upstream.arrived.length;
      siege.upstream.strike(repeating(announcingMore(stranger.url)));
      const { status, code, externalIds } = await siege.list(args);
      expect([status, code]).toEqual(["PARTIAL", "UPSTREAM_INVALID_RESPONSE"]);
      expect(new Set(externalIds).size).toBe(externalIds.length);
      expect(externalIds).toEqual(expect.arrayContaining([...usual.externalIds]));
      expect(siege.upstream.arrived.length - before).toBeLessThan(30);
      // The links of its pages lead to somebody else.
      expect(stranger.visits()).toBe(0);
      await expectWell();
    },
  );
});
