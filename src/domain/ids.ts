import { badInput, type GatewayError } from "./errors.ts";

/** The types that `node(id)` can find. */
export const NODE_TYPES = [
  "Provider",
  "User",
  "Team",
  "AccountMembership",
  "Invitation",
  "GracePeriod",
] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** What a global id stands for: a record's type, its provider's key and its id there. */
export interface NodeReference {
  readonly type: NodeType;
  readonly provider: string;
  /** Empty for a Provider, whose key says it all. */
  readonly externalId: string;
}

const LONGEST_ID = 1024;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
const UNSAFE = /[\u0000-\u001f\u007f]/;
/** What bytes that are no UTF-8 are read as; an id may also have it in itself. */
const REPLACEMENT = "\ufffd";

/** The opaque global id of a record. Callers must not take it apart; its inside may change. */
export function formatId(type: NodeType, provider: string, externalId: string): string {
  return Buffer.from(`${type}:${provider}:${externalId}`, "utf8").toString("base64url");
}

/**
 * Reads a global id. Throws BAD_USER_INPUT naming `field` for anything that `formatId` did not make: it never
 * reaches a provider.
 */
export function parseId(id: string, field: readonly string[] = ["id"]): NodeReference {
  if (id.length > LONGEST_ID) throw malformed(field);
  const bytes = Buffer.from(id, "base64url");
  // Every text has bytes by a lenient reading; only what these bytes are written as was given out.
  if (bytes.toString("base64url") !== id) throw malformed(field);
  const text = bytes.toString("utf8");
  if (text.includes(REPLACEMENT) && !Buffer.from(text, "utf8").equals(bytes)) throw malformed(field);
  const afterType = text.indexOf(":");
  const afterProvider = text.indexOf(":", afterType + 1);
  if (afterType < 0 || afterProvider < 0 || UNSAFE.test(text)) throw malformed(field);
  const type = text.slice(0, afterType);
  const provider = text.slice(afterType + 1, afterProvider);
  const externalId = text.slice(afterProvider + 1);
  if (!isNodeType(type) || provider === "") throw malformed(field);
  if ((externalId === "") !== (type === "Provider")) throw malformed(field);
  return { type, provider, externalId };
}

/** Reads a global id that must stand for a record of this type. */
export function parseIdOf(type: NodeType, id: string, field: readonly string[] = ["id"]): NodeReference {
  const reference = parseId(id, field);
  if (reference.type !== type) {
    throw badInput(field, `this is the id of a ${reference.type}, not of a ${type}.`);
  }
  return reference;
}

/**
 * Reads a representation, as routers name a record to a subgraph: an object with `__typename` and the `id` of a record
 * of that type. Throws BAD_USER_INPUT naming what is wrong below `field`. Whatever else stands in it is not looked at.
 */
export function parseRepresentation(representation: unknown, field: readonly string[]): NodeReference {
  const type = ownText(representation, "__typename");
  const id = ownText(representation, "id");
  if (type === null || !isNodeType(type)) {
    throw badInput([...field, "__typename"], `must be one of ${NODE_TYPES.join(", ")}.`);
  }
  if (id === null) throw badInput([...field, "id"], `must be the id of a record of the type ${type}.`);
  return parseIdOf(type, id, [...field, "id"]);
}

/** A text that an object itself has under this name. */
function ownText(value: unknown, name: string): string | null {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
  const text: unknown = Reflect.get(value, name);
  return typeof text === "string" ? text : null;
}

function isNodeType(text: string): text is NodeType {
  return (NODE_TYPES as readonly string[]).includes(text);
}

function malformed(field: readonly string[]): GatewayError {
  return badInput(
    field,
    "not an id that Roster gave out; ids are opaque and come from an answer's `id` fields.",
  );
}
