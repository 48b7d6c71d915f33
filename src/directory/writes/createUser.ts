import type { Call } from "../../datasources/call.ts";
import type { Provider } from "../../datasources/provider.ts";
import { GatewayError } from "../../domain/errors.ts";
import { sameEmail } from "../../domain/inputRules.ts";
import type { NewUser } from "../../domain/writeInput.ts";
import { unsupported } from "../loaders.ts";
import type { Scope } from "../scope.ts";
import { carryOut, type Seen } from "./carryOut.ts";
import { problemsOfNewUser } from "./checks.ts";
import { NO_SECRET, toUserError, userError, type WriteResult } from "./result.ts";
import {
  expected,
  findProvider,
  noProvider,
  readUser,
  refuse,
  refuseProblems,
  refuseUnscoped,
  type Target,
  type Writing,
  withUser,
} from "./target.ts";
import type { Asked } from "./userWrite.ts";

/** Creates a user. After an uncertain try the new user is looked for by e-mail address. */
export async function createUser(
  writing: Writing,
  input: NewUser,
  providerKey: string,
  { needs, clientMutationId }: Asked,
): Promise<WriteResult> {
  const { scope, environment } = writing;
  const field = ["input", input.block, "provider"];
  const about = { operation: "createUser", userId: null, reason: null } as const;
  const nowhere = { ...about, provider: noProvider(providerKey) };
  const unscoped = refuseUnscoped(writing, nowhere, input.user);
  if (unscoped !== null) return unscoped;
  const provider = findProvider(writing, providerKey, field);
  if (provider instanceof GatewayError) return refuse(writing, nowhere, [toUserError(provider)]);
  const target: Target = { ...about, provider };
  const write = provider.writes.createUser;
  if (write === undefined) return refuse(writing, target, [toUserError(unsupported(provider, "createUser"))]);
  if (input.block !== provider.kind.toLowerCase()) {
    const message = `${field.join(".")}: ${provider.key} is another kind of provider; give the block of its own kind.`;
    return refuse(writing, target, [userError("BAD_USER_INPUT", message, field)]);
  }
  const refused = refuseProblems(writing, target, [
    ...problemsOfNewUser(input, clientMutationId),
    ...write.check(input),
  ]);
  if (refused !== null) return refused;
  const email = write.emailOf(input);
  const startedAt = scope.now();
  let createdId: string | null = null;

  const done = await carryOut(scope, environment, {
    ...target,
    async send(call) {
      const answer = await write.send(input, call);
      const common = { shown: "unseen", secret: NO_SECRET, mismatches: [] } as const;
      if (answer.kind === "accepted") return { ...common, proof: "accepted", user: null, stale: [] };
      createdId = answer.user.externalId;
      // That the provider shows a user is not yet that it keeps one: it is read back.
      return { ...common, proof: "state", user: answer.user, stale: answer.stale };
    },
    look: (call) =>
      createdId === null
        ? findNewUser(scope, provider, { email, startedAt }, call)
        : lookAtNewUser(scope, provider, { id: createdId, email }, call),
  });
  const { user } = done.result;
  return user === null ? done.result : withUser(scope, provider, user.externalId, done, needs);
}

async function lookAtNewUser(
  scope: Scope,
  provider: Provider,
  { id, email }: { readonly id: string; readonly email: string },
  call: Call,
): Promise<Seen> {
  const user = await readUser(scope, provider, id, call).catch(expected);
  if (!(user instanceof GatewayError)) return { shown: sameEmail(user.email, email) ? "yes" : "no", user };
  if (user.code !== "NOT_FOUND") throw user;
  return { shown: "no", user: null };
}

/** How far a provider's clock may be behind this one. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Looks for the user of an uncertain try by e-mail address. Several users may have one address, and one may have
 * had it before: only a user created since the try began counts.
 */
async function findNewUser(
  scope: Scope,
  provider: Provider,
  wanted: { readonly email: string; readonly startedAt: number },
  call: Call,
): Promise<Seen> {
  const size = provider.userList.pageSize;
  const filter = provider.userList.filters.email === undefined ? {} : { email: wanted.email };
  for (let number = 0; number * size < provider.sweepLimit; number += 1) {
    const query = { filter, order: null, needs: new Set<never>() };
    const page = await provider.operations.listUsers(query, { number, size }, call);
    for (const listed of page.items.filter((user) => sameEmail(user.email, wanted.email))) {
      const user = await readUser(scope, provider, listed.externalId, call);
      const isNew = user.createdAt !== null && Date.parse(user.createdAt) >= wanted.startedAt - CLOCK_SKEW_MS;
      if (isNew) return { shown: "yes", user };
    }
    if (!page.hasNext) return { shown: "no", user: null };
  }
  return { shown: "unseen", user: null };
}
