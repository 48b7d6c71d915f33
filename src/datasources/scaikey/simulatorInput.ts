import type { SimulatedRequest } from "../../simulation/server.ts";

/** One entry of an HTTPValidationError's `detail`, with what was sent there. */
export interface Mistake {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
  readonly input: unknown;
}

type Value = string | boolean | null | readonly string[] | Readonly<Record<string, unknown>>;

export const userStatuses = [
  "ACTIVE",
  "PENDING_EMAIL_VERIFICATION",
  "PENDING_APPROVAL",
  "DISABLED",
  "LOCKED",
] as const;

interface Field {
  readonly kind: "email" | "text" | "texts" | "object" | "flag" | "status";
  readonly nullable?: true;
  readonly required?: true;
}

type Schema = Readonly<Record<string, Field>>;

const nullableText = { kind: "text", nullable: true } as const;

const attributes = {
  username: nullableText,
  first_name: nullableText,
  last_name: nullableText,
  display_name: nullableText,
  phone: nullableText,
  ou_id: nullableText,
  custom_attributes: { kind: "object", nullable: true },
} as const satisfies Schema;

/** The bodies that the API describes, and `adminPassword`, which it leaves open: a guess that takes either name. */
export const schemas = {
  userCreate: {
    ...attributes,
    email: { kind: "email", required: true },
    locale: { kind: "text" },
    timezone: { kind: "text" },
    password: nullableText,
    group_ids: { kind: "texts" },
    require_password_change: { kind: "flag" },
    send_welcome_email: { kind: "flag" },
    tenant_id: nullableText,
  },
  userUpdate: {
    ...attributes,
    email: { kind: "email", nullable: true },
    locale: nullableText,
    timezone: nullableText,
  },
  userStatusUpdate: {
    status: { kind: "status", required: true },
    reason: nullableText,
    terminate_sessions: { kind: "flag" },
  },
  userPasswordReset: { method: { kind: "text" }, new_password: nullableText, redirect_uri: nullableText },
  adminPassword: { new_password: nullableText, password: nullableText },
} as const satisfies Readonly<Record<string, Schema>>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

const isEmail = (value: string) => value.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value);

const expectations: Readonly<Record<Field["kind"], { readonly msg: string; readonly type: string }>> = {
  email: { msg: "value is not a valid email address", type: "value_error" },
  text: { msg: "Input should be a valid string", type: "string_type" },
  texts: { msg: "Input should be a valid list of strings", type: "list_type" },
  object: { msg: "Input should be a valid dictionary", type: "dict_type" },
  flag: { msg: "Input should be a valid boolean", type: "bool_type" },
  status: { msg: `Input should be one of ${userStatuses.join(", ")}`, type: "enum" },
};

/** The value where it is of the field's kind; undefined otherwise. */
function acceptedValue(value: unknown, field: Field): Value | undefined {
  if (value === null) return field.nullable ? null : undefined;
  switch (field.kind) {
    case "email":
      return typeof value === "string" && isEmail(value) ? value : undefined;
    case "text":
      return typeof value === "string" ? value : undefined;
    case "texts":
      return isTexts(value) ? value : undefined;
    case "object":
      return isRecord(value) ? value : undefined;
    case "flag":
      return typeof value === "boolean" ? value : undefined;
    case "status":
      return userStatuses.find((status) => status === value);
    default:
      return field.kind satisfies never;
  }
}

/** A body that was checked: what it holds of the fields that its schema knows. */
export interface Input {
  readonly has: (name: string) => boolean;
  /** Null for null, for what was left out, and for what is no text. */
  readonly text: (name: string) => string | null;
  readonly texts: (name: string) => readonly string[];
  readonly object: (name: string) => Readonly<Record<string, unknown>> | null;
  readonly flag: (name: string, fallback: boolean) => boolean;
}

function inputOf(values: ReadonlyMap<string, Value>): Input {
  const read = (name: string): unknown => values.get(name);
  return {
    has: (name) => values.has(name),
    text(name) {
      const value = read(name);
      return typeof value === "string" ? value : null;
    },
    texts(name) {
      const value = read(name);
      return isTexts(value) ? value : [];
    },
    object(name) {
      const value = read(name);
      return isRecord(value) ? value : null;
    },
    flag: (name, fallback) => (values.has(name) ? read(name) === true : fallback),
  };
}

