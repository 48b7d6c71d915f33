import { describe, expect, it } from "@jest/globals";
import {
  type GraphQLArgument,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import { publicSchema } from "./publicSchema.ts";

/** Something that a reader of the schema meets, by its place: `User.email`, `Query.users(first:)`. */
interface Described {
  readonly place: string;
  readonly description: string | null | undefined;
}

function argumentsOf(place: string, args: readonly GraphQLArgument[]): readonly Described[] {
  return args.map(({ name, description }) => ({ place: `${place}(${name}:)`, description }));
}

function membersOf(type: GraphQLNamedType): readonly Described[] {
  const place = (name: string): string => `${type.name}.${name}`;
  if (isEnumType(type)) {
    return type.getValues().map(({ name, description }) => ({ place: place(name), description }));
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return fields.map(({ name, description }) => ({ place: place(name), description }));
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    return Object.values(type.getFields()).flatMap(({ name, description, args }) => [
      { place: place(name), description },
      ...argumentsOf(place(name), args),
    ]);
  }
  return [];
}

const everything = Object.values(publicSchema().getTypeMap())
  .filter((type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type))
  .flatMap((type) => [{ place: type.name, description: type.description }, ...membersOf(type)]);

describe("the public schema", () => {
  it("describes every type, field, argument, input field and enum value", () => {
    const bare = everything.filter(({ description }) => (description ?? "").trim().length < 10);
    expect(bare.map(({ place }) => place)).toEqual([]);
  });

  it("has something to describe", () => {
    expect(everything.length).toBeGreaterThan(300);
  });
});
