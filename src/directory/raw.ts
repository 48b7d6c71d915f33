import type { WriteOperation } from "../datasources/capability.ts";
import type { Provider } from "../datasources/provider.ts";
import type { SurfaceAnswer, SurfaceInput, SurfaceOperation } from "../datasources/surface.ts";
import { GatewayError } from "../domain/errors.ts";
import type { MutationOutcome } from "../generated/enums.ts";
import { OWN_USER } from "./capabilities.ts";
import type { Scope } from "./scope.ts";
import { carryOut } from "./writes/carryOut.ts";
import { createOnce } from "./writes/once.ts";
import { NO_SECRET, type UserError, userError } from "./writes/result.ts";
import { noProvider, refuse, type Writing } from "./writes/target.ts";

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
    const provider = writing.scope.providers.find((one) => one.key === key);
    const { mutation } = operation;
    if (mutation === null) {
      if (provider === undefined) throw new GatewayError("NOT_FOUND", "There is no provider of this key.");
      return { kind: "read", answer: await provider.raw(operation, input, writing.scope.call) };
    }
    const setsPassword = hasPassword(input.body);
    const write = {
      operation: setsPassword ? (operation.passwordMutation ?? mutation) : mutation,
      provider: provider ?? noProvider(key),
      userId: userOf(operation, input),
      reason: reasonIn(input),
    };
    let answer: SurfaceAnswer | null = null;
    const target = [key, operation.name, input];
    const result = await once({ audited: write, target, needs: new Set() }, async () => {
      const refusal =
        provider === undefined
          ? userError("NOT_FOUND", "There is no provider of this key.")
          : refusalOf(writing, provider, { ...write, setsPassword, input });
      if (provider === undefined || refusal !== null) {
        return refuse(writing, write, refusal === null ? [] : [refusal]);
      }
      const done = await carryOut(writing.scope, writing.environment, {
        ...write,
        provider,
        async send(call) {
          answer = await provider.raw(operation, input, call);
          return {
            shown: "unseen",
            proof: "accepted",
            user: null,
            stale: [],
            secret: NO_SECRET,
            mismatches: [],
          };
        },
        look: null,
      });
      return done.result;
    });
    return { kind: "written", outcome: result.outcome, errors: result.userErrors, answer };
  };
}

/** Whether a caller may look at a provider, where the schema's directives are not asked. */
export function canRaw(scope: Scope, key: string, operation: SurfaceOperation): boolean {
  const provider = scope.providers.find((one) => one.key === key);
  return provider?.surface.some(({ name }) => name === operation.name) ?? false;
}

interface Wished {
  readonly operation: WriteOperation;
  readonly userId: string | null;
  readonly setsPassword: boolean;
  readonly input: SurfaceInput;
}

/** What Roster itself has against a write; null where nothing. */
function refusalOf({ environment }: Writing, provider: Provider, wished: Wished): UserError | null {
  const { operation, userId, setsPassword, input } = wished;
  const denial = environment.denial(operation, provider.key, setsPassword);
  if (denial !== null) return userError("FORBIDDEN", denial);
  const isOwn = userId !== null && userId.toLowerCase() === provider.ownUserId?.toLowerCase();
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
