import type { Surface, SurfaceOperation, SurfaceRow } from "../datasources/surface.ts";
import type { ProviderKind } from "../generated/enums.ts";

/** One operation of the table that REST routes, MCP tools and the OpenAPI document are made of. */
export interface OperationRow extends SurfaceOperation {
  readonly kind: ProviderKind;
  /** The connections that offer it. */
  readonly offeredBy: readonly Connection[];
}

/** A provider as callers name it, and as people do. */
export interface Connection {
  readonly key: string;
  readonly displayName: string;
}

/** What a connection says of itself. */
export interface OperationSource extends Connection {
  readonly kind: ProviderKind;
  readonly surface: Surface;
}

/** Gathers the operations of all connections, in their order; those of one kind share their rows. */
export function gatherOperations(sources: readonly OperationSource[]): readonly OperationRow[] {
  const rows = new Map<string, OperationRow>();
  for (const { key, displayName, kind, surface } of sources) {
    for (const [name, row] of Object.entries(surface)) {
      const ofKind = `${kind} ${name}`;
      const offeredBy = [...(rows.get(ofKind)?.offeredBy ?? []), { key, displayName }];
      rows.set(ofKind, { ...row, name, kind, offeredBy });
    }
  }
  return [...rows.values()];
}

/** Where REST has an operation: `/v1` and the provider's own path, without a slash at its end. */
export function restPath({ path }: SurfaceRow): string {
  return `/v1${path.replace(/\/+$/, "")}`;
}
