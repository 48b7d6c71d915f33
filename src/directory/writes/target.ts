import { anew } from "../../datasources/call.ts";
import type { Provider } from "../../datasources/provider.ts";
import type { InputProblem } from "../../datasources/write.ts";
import { GatewayError } from "../../domain/errors.ts";
import { EVERY_USER_FIELD, type User, type UserNeeds } from "../../domain/user.ts";
import { tells } from "../loaders.ts";
import type { Scope } from "../scope.ts";
import { knownProvider } from "../userFilterInput.ts";
import { type Audited, auditUnsent, type CarriedOut, type PreparedWrite } from "./carryOut.ts";
import { denialOf, type WriteEnvironment } from "./environment.ts";
import { NO_SECRET, rejected, type UserError, userError, type WriteResult } from "./result.ts";

/** What is known of a write before its user is looked at. */
export type Target = Pick<PreparedWrite, "operation" | "provider" | "userId" | "reason">;

/** What every kind of write is made with. */
export interface Writing {
  readonly scope: Scope;
  readonly environment: WriteEnvironment;
}

/** Refuses a write before anything was sent, and records that. */
export function refuse(
  { scope, environment }: Writing,
  target: Audited,
  errors: readonly UserError[],
  user: User | null = null,
): Promise<WriteResult> {
  return auditUnsent(scope, environment, target, rejected(errors, user));
}

/** Ends a write whose wish is fulfilled already, and records that. */
export function nothingToDo(
  { scope, environment }: Writing,
  target: Target,
  user: User | null,
): Promise<WriteResult> {
  return auditUnsent(scope, environment, target, {
    outcome: "NO_CHANGE",
    userErrors: [],
    user,
    secret: NO_SECRET,
    mismatches: [],
  });
}

/**
 * Refuses a caller who may not do this at the provider; null for one who may. Comes before anything else, so that
 * whoever may not write learns nothing of what there is.
 */
export function refuseUnscoped(
  writing: Writing,
  target: Audited,
  input: object,
): Promise<WriteResult> | null {
  const writesPassword = "password" in input && typeof input.password === "string";
  const denial = denialOf(writing.environment, target.operation, target.provider.key, writesPassword);
  return denial === null ? null : refuse(writing, target, [userError("FORBIDDEN", denial)]);
}

/** Nobody mends more at once, and each is a line of the answer. */
const MOST_PROBLEMS = 50;

/** Refuses an input for its problems, the first of them where there are many; null where it has none. */
export function refuseProblems(
  writing: Writing,
  target: Target,
  problems: readonly InputProblem[],
): Promise<WriteResult> | null {
  const told = problems.slice(0, MOST_PROBLEMS);
  return told.length === 0 ? null : refuse(writing, target, told.map(toInputError));
}

function toInputError({ field, message }: InputProblem): UserError {
  const path = ["input", ...field];
  return userError("BAD_USER_INPUT", `${path.join(".")}: ${message}`, path);
}

const LONGEST_KEY = 64;

/** A provider that there is none of, at least not for this caller, as the audit log names it. */
export function noProvider(key: string): Audited["provider"] {
  return { key: key.slice(0, LONGEST_KEY) };
}

/** The provider of this key, or the error that names the known ones. */
export function findProvider(
  { environment }: Writing,
  key: string,
  field: readonly string[],
): Provider | GatewayError {
  try {
    return knownProvider(environment.providers, key, field);
  } catch (thrown) {
    return expected(thrown);
  }
}

/** The user as the provider has them now, in full: never from what this or another request has read. */
export async function readUser(
  scope: Scope,
  provider: Provider,
  id: string,
  call = anew(scope.call),
): Promise<User> {
  const { getUser } = provider.operations;
  if (getUser !== undefined) return getUser(id, EVERY_USER_FIELD, call);
  return scope.loadersOf(provider).user(id, EVERY_USER_FIELD);
}

/** Adds the user that a payload needs: from the answer where it tells enough, else read anew. */
export async function withUser(
  scope: Scope,
  provider: Provider,
  id: string,
  { result, stale }: CarriedOut,
  needs: UserNeeds,
): Promise<WriteResult> {
  const { user } = result;
  if (user !== null && tells(provider, user, needs) && !stale.some((field) => needs.has(field))) {
    if (stale.length === 0) scope.loadersOf(provider).prime([user]);
    return result;
  }
  const fresh = await scope.loadersOf(provider).user(id, needs).catch(expected);
  return { ...result, user: fresh instanceof GatewayError ? null : fresh };
}

/** A failure that is part of the job, as a value; a bug is thrown on. */
export function expected(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  throw thrown;
}
