import { describe, expect, it } from "@jest/globals";
import { chooseRequestId } from "../../src/telemetry/requestId.ts";
import { readTraceParent, writeTraceParent } from "../../src/telemetry/traceparent.ts";

describe("a request's id", () => {
  it.each(["a", "req-1", "A.b_c-9", "f".repeat(64)])("is the caller's own: %s", (header) => {
    expect(chooseRequestId(header, () => "new")).toBe(header);
  });

  it.each([
    [undefined],
    [""],
    ["f".repeat(65)],
    ["a b"],
    ["a, b"],
    ["a\r\nset-cookie: x=1"],
    ["<script>"],
    ["a\n"],
    ["é"],
  ])("is a new one instead of %j", (header) => {
    expect(chooseRequestId(header, () => "new")).toBe("new");
  });
});

describe("a caller's trace", () => {
  const TRACE = "0af7651916cd43dd8448eb211c80319c";
  const SPAN = "b7ad6b7169203331";

  it.each([
    ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true],
    ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", false],
    ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03", true],
    ["cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-the-future-will-be", true],
  ])("is read from %s", (header, sampled) => {
    expect(readTraceParent(header)).toEqual({ traceId: TRACE, spanId: SPAN, sampled });
  });

  it.each([
    undefined,
    "",
    "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "00-00000000000000000000000000000000-b7ad6b7169203331-01",
    "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
    "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nx: y",
  ])("is not read from %j", (header) => {
    expect(readTraceParent(header)).toBeNull();
  });

  it("is written as it was read", () => {
    const header = `00-${TRACE}-${SPAN}-01`;
    const parent = readTraceParent(header);
    expect(parent === null ? null : writeTraceParent(parent)).toBe(header);
  });
});
