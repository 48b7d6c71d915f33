import type { Gateway, GraphQLAnswer } from "../support/gateway.ts";

export interface Asked {
  readonly status: number;
  readonly challenge: string | null;
  readonly answer: GraphQLAnswer;
}

/** Posts one operation with these headers. */
export async function ask(
  { url }: Pick<Gateway, "url">,
  headers: Readonly<Record<string, string>>,
  query = "{ providers { key } }",
  variables: unknown = {},
): Promise<Asked> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const answer: GraphQLAnswer = JSON.parse(await response.text());
  return { status: response.status, challenge: response.headers.get("www-authenticate"), answer };
}

export const bearing = (token: string) => ({ authorization: `Bearer ${token}` });

/** Asks for the same by each way in but GraphQL: REST, and MCP. */
export async function askElsewhere(
  { url }: Pick<Gateway, "url">,
  headers: Readonly<Record<string, string>>,
): Promise<readonly Response[]> {
  const ping = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
  const post = { method: "POST", body: ping, headers: { "content-type": "application/json", ...headers } };
  return [await fetch(new URL("/v1/user", url), { headers }), await fetch(new URL("/mcp", url), post)];
}
