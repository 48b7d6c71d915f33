import { asList, asObject, type Fields, number, requiredText, text, UnreadableRecord } from "../parse.ts";

/*
 * As much of JSON:API 1.0 as Scalr's lists use: primary data that refers to resources by type and id, and those
 * resources beside it in `included`, where they were asked for.
 */

/** The name of a resource: where a relationship points to. */
interface Identifier {
  readonly type: string;
  readonly id: string;
}

/** One resource; what it does not have is an empty object. */
export interface Resource {
  readonly id: string;
  readonly attributes: Fields;
  readonly relationships: Fields;
}

/** Finds what came along in `included`; null for a resource that did not. */
export type Included = (identifier: Identifier) => Resource | null;

/** A list document: its resources unread, since each may be bad on its own. */
interface ListDocument {
  readonly data: readonly unknown[];
  readonly included: Included;
  /** How many resources match, on all pages; null where the document does not say. */
  readonly totalCount: number | null;
  /** Whether there is a next page; null where the document does not say. */
  readonly hasNext: boolean | null;
}

/** Throws UnreadableRecord where there is no list of primary data. `included` may be null. */
export function parseListDocument(body: Fields): ListDocument {
  const data = asList(body["data"]);
  if (data === null) throw new UnreadableRecord("data is not a list");
  const pagination = asObject(asObject(body["meta"])?.["pagination"]);
  const total = number(pagination?.["total-count"]);
  return {
    data,
    included: indexOf(asList(body["included"]) ?? []),
    totalCount: total !== null && Number.isInteger(total) && total >= 0 ? total : null,
    hasNext: nextOf(pagination, asObject(body["links"])),
  };
}

/** By the page count where there is one, else by the link. */
function nextOf(pagination: Fields | null, links: Fields | null): boolean | null {
  if (pagination?.["next-page"] !== undefined) return number(pagination["next-page"]) !== null;
  if (links?.["next"] !== undefined) return text(links["next"]) !== null;
  return null;
}

function indexOf(values: readonly unknown[]): Included {
  const resources = new Map<string, Resource>();
  for (const value of values) {
    const fields = asObject(value);
    const identifier = parseIdentifier(fields);
    if (fields !== null && identifier !== null) resources.set(keyOf(identifier), parseResource(fields));
  }
  return (identifier) => resources.get(keyOf(identifier)) ?? null;
}

function keyOf({ type, id }: Identifier): string {
  return `${type}/${id}`;
}

/** Throws UnreadableRecord for a resource without an id. */
export function parseResource(fields: Fields): Resource {
  return {
    id: requiredText(fields, "id"),
    attributes: asObject(fields["attributes"]) ?? {},
    relationships: asObject(fields["relationships"]) ?? {},
  };
}

/** Where a to-one relationship points to; null where it is empty, left out or unreadable. */
export function toOne(resource: Resource | null, name: string): Identifier | null {
  return parseIdentifier(asObject(relationship(resource, name)));
}

/** Where a to-many relationship points to; what is unreadable of it is left out. */
export function toMany(resource: Resource | null, name: string): readonly Identifier[] {
  const members = asList(relationship(resource, name)) ?? [];
  return members.flatMap((member) => parseIdentifier(asObject(member)) ?? []);
}

function relationship(resource: Resource | null, name: string): unknown {
  return asObject(resource?.relationships[name])?.["data"];
}

function parseIdentifier(fields: Fields | null): Identifier | null {
  const type = text(fields?.["type"]);
  const id = text(fields?.["id"]);
  return type === null || id === null ? null : { type, id };
}

/** The words of an error document that say where the mistake is; never its free text, which may quote values. */
export function parseErrorSources(body: unknown): readonly string[] {
  const errors = asList(asObject(body)?.["errors"]) ?? [];
  const sources = errors.map((error) => asObject(asObject(error)?.["source"]));
  return sources.flatMap((source) => {
    const place =
      text(source?.["parameter"]) ?? text(source?.["pointer"])?.replaceAll("/", ".").replace(/^\./, "");
    return place !== undefined && SHORT_WORD.test(place) ? [place] : [];
  });
}

const SHORT_WORD = /^[a-z0-9_.[\]-]{1,64}$/i;
