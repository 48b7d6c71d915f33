import { type ApiKeySettings, findApiKey } from "./apiKey.ts";
import { createTokenVerifier, type JwtSettings } from "./jwt.ts";
import { EVERYTHING } from "./scope.ts";
import type { Authentication, Viewer } from "./viewer.ts";

/** How callers prove who they are. With neither keys nor tokens everybody is anonymous and may do everything. */
export interface AccessSettings {
  readonly jwt: JwtSettings | null;
  readonly apiKeys: readonly ApiKeySettings[];
}

/** The credentials of a request; a header that came twice is as good as a wrong one. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly apiKey: string | undefined;
}

/** A promise only where a token has to be verified. */
export type Authenticate = (credentials: Credentials) => Authentication | Promise<Authentication>;

const EVERYBODY: Authentication = {
  kind: "known",
  viewer: { name: "anonymous", grants: EVERYTHING, signIn: { kind: "none" } },
};

const NEEDED = {
  kind: "denied",
  message: "This Roster knows its callers: send a bearer token, or an API key in the header X-API-Key.",
} as const;
const NOT_BELIEVED = { kind: "denied", message: "These credentials are not accepted." } as const;

/** Whether anybody may ask without saying who they are. */
export function isOpen({ jwt, apiKeys }: AccessSettings): boolean {
  return jwt === null && apiKeys.length === 0;
}

/** Finds out who asks, before anything of the request is looked at. Two kinds of credentials at once are refused. */
export function createAuthentication(settings: AccessSettings, now: () => number): Authenticate {
  if (isOpen(settings)) return () => EVERYBODY;
  const verify = settings.jwt === null ? null : createTokenVerifier(settings.jwt, now);

  return ({ authorization, apiKey }) => {
    if (authorization === undefined && apiKey === undefined) return NEEDED;
    if (authorization !== undefined && apiKey !== undefined) return NOT_BELIEVED;
    return apiKey === undefined
      ? byToken(authorization).then(believed)
      : believed(findApiKey(settings.apiKeys, apiKey));
  };

  function believed(viewer: Viewer | null): Authentication {
    return viewer === null ? NOT_BELIEVED : { kind: "known", viewer };
  }

  async function byToken(authorization: string | undefined): Promise<Viewer | null> {
    const [, token] = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(authorization ?? "") ?? [];
    return token === undefined || verify === null ? null : verify(token);
  }
}
