import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A span as a collector receives it, its attributes by their names. */
export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly kind: number;
  readonly failed: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly service: unknown;
}

/** An OpenTelemetry collector that keeps what it is sent. */
export interface Collector {
  /** Where it takes traces. */
  readonly url: string;
  /** The address that OTEL_EXPORTER_OTLP_ENDPOINT takes. */
  readonly endpoint: string;
  readonly spans: () => readonly CollectedSpan[];
  /** Everything that came, as it came. */
  readonly text: () => string;
  readonly close: () => Promise<void>;
}

/** Starts one that answers every batch with this status. */
export async function startCollector(status = 200): Promise<Collector> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      bodies.push(Buffer.concat(chunks).toString("utf8"));
      response.writeHead(status, { "content-type": "application/json" });
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    url: `${endpoint}/v1/traces`,
    endpoint,
    spans: () => bodies.flatMap((body) => spansIn(JSON.parse(body) as Batch)),
    text: () => bodies.join("\n"),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** OTLP's JSON, as far as it is looked at. */
interface Batch {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly RawSpan[] }[];
  }[];
}

interface RawSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly status: { readonly code?: number };
  readonly attributes: readonly Attribute[];
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

const STATUS_ERROR = 2;

function spansIn({ resourceSpans }: Batch): readonly CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map(({ name, traceId, spanId, parentSpanId, kind, status, attributes }) => ({
        name,
        traceId,
        spanId,
        parentSpanId: parentSpanId || null,
        kind,
        failed: status.code === STATUS_ERROR,
        attributes: byName(attributes),
        service: byName(resource.attributes)["service.name"],
      })),
  );
}

function byName(attributes: readonly Attribute[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
