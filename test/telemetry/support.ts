import { setTimeout as wait } from "node:timers/promises";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { type Family, readExposition } from "./exposition.ts";
import { keepLog, type Line } from "./logLines.ts";

/** A gateway whose log is kept. */
export interface LoggedGateway extends Gateway {
  readonly logText: () => string;
  /** The lines so far, of this kind. */
  readonly linesOf: (msg: string) => readonly Line[];
  /** The one line of this operation, once it is there: it comes after the answer. */
  readonly lineOf: (requestId: string) => Promise<Line>;
  /** Posts an operation under this id, and resolves with its answer and its line. */
  readonly ask: (
    body: { readonly query: string; readonly variables?: unknown; readonly operationName?: string },
    headers?: Readonly<Record<string, string>>,
  ) => Promise<{ readonly response: Response; readonly answer: Answer; readonly line: Line }>;
  readonly scrape: (headers?: Readonly<Record<string, string>>) => Promise<readonly Family[]>;
}

/** A GraphQL answer as far as these tests look at it. */
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/** Starts one that logs everything. */
export async function startLogged(options: Parameters<typeof startGateway>[0] = {}): Promise<LoggedGateway> {
  const kept = keepLog("debug");
  const gateway = await startGateway({ ...options, telemetry: { log: kept.log, ...options.telemetry } });
  let asked = 0;

  const linesOf = (msg: string): readonly Line[] => kept.lines().filter((line) => line["msg"] === msg);
  const lineOf = (requestId: string): Promise<Line> =>
    eventually(() => linesOf("operation").find((line) => line["requestId"] === requestId));

  return {
    ...gateway,
    logText: kept.text,
    linesOf,
    lineOf,
    async ask(body, headers = {}) {
      asked += 1;
      const requestId = `ask-${asked}`;
      const response = await fetch(gateway.url, {
        method: "POST",
        headers: { "content-type": "application/json", "x-request-id": requestId, ...headers },
        body: JSON.stringify(body),
      });
      const answer = JSON.parse(await response.text()) as Answer;
      return { response, answer, line: await lineOf(response.headers.get("x-request-id") ?? "") };
    },
    async scrape(headers = {}) {
      const response = await fetch(new URL("/metrics", gateway.url), { headers });
      return readExposition(await response.text());
    },
  };
}

/** What `look` finds, as soon as it finds something. */
export async function eventually<T>(look: () => T | undefined): Promise<T> {
  const end = performance.now() + 10_000;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error("It has not come.");
    await wait(5);
  }
}

interface Listed {
  readonly id: string;
  readonly actions: readonly { readonly operation: string; readonly allowed: boolean }[];
}

/** The id of a user at this provider with whom this may be done. */
export async function userWho(
  gateway: Gateway,
  mutation: string,
  provider: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const query = `query ($provider: String!) {
    users(first: 100, filter: { providers: [$provider], status: [ACTIVE] }) {
      nodes { id actions { operation allowed } }
    }
  }`;
  const { data } = await gateway.graphql(query, { provider }, headers);
  const users = data?.["users"] as { readonly nodes: readonly Listed[] } | undefined;
  const found = users?.nodes.find(({ actions }) =>
    actions.some(({ operation, allowed }) => operation === mutation && allowed),
  );
  if (found === undefined) throw new Error(`${mutation} can be done with nobody at ${provider}.`);
  return found.id;
}
