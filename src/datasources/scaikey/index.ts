import { z } from "zod";
import { createUpstream } from "../http/client.ts";
import { createRaw } from "../http/raw.ts";
import { defineProvider } from "../provider.ts";
import type { WritesOf } from "../write.ts";
import {
  ADMIN_ABILITIES,
  ADMIN_CAPABILITIES,
  ADMIN_FIELDS,
  TENANT_ABILITIES,
  TENANT_CAPABILITIES,
  TENANT_FIELDS,
} from "./capabilities.ts";
import { bearer, createScaiKeyClient } from "./client.ts";
import { adminOperations, tenantOperations } from "./operations.ts";
import { scaikeySimulator } from "./simulator.ts";
import { scaikeySurface } from "./surface.ts";
import { tenantSurface } from "./surfaceTenant.ts";
import { adminWrites, tenantWrites } from "./writes.ts";

const TITLE = "ScaiKey";

const settings = z.strictObject({
  /** A JWT with the scope `admin:read`, and `admin:write` for changes. */
  token: z.string({ error: "give ScaiKey's access token (a JWT)." }).regex(/^[\x21-\x7e]+$/, {
    error: "give the bare token: not empty, no spaces, without the word Bearer.",
  }),
  /** With it the tenant surface is used, without it the admin surface, which spans tenants. */
  tenantId: z
    .string({ error: "give a tenant's id, such as tnt_abc, or leave it out." })
    .regex(/^tnt_[\w-]+$/, { error: "a ScaiKey tenant's id begins with tnt_; leave it out for all tenants." })
    .optional(),
  /** Keeps the admin surface's list to the tenants of one partner; a `tenantId` is narrower already. */
  partnerId: z
    .string({ error: "give a partner's id, such as prt_abc, or leave it out." })
    .regex(/^prt_[\w-]+$/, {
      error: "a ScaiKey partner's id begins with prt_; leave it out for all partners.",
    })
    .optional(),
});

/**
 * ScaiKey: one directory behind two surfaces. Lists hold a short form of each user; names, dates and groups
 * come with the single user only. Source: ScaiKey's own API reference, "Users API" of 2026-05-17.
 */
export const scaikey = defineProvider({
  kind: "SCAIKEY",
  name: "scaikey",
  title: TITLE,
  settings,
  surface: scaikeySurface,
  simulator: scaikeySimulator,

  connect({ token, tenantId, partnerId }, common, environment) {
    const { key, baseUrl, timeoutMs, maxConcurrency, sweepLimit } = common;
    const upstream = createUpstream(
      { provider: key, baseUrl, timeoutMs, maxConcurrency, authenticate: bearer(token) },
      environment,
    );
    const client = createScaiKeyClient({ provider: key, now: environment.now }, upstream);
    const surface = surfaceOf(client, { key, tenantId, partnerId, maxConcurrency });
    return {
      key,
      kind: "SCAIKEY",
      displayName: common.displayName ?? TITLE,
      apiVersion: "v1",
      lifecycle: () => ({ state: "CURRENT", until: null, note: null }),
      ...surface,
      userList: {
        ...surface.userList,
        pageSize: Math.min(common.pageSize ?? surface.userList.pageSize, surface.userList.pageSize),
      },
      userLookup: { idsPerCall: 0, single: true, listProvesAbsence: true },
      teamsPerCall: 1,
      maxConcurrency,
      sweepLimit,
      ownUserId: subjectOf(token),
      // A connection to one tenant must not reach beyond it, and the admin surface would.
      surface: tenantId === undefined ? scaikeySurface : tenantSurface,
      raw: createRaw({
        provider: key,
        upstream,
        refuse: (response, { codes }, body) => client.refuse(response, body, codes),
        confined: {
          ...(tenantId === undefined ? {} : { tenant_id: tenantId }),
          ...(partnerId === undefined ? {} : { partner_id: partnerId }),
        },
      }),
      // ScaiKey documents no user to whom an operation does not apply.
      refusal: () => null,
      health: upstream.health,
      stats: upstream.stats,
    };
  },
});

/** The tables, operations and writes of the surface that the settings choose. */
function surfaceOf(
  client: ReturnType<typeof createScaiKeyClient>,
  chosen: {
    readonly key: string;
    readonly tenantId: string | undefined;
    readonly partnerId: string | undefined;
    readonly maxConcurrency: number;
  },
) {
  if (chosen.tenantId === undefined) {
    return {
      capabilities: ADMIN_CAPABILITIES,
      fields: ADMIN_FIELDS,
      userList: ADMIN_ABILITIES,
      operations: adminOperations(client, chosen.key, chosen),
      writes: adminWrites(client, chosen.key, chosen) satisfies WritesOf<typeof ADMIN_CAPABILITIES>,
    };
  }
  return {
    capabilities: TENANT_CAPABILITIES,
    fields: TENANT_FIELDS,
    userList: TENANT_ABILITIES,
    operations: tenantOperations(client, chosen.key, chosen.tenantId),
    writes: tenantWrites(client, chosen.key, chosen.tenantId) satisfies WritesOf<typeof TENANT_CAPABILITIES>,
  };
}

const CLAIMS = z.object({ sub: z.string().regex(/^usr_[\w-]+$/) });

/**
 * The user that the token was issued to, or null where it is no JWT, or an application's. Its signature is not
 * looked at: it is the gateway's own credential, and ScaiKey's to judge.
 */
function subjectOf(token: string): string | null {
  const [, payload = ""] = token.split(".");
  try {
    return CLAIMS.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8"))).sub;
  } catch {
    return null;
  }
}
