import { z } from "zod";
import type { RecordedRequest } from "../../src/simulation/simulator.ts";
import { dig, listAt } from "../calls/support.ts";
import type { Gateway } from "../support/gateway.ts";

/** The fields of a user that tests of mutations look at. */
const USER = "id email username firstName lastName displayName status mfa updatedAt";

/** What a mutation's payload holds beside what all have; left out: the user. */
const EXTRAS: Readonly<Record<string, string>> = {
  deleteUser: "deletedUserId",
  createMfaOtp: `secret otpauthUri user { ${USER} }`,
  validateMfaOtp: `recoveryCodes user { ${USER} }`,
  fixIdentitySourceMismatches: "mismatches { externalId email fixed }",
};

const payload = z.looseObject({
  outcome: z.enum(["CONFIRMED", "ACCEPTED", "NO_CHANGE", "UNKNOWN", "REJECTED"]),
  userErrors: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      field: z.array(z.string()).nullable(),
      retryAfterMs: z.number().nullable(),
    }),
  ),
  clientMutationId: z.string().nullable(),
});
export type Payload = z.infer<typeof payload>;

export type Input = Readonly<Record<string, unknown>>;

/** The text of an operation with this one mutation, under its own name; its input is the variable `input`. */
export function operationOf(mutation: string, extra = EXTRAS[mutation] ?? `user { ${USER} }`): string {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  return `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    outcome userErrors { code message field retryAfterMs } clientMutationId ${extra}
  } }`;
}

/** Carries out one mutation and resolves with its payload. Rejects where the answer has errors. */
export async function mutate(
  gateway: Gateway,
  mutation: string,
  input: Input,
  headers: Readonly<Record<string, string>> = {},
): Promise<Payload> {
  const { data, errors } = await gateway.graphql(operationOf(mutation), { input }, headers);
  if (errors !== undefined) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
  return payload.parse(dig(data, mutation));
}

/** Whether a request is there to change something; one that ScaiKey offers is a GET all the same. */
export function isWrite({ method, query }: RecordedRequest): boolean {
  return method !== "GET" || /(^|&)fix=true(&|$)/.test(query);
}

/** Every write that this simulator was sent since the last `forgetRequests`. */
export function writesTo(gateway: Gateway, simulator: string): readonly RecordedRequest[] {
  return gateway.simulator(simulator).requests().filter(isWrite);
}

const someone = z.object({
  id: z.string(),
  externalId: z.string(),
  email: z.string().nullable(),
  status: z.string(),
  role: z.string(),
  mfa: z.string(),
  identitySource: z.string(),
  lastLoginAt: z.string().nullable(),
});
export type Someone = Omit<z.infer<typeof someone>, "email"> & { readonly email: string };

/** The users of a provider who have an address, in the provider's own order. */
export async function everybody(gateway: Gateway, provider: string): Promise<readonly Someone[]> {
  const query = `query ($p: [String!], $after: String) {
    users(first: 100, after: $after, filter: { providers: $p }) {
      nodes { id externalId email status role mfa identitySource lastLoginAt } pageInfo { endCursor hasNextPage }
    }
  }`;
  const found: Someone[] = [];
  for (let after: unknown = null; ; ) {
    const { data } = await gateway.graphql(query, { p: [provider], after });
    for (const node of listAt(data, "users", "nodes")) {
      const { email, ...rest } = someone.parse(node);
      if (email !== null) found.push({ ...rest, email });
    }
    if (dig(data, "users", "pageInfo", "hasNextPage") !== true) return found;
    after = dig(data, "users", "pageInfo", "endCursor");
  }
}

/** The next user who fits; left out: whom nothing forbids anything about. */
export type Pool = (fits?: (one: Someone) => boolean) => Someone;

/** Gives out users that fit, each once, so that no test meets what another one did. */
export async function createPool(gateway: Gateway, provider: string): Promise<Pool> {
  const left = new Set(await everybody(gateway, provider));
  return (fits = isOrdinary) => {
    for (const one of left) {
      if (!fits(one)) continue;
      left.delete(one);
      return one;
    }
    throw new Error(`There is no such user left at ${provider}.`);
  };
}

/** Somebody whom nothing forbids anything about. */
export function isOrdinary({ status, role }: Someone): boolean {
  return status === "ACTIVE" && role !== "OWNER";
}

/** The user as a request of its own sees them; null where there is none. */
export async function readUser(gateway: Gateway, id: string): Promise<unknown> {
  const { data } = await gateway.graphql(`query ($id: ID!) { user(id: $id) { ${USER} } }`, { id });
  return dig(data, "user") ?? null;
}
