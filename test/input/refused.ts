import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type Gateway, startGateway } from "../support/gateway.ts";

/** A question that cannot be right, and what the refusal says of it. */
export interface Mistake {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Left out: BAD_USER_INPUT. */
  readonly code?: string;
  /** The argument at fault, with dots; left out: none is named, since GraphQL itself refuses. */
  readonly field?: string;
  /** The provider that the refusal is about, where it is about one. */
  readonly provider?: string;
  /** What the message must hold. */
  readonly says?: RegExp;
}

/** Declares a test for each mistake: its code, its field, one error, and no request to any provider. */
export function refuses(mistakes: readonly Mistake[]): void {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ users: 60 });
  });
  afterAll(() => gateway.close());

  it.each(mistakes)("$name", async ({ query, variables, code, field, provider, says }) => {
    gateway.forgetRequests();
    const { errors = [] } = await gateway.graphql(query, variables);
    expect(errors.map(({ extensions }) => extensions)).toEqual([
      {
        code: code ?? "BAD_USER_INPUT",
        ...(field === undefined ? {} : { field: field.split(".") }),
        ...(provider === undefined ? {} : { provider }),
      },
    ]);
    expect(errors[0]?.message).toMatch(says ?? (field === undefined ? /./ : new RegExp(`^${field}: `)));
    expect(gateway.requestCounts()).toEqual({});
  });
}

/** The five lists, with a selection that each can have. */
export const LISTS = ["users", "teams", "invitations", "gracePeriods", "accountMemberships"] as const;
