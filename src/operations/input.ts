import type { SurfaceInput, SurfaceParameter } from "../datasources/surface.ts";
import { badInput } from "../domain/errors.ts";
import type { OperationRow } from "./table.ts";

type Value = SurfaceInput["values"][string];

const LONGEST_TEXT = 1_024;
const MOST_TEXTS = 1_000;

/** Reads values as they stand in an address, each as often as it came. Throws BAD_USER_INPUT, naming the value. */
export function readTexts(
  row: OperationRow,
  given: ReadonlyMap<string, readonly string[]>,
): SurfaceInput["values"] {
  const parsed = new Map<string, unknown>();
  for (const parameter of row.parameters) {
    const texts = given.get(parameter.name);
    if (texts !== undefined) parsed.set(parameter.name, parseTexts(parameter, texts));
  }
  for (const name of given.keys()) {
    if (!parsed.has(name)) throw badInput([name], "is not a parameter of this operation.");
  }
  return readValues(row, parsed);
}

function parseTexts({ name, type, style }: SurfaceParameter, texts: readonly string[]): unknown {
  if (type === "strings") return style === "comma" ? texts.flatMap((text) => text.split(",")) : texts;
  const [text = "", ...more] = texts;
  if (more.length > 0) throw badInput([name], "must be given once.");
  if (type === "integer") return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (type === "boolean") return text === "true" || (text === "false" ? false : text);
  return text;
}

/** Reads values of JSON. Throws BAD_USER_INPUT, naming the value. What is null counts as left out. */
export function readValues(row: OperationRow, given: ReadonlyMap<string, unknown>): SurfaceInput["values"] {
  const values: Record<string, Value> = {};
  for (const parameter of row.parameters) {
    const value = given.get(parameter.name);
    if (value !== undefined && value !== null) values[parameter.name] = readValue(parameter, value);
    else if (parameter.required && !parameter.known) throw badInput([parameter.name], "must be given.");
  }
  return values;
}

function readValue(parameter: SurfaceParameter, value: unknown): Value {
  const { name, choices } = parameter;
  const read = VALUES[parameter.type](value, parameter);
  if (typeof read === "object" && "problem" in read) throw badInput([name], read.problem);
  if (choices !== undefined && !choices.some((choice) => choice === read)) {
    throw badInput([name], `must be ${choices.join(" or ")} here.`);
  }
  return read;
}

interface Problem {
  readonly problem: string;
}

const VALUES: Readonly<
  Record<SurfaceParameter["type"], (value: unknown, parameter: SurfaceParameter) => Value | Problem>
> = {
  string: (value) => readText(value),
  integer(value, { minimum, maximum }) {
    if (typeof value !== "number" || !Number.isSafeInteger(value))
      return { problem: "must be a whole number." };
    if (minimum !== undefined && value < minimum) return { problem: `must be ${minimum} or more.` };
    return maximum !== undefined && value > maximum ? { problem: `must be ${maximum} or less.` } : value;
  },
  boolean: (value) => (typeof value === "boolean" ? value : { problem: "must be true or false." }),
  strings(value) {
    // To a provider, a filter by none may well mean no filter.
    if (!Array.isArray(value) || value.length === 0)
      return { problem: "must be a list with something in it." };
    if (value.length > MOST_TEXTS) return { problem: `must have at most ${MOST_TEXTS} entries.` };
    const texts: string[] = [];
    for (const member of value) {
      const text = readText(member);
      if (typeof text !== "string") return text;
      texts.push(text);
    }
    return texts;
  },
};

function readText(value: unknown): string | Problem {
  if (typeof value !== "string") return { problem: "must be text." };
  if (value === "") return { problem: "must not be empty." };
  return value.length > LONGEST_TEXT ? { problem: `must be at most ${LONGEST_TEXT} characters.` } : value;
}

/** Reads a body. Throws BAD_USER_INPUT where one is due and this is none, or the other way round. */
export function readBody({ body }: OperationRow, given: unknown): SurfaceInput["body"] {
  if (body === null) {
    if (given === undefined) return null;
    throw badInput(["body"], "this operation takes none.");
  }
  if (given === undefined) throw badInput(["body"], "must be given, if only as {}.");
  if (!isObject(given)) throw badInput(["body"], "must be a JSON object.");
  return given;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
