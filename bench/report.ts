import { cpus } from "node:os";
import type { Figures, Rounds } from "./measure.ts";
import type { Workload } from "./workload.ts";

/** A system's medians over the rounds, and each round's ratio to the base system's of the same round, as a median. */
export interface Summary {
  readonly system: string;
  readonly median: Figures;
  readonly ratio: Figures;
  readonly rounds: readonly Figures[];
}

const COLUMNS: readonly (readonly [title: string, figure: keyof Figures, digits: number])[] = [
  ["requests/s", "requestsPerSecond", 0],
  ["p50 ms", "p50", 2],
  ["p99 ms", "p99", 2],
  ["CPU ms/request", "cpu", 3],
  ["memory MiB", "memory", 0],
  ["upstream calls/request", "upstreamCalls", 2],
];

export function summarise(rounds: Rounds, base: string): readonly Summary[] {
  const baseRounds = rounds.get(base) ?? [];
  return [...rounds].map(([system, figures]) => ({
    system,
    rounds: figures,
    median: eachFigure((figure) => median(figures.map((round) => round[figure]))),
    ratio: eachFigure((figure) =>
      median(figures.map((round, index) => round[figure] / (baseRounds[index]?.[figure] ?? Number.NaN))),
    ),
  }));
}

function eachFigure(value: (figure: keyof Figures) => number): Figures {
  return {
    requestsPerSecond: value("requestsPerSecond"),
    p50: value("p50"),
    p99: value("p99"),
    cpu: value("cpu"),
    memory: value("memory"),
    upstreamCalls: value("upstreamCalls"),
    busy: value("busy"),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** A table to read: each figure with its ratio to the base system's in brackets. */
export function table(workload: Workload, summaries: readonly Summary[]): string {
  const rows = summaries.map(({ system, median: figures, ratio }) => [
    system,
    ...COLUMNS.map(
      ([, figure, digits]) => `${figures[figure].toFixed(digits)} (${ratio[figure].toFixed(2)})`,
    ),
  ]);
  return `${workload.name}: ${workload.title}\n${aligned([["", ...COLUMNS.map(([title]) => title)], ...rows])}\n`;
}

/** Columns as wide as they have to be: the first to the left, figures to the right. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  "),
    )
    .map((line) => `  ${line.trimEnd()}`)
    .join("\n");
}

/** The machine, for whoever compares two runs. */
export function machine(): Readonly<Record<string, string | number>> {
  return { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? "unknown" };
}
