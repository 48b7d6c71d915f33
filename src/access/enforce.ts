import { defaultFieldResolver, type GraphQLSchema, isObjectType } from "graphql";
import type { GraphQLContext } from "../context.ts";
import { GatewayError } from "../domain/errors.ts";
import { type Requirement, readRequirements } from "./required.ts";
import { type Grants, isGranted, type Scope } from "./scope.ts";
import type { Viewer } from "./viewer.ts";

/** Whether grants are enough, for this provider or, where none is named, for any. */
export function satisfies(grants: Grants, requirement: Requirement, provider?: string): boolean {
  return requirement.some((scopes) => scopes.every((scope) => isGranted(grants, scope, provider)));
}

/** A requirement as the caller is told it. */
export function describeRequirement(requirement: Requirement): string {
  return requirement.map((scopes) => [...new Set(scopes)].join(" and ")).join(", or ");
}

/**
 * Makes every field with `@requiresScopes` refuse callers who lack them, in place. Mutations are left out: their
 * pipeline asks, so that a denied attempt is recorded and told in the payload.
 */
export function enforceScopes(schema: GraphQLSchema): ReadonlyMap<string, Requirement> {
  const requirements = readRequirements(schema);
  for (const [path, requirement] of requirements) {
    const [typeName = "", fieldName = ""] = path.split(".");
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (field === undefined || type === schema.getMutationType()) continue;
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (source: unknown, args: Record<string, unknown>, context: GraphQLContext, info) => {
      if (satisfies(context.viewer.grants, requirement)) return resolve(source, args, context, info);
      throw new GatewayError("FORBIDDEN", `This needs the scope ${describeRequirement(requirement)}.`);
    };
  }
  return requirements;
}

/** What a caller lacks for a mutation at a provider, as a sentence; null where nothing is lacking. */
export type Denial = (mutation: string, provider: string, writesPassword: boolean) => string | null;

/** Asks for what the schema says of each mutation, and for `users:credentials` wherever a password is written. */
export function createDenial(requirements: ReadonlyMap<string, Requirement>, viewer: Viewer): Denial {
  return (mutation, provider, writesPassword) => {
    const requirement = requirements.get(`Mutation.${mutation}`);
    if (requirement === undefined) return "This mutation is open to nobody.";
    const whole = writesPassword ? requirement.map((scopes) => [...scopes, PASSWORD_SCOPE]) : requirement;
    if (satisfies(viewer.grants, whole, provider)) return null;
    return `This needs the scope ${describeRequirement(whole)} for ${provider}.`;
  };
}

const PASSWORD_SCOPE: Scope = "users:credentials";
