export const GRAPHQL_JSON = "application/graphql-response+json";
export const JSON_TYPE = "application/json";

/** How a client takes an answer. */
export interface Taste {
  readonly mediaType: typeof GRAPHQL_JSON | typeof JSON_TYPE;
  /**
   * True for a client that asks for plain JSON and nothing else: it dates from before answers had a type of their
   * own, and reads an answer's errors only where the status is 200.
   */
  readonly legacy: boolean;
}

const UNSAID: Taste = { mediaType: JSON_TYPE, legacy: false };

/** Reads an `Accept` header; null where none of Roster's types are in it. */
export function readAccept(header: string | undefined): Taste | null {
  if (header === undefined || header.trim() === "" || header.trim() === "*/*") return UNSAID;
  if (header === JSON_TYPE) return { mediaType: JSON_TYPE, legacy: true };
  const ranges = header.split(",").map(readRange);
  const graphql = qualityOf(GRAPHQL_JSON, ranges);
  const json = qualityOf(JSON_TYPE, ranges);
  if (graphql.quality === 0 && json.quality === 0) return null;
  // Where a wildcard is all that speaks for the new type, older clients are served as they always were.
  const prefersGraphql = graphql.exact ? graphql.quality >= json.quality : json.quality === 0;
  if (prefersGraphql) return { mediaType: GRAPHQL_JSON, legacy: false };
  return { mediaType: JSON_TYPE, legacy: json.exact && graphql.quality === 0 };
}

/** Whether a client takes plain JSON, by its `Accept` header: also where it says nothing. */
export function takesJson(header: string | undefined): boolean {
  if (header === undefined || header.trim() === "") return true;
  return qualityOf(JSON_TYPE, header.split(",").map(readRange)).quality > 0;
}

interface MediaRange {
  readonly type: string;
  readonly quality: number;
}

function readRange(text: string): MediaRange {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** The weight of a type by the most specific range that holds it. */
function qualityOf(
  type: string,
  ranges: readonly MediaRange[],
): { readonly quality: number; readonly exact: boolean } {
  const exact = ranges.find((range) => range.type === type);
  if (exact !== undefined) return { quality: exact.quality, exact: true };
  const wide =
    ranges.find((range) => range.type === "application/*") ?? ranges.find((range) => range.type === "*/*");
  return { quality: wide?.quality ?? 0, exact: false };
}
