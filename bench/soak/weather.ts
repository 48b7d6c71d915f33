import { echoMs, nextSpell, type Spell } from "./spell.ts";
import type { Trouble } from "./trouble.ts";

/** A spell as it was, on the clock that requests are timed by; `until` is null while it lasts. */
interface Past {
  readonly spell: Spell;
  readonly from: number;
  until: number | null;
}

/** Faults that come and go at each provider, and the memory of them. */
export interface Weather {
  /** Whether what a request was told, that was under way from then till then, is because of a fault. */
  readonly explains: (trouble: Trouble, from: number, till: number) => boolean;
  readonly spells: () => readonly Spell[];
  /** Ends every spell, and lets none begin. */
  readonly clear: () => Promise<void>;
}

export interface WeatherOptions {
  readonly providers: readonly string[];
  /** Lets the provider fail in this way from now on; null: in none. */
  readonly strike: (provider: string, fault: Spell["fault"] | null) => Promise<void>;
  readonly random: () => number;
  readonly failed: (thrown: unknown) => void;
}

export function startWeather({ providers, strike, random, failed }: WeatherOptions): Weather {
  const past: Past[] = [];
  const timers = new Map<string, NodeJS.Timeout>();
  let cleared = false;

  function later(provider: string, milliseconds: number, then: () => Promise<void>): void {
    timers.set(
      provider,
      setTimeout(() => void then().catch(failed), milliseconds),
    );
  }

  async function end(one: Past): Promise<void> {
    if (one.until !== null) return;
    await strike(one.spell.provider, null);
    one.until = performance.now();
  }

  function nextIn(provider: string): void {
    if (cleared) return;
    const { fairMs, spell } = nextSpell(provider, random);
    later(provider, fairMs, async () => {
      const one: Past = { spell, from: performance.now(), until: null };
      past.push(one);
      await strike(provider, spell.fault);
      later(provider, spell.milliseconds, async () => {
        await end(one);
        nextIn(provider);
      });
    });
  }

  for (const provider of providers) nextIn(provider);

  return {
    explains: ({ provider, code }, from, till) =>
      past.some(({ spell, from: began, until }) => {
        const echo = echoMs(spell, code);
        const ended = until ?? Number.POSITIVE_INFINITY;
        return spell.provider === provider && echo !== null && till >= began && from <= ended + echo;
      }),
    spells: () => past.map(({ spell }) => spell),
    async clear() {
      cleared = true;
      for (const timer of timers.values()) clearTimeout(timer);
      for (const one of past) await end(one);
    },
  };
}
