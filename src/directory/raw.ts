import type { Call } from "../datasources/call.ts";
import type { WriteOperation } from "../datasources/capability.ts";
import type { Provider } from "../datasources/provider.ts";
import type { SurfaceAnswer, SurfaceInput, SurfaceOperation } from "../datasources/surface.ts";
import { GatewayError } from "../domain/errors.ts";
import type { MutationOutcome } from "../generated/enums.ts";
import { OWN_USER } from "./capabilities.ts";
import { type Audited, carryOut, type SentAnswer } from "./writes/carryOut.ts";
import { denialOf } from "./writes/environment.ts";
import { createOnce } from "./writes/once.ts";
import { NO_SECRET, type UserError, userError, type WriteResult } from "./writes/result.ts";
import { noProvider, refuse, type Writing } from "./writes/target.ts";
import { countingAttempts } from "./writes/userWrite.ts";

/** What became of an operation in a provider's own terms. */
export type RawResult =
  | { readonly kind: "read"; readonly answer: SurfaceAnswer }
  | {
      readonly kind: "written";
      /** ACCEPTED where the provider said yes: what it wrote is not compared with what was wished. */
      readonly outcome: MutationOutcome;
      readonly errors: readonly UserError[];
      /** Null where there is none to show: nothing was sent, or nobody knows, or it is a repeat. */
      readonly answer: SurfaceAnswer | null;
    };

/** Operations of one request in their providers' own terms; what only looks rejects with a GatewayError. */
export type RawOfRequest = (
  provider: string,
  operation: SurfaceOperation,
  input: SurfaceInput,
) => Promise<RawResult>;

/** Passes operations on by the same way that mutations take: access, audit, one send, a verdict. */
export function createRawOfRequest(writing: Writing): RawOfRequest {
  const once = createOnce(writing);
  return async (key, operation, input) => {
    const { mutation } = operation;
    if (mutation === null) {
      const provider = writing.scope.providers.find((one) => one.key === key);
      if (provider === undefined) throw new GatewayError("NOT_FOUND", NOWHERE);
      return { kind: "read", answer: await provider.raw(operation, input, writing.scope.call) };
    }
    const setsPassword = hasPassword(input.body);
    const wished = {
      operation: setsPassword ? (operation.passwordMutation ?? mutation) : mutation,
      provider: noProvider(key),
      userId: userOf(operation, input),
      reason: reasonIn(input),
      setsPassword,
      input,
    };
    let answer: SurfaceAnswer | null = null;
    const target = [key, operation.name, input];
    const result = await once({ audited: wished, target, needs: new Set() }, () =>
      write(writing, wished, async (provider, call) => {
        answer = await provider.raw(operation, input, call);
      }),
    );
    return { kind: "written", outcome: result.outcome, errors: result.userErrors.map(inOwnTerms), answer };
  };
}

/** Here an input is no part of a mutation's `input`. */
function inOwnTerms(error: UserError): UserError {
  const [first, ...field] = error.field ?? [];
  return first === "input" ? { ...error, field, message: error.message.replace(/^input\./, "") } : error;
}

const NOWHERE = "There is no provider of this key.";

async function write(
  writing: Writing,
  wished: Wished,
  send: (provider: Provider, call: Call) => Promise<void>,
): Promise<WriteResult> {
  const { scope, environment } = writing;
  const provider = environment.providers.find(({ key }) => key === wished.provider.key);
  const refusal = refusalOf(writing, provider, wished);
  if (refusal !== null) return refuse(writing, wished, [refusal]);
  if (provider === undefined) return refuse(writing, wished, [userError("NOT_FOUND", NOWHERE)]);
  return countingAttempts(writing, wished, async () => {
    const { result } = await carryOut(scope, environment, {
      ...wished,
      provider,
      async send(call) {
        await send(provider, call);
        return ACCEPTED;
      },
      look: null,
    });
    return result;
  });
}

/** The provider said yes; whether its state shows it is not looked at. */
const ACCEPTED: SentAnswer = {
  shown: "unseen",
  proof: "accepted",
  user: null,
  stale: [],
  secret: NO_SECRET,
  mismatches: [],
};

/** A write as it was asked for. */
interface Wished extends Audited {
  readonly setsPassword: boolean;
  readonly input: SurfaceInput;
}

/** What Roster itself has against a write; null where nothing. */
function refusalOf(
  { environment }: Writing,
  provider: Provider | undefined,
  { operation, provider: { key }, userId, setsPassword, input }: Wished,
): UserError | null {
  const denial = denialOf(environment, operation, key, setsPassword);
  if (denial !== null) return userError("FORBIDDEN", denial);
  const isOwn = userId !== null && userId.toLowerCase() === provider?.ownUserId?.toLowerCase();
  return isOwn && shutsOut(operation, input) ? userError("PRECONDITION_FAILED", OWN_USER) : null;
}

function shutsOut(operation: WriteOperation, { body }: SurfaceInput): boolean {
  if (operation === "setUserStatus") return body?.["status"] !== "ACTIVE";
  return operation === "deleteUser" || operation === "lockUser";
}

function userOf({ user }: SurfaceOperation, { values }: SurfaceInput): string | null {
  const id = user === undefined ? undefined : values[user];
  return typeof id === "string" ? id : null;
}

function reasonIn({ body }: SurfaceInput): string | null {
  const reason = body?.["reason"];
  return typeof reason === "string" ? reason : null;
}

/** Whether a body sets a password, wherever in it. */
function hasPassword(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([name, inner]) =>
      (/^(new_?)?password$/i.test(name) && inner !== null && inner !== undefined) || hasPassword(inner),
  );
}
