import type { SimulatedRequest } from "../../simulation/server.ts";
import { invalidArgument } from "./simulatorErrors.ts";

/** A JSON object from outside. */
export type Fields = Readonly<Record<string, unknown>>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** The rule that Scaleway ships with its client. */
const USERNAME = /^[a-zA-Z0-9@._-]{2,64}$/;
const MAX_PAGE = 10_000;
const MAX_PAGE_SIZE = 100;

export const isUuid = (text: string): boolean => UUID.test(text.toLowerCase());

export function uuid(argument: string, value: string): string {
  if (!isUuid(value)) throw invalidArgument(argument, "format", "value must be a valid UUID");
  return value.toLowerCase();
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The body, which has to be an object; where nothing has to be in it, `bodyRequired` says if it may be missing. */
export function readBody(request: SimulatedRequest, bodyRequired = true): Fields {
  if (request.body === null && !bodyRequired) return {};
  if (!isFields(request.body)) throw invalidArgument("body", "format", "body must be a JSON object");
  return request.body;
}

/** An object inside the body; null and missing are the same to this API. */
export function readObject(fields: Fields, name: string): Fields | null {
  const value = fields[name] ?? null;
  if (value !== null && !isFields(value)) throw invalidArgument(name, "format", "value must be an object");
  return value;
}

/** A text of the body; null where it is missing or null. */
export function readText(fields: Fields, name: string, maximum = 255): string | null {
  const value = fields[name] ?? null;
  if (value === null) return null;
  if (typeof value !== "string") throw invalidArgument(name, "format", "value must be a string");
  if ([...value].length > maximum) {
    throw invalidArgument(name, "constraint", `value must be at most ${maximum} characters`);
  }
  return value;
}

/** A text that has to be there and not empty. */
export function requireText(fields: Fields, name: string): string {
  const value = readText(fields, name);
  if (value === null || value === "") throw invalidArgument(name, "required", "value is required");
  return value;
}

export function checkEmail(email: string): string {
  if (!EMAIL.test(email)) throw invalidArgument("email", "format", "value must be a valid email address");
  return email;
}

export function checkUsername(username: string): string {
  if (!USERNAME.test(username)) {
    throw invalidArgument("username", "constraint", "value does not match ^[a-zA-Z0-9@._-]{2,64}$");
  }
  return username;
}

/** Tags of the body, ten at most; null where they are missing or null. */
export function readTags(fields: Fields): readonly string[] | null {
  const value: unknown = fields["tags"] ?? null;
  if (value === null) return null;
  const isTag = (tag: unknown): tag is string => typeof tag === "string";
  if (!Array.isArray(value) || !value.every(isTag)) {
    throw invalidArgument("tags", "format", "value must be a list of strings");
  }
  if (value.length > 10) throw invalidArgument("tags", "constraint", "at most 10 tags are allowed");
  return value;
}

/** A key of the query; an empty value counts as left out. */
export function queryText(request: SimulatedRequest, name: string): string | null {
  return request.query.get(name) || null;
}

function queryNumber(request: SimulatedRequest, name: string, standard: number, maximum: number): number {
  const text = queryText(request, name);
  if (text === null) return standard;
  if (!/^-?[0-9]+$/.test(text)) throw invalidArgument(name, "format", "value must be an integer");
  const value = Number(text);
  if (value < 1 || value > maximum) {
    throw invalidArgument(name, "constraint", `value must be between 1 and ${maximum}`);
  }
  return value;
}

export function queryWord<Word extends string>(
  request: SimulatedRequest,
  name: string,
  words: readonly Word[],
  standard: Word,
): Word {
  const text = queryText(request, name) ?? standard;
  const found = words.find((word) => word === text);
  if (found === undefined)
    throw invalidArgument(name, "constraint", `value must be one of ${words.join(", ")}`);
  return found;
}

export function queryFlag(request: SimulatedRequest, name: string): boolean | null {
  const text = queryText(request, name);
  if (text === null) return null;
  if (text !== "true" && text !== "false") throw invalidArgument(name, "format", "value must be a boolean");
  return text === "true";
}

/** A repeated key of ids; null where it is left out. */
export function queryIds(
  request: SimulatedRequest,
  name: string,
  maximum: number,
): ReadonlySet<string> | null {
  const values = request.query.getAll(name);
  if (values.length === 0) return null;
  if (values.length > maximum)
    throw invalidArgument(name, "constraint", `at most ${maximum} ids are allowed`);
  return new Set(values.map((value) => uuid(name, value)));
}

/** The page that is asked for, and the total before paging. */
export function cutPage<Item>(request: SimulatedRequest, items: readonly Item[], defaultSize: number) {
  const size = queryNumber(request, "page_size", defaultSize, MAX_PAGE_SIZE);
  const page = queryNumber(request, "page", 1, MAX_PAGE);
  return { items: items.slice((page - 1) * size, page * size), total: items.length };
}
