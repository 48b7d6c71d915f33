import type { ErrorCode } from "../generated/enums.ts";
import type { WriteOperation } from "./capability.ts";

/** A JSON Schema, as far as descriptions of operations need it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One value that an operation takes in its path or query. */
export interface SurfaceParameter {
  /** The provider's own name for it. */
  readonly name: string;
  readonly in: "path" | "query";
  readonly type: "string" | "integer" | "boolean" | "strings";
  readonly description: string;
  readonly required: boolean;
  /** How `strings` go out: `repeat` as `a=1&a=2` (unless said), `comma` as `a=1,2`. */
  readonly style?: "repeat" | "comma";
  readonly minimum?: number;
  readonly maximum?: number;
  readonly choices?: readonly (string | boolean)[];
  /** True where the connection is to one account or the like, and knows the value itself. */
  readonly known?: boolean;
}

/** The JSON object that an operation takes; what it may hold beyond `properties` is the provider's business. */
export interface SurfaceBody {
  readonly description: string;
  readonly properties: Properties;
  /** A body that the operation takes. */
  readonly example: Readonly<Record<string, unknown>>;
}

type Properties = Readonly<Record<string, JsonSchema>>;

/** What an operation answers with. */
export type SurfaceOutput =
  /** One object, with these properties among others, of which it always has `key`; null: nothing is certain. */
  | { readonly kind: "object"; readonly key: string | null; readonly properties: Properties }
  /** An object with a list of records under `key`; `item` tells of a record, `properties` of what stands beside. */
  | {
      readonly kind: "list";
      readonly key: string;
      readonly item: Properties;
      readonly properties: Properties;
    }
  /** Nothing. */
  | { readonly kind: "nothing" }
  /** What the provider does not describe. */
  | { readonly kind: "open" };

/** What calling an operation does. */
export interface Effect {
  readonly readOnly: boolean;
  readonly destructive: boolean;
  readonly idempotent: boolean;
}

/**
 * One operation of a provider's API in the provider's own terms, as data: REST routes, MCP tools and the OpenAPI
 * document are made of it, and the table of capabilities rests on it.
 */
export interface SurfaceRow {
  /** The name of the MCP tool. */
  readonly tool: string;
  readonly description: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Behind the base URL, with `{name}` for each path parameter. */
  readonly path: string;
  readonly parameters: readonly SurfaceParameter[];
  /** Null: it takes none. */
  readonly body: SurfaceBody | null;
  readonly effect: Effect;
  /** What the caller needs; a body that sets a password needs `users:credentials` besides. */
  readonly scope: "users:read" | "users:write" | "users:credentials";
  readonly output: SurfaceOutput;
  /** The GraphQL mutation that does the same; null for what only looks. */
  readonly mutation: WriteOperation | null;
  /** The mutation that it is instead where the body sets a password. */
  readonly passwordMutation?: WriteOperation;
  /** The path parameter that holds the user's id. */
  readonly user?: string;
  /** Fields that are taken out of the answer, wherever they are in it. */
  readonly hidden?: readonly string[];
  /** Fields of the answer that are the callers' own data, and are left as they are. */
  readonly untouched?: readonly string[];
  /** True where the answer is a secret that is told this once. */
  readonly tellsSecret?: boolean;
  /** Where several operations share method and path: the query value that makes it this one. */
  readonly when?: { readonly parameter: string; readonly value: boolean };
  /** Where this operation means something else by a status than the others do. */
  readonly codes?: Readonly<Record<number, ErrorCode>>;
}

/** The operations of a provider's API, by the names that upstream calls are recorded under. */
export type Surface = Readonly<Record<string, SurfaceRow>>;

/** A row with its name. */
export interface SurfaceOperation extends SurfaceRow {
  readonly name: string;
}

/** What a caller gives to an operation: checked against its parameters. */
export interface SurfaceInput {
  readonly values: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** A provider's answer as it came, its hidden fields taken out. */
export interface SurfaceAnswer {
  readonly status: number;
  /** Null where there was no body. */
  readonly json: unknown;
}
