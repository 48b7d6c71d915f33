import type { Fetch, Workload } from "../workload.ts";
import { idByHand } from "./idByHand.ts";
import type { SamsungUser } from "./rows.ts";
import { USER_SCALARS } from "./scalewayUser.ts";

const USERS = 5_000;

export const many: Workload = {
  name: "many",
  title: "5,000 users in one answer, 12 scalars each",
  notInQuick: true,
  providers: ["samsung"],
  people: USERS,
  delayMs: 0,
  connections: 8,
  largestPage: USERS,
  settings: { pageSize: USERS },
  query: `{ users(first: ${USERS}) { isComplete nodes { ${USER_SCALARS} } } }`,
  async byHand(fetch) {
    const nodes = await manyUsersByHand(fetch);
    return { users: { isComplete: true, nodes } };
  },
};

/** All 5,000 users, from one answer. */
export async function manyUsersByHand(fetch: Fetch) {
  const { users } = await fetch<{ readonly users: readonly SamsungUser[] }>("samsung");
  if (users.length !== USERS) throw new Error(`${users.length} users, not ${USERS}`);
  return users.map(samsungUserByHand);
}

function samsungUserByHand(user: SamsungUser) {
  return {
    id: idByHand("User", "samsung", user.id),
    externalId: user.id,
    email: user.email,
    username: user.user_name,
    firstName: user.first_name,
    lastName: user.last_name,
    displayName: user.name,
    status: user.state === "ACTIVE" ? "ACTIVE" : user.state === "INACTIVE" ? "DISABLED" : "UNKNOWN",
    role: "UNKNOWN",
    mfa: "UNKNOWN",
    createdAt: instant(user.created_at),
    lastLoginAt: instant(user.last_login_at),
  };
}

function instant(text: string): string | null {
  return text ? `${text.slice(0, 19)}Z` : null;
}
