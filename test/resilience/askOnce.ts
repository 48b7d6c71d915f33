import { createPools } from "../../src/datasources/http/pools.ts";

/*
 * A program that asks the address of its argument once and says how that went: for what depends on the
 * environment that a process is started in.
 */
const pools = createPools();
const { origin } = new URL(process.argv[2] ?? "");
const said = await pools.request({ origin, path: "/", method: "GET" }).then(
  ({ statusCode }) => String(statusCode),
  (thrown: unknown) => (thrown instanceof Error && "code" in thrown ? String(thrown.code) : String(thrown)),
);
await pools.destroy();
console.log(said);
