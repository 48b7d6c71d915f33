import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";

export const ISSUER = "https://issuer.example";
export const AUDIENCE = "https://roster.example";

/** What a token is made with, where it is not the usual. */
export interface TokenOptions {
  /** Added to the usual claims; undefined takes one away. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Names a key that the issuer has; left out: its latest. */
  readonly kid?: string;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signs with this instead of the issuer's own key. */
  readonly key?: CryptoKey | Uint8Array;
  readonly alg?: string;
}

/** Somebody who signs callers in, and publishes the keys to check that with. */
export interface Issuer {
  readonly url: string;
  readonly token: (options?: TokenOptions) => Promise<string>;
  /** How often the keys were asked for. */
  readonly fetches: () => number;
  /** Signs with a new key from now on; the old ones stay published unless they are withdrawn. */
  readonly rotate: (how?: "withdraw") => Promise<void>;
  /** Answers with this status from now on; 0: not at all. */
  readonly answerWith: (status: number) => void;
  readonly close: () => Promise<void>;
}

export interface IssuerOptions {
  /** Wall clock in milliseconds. */
  readonly now: () => number;
  readonly alg?: string;
}

/** Publishes keys on a free port. */
export async function startIssuer({ now, alg = "ES256" }: IssuerOptions): Promise<Issuer> {
  let published: { kid: string; jwk: object }[] = [];
  let latest: { kid: string; privateKey: CryptoKey };
  let fetches = 0;
  let status = 200;
  let made = 0;

  async function rotate(how?: "withdraw"): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    made += 1;
    const kid = `key-${made}`;
    const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: "sig" };
    published = how === "withdraw" ? [{ kid, jwk }] : [...published, { kid, jwk }];
    latest = { kid, privateKey };
  }

  await rotate();
  const server = createServer((_request, response) => {
    fetches += 1;
    if (status === 0) return;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ keys: published.map(({ jwk }) => jwk) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${address.port}/keys`,
    token({ claims = {}, kid = latest.kid, header = {}, key = latest.privateKey, alg: other = alg } = {}) {
      const seconds = Math.floor(now() / 1000);
      const usual = {
        iss: ISSUER,
        aud: AUDIENCE,
        sub: "anna",
        iat: seconds,
        exp: seconds + 600,
        scope: "users:read",
      };
      const payload = Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== undefined);
      return new SignJWT(Object.fromEntries(payload))
        .setProtectedHeader({ alg: other, kid, ...header })
        .sign(key);
    },
    fetches: () => fetches,
    rotate,
    answerWith(next) {
      status = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
