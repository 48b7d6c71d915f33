import { GatewayError } from "../../domain/errors.ts";
import type { Page } from "../../domain/page.ts";
import type { User, UserNeeds } from "../../domain/user.ts";
import type { Operations } from "../provider.ts";
import type { Relationship, ScalrClient, ScalrClientSettings } from "./client.ts";
import { type Asked, toPage, toUser } from "./map.ts";

const NOBODY: Page<User> = { items: [], total: 0, hasNext: false, rejected: [] };

/**
 * What Scalr can be asked: everything comes from one list, of the links between the account and its users. A
 * user's teams and account come along in the same call when they are asked for.
 */
export function scalrOperations(client: ScalrClient, { provider, accountId }: ScalrClientSettings) {
  const askedBy = (needs: UserNeeds, form: User["form"]): Asked => ({
    provider,
    form,
    related: needs.has("teams") || needs.has("accountMemberships") || needs.has("invitations"),
  });

  return {
    async listUsers({ filter: { team }, needs }, page, call) {
      if (team !== undefined && !isPlainId(team)) return NOBODY;
      const asked = askedBy(needs, "list");
      const list = await client.listAccountUsers(
        {
          ...(team === undefined ? {} : { team }),
          // Also without an order asked for, since pages of an unstated order may repeat and lose users.
          sort: ["created-at"],
          include: includeFor(asked),
          page: { number: page.number + 1, size: page.size },
        },
        call,
      );
      return toPage(list, page, asked);
    },

    async getUser(id, needs, call) {
      if (!isPlainId(id)) throw noSuchUser(provider);
      const asked = askedBy(needs, "full");
      const list = await client.listAccountUsers({ user: id, include: includeFor(asked) }, call);
      const record = list.items.find(
        ({ user, account }) => user.id === id && (account === null || account.id === accountId),
      );
      if (record !== undefined) return toUser(record, asked);
      if (list.rejected.length === 0) throw noSuchUser(provider);
      throw new GatewayError(
        "UPSTREAM_INVALID_RESPONSE",
        `${provider} sent a user that Roster cannot read.`,
        {
          provider,
        },
      );
    },
  } satisfies Operations;
}

/** A user's own record has always to be asked for: without it an answer has nothing of the user but the id. */
function includeFor({ related }: Asked): readonly Relationship[] {
  return related ? ["user", "teams", "account"] : ["user"];
}

/** Filters take operators (`in:a,b`), so only what looks like an id of Scalr's may be put into one. */
function isPlainId(id: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(id);
}

function noSuchUser(provider: string): GatewayError {
  return new GatewayError("NOT_FOUND", `${provider} has no such user.`, { provider });
}
