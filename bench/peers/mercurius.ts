import { fastify } from "fastify";
import mercurius from "mercurius";
import { createFetch } from "../fetch.ts";
import { readSpec, tellReady } from "../serverProcess.ts";
import { createReads, typeDefs, type UserRecord, type UsersArguments } from "./resolvers.ts";

/* Mercurius with its compiler and its own loaders, as its documentation has it. */

async function main(): Promise<void> {
  const { spec, workload } = readSpec();
  const reads = createReads(createFetch(spec), workload);
  const app = fastify();
  await app.register(mercurius, {
    schema: typeDefs,
    resolvers: {
      Query: {
        user: (_root: unknown, { id }: { id: string }) => reads.user(id),
        users: (_root: unknown, list: UsersArguments) => reads.users(list),
      },
    },
    loaders: {
      User: {
        async teams(queries: readonly { readonly obj: UserRecord }[]) {
          const teams = await reads.teamsOf(queries.map(({ obj }) => obj));
          return teams.map((nodes) => ({ nodes }));
        },
      },
    },
    jit: 1,
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  tellReady(Number(new URL(url).port));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
