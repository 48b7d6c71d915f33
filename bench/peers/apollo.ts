import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import DataLoader from "dataloader";
import { createFetch } from "../fetch.ts";
import { readSpec, tellReady } from "../serverProcess.ts";
import { createReads, typeDefs, type UserRecord, type UsersArguments } from "./resolvers.ts";

/* Apollo Server 5 standalone with a DataLoader of each request's own, as its documentation has it. */

interface Context {
  readonly userById: DataLoader<string, UserRecord>;
  readonly teamsOf: DataLoader<UserRecord, readonly unknown[]>;
}

async function main(): Promise<void> {
  const { spec, workload } = readSpec();
  const reads = createReads(createFetch(spec), workload);
  const server = new ApolloServer<Context>({
    typeDefs,
    resolvers: {
      Query: {
        user: (_root: unknown, { id }: { id: string }, { userById }: Context) => userById.load(id),
        users: (_root: unknown, list: UsersArguments) => reads.users(list),
      },
      User: {
        teams: async (user: UserRecord, _args: unknown, { teamsOf }: Context) => ({
          nodes: await teamsOf.load(user),
        }),
      },
    },
  });
  const { url } = await startStandaloneServer(server, {
    listen: { port: 0, host: "127.0.0.1" },
    context: async () => ({
      userById: new DataLoader((ids: readonly string[]) => Promise.all(ids.map(reads.user))),
      teamsOf: new DataLoader(reads.teamsOf),
    }),
  });
  tellReady(Number(new URL(url).port), "/");
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
