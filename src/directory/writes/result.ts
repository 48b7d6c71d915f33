import type { WriteAnswer } from "../../datasources/write.ts";
import type { GatewayError } from "../../domain/errors.ts";
import type { IdentitySourceMismatch } from "../../domain/identitySourceMismatch.ts";
import type { User } from "../../domain/user.ts";
import type { ErrorCode, MutationOutcome } from "../../generated/enums.ts";

/** What a caller can mend or has to know, as the schema's UserError. */
export interface UserError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field: readonly string[] | null;
  readonly retryAfterMs: number | null;
}

/** What the gateway knows of a write after it. */
export interface WriteResult {
  readonly outcome: MutationOutcome;
  readonly userErrors: readonly UserError[];
  /** The user as known after the write; null where there is none to show. */
  readonly user: User | null;
  readonly secret: WriteAnswer["secret"];
  readonly mismatches: readonly IdentitySourceMismatch[];
}

export const NO_SECRET: WriteAnswer["secret"] = { kind: "none" };

export function userError(
  code: ErrorCode,
  message: string,
  field: readonly string[] | null = null,
): UserError {
  return { code, message, field, retryAfterMs: null };
}

/** An error as the caller is told it beside the outcome. */
export function toUserError({ code, message, field, retryAfterMs }: GatewayError): UserError {
  return { code, message, field: field ?? null, retryAfterMs: retryAfterMs ?? null };
}

/** A provider's refusal of an input: it names the field within the input, and the caller knows it from outside. */
export function toProviderError(error: GatewayError): UserError {
  const { field, message, ...told } = toUserError(error);
  if (field === null) return { ...told, message, field };
  const named = message.startsWith(`${field.join(".")}: `) ? `input.${message}` : message;
  return { ...told, message: named, field: ["input", ...field] };
}

/** Nothing happened, and why. */
export function rejected(userErrors: readonly UserError[], user: User | null = null): WriteResult {
  return { outcome: "REJECTED", userErrors, user, secret: NO_SECRET, mismatches: [] };
}
