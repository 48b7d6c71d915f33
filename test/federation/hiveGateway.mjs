import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";

/*
 * A program that runs Hive Gateway over the supergraph in the folder of its argument, with the configuration there,
 * prints its address, and ends with its standard input. It is JavaScript because Hive's types bring the browser's into
 * whatever imports them.
 */
const [, , folder] = process.argv;
const { gatewayConfig } = await import(pathToFileURL(join(folder, "gateway.config.mjs")).href);
const runtime = createGatewayRuntime({
  ...gatewayConfig,
  supergraph: readFileSync(join(folder, "supergraph.graphql"), "utf8"),
  logging: false,
  // Tells what an operation weighs, and refuses none for it.
  demandControl: { includeExtensionMetadata: true },
});
const server = createServer(runtime);
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/graphql`));
process.stdin.resume().on("end", () => process.exit(0));
