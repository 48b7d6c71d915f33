import { isUserOf } from "../../datasources/askedUser.ts";
import type { Provider } from "../../datasources/provider.ts";
import type { Shown, UserWrite, UserWrites, WriteAnswer } from "../../datasources/write.ts";
import { GatewayError } from "../../domain/errors.ts";
import type { NodeReference } from "../../domain/ids.ts";
import { sameEmail } from "../../domain/inputRules.ts";
import type { User, UserNeeds } from "../../domain/user.ts";
import type { UserWriteInputs, UserWriteOperation } from "../../domain/writeInput.ts";
import type { ErrorCode } from "../../generated/enums.ts";
import { OWN_USER, refusalOf } from "../capabilities.ts";
import { unsupported } from "../loaders.ts";
import { type Audited, carryOut, type Seen } from "./carryOut.ts";
import { commonProblems, problemsOfWrite } from "./checks.ts";
import type { Verdict } from "./environment.ts";
import { toProviderError, toUserError, type UserError, userError, type WriteResult } from "./result.ts";
import {
  expected,
  noProvider,
  nothingToDo,
  readUser,
  refuse,
  refuseProblems,
  refuseUnscoped,
  type Target,
  type Writing,
  withUser,
} from "./target.ts";

/** What comes with the input of every mutation whose payload has a user. */
export interface Asked {
  /** What the payload needs of that user. */
  readonly needs: UserNeeds;
  readonly clientMutationId: string | null;
}

/** A mutation's input with what comes with it. */
export interface WriteRequest<Input> extends Asked {
  readonly input: Input;
}

/**
 * One write about one user: capability, input, the user as they are, the rules about them, whether there is
 * anything to do; then it is carried out.
 */
export async function writeUser<O extends UserWriteOperation>(
  writing: Writing,
  operation: O,
  { provider: key, externalId }: NodeReference,
  { input, needs, clientMutationId }: WriteRequest<UserWriteInputs[O]>,
): Promise<WriteResult> {
  const { environment } = writing;
  const about = { operation, userId: externalId, reason: reasonOf(input) };
  const nowhere = { ...about, provider: noProvider(key) };
  const unscoped = refuseUnscoped(writing, nowhere, input);
  if (unscoped !== null) return unscoped;
  const provider = environment.providers.find((one) => one.key === key);
  if (provider === undefined) {
    const error = userError("NOT_FOUND", "No configured provider has a user of this id.", ["input", "id"]);
    return refuse(writing, nowhere, [error]);
  }
  const target: UserTarget<O> = { ...about, provider };
  const writes: UserWrites = provider.writes;
  const write: UserWrite<UserWriteInputs[O]> | undefined = writes[operation];
  if (write === undefined) return refuse(writing, target, [toUserError(unsupported(provider, operation))]);
  const problems = [
    ...commonProblems({ ...input, clientMutationId }),
    ...problemsOfWrite(operation, input),
    ...write.check(input),
  ];
  const refused = refuseProblems(writing, target, problems);
  if (refused !== null) return refused;
  return countingAttempts(writing, target, () =>
    writeChecked(writing, target, write, { input, needs, clientMutationId }),
  );
}

/** The write itself, its input being in order: the user as they are, the rules about them, what is to be done. */
async function writeChecked<O extends UserWriteOperation>(
  writing: Writing,
  target: UserTarget<O>,
  write: UserWrite<UserWriteInputs[O]>,
  { input, needs }: WriteRequest<UserWriteInputs[O]>,
): Promise<WriteResult> {
  const { scope, environment } = writing;
  const { operation, provider, userId: externalId } = target;
  const before = await readUser(scope, provider, externalId).catch(expected);
  if (before instanceof GatewayError) return refuse(writing, target, [toProviderError(before)]);
  const forbidden = forbids(provider, operation, before, input);
  if (forbidden !== null) return refuse(writing, target, [forbidden], before);
  const deletes = operation === "deleteUser";
  if (!deletes && write.shows(before, input, before) === "yes") return nothingToDo(writing, target, before);

  const done = await carryOut(scope, environment, {
    ...target,
    async send(call) {
      const answer = onlyAbout(externalId, await write.send(before, input, call));
      const shown = deletes ? "unseen" : shownBy(write, answer, input, before);
      return { ...answer, shown, proof: write.proof, mismatches: [] };
    },
    async look(call): Promise<Seen> {
      const user = await readUser(scope, provider, externalId, call).catch(expected);
      if (!(user instanceof GatewayError))
        return { shown: deletes ? "no" : write.shows(user, input, before), user };
      if (user.code !== "NOT_FOUND") throw user;
      return { shown: deletes ? "yes" : "no", user: null };
    },
  });
  if (done.result.outcome === "REJECTED") {
    const userErrors = done.result.userErrors.map((error) => withOnlyField(operation, error));
    return { ...done.result, userErrors, user: before };
  }
  return deletes ? { ...done.result, user: null } : withUser(scope, provider, externalId, done, needs);
}

