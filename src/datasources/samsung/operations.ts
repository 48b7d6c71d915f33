import type { Page, PageRequest } from "../../domain/page.ts";
import type { User } from "../../domain/user.ts";
import type { UserOrder } from "../../domain/userFilter.ts";
import type { Operations } from "../provider.ts";
import type { SamsungClient } from "./client.ts";
import { type Origin, toUser } from "./map.ts";
import type { IamUserPage } from "./types.ts";

/** The one read that the API has: everything that it tells is in the list of users. */
export function samsungOperations(client: SamsungClient, origin: Origin): Operations {
  return {
    async listUsers(query, page, call) {
      const answer = await client.listUsers(
        { size: page.size, page: page.number, sort: toSort(query.order), email: query.filter.email ?? null },
        call,
      );
      return toPage(answer, page, origin);
    },
  };
}

/** Said even where the caller has no wish, so that pages do not depend on the server's default. */
function toSort(order: UserOrder | null): string {
  return order?.direction === "DESC" ? "created_at:desc" : "created_at:asc";
}

/**
 * The API has no link to the next page, and its reference does not say that `count` counts all users. It is
 * believed where it cannot be the count of this page alone; a full page without such a count has a next one.
 */
function toPage(answer: IamUserPage, asked: PageRequest, origin: Origin): Page<User> {
  const { received, count } = answer;
  // A server that caps the size says so in its answer, and counts its pages by what it gave.
  const size = answer.size === null || answer.size === 0 ? asked.size : answer.size;
  const seen = asked.number * size + received;
  const isFull = received > 0 && received >= size;
  const countsAll = count !== null && count >= seen && !(count === received && isFull);
  return {
    items: answer.users.map((user) => toUser(user, origin)),
    total: countsAll ? count : null,
    hasNext: received > 0 && (countsAll ? count > seen : isFull),
    rejected: answer.rejected,
  };
}
