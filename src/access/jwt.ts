import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose";
import { createRemoteKeySet } from "./keySet.ts";
import { readGrants } from "./scope.ts";
import type { Viewer } from "./viewer.ts";

/** What a sign-in must be for a write that could lock somebody out, or somebody else in (RFC 9470). */
export interface StepUp {
  readonly maxAgeSeconds: number;
  /** Ways of signing in that count (`acr`), or null: all of them. */
  readonly acrValues: readonly string[] | null;
}

export interface JwtSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer publishes its keys, or the keys themselves. */
  readonly keys:
    | { readonly kind: "remote"; readonly url: string }
    | { readonly kind: "fixed"; readonly set: JSONWebKeySet };
  /** The signature algorithms that are believed; asymmetric ones only. */
  readonly algorithms: readonly string[];
  /** How fresh or strong a sign-in the most dangerous writes ask for. Null: any will do. */
  readonly stepUp: StepUp | null;
  /** The claim that holds the scopes, as text with blanks between or as a list. */
  readonly scopeClaim: string;
}

/** Checks a bearer token; null for one that is not to be believed, whatever the reason. */
export type TokenVerifier = (token: string) => Promise<Viewer | null>;

const LONGEST_TOKEN = 8192;

/**
 * Checks tokens by signature, algorithm, issuer, audience, expiry and subject. What a token's header says of
 * where its key lies is ignored.
 */
export function createTokenVerifier(settings: JwtSettings, now: () => number): TokenVerifier {
  const { keys, issuer, audience } = settings;
  const keySet =
    keys.kind === "fixed" ? createLocalJWKSet(keys.set) : createRemoteKeySet({ url: keys.url, now });
  const options = {
    issuer,
    audience,
    algorithms: [...settings.algorithms],
    requiredClaims: ["exp", "sub"],
    clockTolerance: 5,
  };

  return async (token) => {
    if (token.length > LONGEST_TOKEN) return null;
    try {
      const verified = await jwtVerify(token, keySet, { ...options, currentDate: new Date(now()) });
      return toViewer(verified.payload, settings.scopeClaim);
    } catch {
      return null;
    }
  };
}

function toViewer(payload: JWTPayload, scopeClaim: string): Viewer {
  const authTime = payload["auth_time"];
  const acr = payload["acr"];
  return {
    name: `jwt:${payload.sub ?? ""}`,
    grants: readGrants(scopesIn(payload[scopeClaim])),
    signIn: {
      kind: "token",
      at: typeof authTime === "number" ? authTime * 1000 : null,
      acr: typeof acr === "string" ? acr : null,
    },
  };
}

function scopesIn(claim: unknown): readonly string[] {
  if (typeof claim === "string") return claim.split(" ");
  return Array.isArray(claim) ? claim.filter((scope): scope is string => typeof scope === "string") : [];
}
