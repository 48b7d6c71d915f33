/** An answer of a provider's as it is kept: records as JSON, never a secret and never a failure. */
export interface StoredAnswer {
  readonly provider: string;
  /** The users that it is about; null: it may be about any of them. */
  readonly users: readonly string[] | null;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly askedAt: number;
  readonly json: string;
}

/**
 * Where answers are kept for a short while: in this process's memory, or where several processes reach it. Each of its
 * methods may answer at once or later.
 */
export interface AnswerStore {
  readonly get: (key: string) => StoredAnswer | null | Promise<StoredAnswer | null>;
  /** To be asked before a provider is: what `set` needs to know whether something was written meanwhile. */
  readonly begin: (provider: string) => number | Promise<number>;
  /** Keeps an answer, unless its provider was written to since its asking began. */
  readonly set: (key: string, answer: StoredAnswer, begun: number) => void | Promise<void>;
  /** Something was written: drops what is about this user or may be; null: all of the provider. */
  readonly written: (provider: string, userId: string | null) => void | Promise<void>;
}

export interface MemoryAnswerStoreOptions {
  /** How much memory the answers may take together. */
  readonly maxBytes: number;
}

/** A string's characters take two bytes each at most, and an entry about as much as this besides. */
const BYTES_A_CHARACTER = 2;
const BYTES_AN_ENTRY = 256;

/** Bounded: the answer used least of late goes first. */
export function createMemoryAnswerStore({ maxBytes }: MemoryAnswerStoreOptions): AnswerStore {
  /** In the order of last use, since a Map keeps the order of insertion. */
  const answers = new Map<string, StoredAnswer>();
  const eras = new Map<string, number>();
  let bytes = 0;

  const sizeOf = (key: string, { json }: StoredAnswer): number =>
    (key.length + json.length) * BYTES_A_CHARACTER + BYTES_AN_ENTRY;
  const eraOf = (provider: string): number => eras.get(provider) ?? 0;

  function remove(key: string): void {
    const answer = answers.get(key);
    if (answer === undefined) return;
    answers.delete(key);
    bytes -= sizeOf(key, answer);
  }

  function add(key: string, answer: StoredAnswer): void {
    remove(key);
    answers.set(key, answer);
    bytes += sizeOf(key, answer);
  }

  return {
    get(key) {
      const answer = answers.get(key) ?? null;
      if (answer !== null) add(key, answer);
      return answer;
    },
    begin: eraOf,
    set(key, answer, begun) {
      if (begun !== eraOf(answer.provider)) return;
      add(key, answer);
      for (const oldest of answers.keys()) {
        if (bytes <= maxBytes) break;
        remove(oldest);
      }
    },
    written(provider, userId) {
      eras.set(provider, eraOf(provider) + 1);
      for (const [key, answer] of answers) {
        if (answer.provider !== provider) continue;
        if (userId === null || answer.users === null || answer.users.includes(userId)) remove(key);
      }
    },
  };
}
