import { readFileSync } from "node:fs";
import { z } from "zod";

const manifest = z.object({ scripts: z.object({ start: z.string() }) });

/**
 * The options that `npm start` gives node. Every system is started with them, so that Roster is measured as it is
 * deployed and none has the better garbage collection.
 */
export function nodeOptions(): readonly string[] {
  const file = new URL("../package.json", import.meta.url);
  const { start } = manifest.parse(JSON.parse(readFileSync(file, "utf8"))).scripts;
  const [, options] = /node ((?:--\S+ )*)dist\/main\.js/.exec(start) ?? [];
  if (options === undefined) throw new Error(`npm start does not start dist/main.js: ${start}`);
  return options.split(" ").filter((option) => option !== "");
}
