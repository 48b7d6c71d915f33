import type { Mark } from "./growth.ts";
import type { Tally } from "./judge.ts";
import type { Spell } from "./spell.ts";

/** A stretch of the soak: what was asked in it, and where the gateway stood at its end. */
export interface Stretch extends Omit<Tally, "latencies"> {
  readonly mark: Mark;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export function stretchOf({ latencies, ...counts }: Tally, mark: Mark): Stretch {
  const sorted = [...latencies].sort((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { ...counts, mark, p50: at(0.5), p99: at(0.99) };
}

const COLUMNS: readonly (readonly [title: string, cell: (stretch: Stretch) => number])[] = [
  ["seconds", ({ mark }) => mark.seconds],
  ["requests", ({ requests }) => requests],
  ["left", ({ left }) => left],
  ["troubled", ({ troubled }) => troubled],
  ["p50 ms", ({ p50 }) => p50],
  ["p99 ms", ({ p99 }) => p99],
  ["heap MiB", ({ mark }) => mark.heap],
  ["RSS MiB", ({ mark }) => mark.memory],
  ["files", ({ mark }) => mark.descriptors],
  ["upstream", ({ mark }) => mark.upstreamSockets],
];

/** The headings of a table of stretches. */
export const HEADINGS = COLUMNS.map(([title]) => padded(title));

/** A stretch as a line of that table. */
export function rowOf(stretch: Stretch): readonly string[] {
  return COLUMNS.map(([, cell]) => padded(cell(stretch).toFixed(0)));
}

function padded(cell: string): string {
  return cell.padStart(9);
}

/** What all stretches came to, by code, and which faults there were. */
export function summarise(stretches: readonly Stretch[], spells: readonly Spell[]) {
  const sum = (figure: "requests" | "left" | "troubled"): number =>
    stretches.reduce((total, stretch) => total + stretch[figure], 0);
  const told: Record<string, number> = {};
  for (const { codes } of stretches) {
    for (const [code, count] of Object.entries(codes)) told[code] = (told[code] ?? 0) + count;
  }
  const faults: Record<string, number> = {};
  for (const { title } of spells) faults[title] = (faults[title] ?? 0) + 1;
  return { requests: sum("requests"), left: sum("left"), troubled: sum("troubled"), told, faults };
}

/** The summary in a few lines. */
export function describe({ requests, left, troubled, told, faults }: ReturnType<typeof summarise>): string {
  const share = ((100 * left) / requests).toFixed(1);
  return [
    `${requests} requests, ${share} % of them left by their client; ${troubled} answers told of a fault.`,
    `Told: ${listed(told)}.`,
    `Faults: ${listed(faults)}.`,
  ].join("\n");
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}
