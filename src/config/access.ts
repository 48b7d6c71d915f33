import { z } from "zod";
import type { AccessSettings } from "../access/index.ts";
import { isLoopback } from "../access/loopback.ts";
import { isScopeText } from "../access/scope.ts";

const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
] as const;

const apiKey = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, "must be 1 to 64 of A-Z, a-z, 0-9, dot, _ and -"),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be the SHA-256 of the key in hex, as `npm run key:make` prints it"),
  scopes: z
    .array(z.string().refine(isScopeText, "is not a scope that Roster knows"))
    .min(1, "must name at least one scope"),
});

const jwt = z
  .strictObject({
    issuer: z.string().min(1),
    audience: z.string().min(1),
    jwksUri: z
      .url({ protocol: /^https?$/, error: "must be an https address" })
      .refine(isSafeAddress, "must be an https address, or an http one on loopback")
      .optional(),
    jwks: z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) }).optional(),
    algorithms: z.array(z.enum(ALGORITHMS)).min(1).default(["RS256", "PS256", "ES256", "EdDSA"]),
    stepUp: z
      .strictObject({
        maxAgeSeconds: z.int({ error: "must be a whole number of seconds" }).min(1).max(31_536_000),
        acrValues: z.array(z.string().min(1)).min(1, "must name at least one acr").optional(),
      })
      .optional(),
    scopeClaim: z.string().min(1).default("scope"),
  })
  .refine(
    ({ jwksUri, jwks }) => (jwksUri === undefined) !== (jwks === undefined),
    "give either jwksUri or jwks",
  );

/** The `auth` part of a configuration file. */
export const auth = z.strictObject({
  jwt: jwt.optional(),
  apiKeys: z.array(apiKey).min(1, "must name at least one key").optional(),
});

/** The checked `auth` part as the access checks take it; left out: nobody has to say who they are. */
export function toAccessSettings(parsed: z.infer<typeof auth> | undefined): AccessSettings {
  const { jwt: tokens, apiKeys = [] } = parsed ?? {};
  return { apiKeys, jwt: tokens === undefined ? null : toJwtSettings(tokens) };
}

function toJwtSettings({
  jwksUri,
  jwks,
  stepUp,
  ...rest
}: z.infer<typeof jwt>): NonNullable<AccessSettings["jwt"]> {
  const keys =
    jwksUri === undefined
      ? ({ kind: "fixed", set: jwks ?? { keys: [] } } as const)
      : ({ kind: "remote", url: jwksUri } as const);
  const { maxAgeSeconds, acrValues = null } = stepUp ?? {};
  return { ...rest, keys, stepUp: maxAgeSeconds === undefined ? null : { maxAgeSeconds, acrValues } };
}

function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || isLoopback(hostname);
}
