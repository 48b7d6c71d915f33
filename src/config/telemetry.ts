import { LOG_LEVELS, type LogLevel } from "../telemetry/log.ts";
import type { Environment, Problem } from "./interpolate.ts";

/** What the process tells of itself, and where. */
export interface TelemetrySettings {
  /** The least important lines that are logged. */
  readonly logLevel: LogLevel;
  /** Whether traces are sent; where to, OpenTelemetry's own variables say. */
  readonly traces: boolean;
}

/** Reads `LOG_LEVEL` and those of OpenTelemetry's variables that decide whether there are traces. */
export function readTelemetry(environment: Environment, problems: Problem[]): TelemetrySettings {
  return { logLevel: readLevel(environment, problems), traces: wantsTraces(environment, problems) };
}

function readLevel(environment: Environment, problems: Problem[]): LogLevel {
  const text = environment["LOG_LEVEL"] || "info";
  const level = LOG_LEVELS.find((one) => one === text.toLowerCase());
  if (level === undefined)
    problems.push({ key: "LOG_LEVEL", message: `must be one of ${LOG_LEVELS.join(", ")}` });
  return level ?? "info";
}

/** OpenTelemetry's default would be to send to this machine unasked; here an address or an exporter must be named. */
function wantsTraces(environment: Environment, problems: Problem[]): boolean {
  const exporter = environment["OTEL_TRACES_EXPORTER"] || null;
  const protocol =
    environment["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] || environment["OTEL_EXPORTER_OTLP_PROTOCOL"];
  const endpoint =
    environment["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] || environment["OTEL_EXPORTER_OTLP_ENDPOINT"];
  if (environment["OTEL_SDK_DISABLED"]?.toLowerCase() === "true") return false;
  if (exporter !== null && exporter !== "otlp" && exporter !== "none") {
    problems.push({ key: "OTEL_TRACES_EXPORTER", message: "must be otlp or none" });
  }
  const wanted = exporter === "otlp" || (exporter === null && Boolean(endpoint));
  if (wanted && protocol === "grpc") {
    problems.push({ key: "OTEL_EXPORTER_OTLP_PROTOCOL", message: "must be http/json: gRPC is not spoken" });
  }
  return wanted;
}