/** Another content type than JSON is not read as JSON, as the framework behind the API has it. */
function isSentAsJson({ headers }: SimulatedRequest): boolean {
  const type = headers["content-type"];
  return type === undefined || /^application\/([a-z.-]+\+)?json\b/i.test(type);
}

type BodyReading =
  | { readonly ok: true; readonly input: Input }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

function fieldMistake(name: string, field: Field, sent: unknown, body: unknown): Mistake | null {
  if (sent !== undefined) return { loc: ["body", name], ...expectations[field.kind], input: sent };
  return field.required ? missing(["body", name], body) : null;
}

/** What is said of a value that must be there and is not; `input` is what it is missing from. */
export function missing(loc: Mistake["loc"], input: unknown = null): Mistake {
  return { loc, msg: "Field required", type: "missing", input };
}

function readFields(body: Readonly<Record<string, unknown>>, schema: Schema): BodyReading {
  const values = new Map<string, Value>();
  const mistakes: Mistake[] = [];
  for (const [name, field] of Object.entries(schema)) {
    const sent = Object.hasOwn(body, name) ? body[name] : undefined;
    const value = sent === undefined ? undefined : acceptedValue(sent, field);
    const mistake = value === undefined ? fieldMistake(name, field, sent, body) : null;
    if (value !== undefined) values.set(name, value);
    if (mistake !== null) mistakes.push(mistake);
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, input: inputOf(values) };
}

/** The body's fields by a schema, unknown ones left out; or what is wrong with it. */
export function readBody(request: SimulatedRequest, schema: Schema): BodyReading {
  const { body } = request;
  if (body === null) return { ok: false, mistakes: [missing(["body"])] };
  if (isRecord(body) && isSentAsJson(request)) return readFields(body, schema);
  const mistake =
    body === undefined && isSentAsJson(request)
      ? { loc: ["body", 0], msg: "JSON decode error", type: "json_invalid", input: {} }
      : { loc: ["body"], ...expectations.object, input: body };
  return { ok: false, mistakes: [mistake] };
}

/** What a query holds, gathering what is wrong with it. */
export interface Query {
  readonly text: (name: string) => string | null;
  readonly integer: (name: string, range: { least: number; most: number; fallback: number }) => number;
  readonly flag: (name: string) => boolean | null;
  /** The text where it is one of these; a mistake otherwise. */
  readonly oneOf: (name: string, allowed: readonly string[]) => string | null;
  readonly mistakes: readonly Mistake[];
}

function boundsMistake(value: number, { least, most }: { least: number; most: number }) {
  if (value < least) {
    return { msg: `Input should be greater than or equal to ${least}`, type: "greater_than_equal" };
  }
  return value > most
    ? { msg: `Input should be less than or equal to ${most}`, type: "less_than_equal" }
    : null;
}

const flags: Readonly<Record<string, boolean>> = {
  ...{ true: true, "1": true, yes: true, on: true, t: true, y: true },
  ...{ false: false, "0": false, no: false, off: false, f: false, n: false },
};

/** Reads a request's query as the framework behind the API does. */
export function readQuery({ query }: SimulatedRequest): Query {
  const mistakes: Mistake[] = [];
  const wrong = (name: string, { msg, type }: { msg: string; type: string }, input: string) => {
    mistakes.push({ loc: ["query", name], msg, type, input });
  };
  return {
    mistakes,
    text: (name) => query.get(name),
    integer(name, range) {
      const text = query.get(name);
      if (text === null) return range.fallback;
      if (!/^[+-]?\d{1,15}$/.test(text)) {
        wrong(name, { msg: "Input should be a valid integer", type: "int_parsing" }, text);
        return range.fallback;
      }
      const mistake = boundsMistake(Number(text), range);
      if (mistake !== null) wrong(name, mistake, text);
      return Number(text);
    },
    flag(name) {
      const text = query.get(name);
      if (text === null) return null;
      const key = text.toLowerCase();
      const value = Object.hasOwn(flags, key) ? flags[key] : undefined;
      if (value === undefined) {
        wrong(name, { msg: "Input should be a valid boolean", type: "bool_parsing" }, text);
      }
      return value ?? null;
    },
    oneOf(name, allowed) {
      const text = query.get(name);
      if (text === null || allowed.includes(text)) return text;
      wrong(name, { msg: `Input should be one of ${allowed.join(", ")}`, type: "enum" }, text);
      return null;
    },
  };
}
