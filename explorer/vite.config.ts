import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { readmeTabs } from "./readmeTabs.ts";

const README = join(import.meta.dirname, "..", "README.md");

/** The module `virtual:readme-tabs`: the README's queries, read while the page is built. */
function readmeTabsPlugin(): Plugin {
  const name = "virtual:readme-tabs";
  return {
    name,
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      this.addWatchFile(README);
      return `export const tabs = ${JSON.stringify(readmeTabs(readFileSync(README, "utf8")))};`;
    },
  };
}

/** The explorer's pages, each with all that it needs: nothing is fetched from anywhere else. */
export default defineConfig({
  root: join(import.meta.dirname, "page"),
  base: "/explorer/",
  plugins: [readmeTabsPlugin()],
  // Everything has a name that holds its hash, which the server lets browsers keep for good.
  worker: { format: "es" },
  build: {
    outDir: join(import.meta.dirname, "..", "dist", "explorer"),
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The editor alone is 2.8 MB; it is loaded from the same machine, once.
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: {
      input: ["index.html", "sandbox.html"].map((page) => join(import.meta.dirname, "page", page)),
      // "use client" is for servers that render React; here there is none.
      checks: { moduleLevelDirective: false },
    },
  },
});
