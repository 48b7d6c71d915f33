import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
} from "graphql";
import type { GraphQLContext } from "../context.ts";
import { GatewayError } from "../domain/errors.ts";
import { type Requirement, readRequirements } from "./required.ts";
import { type Grants, isGranted } from "./scope.ts";

/** Whether grants are enough, for this provider or, where none is named, for any. */
export function satisfies(grants: Grants, requirement: Requirement, provider?: string): boolean {
  return requirement.some((scopes) => scopes.every((scope) => isGranted(grants, scope, provider)));
}

/** A requirement as the caller is told it. */
export function describeRequirement(requirement: Requirement): string {
  return requirement.map((scopes) => [...new Set(scopes)].join(" and ")).join(", or ");
}

/**
 * Makes every field with `@requiresScopes` refuse callers who lack them, in place: for the provider that a record
 * belongs to, where it belongs to one. Mutations are left out: their pipeline asks, so that a denied attempt is
 * recorded and told in the payload.
 */
export function enforceScopes(schema: GraphQLSchema): ReadonlyMap<string, Requirement> {
  const requirements = readRequirements(schema);
  const owners = rememberOwners(schema, requirements);
  for (const [path, requirement] of requirements) {
    const [typeName = "", fieldName = ""] = path.split(".");
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (field !== undefined && type !== schema.getMutationType()) guard(field, requirement, owners);
  }
  return requirements;
}

type Field = GraphQLField<unknown, GraphQLContext>;

function guard(field: Field, requirement: Requirement, owners: WeakMap<object, string>): void {
  const resolve = field.resolve ?? defaultFieldResolver;

  field.resolve = (source, args, context, info) => {
    const { grants } = context.viewer;
    const check = (provider: string | undefined): void => {
      if (satisfies(grants, requirement, provider)) return;
      const where = provider === undefined ? "" : ` for ${provider}`;
      throw new GatewayError(
        "FORBIDDEN",
        `This needs the scope ${describeRequirement(requirement)}${where}.`,
      );
    };
    const checked = (value: unknown): unknown => {
      const provider = providerOf(value);
      if (provider !== undefined) check(provider);
      return value;
    };
    check(providerOf(source) ?? (isObject(source) ? owners.get(source) : undefined));
    const value: unknown = resolve(source, args, context, info);
    return value instanceof Promise ? value.then(checked) : checked(value);
  };
}

/**
 * Parts of a record do not say which provider they are of. Where a type of such parts has a field with
 * `@requiresScopes`, the record that they are taken from says it.
 */
function rememberOwners(
  schema: GraphQLSchema,
  requirements: ReadonlyMap<string, Requirement>,
): WeakMap<object, string> {
  const owners = new WeakMap<object, string>();
  const guarded = new Set([...requirements.keys()].map((path) => path.split(".")[0]));
  const leadsToGuarded = (field: Field): boolean => {
    const type = getNamedType(field.type);
    const types = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    return types.some(({ name }) => guarded.has(name));
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getQueryType() || type === schema.getMutationType()) continue;
    for (const field of Object.values(type.getFields())) {
      if (leadsToGuarded(field)) rememberOwner(field, owners);
    }
  }
  return owners;
}

function rememberOwner(field: Field, owners: WeakMap<object, string>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    const provider = providerOf(source);
    const remember = (value: unknown): unknown => {
      if (provider !== undefined && isObject(value)) owners.set(value, provider);
      return value;
    };
    const value: unknown = resolve(source, args, context, info);
    return value instanceof Promise ? value.then(remember) : remember(value);
  };
}

/** The key of the provider that a record says it is of. */
function providerOf(record: unknown): string | undefined {
  const provider: unknown = isObject(record) ? Reflect.get(record, "provider") : undefined;
  return typeof provider === "string" ? provider : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
