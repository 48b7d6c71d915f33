/** Something that a caller was told to be wrong: at which provider, and with which code. */
export interface Trouble {
  /** Null where no provider was named. */
  readonly provider: string | null;
  readonly code: string;
}

type Json = Readonly<Record<string, unknown>>;

/** A write that ended in one of these did what it was asked, or says that it need not. */
const DONE = ["CONFIRMED", "ACCEPTED", "NO_CHANGE"];

/**
 * Everything that an answer of GraphQL, REST or MCP says is wrong, wherever in it that stands. What is wrong with a
 * write does not name its provider: `asked` does.
 */
export function troublesIn(answer: unknown, asked: string | null): readonly Trouble[] {
  if (Array.isArray(answer)) return answer.flatMap((member) => troublesIn(member, asked));
  if (!isObject(answer)) return [];
  return [
    ...codeOf(answer, asked),
    ...coverageOf(answer),
    ...outcomeOf(answer, asked),
    ...Object.entries(answer)
      .filter(([name]) => name !== "coverage")
      .flatMap(([, value]) => troublesIn(value, asked)),
  ];
}

/** Of an error, a user error or a problem: GraphQL has its code in `extensions`, the others have it bare. */
function codeOf({ code, provider }: Json, asked: string | null): readonly Trouble[] {
  if (typeof code === "number") return [{ provider: null, code: `JSON-RPC ${code}` }];
  if (typeof code !== "string" || !/^[A-Z_]+$/.test(code)) return [];
  return [{ code, provider: typeof provider === "string" ? provider : asked }];
}

function coverageOf({ coverage }: Json): readonly Trouble[] {
  if (!Array.isArray(coverage)) return [];
  return coverage.filter(isObject).flatMap(({ status, provider, error }) => {
    if (status === "COMPLETE" || status === "UNSUPPORTED") return [];
    const key = isObject(provider) && typeof provider["key"] === "string" ? provider["key"] : null;
    const code = isObject(error) && typeof error["code"] === "string" ? error["code"] : String(status);
    return [{ provider: key, code }];
  });
}

function outcomeOf({ outcome, userErrors }: Json, asked: string | null): readonly Trouble[] {
  if (typeof outcome !== "string" || DONE.includes(outcome)) return [];
  // What went wrong is told beside it, and found there.
  return Array.isArray(userErrors) && userErrors.length > 0 ? [] : [{ provider: asked, code: outcome }];
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
