import { badInput } from "../../domain/errors.ts";
import type { IdentitySourceMismatch } from "../../domain/identitySourceMismatch.ts";
import type { TeamMembership } from "../../domain/team.ts";
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

/** Within one tenant: users come from the tenant surface, a single user mostly with their groups. */
export function tenantOperations(
  client: ScaiKeyClient,
  provider: string,
  { tenantId, maxConcurrency }: { readonly tenantId: string; readonly maxConcurrency: number },
) {
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

    async getUser(id, _needs, call) {
      return fromUserResponse(await client.tenantGetUser(tenantId, id, {}, call), scope);
    },

    /** For users whose own record came without their groups. */
    getTeamsOfUsers: (userIds, call) => teamsOfUsers(client, userIds, { ...scope, maxConcurrency }, call),

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

    getTeamsOfUsers: (userIds, call) =>
      teamsOfUsers(client, userIds, { ...scope, maxConcurrency: settings.maxConcurrency }, call),

    listIdentitySourceMismatches: (tenantId, call) => report(client, provider, tenantId, call),
  } satisfies Operations;
}

/** The groups of each user: a call for each. */
async function teamsOfUsers(
  client: ScaiKeyClient,
  userIds: readonly string[],
  {
    maxConcurrency,
    ...scope
  }: { readonly provider: string; readonly tenantId: string | null; readonly maxConcurrency: number },
  call: Call,
): Promise<ReadonlyMap<string, readonly TeamMembership[]>> {
  const teams = await inParallel(userIds, maxConcurrency, async (id) => {
    const groups = await client.adminGetUserGroups(id, call);
    return [id, toTeamMemberships(groups, scope, scope.tenantId)] as const;
  });
  return new Map(teams);
}

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
