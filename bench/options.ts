import { resolve } from "node:path";
import { parseArgs } from "node:util";

export const USAGE = `Usage: npm run bench [-- OPTIONS]
  --quick            a look in under a minute: user, page, five and same, one short round
  --only A,B         these workloads only: user, page, list, five, many, same
  --rounds N         how often each system has its turn (5; quick: 1)
  --connections N    how many requests are under way at once (32; soak: 12)
  --json FILE        the same figures as JSON, round by round
  --profiles FOLDER  a CPU profile of the gateway for each workload (its figures are then not to be trusted)
  --gateway FILE     another build's entry (dist/main.js)
  --walk             instead: memory of the gateway while a client pages through 100,000 users
  --users N          how many of them (100000)
  --start-up         instead: how long the gateway takes from its start to its ready line
  --soak             instead: everything at once for ten minutes, with faults at the providers
  --minutes N        how many of them (10)
  --sweep            instead: what a list in an order of Roster's own takes of companies of several sizes
  --sizes A,B        how many users each provider has in them (1000,10000,30000)
  --providers A,B    which ones there are (all five)
  --delay N          how long each of their answers takes, in milliseconds (0)
  --as-it-comes      with every setting of the gateway as it is unless it is said`;

export interface Options {
  readonly quick: boolean;
  /** Null: all of them. */
  readonly only: readonly string[] | null;
  readonly rounds: number;
  readonly connections: number;
  readonly json: string | null;
  readonly profiles: string | null;
  readonly gateway: string;
  readonly walk: boolean;
  readonly users: number;
  readonly startUp: boolean;
  readonly soak: boolean;
  readonly minutes: number;
  readonly sweep: boolean;
  readonly sizes: readonly number[];
  readonly providers: string[];
  readonly delay: number;
  readonly asItComes: boolean;
}

/** Reads the command line. Throws, with a sentence, for what it does not know. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string" },
      rounds: { type: "string" },
      connections: { type: "string" },
      json: { type: "string" },
      profiles: { type: "string" },
      gateway: { type: "string", default: "dist/main.js" },
      walk: { type: "boolean", default: false },
      users: { type: "string", default: "100000" },
      "start-up": { type: "boolean", default: false },
      soak: { type: "boolean", default: false },
      minutes: { type: "string", default: "10" },
      sweep: { type: "boolean", default: false },
      sizes: { type: "string", default: "1000,10000,30000" },
      providers: { type: "string", default: "scaleway,samsung,scaikey,equinix,scalr" },
      delay: { type: "string", default: "0" },
      "as-it-comes": { type: "boolean", default: false },
    },
  });
  return {
    quick: values.quick,
    only: values.only?.split(",") ?? null,
    rounds: wholeNumber("rounds", values.rounds ?? (values.quick ? "1" : "5"), 100),
    connections: wholeNumber("connections", values.connections ?? (values.soak ? "12" : "32"), 1000),
    json: values.json ?? null,
    profiles: values.profiles === undefined ? null : resolve(values.profiles),
    gateway: resolve(values.gateway),
    walk: values.walk,
    users: wholeNumber("users", values.users, 1_000_000),
    startUp: values["start-up"],
    soak: values.soak,
    minutes: wholeNumber("minutes", values.minutes, 1_440),
    sweep: values.sweep,
    providers: values.providers.split(","),
    delay: wholeNumber("delay", values.delay, 60_000, 0),
    asItComes: values["as-it-comes"],
    sizes: values.sizes.split(",").map((size) => wholeNumber("sizes", size, 1_000_000)),
  };
}

function wholeNumber(name: string, text: string, most: number, least = 1): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`--${name} must be a whole number from ${least} to ${most}.`);
}
