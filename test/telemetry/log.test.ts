import { describe, expect, it } from "@jest/globals";
import type { OperationEntry } from "../../src/telemetry/log.ts";
import { keepLog } from "./logLines.ts";

const ENTRY: OperationEntry = {
  requestId: "req-1",
  traceId: null,
  name: "Everybody",
  type: "query",
  caller: "key:frontend",
  milliseconds: 12.6,
  cost: 5,
  upstreamCalls: { scaleway: 1, scalr: 4 },
  outcome: "partial",
  codes: ["UPSTREAM_TIMEOUT"],
  status: 200,
};

describe("the log", () => {
  it("has one line for an operation, with exactly these fields", () => {
    const kept = keepLog();
    kept.log.operation(ENTRY);
    expect(kept.lines()).toEqual([
      {
        level: "info",
        time: "2026-11-22T12:00:00.000Z",
        msg: "operation",
        requestId: "req-1",
        traceId: null,
        name: "Everybody",
        type: "query",
        caller: "key:frontend",
        milliseconds: 13,
        cost: 5,
        upstreamCalls: { scaleway: 1, scalr: 4 },
        outcome: "partial",
        codes: ["UPSTREAM_TIMEOUT"],
        status: 200,
      },
    ]);
  });

  it("lets nothing in that it does not know, whatever it is handed", () => {
    const kept = keepLog("trace");
    const more = {
      variables: { password: "hunter2" },
      query: "{ hunter2 }",
      authorization: "Bearer hunter2",
    };
    kept.log.operation({ ...ENTRY, ...more });
    kept.log.incident({
      about: "unexpected",
      requestId: "req-1",
      thrown: Object.assign(new Error("hunter2"), more),
    });
    kept.log.incident({ about: "unexpected", requestId: null, thrown: { ...more, toJSON: () => "hunter2" } });
    expect(kept.lines()).toHaveLength(3);
    expect(kept.text()).not.toContain("hunter2");
  });

  it.each([
    ["a new line", 'jwt:eve\n{"level":"info","msg":"operation","caller":"jwt:adam"}'],
    ["a quotation mark", 'jwt:eve","caller":"jwt:adam'],
    ["a terminal's colours", "jwt:\u001b[2J\u001b[1;31meve"],
    ["a terminal's one-byte commands", "jwt:\u009b2Jeve"],
    ["a line separator", "jwt:eve\u2028jwt:adam\u2029"],
    ["text that runs backwards", "jwt:\u202emada"],
    ["a name without end", `jwt:${"e".repeat(100_000)}`],
  ])("keeps a caller who is called after %s within one line", (_what, caller) => {
    const kept = keepLog();
    kept.log.operation({ ...ENTRY, caller, requestId: caller, name: caller });
    expect(kept.text().length).toBeLessThan(1_500);
    expect(kept.text().trimEnd()).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    expect(kept.lines()).toEqual([expect.objectContaining({ msg: "operation", outcome: "partial" })]);
    expect(Object.keys(kept.lines()[0] ?? {})).toHaveLength(14);
  });

  it("tells where a mistake happened and of which kind it was, down to its causes, but not what it said", () => {
    const kept = keepLog();
    const cause = Object.assign(
      new TypeError("the password hunter2\n    at hunter2 (file:///hunter2.js:1:1)"),
      {
        code: "ENOSPC",
      },
    );
    kept.log.incident({ about: "unexpected", requestId: "req-1", thrown: new Error("hunter2", { cause }) });
    expect(kept.lines()).toEqual([
      {
        level: "error",
        time: "2026-11-22T12:00:00.000Z",
        msg: "Something went wrong inside Roster.",
        about: "unexpected",
        requestId: "req-1",
        problem: null,
        thrown: {
          name: "Error",
          code: null,
          stack: expect.arrayContaining([expect.stringMatching(/^.*\(log\.test\.ts:\d+:\d+\)$/)]),
          cause: { name: "TypeError", code: "ENOSPC", stack: expect.any(Array), cause: null },
        },
      },
    ]);
    expect(kept.text()).not.toContain("hunter2");
    expect(kept.text()).not.toContain(import.meta.dirname);
  });

  it("does not tell the words of a mistake whose message was changed after it was made", () => {
    const kept = keepLog();
    const thrown = new Error("the password is hunter2\nand the code is 123456");
    thrown.message = "short";
    kept.log.incident({ about: "unexpected", requestId: "req-1", thrown });
    expect(kept.text()).not.toMatch(/hunter2|123456/);
  });

  it("says what is wrong with the audit log's file", () => {
    const kept = keepLog();
    const thrown = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    kept.log.incident({ about: "audit", requestId: "req-1", thrown });
    expect(kept.lines()).toEqual([
      expect.objectContaining({
        level: "error",
        msg: "The audit log could not be written.",
        problem: "ENOSPC: no space left on device, write",
      }),
    ]);
  });

  it("tells each upstream call to those who debug, and to nobody else", () => {
    const record = {
      provider: "scalr",
      operation: "list-users",
      page: 1,
      status: 200,
      milliseconds: 8,
      records: 25,
      source: "network",
      upstreamRequestId: "up-1",
      attempt: 1,
    } as const;
    const usual = keepLog("info");
    usual.log.call("req-1", record);
    expect(usual.text()).toBe("");
    const debugging = keepLog("debug");
    debugging.log.call("req-1", record);
    expect(debugging.lines()).toEqual([
      { level: "debug", time: expect.any(String), msg: "upstream call", requestId: "req-1", ...record },
    ]);
  });

  it("is silent where it shall be", () => {
    const kept = keepLog("silent");
    kept.log.operation(ENTRY);
    kept.log.incident({ about: "unexpected", requestId: null, thrown: new Error("x") });
    expect(kept.text()).toBe("");
  });
});
