import { composeServices as composeByApollo } from "@apollo/composition";
import { composeServices as composeByHive } from "@theguild/federation-composition";
import { parse } from "graphql";

/** A subgraph as composers take it. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** Makes a supergraph of subgraphs. Throws with everything that a composer has against it. */
export type Compose = (subgraphs: readonly Subgraph[]) => string;

const apollo: Compose = (subgraphs) => {
  const { errors, hints, supergraphSdl } = composeByApollo(subgraphs.map(definitionOf));
  const problems = [...(errors ?? []), ...(hints ?? [])].map(({ message }) => message);
  return supergraphOf(supergraphSdl, problems);
};

const hive: Compose = (subgraphs) => {
  const { errors, supergraphSdl } = composeByHive(subgraphs.map(definitionOf));
  return supergraphOf(supergraphSdl, errors?.map(({ message }) => message) ?? []);
};

/** The composers that there are, by whose they are. */
export const COMPOSERS = { apollo, hive } as const;

function definitionOf({ name, url, sdl }: Subgraph) {
  return { name, url, typeDefs: parse(sdl) };
}

function supergraphOf(sdl: string | undefined, problems: readonly string[]): string {
  if (sdl === undefined || problems.length > 0) throw new Error(problems.join("\n"));
  return sdl;
}
