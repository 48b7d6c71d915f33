import { badInput, GatewayError } from "../../domain/errors.ts";
import type { IdentitySourceMismatch } from "../../domain/identitySourceMismatch.ts";
import type { UserFilter } from "../../domain/userFilter.ts";
import type { Call } from "../call.ts";
import { inParallel } from "../http/limit.ts";
import type { Operations } from "../provider.ts";
import type { ScaiKeyClient } from "./client.ts";
import {
  fromUserResponse,
  toIdentitySourceMismatch,
  toTeamMemberships,
  toUpstreamMfa,
  toUpstreamStatus,
  toUserPage,
} from "./map.ts";
import type { UserResponse } from "./types.ts";

/** Within one tenant: users come from the tenant surface, a single user mostly with their groups. */
export function tenantOperations(client: ScaiKeyClient, provider: string, tenantId: string) {
  const scope = { provider, tenantId };
  return {
    async listUsers({ filter }, page, call) {
      const list = await client.tenantListUsers(
        tenantId,
        {
          page: page.number + 1,
          per_page: page.size,
          search: searchFor(filter),
          status: toUpstreamStatus(filter.status ?? []),
          mfa_enabled: toUpstreamMfa(filter.mfa ?? []),
          group_id: filter.team,
        },
        call,
      );
      return toUserPage(list, page, scope);
    },

    async getUser(id, needs, call) {
      const user = await client.tenantGetUser(tenantId, id, {}, call);
      // The reference does not promise the groups; the admin surface has an operation for them alone.
      const lacking = needs.has("teams") && user.groups === null;
      const groups = lacking ? await groupsOf(client, id, call) : user.groups;
      return fromUserResponse({ ...user, groups }, scope);
    },

    /** The report is the admin surface's alone; it is never asked beyond the configured tenant. */
    async listIdentitySourceMismatches(asked, call) {
      if (asked !== null && asked !== tenantId) {
        throw badInput(["tenantId"], `${provider} is configured for another tenant.`);
      }
      return report(client, provider, tenantId, call);
    },
  } satisfies Operations;
}

/** Across tenants: users come from the admin surface, and their groups with a call for each user. */
export function adminOperations(
  client: ScaiKeyClient,
  provider: string,
  settings: { readonly partnerId: string | undefined; readonly maxConcurrency: number },
) {
  const scope = { provider, tenantId: null };
  return {
    async listUsers({ filter }, page, call) {
      const list = await client.adminListUsers(
        {
          page: page.number + 1,
          per_page: page.size,
          search: searchFor(filter),
          status: toUpstreamStatus(filter.status ?? []),
          partner_id: settings.partnerId,
        },
        call,
      );
      return toUserPage(list, page, scope);
    },

    async getUser(id, _needs, call) {
      return fromUserResponse(await client.adminGetUser(id, call), scope);
    },

    async getTeamsOfUsers(userIds, call) {
      const teams = await inParallel(userIds, settings.maxConcurrency, async (id) => {
        const groups = await client.adminGetUserGroups(id, call);
        return [id, toTeamMemberships(groups, scope, null)] as const;
      });
      return new Map(teams);
    },

    listIdentitySourceMismatches: (tenantId, call) => report(client, provider, tenantId, call),
  } satisfies Operations;
}

/** Null where the credential may see the user but not this: the rest of the user is still worth having. */
async function groupsOf(client: ScaiKeyClient, id: string, call: Call): Promise<UserResponse["groups"]> {
  try {
    return await client.adminGetUserGroups(id, call);
  } catch (thrown) {
    if (thrown instanceof GatewayError && HIDDEN.has(thrown.code)) return null;
    throw thrown;
  }
}

const HIDDEN: ReadonlySet<GatewayError["code"]> = new Set(["PROVIDER_FORBIDDEN", "NOT_FOUND"]);

async function report(
  client: ScaiKeyClient,
  provider: string,
  tenantId: string | null,
  call: Call,
): Promise<readonly IdentitySourceMismatch[]> {
  const { items } = await client.findIdentitySourceMismatches(tenantId, call);
  return items.map((record) => toIdentitySourceMismatch(record, { provider, tenantId }, false));
}

/** ScaiKey has one search for both; the address is the narrower of the two, and the gateway looks again. */
function searchFor({ email, search }: UserFilter): string | undefined {
  return (email ?? search) || undefined;
}
