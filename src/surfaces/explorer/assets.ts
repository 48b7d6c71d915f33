import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Route } from "../http.ts";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
};
/** Their names hold the hash of their content, so what was fetched once is good for ever. */
const FOR_EVER = "public, max-age=31536000, immutable";

/** A route for each file of the folder, by its name; none where there is no such folder. Files are read when asked for. */
export function assetRoutes(folder: string): ReadonlyMap<string, Route> {
  return new Map(namesIn(folder).map((name) => [name, assetRoute(join(folder, name), name)]));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [entry.name] : [],
    );
  } catch {
    return [];
  }
}

function assetRoute(path: string, name: string): Route {
  const content = readOnce(path);
  const etag = `"${name}"`;
  return {
    methods: ["GET", "HEAD"],
    async answer(request, response) {
      const body = await content();
      response.setHeader("cache-control", FOR_EVER);
      response.setHeader("etag", etag);
      if (request.headers["if-none-match"] === etag) {
        response.statusCode = 304;
        response.end();
        return;
      }
      response.setHeader("content-type", MEDIA_TYPES[extname(name)] ?? "application/octet-stream");
      response.setHeader("content-length", body.length);
      response.end(body);
    },
  };
}

/** Reads a file when it is first asked for and keeps it; a failure is not kept. */
export function readOnce(path: string): () => Promise<Buffer> {
  let content: Promise<Buffer> | null = null;
  return () => {
    content ??= readFile(path).catch((thrown: unknown) => {
      content = null;
      throw thrown;
    });
    return content;
  };
}
