import { type ServerSpec, serverReady, serverSpec } from "./serverMessages.ts";
import type { Workload } from "./workload.ts";
import { workloads } from "./workloads/index.ts";

/** What this process was started to answer. */
export function readSpec(): { readonly spec: ServerSpec; readonly workload: Workload } {
  const spec = serverSpec.parse(JSON.parse(process.argv[2] ?? "null"));
  const workload = workloads.find(({ name }) => name === spec.workload);
  if (workload === undefined) throw new Error(`There is no workload ${spec.workload}.`);
  return { spec, workload };
}

/** Tells whoever started this process where it listens. */
export function tellReady(port: number, path = "/graphql"): void {
  process.send?.(serverReady.parse({ url: `http://127.0.0.1:${port}${path}` }));
}
