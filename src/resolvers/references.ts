import type { GraphQLContext } from "../context.ts";
import type { Team } from "../domain/team.ts";
import type { User, UserNeeds } from "../domain/user.ts";

/** A record's link to a user at its provider. */
interface UserReference {
  readonly provider: string;
  readonly userId: string | null;
}

/** The user whom a record refers to, or null where it refers to none. */
export function userBehind(
  { provider, userId }: UserReference,
  needs: UserNeeds,
  { directory }: GraphQLContext,
): Promise<User> | null {
  return userId === null ? null : directory.userOf({ provider, userId }, needs);
}

/** The teams of the user whom a record refers to; null where the provider does not tell them. */
export async function teamsOfUser(
  { provider, userId }: UserReference,
  { directory }: GraphQLContext,
): Promise<readonly Team[] | null> {
  if (userId === null) return [];
  const memberships = await directory.teamsOf({ provider, externalId: userId, teams: null });
  return memberships?.map(({ team }) => team) ?? null;
}
