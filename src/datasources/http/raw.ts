import { badInput, GatewayError } from "../../domain/errors.ts";
import type { Call } from "../call.ts";
import type { SurfaceAnswer, SurfaceInput, SurfaceOperation } from "../surface.ts";
import type { Upstream, UpstreamResponse } from "./client.ts";
import { path, type QueryValue, query } from "./path.ts";

export interface RawOptions {
  /** The provider's key. */
  readonly provider: string;
  readonly upstream: Upstream;
  /** Throws the provider's own reading of a refusal; does nothing for a status of 200 to 299. */
  readonly refuse: (response: UpstreamResponse, operation: SurfaceOperation, body: unknown) => void;
  /**
   * What this connection is confined to, by the name of the parameter or of the body's field: filled in where it
   * is left out, and refused where it is something else.
   */
  readonly confined?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType?: string;
}

/** Carries out one operation in the provider's own terms. Rejects with a GatewayError that names the provider. */
export type Raw = (operation: SurfaceOperation, input: SurfaceInput, call: Call) => Promise<SurfaceAnswer>;

/**
 * The one way in which operations are passed on as they are: by the provider's upstream, so that its credential,
 * limits, retries of reads and records hold for them too. A write is sent once.
 */
export function createRaw(options: RawOptions): Raw {
  const { provider, upstream, refuse, confined = {}, headers, contentType } = options;

  function read(response: UpstreamResponse, operation: SurfaceOperation, body: unknown): SurfaceAnswer {
    refuse(response, operation, body);
    const { status } = response;
    if (response.body.kind === "unreadable") throw invalid("sent an answer that is not JSON");
    const value = response.body.kind === "json" ? response.body.value : null;
    const problem = problemOf(value, status, operation);
    if (problem !== null) throw invalid(problem);
    return { status, json: withoutHidden(value, operation) };
  }

  function invalid(problem: string): GatewayError {
    return new GatewayError("UPSTREAM_INVALID_RESPONSE", `${provider} ${problem}.`, { provider });
  }

  return async (operation, input, call) => {
    const values = within(input.values, confined, (name) =>
      operation.parameters.some((parameter) => parameter.name === name),
    );
    const knows = Object.hasOwn(operation.body?.properties ?? {}, "organization_id");
    const body =
      input.body === null
        ? null
        : within(input.body, confined, (name) => knows && name === "organization_id");
    const request = {
      operation: operation.name,
      method: operation.method,
      path: pathOf(operation, values, provider),
      query: queryOf(operation, values),
      effect: operation.effect.readOnly ? "read" : "write",
      tellsSecret: operation.tellsSecret === true || operation.hidden !== undefined,
      ...(headers === undefined ? {} : { headers }),
      ...(contentType === undefined ? {} : { contentType }),
      ...(body === null ? {} : { body }),
      ...pageOf(values),
    } as const;
    return upstream.send(
      request,
      call,
      (response) => read(response, operation, body),
      ({ json }) => countOf(json, operation),
    );
  };
}

/** The values with those that the connection is confined to; anything beyond it is refused. */
function within<T extends Readonly<Record<string, unknown>>>(
  given: T,
  confined: Readonly<Record<string, string>>,
  takes: (name: string) => boolean,
): T & Readonly<Record<string, string>> {
  const own = Object.fromEntries(Object.entries(confined).filter(([name]) => takes(name)));
  for (const [name, value] of Object.entries(own)) {
    if (given[name] !== undefined && given[name] !== value) {
      throw badInput([name], "this connection is confined to another one.");
    }
  }
  return { ...given, ...own };
}

function pathOf(operation: SurfaceOperation, values: SurfaceInput["values"], provider: string): string {
  const literals = operation.path.split(/\{\w+\}/);
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const segments = names.map((name) => {
    const value = values[name];
    if (value === undefined) throw badInput([name], "must be given.");
    return String(value);
  });
  try {
    return path(Object.assign([...literals], { raw: literals }), ...segments);
  } catch {
    throw new GatewayError("NOT_FOUND", "No record has this id.", { provider, unsent: true });
  }
}

function queryOf({ parameters }: SurfaceOperation, values: SurfaceInput["values"]): string {
  const entries: Record<string, QueryValue> = {};
  for (const { name, in: place, style } of parameters) {
    const value = values[name];
    if (place !== "query" || value === undefined) continue;
    entries[name] = typeof value === "object" && style === "comma" ? value.join(",") : value;
  }
  return query(entries);
}

function pageOf(values: SurfaceInput["values"]): { readonly page?: number } {
  const page = values["page"] ?? values["page[number]"];
  return typeof page === "number" ? { page } : {};
}

/** What is wrong with the form of an answer as a whole; null where nothing is. */
function problemOf(value: unknown, status: number, { output }: SurfaceOperation): string | null {
  if (output.kind === "open" || output.kind === "nothing") return null;
  // 202 and 204: taken on, with nothing to show yet.
  if (value === null && (status === 202 || status === 204)) return null;
  if (!isObject(value)) return "sent an answer that is not an object";
  if (output.kind === "list" && !Array.isArray(value[output.key])) return `sent no list of ${output.key}`;
  return null;
}

function countOf(json: unknown, { output }: SurfaceOperation): number {
  if (output.kind === "nothing" || json === null) return 0;
  const list = output.kind === "list" && isObject(json) ? json[output.key] : null;
  return Array.isArray(list) ? list.length : 1;
}

function withoutHidden(value: unknown, { hidden = [], untouched = [] }: SurfaceOperation): unknown {
  if (hidden.length === 0) return value;
  const strip = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(strip);
    if (!isObject(one)) return one;
    const kept = Object.entries(one).filter(([name]) => !hidden.includes(name));
    return Object.fromEntries(
      kept.map(([name, inner]) => [name, untouched.includes(name) ? inner : strip(inner)]),
    );
  };
  return strip(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
