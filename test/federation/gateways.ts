import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { parse } from "yaml";
import { blocks } from "../docs/markdown.ts";
import type { GraphQLAnswer } from "../support/gateway.ts";
import { COMPOSERS, type Compose } from "./composers.ts";

type Headers = Readonly<Record<string, string>>;

/** A gateway over a supergraph, asked as its callers ask it. */
export interface SupergraphGateway {
  readonly ask: (query: string, headers?: Headers) => Promise<GraphQLAnswer>;
  readonly close: () => Promise<void>;
}

/** A kind of gateway, with what it is fed. */
export interface GatewayKind {
  readonly name: string;
  readonly compose: Compose;
  /** Whether it takes a supergraph that says which scopes fields need. */
  readonly knowsScopes: boolean;
  /** Whether it weighs operations by `@cost` and `@listSize`, and tells it in `extensions.cost`. */
  readonly weighs: boolean;
  /** Starts one over a supergraph. It passes on to Roster what the documentation says. */
  readonly start: (supergraph: string) => Promise<SupergraphGateway>;
}

/** What a gateway has to pass on to Roster: what the documentation's configuration for Apollo Router does. */
const { headers } = parse(blocks("yml")[0]?.text ?? "");
const PASSED_ON: readonly string[] = headers.subgraphs.roster.request.map(
  ({ propagate }: { readonly propagate: { readonly named: string } }) => propagate.named,
);

async function startApollo(supergraphSdl: string): Promise<SupergraphGateway> {
  // It would tell Apollo about the machine that it runs on.
  process.env["APOLLO_TELEMETRY_DISABLED"] = "true";
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ url }) =>
      new RemoteGraphQLDataSource<{ readonly headers?: Headers }>({
        ...(url === undefined ? {} : { url }),
        willSendRequest({ request, context }) {
          for (const name of PASSED_ON) {
            const value = context.headers?.[name];
            if (value !== undefined) request.http?.headers.set(name, value);
          }
        },
      }),
  });
  const server = new ApolloServer<{ readonly headers: Headers }>({ gateway });
  await server.start();
  return {
    async ask(query, headers = {}) {
      const { body } = await server.executeOperation({ query }, { contextValue: { headers } });
      return JSON.parse(JSON.stringify(body.kind === "single" ? body.singleResult : {}));
    },
    close: () => server.stop(),
  };
}

async function startHive(supergraph: string): Promise<SupergraphGateway> {
  const folder = mkdtempSync(join(tmpdir(), "roster-supergraph-"));
  writeFileSync(join(folder, "supergraph.graphql"), supergraph);
  // As the documentation has it.
  writeFileSync(join(folder, "gateway.config.mjs"), blocks("js")[0]?.text ?? "");
  const child = spawn(process.execPath, ["--max-old-space-size=512", HIVE, folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), ended]);
  if (typeof line !== "string") throw new Error("Hive Gateway did not start.");
  return {
    async ask(query, headers = {}) {
      const response = await fetch(line, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query }),
      });
      return JSON.parse(await response.text());
    },
    async close() {
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

const HIVE = join(import.meta.dirname, "hiveGateway.mjs");

export const GATEWAYS: readonly GatewayKind[] = [
  {
    name: "Apollo Gateway",
    compose: COMPOSERS.apollo,
    knowsScopes: false,
    weighs: false,
    start: startApollo,
  },
  { name: "Hive Gateway", compose: COMPOSERS.hive, knowsScopes: true, weighs: true, start: startHive },
];
