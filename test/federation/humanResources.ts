import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { makeExecutableSchema } from "@graphql-tools/schema";
import { graphql } from "graphql";
import { blocks } from "../docs/markdown.ts";

/**
 * A second subgraph, as another team has it: it knows employees by number, and Roster's users by their ids. It is the one
 * that the documentation shows.
 */
export const HUMAN_RESOURCES = blocks("gql")[0]?.text ?? "";

/** What a subgraph answers to beside its own schema. */
const FEDERATION = `
  scalar _Any
  scalar Import
  union _Entity = User
  directive @link(url: String!, import: [Import]) on SCHEMA
  directive @key(fields: String!) on OBJECT

  extend type Query {
    _entities(representations: [_Any!]!): [_Entity]!
  }
`;

export interface Employee {
  readonly number: string;
  readonly userId: string;
  readonly costCentre: string;
}

export interface HumanResources {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Answers on a free port for these employees. */
export async function startHumanResources(employees: () => readonly Employee[]): Promise<HumanResources> {
  const employeeOf = ({ number, userId }: Employee) => ({ number, user: userOf(userId) });
  const userOf = (id: string) => {
    const found = employees().find(({ userId }) => userId === id);
    return { id, employeeNumber: found?.number, costCentre: found?.costCentre, startedOn: null };
  };
  const schema = makeExecutableSchema({
    typeDefs: [HUMAN_RESOURCES, FEDERATION],
    resolvers: {
      _Entity: { __resolveType: () => "User" },
      Query: {
        employee(_root: unknown, { number }: { readonly number: string }) {
          const found = employees().find((employee) => employee.number === number);
          return found === undefined ? null : employeeOf(found);
        },
        employees: () => employees().map(employeeOf),
        _entities: (
          _root: unknown,
          asked: { readonly representations: readonly { readonly id: string }[] },
        ) => asked.representations.map(({ id }) => userOf(id)),
      },
    },
  });
  const server = createServer(async (request, response) => {
    const { query, variables } = JSON.parse(await text(request));
    const answer = await graphql({ schema, source: query, variableValues: variables });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
