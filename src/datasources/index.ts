import { equinix } from "./equinix/index.ts";
import type { AnyProviderDefinition } from "./provider.ts";
import { samsung } from "./samsung/index.ts";
import { scaikey } from "./scaikey/index.ts";
import { scaleway } from "./scaleway/index.ts";
import { scalr } from "./scalr/index.ts";

/** Every kind of provider that Roster knows. A further one is its folder and its line here. */
export const providerDefinitions: readonly AnyProviderDefinition[] = [
  scaleway,
  samsung,
  scaikey,
  equinix,
  scalr,
];
