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
