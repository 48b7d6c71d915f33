import type { Call } from "../../datasources/call.ts";
import type { Provider } from "../../datasources/provider.ts";
import type { InputProblem } from "../../datasources/write.ts";
import { GatewayError } from "../../domain/errors.ts";
import { parseIdOf } from "../../domain/ids.ts";
import { sameEmail } from "../../domain/inputRules.ts";
import type { UserNeeds } from "../../domain/user.ts";
import type { NewUser } from "../../domain/writeInput.ts";
import { unsupported } from "../loaders.ts";
import { carryOut, type Seen } from "./carryOut.ts";
import { problemsOfNewUser } from "./checks.ts";
import { NO_SECRET, rejected, toUserError, userError, type WriteResult } from "./result.ts";
import {
  expected,
  findProvider,
  refuse,
  refuseProblems,
  refuseUnscoped,
  type Target,
  type Writing,
  withUser,
} from "./target.ts";

/** Creates a user. After an uncertain try the new user is looked for by e-mail address. */
export async function createUser(
  writing: Writing,
  input: NewUser,
  providerKey: string,
  needs: UserNeeds,
): Promise<WriteResult> {
  const { scope, environment } = writing;
  const field = ["input", input.block, "provider"];
  const provider = findProvider(scope, providerKey, field);
  if (provider instanceof GatewayError) return rejected([toUserError(provider)]);
  const target: Target = { operation: "createUser", provider, userId: null, reason: null };
  const unscoped = refuseUnscoped(writing, target, input.user);
  if (unscoped !== null) return unscoped;
  const write = provider.writes.createUser;
  if (write === undefined) return refuse(writing, target, [toUserError(unsupported(provider, "createUser"))]);
  if (input.block !== provider.kind.toLowerCase()) {
    const message = `input.${input.block}: ${provider.key} is another kind of provider; give the block of its own kind.`;
    return refuse(writing, target, [userError("BAD_USER_INPUT", message, field)]);
  }
  const { newUser, problems } = withTeamIdsOfProvider(input, provider);
  const refused = refuseProblems(writing, target, [
    ...problems,
    ...problemsOfNewUser(newUser),
    ...write.check(newUser),
  ]);
  if (refused !== null) return refused;
  const email = write.emailOf(newUser);

  const done = await carryOut(scope, environment, {
    ...target,
    async send(call) {
      const answer = await write.send(newUser, call);
      const common = { secret: NO_SECRET, mismatches: [] };
      if (answer.kind === "accepted")
        return { shown: "unseen", proof: "accepted", user: null, stale: [], ...common };
      const shown = sameEmail(answer.user.email, email) ? "yes" : "no";
      return { shown, proof: "state", user: answer.user, stale: answer.stale, ...common };
    },
    look: (call) => findByEmail(provider, email, call),
  });
  const { user } = done.result;
  return user === null ? done.result : withUser(scope, provider, user.externalId, done, needs);
}

/** Callers name teams by their global ids; the provider knows them by its own. */
function withTeamIdsOfProvider(
  input: NewUser,
  provider: Provider,
): { readonly newUser: NewUser; readonly problems: readonly InputProblem[] } {
  if (!("teamIds" in input.user)) return { newUser: input, problems: [] };
  const problems: InputProblem[] = [];
  const teamIds = input.user.teamIds.flatMap((id, index) => {
    const field = [input.block, "teamIds", String(index)];
    try {
      const team = parseIdOf("Team", id, field);
      if (team.provider === provider.key) return [team.externalId];
      problems.push({ field, message: `is a team of ${team.provider}.` });
    } catch (thrown) {
      expected(thrown);
      problems.push({ field, message: "is not the id of a team." });
    }
    return [];
  });
  return { newUser: { block: input.block, user: { ...input.user, teamIds } }, problems };
}

async function findByEmail(provider: Provider, email: string, call: Call): Promise<Seen> {
  const size = provider.userList.pageSize;
  const filter = provider.userList.filters.email === undefined ? {} : { email };
  for (let number = 0; number * size < provider.sweepLimit; number += 1) {
    const query = { filter, order: null, needs: new Set<never>() };
    const page = await provider.operations.listUsers(query, { number, size }, call);
    const user = page.items.find((one) => sameEmail(one.email, email));
    if (user !== undefined) return { shown: "yes", user };
    if (!page.hasNext) return { shown: "no", user: null };
  }
  return { shown: "unseen", user: null };
}