/** What a write about one user is about. */
interface UserTarget<O extends UserWriteOperation> extends Target {
  readonly operation: O;
  readonly userId: string;
}

/** Runs a write. Codes can be guessed, so that tries at one user's are counted, whoever makes them. */
export async function countingAttempts(
  writing: Writing,
  target: Audited,
  run: () => Promise<WriteResult>,
): Promise<WriteResult> {
  const { operation, provider, userId } = target;
  if (operation !== "validateMfaOtp") return run();
  const attempt = await writing.environment.otpAttempts.begin(`${provider.key} ${userId}`);
  switch (attempt.kind) {
    case "refused":
      return refuse(writing, target, [tooManyCodes(attempt.retryAfterMs)]);
    case "unavailable":
      return refuse(writing, target, [codesUncounted(attempt.retryAfterMs)]);
    case "begun": {
      const result = await run();
      await attempt.end(verdictOf(result));
      return result;
    }
    default:
      return attempt satisfies never;
  }
}

function tooManyCodes(retryAfterMs: number): UserError {
  const message = "Too many wrong codes for this user. Wait before the next one.";
  return { ...userError("RATE_LIMITED", message), retryAfterMs };
}

function codesUncounted(retryAfterMs: number): UserError {
  const message =
    "Redis, which counts wrong codes for all instances, cannot be reached, so nothing was done. Try again in a moment.";
  return { ...userError("UNAVAILABLE", message), retryAfterMs };
}

/** Refusals after which the provider has not looked at a code. */
const NOT_LOOKED_AT: ReadonlySet<UserError["code"]> = new Set([
  "INTERNAL_SERVER_ERROR",
  "NOT_FOUND",
  "PROVIDER_FORBIDDEN",
  "PROVIDER_RETIRED",
  "PROVIDER_UNAUTHENTICATED",
  "PROVIDER_UNAVAILABLE",
  "QUOTA_EXCEEDED",
  "RATE_LIMITED",
  "UPSTREAM_TIMEOUT",
]);

/** What a try at a code has come to. */
function verdictOf({ outcome, userErrors }: WriteResult): Verdict {
  if (outcome === "UNKNOWN") return "wrong";
  if (outcome !== "REJECTED") return "right";
  return userErrors.some(({ code }) => NOT_LOOKED_AT.has(code)) ? "none" : "wrong";
}

/** The rule that forbids a write on this very user, as the caller is told it. */
function forbids<O extends UserWriteOperation>(
  provider: Provider,
  operation: O,
  user: User,
  input: UserWriteInputs[O],
): UserError | null {
  if ("confirmEmail" in input && !sameEmail(user.email, String(input.confirmEmail))) {
    const problem =
      user.email === null
        ? "this user has no e-mail address to confirm, so it cannot be deleted through Roster."
        : "is not the e-mail address of this user.";
    return userError("PRECONDITION_FAILED", `input.confirmEmail: ${problem}`, ["input", "confirmEmail"]);
  }
  const disabled = operation === "setUserStatus" && "status" in input && input.status !== "ACTIVE";
  if (disabled && provider.ownUserId === user.externalId) return userError("PRECONDITION_FAILED", OWN_USER);
  const reason = refusalOf(provider, operation, user);
  return reason === null ? null : userError("PRECONDITION_FAILED", reason);
}

/** Writes of one value: that it cannot be had so is about that value. */
const ONLY_FIELDS: Partial<Record<UserWriteOperation, string>> = {
  validateMfaOtp: "code",
  updatePassword: "password",
  updateUsername: "username",
};
const ABOUT_INPUT: ReadonlySet<ErrorCode> = new Set(["BAD_USER_INPUT", "CONFLICT"]);

function withOnlyField(operation: UserWriteOperation, error: UserError): UserError {
  const only = ONLY_FIELDS[operation];
  if (only === undefined || error.field !== null || !ABOUT_INPUT.has(error.code)) return error;
  return { ...error, field: ["input", only] };
}

/** The answer to a write about this user; another one in it shows nothing. */
function onlyAbout(id: string, answer: WriteAnswer): WriteAnswer {
  return answer.user === null || isUserOf(id, answer.user) ? answer : { ...answer, user: null };
}

function shownBy<Input>(write: UserWrite<Input>, answer: WriteAnswer, input: Input, before: User): Shown {
  // A secret that was handed out is itself the proof that one was made.
  if (answer.secret.kind === "otp") return "yes";
  return answer.user === null ? "unseen" : write.shows(answer.user, input, before);
}

/** Why, in the caller's words, where they gave any. */
export function reasonOf(input: object): string | null {
  return "reason" in input && typeof input.reason === "string" ? input.reason : null;
}
