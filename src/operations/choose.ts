import { isGranted } from "../access/scope.ts";
import type { Viewer } from "../access/viewer.ts";
import { badInput, GatewayError } from "../domain/errors.ts";
import type { Connection, OperationRow } from "./table.ts";

/** The connections that offer an operation and that the caller may name. */
export function connectionsFor({ offeredBy }: OperationRow, { grants }: Viewer): readonly Connection[] {
  return offeredBy.filter(({ key }) =>
    (["users:read", "users:write", "users:credentials"] as const).some((scope) =>
      isGranted(grants, scope, key),
    ),
  );
}

/**
 * The connection to carry an operation out with: the only one, or the one that the caller names. Throws
 * BAD_USER_INPUT, which names those that there are, and FORBIDDEN where the caller may look at none of them.
 */
export function chooseConnection(
  row: OperationRow,
  wanted: string | null,
  viewer: Viewer,
  field: string,
): string {
  const known = connectionsFor(row, viewer).map(({ key }) => key);
  const [only] = known;
  if (only === undefined) throw new GatewayError("FORBIDDEN", `This needs the scope ${row.scope}.`);
  const key = wanted ?? (known.length === 1 ? only : null);
  if (key === null)
    throw badInput([field], `several providers can be meant; name one of ${known.join(", ")}.`);
  if (!known.includes(key)) {
    throw badInput([field], `no provider of this operation has that key; name one of ${known.join(", ")}.`);
  }
  if (row.effect.readOnly && !isGranted(viewer.grants, row.scope, key)) {
    throw new GatewayError("FORBIDDEN", `This needs the scope ${row.scope} for ${key}.`);
  }
  return key;
}
