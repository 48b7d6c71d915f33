import { z } from "zod";
import type { Gateway } from "./gateway.ts";
import type { Cast, Lockable } from "./requests.ts";

const page = z.object({
  data: z.object({
    users: z.object({
      isComplete: z.literal(true),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      nodes: z.array(
        z.object({
          id: z.string(),
          provider: z.object({ key: z.string() }),
          actions: z.array(z.object({ operation: z.string(), allowed: z.boolean() })),
        }),
      ),
    }),
  }),
});

const QUERY = `query Cast($after: String) {
  users(first: 100, after: $after) {
    isComplete
    pageInfo { hasNextPage endCursor }
    nodes { id provider { key } actions { operation allowed } }
  }
}`;

/** Reads everybody while all is well: who can be looked up, and who can be locked and unlocked. */
export async function readCast({ url, headers }: Pick<Gateway, "url" | "headers">): Promise<Cast> {
  const users: Lockable[] = [];
  const lockable: Lockable[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const answer = await fetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ query: QUERY, variables: { after } }),
    });
    const { nodes, pageInfo }: z.infer<typeof page>["data"]["users"] = page.parse(await answer.json()).data
      .users;
    for (const { id, provider, actions } of nodes) {
      const may = (operation: string): boolean =>
        actions.some((action) => action.operation === operation && action.allowed);
      users.push({ id, provider: provider.key });
      if (may("lockUser")) lockable.push({ id, provider: provider.key });
    }
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
  return { users, lockable };
}
