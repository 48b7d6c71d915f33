import { createLog, type Log, type LogLevel } from "../../src/telemetry/log.ts";

/** One line of the log. */
export type Line = Readonly<Record<string, unknown>>;

export interface KeptLog {
  readonly log: Log;
  /** Exactly what was written. */
  readonly text: () => string;
  /** The lines, each of which has to be one JSON object. */
  readonly lines: () => readonly Line[];
  readonly forget: () => void;
}

/** A log that is kept instead of written. */
export function keepLog(level: LogLevel = "info"): KeptLog {
  let text = "";
  return {
    log: createLog({
      level,
      now: () => Date.UTC(2026, 10, 22, 12),
      destination: {
        write(line) {
          text += line;
        },
      },
    }),
    text: () => text,
    lines: () =>
      text
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Line),
    forget() {
      text = "";
    },
  };
}
