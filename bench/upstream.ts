import { providerDefinitions } from "../src/datasources/index.ts";
import { createClock } from "../src/simulation/clock.ts";
import { createCompany } from "../src/simulation/company.ts";
import { companyOf } from "./company.ts";
import { type Replay, startReplay } from "./replay.ts";
import { type CallsMessage, type ReadyMessage, TAKE_CALLS, upstreamSpec } from "./upstreamMessages.ts";

/*
 * The providers' APIs in a process of their own: a simulator each, and in front of it a replay of its answers,
 * so that what they cost is neither in the figures nor in the way. Started by `startUpstream`.
 */

const MOST_LISTED = 200;
const DAY = 86_400_000;

async function main(): Promise<void> {
  const spec = upstreamSpec.parse(JSON.parse(process.argv[2] ?? "null"));
  const clock = createClock(Date.now());
  const company = spec.everywhere
    ? companyOf(spec.people, clock.now())
    : createCompany({ users: spec.people, today: clock.now() - (clock.now() % DAY) });
  const providers: Record<string, string>[] = [];
  const people: Record<string, string[]> = {};
  const stops: (() => Promise<void>)[] = [];
  let calls: CallsMessage = { count: 0, listed: [] };

  const record = (provider: string, target: string): void => {
    const listed = calls.listed.length < MOST_LISTED ? [...calls.listed, { provider, target }] : calls.listed;
    calls = { count: calls.count + 1, listed };
  };

  for (const { simulator } of providerDefinitions) {
    const { name } = simulator;
    if (!spec.providers.includes(name)) continue;
    const running = await simulator.start({ company, clock });
    const replay: Replay = await startReplay({
      origin: running.url,
      delayMs: spec.delayMs,
      onCall: (target) => record(name, target),
    });
    const baseUrl = (running.settings["baseUrl"] ?? "").replace(running.url, replay.origin);
    providers.push({ key: name, ...running.settings, baseUrl });
    people[name] = running.people
      .list()
      .slice(0, MOST_LISTED)
      .map(({ id }) => id);
    stops.push(replay.close, running.close);
  }

  process.on("message", (message) => {
    if (message !== TAKE_CALLS) return;
    process.send?.(calls);
    calls = { count: 0, listed: [] };
  });
  process.on("SIGTERM", () => void Promise.all(stops.map((stop) => stop())).then(() => process.exit(0)));
  process.send?.({ providers, people } satisfies ReadyMessage);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
