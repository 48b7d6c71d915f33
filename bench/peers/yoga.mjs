import { createServer } from "node:http";
import { useGraphQlJit as compiled } from "@envelop/graphql-jit";
import DataLoader from "dataloader";
import { createSchema, createYoga } from "graphql-yoga";
import { createFetch } from "../fetch.ts";
import { readSpec, tellReady } from "../serverProcess.ts";
import { createReads, typeDefs } from "./resolvers.ts";

/*
 * GraphQL Yoga with its compiler plugin and a DataLoader of each request's own, as its documentation has it. Not in
 * TypeScript, because Yoga's types change those of GraphQL's errors and of `fetch` for every file checked with them.
 */

const { spec, workload } = readSpec();
const reads = createReads(createFetch(spec), workload);
const yoga = createYoga({
  schema: createSchema({
    typeDefs,
    resolvers: {
      Query: {
        user: (_root, { id }) => reads.user(id),
        users: (_root, list) => reads.users(list),
      },
      User: {
        teams: async (user, _args, { teamsOf }) => ({ nodes: await teamsOf.load(user) }),
      },
    },
  }),
  context: () => ({ teamsOf: new DataLoader(reads.teamsOf) }),
  plugins: [compiled()],
  logging: false,
});
const server = createServer(yoga);
server.listen(0, "127.0.0.1", () => tellReady(server.address().port));
