import type { Attributes, Context, Span } from "@opentelemetry/api";
import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import type { OperationEntry } from "./log.ts";
import type { Traces } from "./trace.ts";
import { writeTraceParent } from "./traceparent.ts";
import { plainText } from "./words.ts";

export interface OtlpOptions {
  /** Where the collector takes traces; left out: as the standard environment variables say. */
  readonly url?: string;
  /** Told when a batch of spans could not be handed over. */
  readonly failed: (thrown: unknown) => void;
}

const LONGEST_GOODBYE_MS = 1_000;

/**
 * Sends traces to an OpenTelemetry collector, over HTTP as JSON. Address, headers, resource, sampling and batches
 * follow OpenTelemetry's standard environment variables. Its modules are loaded here, so that whoever wants no
 * traces does not pay for them.
 */
export async function openOtlpTraces({ url, failed }: OtlpOptions): Promise<Traces> {
  const [api, sdk, { OTLPTraceExporter }, resources, names] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace-node"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/semantic-conventions"),
  ]);
  const { SpanKind, SpanStatusCode, ROOT_CONTEXT, TraceFlags, trace } = api;
  const exporter = new OTLPTraceExporter(url === undefined ? {} : { url });
  const provider = new sdk.NodeTracerProvider({
    resource: resources
      .resourceFromAttributes({ [names.ATTR_SERVICE_NAME]: "roster" })
      .merge(resources.detectResources({ detectors: [resources.envDetector] })),
    spanProcessors: [new sdk.BatchSpanProcessor(watched(exporter, failed))],
  });
  // The provider is not registered with the API: nothing outside of here finds it, and no global is left behind.
  const tracer = provider.getTracer("roster");

  function begin(name: string, kind: number, parent: Context, attributes: Attributes = {}): Span {
    return tracer.startSpan(name, { kind, attributes }, parent);
  }

  function end(span: Span, hasFailed: boolean, attributes: Attributes = {}): void {
    span.setAttributes(attributes);
    if (hasFailed) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }

  function traceparentOf(span: Span): string {
    const { traceId, spanId, traceFlags } = span.spanContext();
    return writeTraceParent({ traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 });
  }

  return {
    operation(parent) {
      const above =
        parent === null
          ? ROOT_CONTEXT
          : trace.setSpanContext(ROOT_CONTEXT, {
              traceId: parent.traceId,
              spanId: parent.spanId,
              traceFlags: parent.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
              isRemote: true,
            });
      const span = begin("graphql", SpanKind.SERVER, above);
      const within = trace.setSpan(ROOT_CONTEXT, span);
      return {
        traceId: span.spanContext().traceId,
        field(name) {
          const field = begin(name, SpanKind.INTERNAL, within);
          return { end: (succeeded) => end(field, !succeeded) };
        },
        call({ provider: key, operation, attempt }) {
          const call = begin(`${key} ${operation}`, SpanKind.CLIENT, within, {
            "roster.provider": key,
            "roster.upstream.operation": operation,
            "roster.upstream.attempt": attempt,
          });
          return {
            traceparent: traceparentOf(call),
            end({ status, records, page, upstreamRequestId }) {
              end(call, status === null || status >= 400, {
                [names.ATTR_HTTP_RESPONSE_STATUS_CODE]: status ?? undefined,
                "roster.upstream.records": records ?? undefined,
                "roster.upstream.page": page ?? undefined,
                "roster.upstream.request_id": upstreamRequestId ?? undefined,
              });
            },
          };
        },
        end(entry) {
          if (entry.type !== null) span.updateName(entry.type);
          end(
            span,
            entry.outcome === "error",
            operationAttributes(entry, names.ATTR_HTTP_RESPONSE_STATUS_CODE),
          );
        },
      };
    },
    async close() {
      let stop = (): void => undefined;
      const late = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LONGEST_GOODBYE_MS);
        stop = () => clearTimeout(timer);
      });
      await Promise.race([provider.shutdown().catch(failed), late]);
      stop();
    },
  };
}

/** What a span tells of an operation: what its log line does, but for who asked. */
function operationAttributes(entry: OperationEntry, status: string): Attributes {
  return {
    "roster.request_id": plainText(entry.requestId),
    "roster.outcome": entry.outcome,
    "roster.codes": [...entry.codes],
    "graphql.operation.type": entry.type ?? undefined,
    "graphql.operation.name": entry.name === null ? undefined : plainText(entry.name),
    "roster.cost": entry.cost ?? undefined,
    [status]: entry.status ?? undefined,
  };
}

/** The exporter, whose failures would otherwise be known to nobody. */
function watched(exporter: SpanExporter, failed: (thrown: unknown) => void): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.error !== undefined) failed(result.error);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}
