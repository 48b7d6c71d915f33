import { aligned } from "./report.ts";

/** One request for a page: what it took, and why its answer is not complete; nothing where it is. */
export interface Request {
  readonly milliseconds: number;
  readonly upstreamCalls: number;
  readonly missing: readonly string[];
}

/** What a list by e-mail address, which no provider sorts by, takes of a company of one size. */
export interface SweepFigures {
  readonly usersPerProvider: number;
  /** Those for the first page until it was complete, since a request ends after half a minute. */
  readonly first: readonly Request[];
  /** What these took of a processor, which does not depend on what else the machine does. */
  readonly cpuMs: number;
  /** Null where it never was. */
  readonly reached: Reached | null;
  /** MiB of the gateway's process: before, and after the last page. */
  readonly memory: readonly [number, number];
  /** The most that it ever was. */
  readonly peak: number;
  /** MiB of live objects at the last full collection; null where there was none. */
  readonly heap: number | null;
}

/** What came after the first page. */
export interface Reached {
  readonly users: number;
  /** The first page of another caller, right after it. */
  readonly another: Request;
  readonly next: {
    readonly pages: number;
    readonly medianMs: number;
    readonly p99Ms: number;
    /** The medians of the first and of the last third of them: equal, where a page costs the same wherever it is. */
    readonly thirdsMs: readonly [number, number];
    readonly upstreamCalls: number;
  };
}

const HEAD = [
  "users each",
  "first ms",
  "CPU ms",
  "requests",
  "calls",
  "another ms",
  "calls",
  "pages",
  "median ms",
  "p99 ms",
  "first third",
  "last third",
  "calls",
  "memory MiB",
  "peak MiB",
  "heap MiB",
];

export function headOf(): string {
  return aligned([HEAD.map(padded)]);
}

/** The figures as a row, and below it each request for the first page where one was not enough. */
export function rowOf({ usersPerProvider, first, cpuMs, reached, memory, peak, heap }: SweepFigures): string {
  const row = [
    usersPerProvider,
    sum(first.map(({ milliseconds }) => milliseconds)).toFixed(0),
    cpuMs.toFixed(0),
    first.length,
    sum(first.map(({ upstreamCalls }) => upstreamCalls)),
    ...(reached === null ? Array<string>(8).fill("-") : cellsOf(reached)),
    `${memory[0].toFixed(0)} -> ${memory[1].toFixed(0)}`,
    peak.toFixed(0),
    heap?.toFixed(0) ?? "-",
  ];
  const requests = first.length === 1 && reached !== null ? [] : first.map(sentenceOf);
  return [aligned([row.map(padded)]), ...requests].join("\n");
}

function cellsOf({ another, next }: Reached): readonly (string | number)[] {
  return [
    another.milliseconds.toFixed(1),
    another.upstreamCalls,
    next.pages,
    next.medianMs.toFixed(1),
    next.p99Ms.toFixed(1),
    next.thirdsMs[0].toFixed(1),
    next.thirdsMs[1].toFixed(1),
    next.upstreamCalls,
  ];
}

/** How one of the requests for the first page ended, and when: counted from the beginning of the first of them. */
function sentenceOf({ upstreamCalls, missing }: Request, index: number, all: readonly Request[]): string {
  const elapsed = sum(all.slice(0, index + 1).map(({ milliseconds }) => milliseconds)) / 1000;
  const what = missing.length === 0 ? "complete" : "incomplete";
  const reasons = missing.map((reason) => `\n    ${reason}`).join("");
  return `  Request ${index + 1}: ${what} after ${elapsed.toFixed(1)} s in all, ${upstreamCalls} calls.${reasons}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function padded(cell: string | number): string {
  return String(cell).padStart(12);
}
