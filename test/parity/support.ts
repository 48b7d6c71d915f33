import { readFileSync } from "node:fs";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { z } from "zod";
import { gatherOperations, type OperationRow } from "../../src/operations/table.ts";
import { type Gateway, type GatewayOptions, startGateway } from "../support/gateway.ts";

/** A gateway that offers every operation: ScaiKey without a tenant has both of its surfaces. */
export function startWhole(options: GatewayOptions = {}): Promise<Gateway> {
  return startGateway({
    ...options,
    settingsOf: { scaikey: { tenantId: undefined }, ...options.settingsOf },
    config: { mcp: { writes: true }, ...options.config },
  });
}

/** The rows that a gateway's table has. */
export function rowsOf({ app }: Gateway): readonly OperationRow[] {
  return gatherOperations(app.providers);
}

export interface RestAnswer {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  /** Null where there was no body. */
  readonly json: unknown;
}

/** Where a gateway's REST and MCP are. */
export function origin({ url }: Pick<Gateway, "url">): string {
  return new URL(url).origin;
}

/** Sends a REST request; a `body` that is no text goes out as JSON. */
export async function rest(
  gateway: Pick<Gateway, "url">,
  method: string,
  path: string,
  options: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<RestAnswer> {
  const { body, headers = {} } = options;
  const response = await fetch(`${origin(gateway)}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    headers: response.headers,
    json: text === "" ? null : JSON.parse(text),
  };
}

/** The official client, connected; close it when the test is done. */
export async function connectClient(
  gateway: Pick<Gateway, "url">,
  headers: Readonly<Record<string, string>> = {},
): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  const transport = new StreamableHTTPClientTransport(new URL("/mcp", gateway.url), {
    requestInit: { headers },
  });
  // The SDK's transport is one, but for a property that may be undefined where the interface leaves it out.
  await client.connect(transport as Transport);
  return client;
}

const callResult = z.looseObject({
  structuredContent: z.record(z.string(), z.unknown()),
  isError: z.boolean().default(false),
  content: z.array(z.looseObject({ type: z.string(), text: z.string() })),
});
export type CallResult = z.infer<typeof callResult>;

/** Calls a tool, and reads what it answers. */
export async function call(
  client: Client,
  name: string,
  args: Record<string, unknown> = {},
): Promise<CallResult> {
  return callResult.parse(await client.callTool({ name, arguments: args }));
}

const auditRecord = z.looseObject({
  phase: z.string(),
  caller: z.string(),
  mutation: z.string(),
  provider: z.string(),
  user: z.string().nullable(),
  outcome: z.string().nullable(),
  errorCodes: z.array(z.string()),
  reason: z.string().nullable(),
  upstreamRequestId: z.string().nullable(),
});

/** The audit records so far. */
export function auditOf({ auditPath }: Gateway): readonly z.infer<typeof auditRecord>[] {
  return readFileSync(auditPath, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => auditRecord.parse(JSON.parse(line)));
}

/** A value inside parsed JSON; undefined where there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = Reflect.get(current, step);
  }
  return current;
}
