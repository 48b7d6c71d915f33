import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Route } from "../http.ts";
import { assetRoutes } from "./assets.ts";
import { type ExplorerSettings, explorerRoute, sandboxRoute } from "./pages.ts";

/**
 * What the explorer answers, by path. The pages hold nothing and need no credentials; what they ask goes through the same
 * doors as everybody's requests. `folder` is where `npm run build` puts them.
 */
export function createExplorer(folder: string, settings: ExplorerSettings): ReadonlyMap<string, Route> {
  const assets = assetRoutes(join(folder, "assets"));
  return new Map<string, Route>([
    ["/", explorerRoute(join(folder, "index.html"), settings, newNonce)],
    ["/sandbox", sandboxRoute(join(folder, "sandbox.html"))],
    ...[...assets].map(([name, route]) => [`/explorer/assets/${name}`, route] as const),
  ]);
}

function newNonce(): string {
  return randomBytes(16).toString("base64url");
}
