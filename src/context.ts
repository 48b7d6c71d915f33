import type { Viewer } from "./access/viewer.ts";
import type { Directory } from "./directory/index.ts";

/** What a resolver can reach, and nothing else. Made anew for every request. */
export interface GraphQLContext {
  readonly viewer: Viewer;
  readonly directory: Directory;
  readonly requestId: string;
}
