import { badInput } from "../domain/errors.ts";
import { type OperationRow, restPath } from "../operations/table.ts";

export type Matched =
  | {
      readonly row: OperationRow;
      readonly methods: readonly string[];
      /** The path's own values, decoded. Throws BAD_USER_INPUT for what is no encoding. */
      readonly path: () => ReadonlyMap<string, string>;
      /** The very operation, where a value of the query decides between several. */
      readonly variant: (query: ReadonlyMap<string, readonly string[]>) => OperationRow;
    }
  /** Nothing for this method; `methods` are those that there are something for. */
  | { readonly methods: readonly string[]; readonly row?: never };

export type RestRouter = (path: string, method: string) => Matched;

interface Address {
  readonly segments: readonly string[];
  readonly rows: readonly OperationRow[];
}

/** Finds the operation of an address; a literal segment goes before a parameter. A slash at the end is ignored. */
export function createRouter(operations: readonly OperationRow[]): RestRouter {
  const grouped = new Map<string, OperationRow[]>();
  for (const row of operations) grouped.set(restPath(row), [...(grouped.get(restPath(row)) ?? []), row]);
  const addresses: readonly Address[] = [...grouped]
    .map(([path, rows]) => ({ segments: path.split("/"), rows }))
    .sort((one, other) => placeholdersOf(one) - placeholdersOf(other));

  return (path, method) => {
    const segments = path.replace(/\/$/, "").split("/");
    const found = addresses.find((address) => fits(address, segments));
    if (found === undefined) return { methods: [] };
    const methods = [...new Set(found.rows.flatMap(methodsOf))];
    const candidates = found.rows.filter((row) => methodsOf(row).includes(method));
    const [row] = candidates;
    if (row === undefined) return { methods };
    return {
      row,
      methods,
      path: () => valuesIn(found, segments),
      variant: (query) =>
        candidates.find(
          ({ when }) => when !== undefined && query.get(when.parameter)?.[0] === String(when.value),
        ) ?? row,
    };
  };
}

/** Where GET only looks, HEAD asks for the same without its body. */
function methodsOf({ method, effect }: OperationRow): readonly string[] {
  return method === "GET" && effect.readOnly ? ["GET", "HEAD"] : [method];
}

function placeholdersOf({ segments }: Address): number {
  return segments.filter(isPlaceholder).length;
}

function isPlaceholder(segment: string): boolean {
  return segment.startsWith("{");
}

function fits({ segments: pattern }: Address, segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => isPlaceholder(part) || part === segments[index])
  );
}

function valuesIn({ segments: pattern }: Address, segments: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  pattern.forEach((part, index) => {
    if (!isPlaceholder(part)) return;
    const name = part.slice(1, -1);
    values.set(name, decode(name, segments[index] ?? ""));
  });
  return values;
}

function decode(name: string, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badInput([name], "is not encoded as addresses are.");
  }
}
