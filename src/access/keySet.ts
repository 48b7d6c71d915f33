import { createLocalJWKSet, errors, type JWTVerifyGetKey } from "jose";

export interface KeySetOptions {
  readonly url: string;
  /** Wall clock in milliseconds. */
  readonly now: () => number;
}

const FETCH_TIMEOUT_MS = 5_000;
/** The least time between two fetches, however many unknown keys are named. */
const COOLDOWN_MS = 30_000;
/** Keys older than this are fetched anew, while those at hand go on being used. */
const FRESH_MS = 10 * 60_000;
/** Keys older than this are not believed any more: one that was withdrawn must not live for ever. */
const LONGEST_MS = 24 * 3_600_000;
const LARGEST_SET = 256 * 1024;

interface Fetched {
  readonly find: ReturnType<typeof createLocalJWKSet>;
  readonly at: number;
}

/**
 * The keys that an issuer publishes, fetched from the configured address only. A new key is found without a
 * restart; while the issuer is out of reach, the keys at hand are used for a day.
 */
export function createRemoteKeySet({ url, now }: KeySetOptions): JWTVerifyGetKey {
  let fetched: Fetched | null = null;
  let lastTry = Number.NEGATIVE_INFINITY;
  let underWay: Promise<Fetched | null> | null = null;

  /** The keys as fetched anew, or as they were where that is not possible now. */
  async function refresh(): Promise<Fetched | null> {
    if (underWay !== null) return underWay;
    if (now() - lastTry < COOLDOWN_MS) return fetched;
    lastTry = now();
    underWay = fetchKeys(url)
      .then((find) => {
        fetched = { find, at: now() };
        return fetched;
      })
      .catch(() => fetched)
      .finally(() => {
        underWay = null;
      });
    return underWay;
  }

  async function current(): Promise<Fetched> {
    const age = fetched === null ? Number.POSITIVE_INFINITY : now() - fetched.at;
    if (age > FRESH_MS && age <= LONGEST_MS) void refresh();
    const usable = age <= LONGEST_MS ? fetched : await refresh();
    if (usable === null || now() - usable.at > LONGEST_MS) throw new errors.JWKSTimeout();
    return usable;
  }

  return async (header, token) => {
    const known = await current();
    try {
      return await known.find(header, token);
    } catch (thrown) {
      if (!(thrown instanceof errors.JWKSNoMatchingKey)) throw thrown;
      const anew = await refresh();
      if (anew === null || anew === known) throw thrown;
      return anew.find(header, token);
    }
  };
}

async function fetchKeys(url: string): Promise<Fetched["find"]> {
  const response = await fetch(url, {
    headers: { accept: "application/json, application/jwk-set+json" },
    redirect: "error",
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
  });
  if (response.status !== 200) throw new Error(`The issuer's keys were answered with ${response.status}.`);
  return createLocalJWKSet(JSON.parse(await readText(response)));
}

/** The answer's text; whatever is sent beyond a key set's size is not waited for. */
async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > LARGEST_SET) throw new Error("The issuer's key set is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
