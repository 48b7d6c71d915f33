import { join } from "node:path";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  // While developing, the page and the gateway share an origin, as they would behind one reverse proxy.
  server: { proxy: { "/graphql": "http://127.0.0.1:4000" } },
  build: { outDir: join(import.meta.dirname, "dist"), emptyOutDir: true },
});
