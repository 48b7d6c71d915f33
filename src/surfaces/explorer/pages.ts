import { existsSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { answerJson, type Refusal, refuse } from "../answer.ts";
import type { Route } from "../http.ts";
import { readOnce } from "./assets.ts";
import { explorerPolicy, sandboxPolicy } from "./policy.ts";

/** What the explorer has to know of this Roster. */
export interface ExplorerSettings {
  /** Whether the simulators stand in for the providers. */
  readonly demo: boolean;
  /** Whether requests need credentials. */
  readonly auth: boolean;
  /** Whether the schema can be asked for. */
  readonly introspection: boolean;
}

const PAGE_METHODS = ["GET", "HEAD"];
const NOT_BUILT: Refusal = {
  status: 503,
  code: "NOT_FOUND",
  message: "The explorer has not been built. Run npm run build. The API is at /graphql.",
};
/** What programs are told that ask for the address alone. */
const ADDRESSES = { graphql: "/graphql", openapi: "/v1/openapi.json", mcp: "/mcp", health: "/health/ready" };

/** The explorer's own page for browsers; for anything else, where the API is. */
export function explorerRoute(path: string, settings: ExplorerSettings, newNonce: () => string): Route {
  const template = readOnce(path);
  const named = Object.entries(settings).flatMap(([name, isSo]) => (isSo ? [name] : []));
  return {
    methods: PAGE_METHODS,
    async answer({ headers: { accept = "" } }, response) {
      response.setHeader("vary", "Accept");
      if (!accept.includes("text/html")) return answerJson(response, 200, ADDRESSES);
      if (!existsSync(path)) return refuse(response, NOT_BUILT);
      const nonce = newNonce();
      const page = (await template())
        .toString("utf8")
        .replace("%SETTINGS%", named.join(" "))
        .replace("%STYLE_NONCE%", nonce);
      answerPage(response, page, explorerPolicy(nonce));
    },
  };
}

/** The page that holds Apollo Sandbox. */
export function sandboxRoute(path: string): Route {
  const page = readOnce(path);
  return {
    methods: PAGE_METHODS,
    async answer(_request, response) {
      if (!existsSync(path)) return refuse(response, NOT_BUILT);
      answerPage(response, (await page()).toString("utf8"), sandboxPolicy());
    },
  };
}

function answerPage(response: ServerResponse, page: string, policy: string): void {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("content-security-policy", policy);
  response.setHeader("referrer-policy", "strict-origin-when-cross-origin");
  response.end(page);
}
