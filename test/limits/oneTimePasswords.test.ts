import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { TOTP } from "otpauth";
import { dig, listAt } from "../calls/support.ts";
import { mutate, type Payload } from "../mutations/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

const MINUTES = 60_000;

let gateway: Gateway;
let withoutMfa: string[];

beforeAll(async () => {
  gateway = await startGateway();
  const filter = '{ providers: ["scaleway"], mfa: [DISABLED], status: [ACTIVE] }';
  const { data } = await gateway.graphql(`{ users(first: 100, filter: ${filter}) { nodes { id } } }`);
  withoutMfa = listAt(data, "users", "nodes").map((user) => String(dig(user, "id")));
});
afterAll(() => gateway.close());

/** Somebody who is about to set up MFA, and the code that their generator shows. */
let id: string;
let rightCode: () => string;
beforeEach(async () => {
  id = withoutMfa.pop() ?? "";
  const secret = String(Object(await mutate(gateway, "createMfaOtp", { id }))["secret"]);
  rightCode = () => new TOTP({ secret }).generate({ timestamp: gateway.simulation.clock.now() });
});

const validate = (code: string): Promise<Payload> => mutate(gateway, "validateMfaOtp", { id, code });
const wrongCode = (): string => (rightCode() === "123456" ? "654321" : "123456");

async function validateWrongly(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) expect((await validate(wrongCode())).outcome).toBe("REJECTED");
}

describe("one-time passwords", () => {
  it("are refused after five wrong ones, the right one too, and the provider is not asked", async () => {
    await validateWrongly(5);
    gateway.forgetRequests();
    const { outcome, userErrors } = await validate(rightCode());
    expect([outcome, userErrors[0]?.code]).toEqual(["REJECTED", "RATE_LIMITED"]);
    expect(userErrors[0]?.retryAfterMs).toBeGreaterThan(14 * MINUTES);
    expect(userErrors[0]?.retryAfterMs).toBeLessThanOrEqual(15 * MINUTES);
    expect(gateway.requestCounts()).toEqual({});
  });

  it("may be tried again a quarter of an hour later", async () => {
    await validateWrongly(5);
    gateway.simulation.clock.advance(15 * MINUTES + 1_000);
    expect((await validate(rightCode())).outcome).toBe("CONFIRMED");
  });

  it("are counted each by itself when many stand in one request", async () => {
    const code = wrongCode();
    const fields = Array.from(
      { length: 20 },
      (_, n) => `a${n}: validateMfaOtp(input: { id: $id, code: $code }) {
      userErrors { code } }`,
    );
    gateway.forgetRequests();
    const query = `mutation ($id: ID!, $code: String!) { ${fields.join(" ")} }`;
    const { data } = await gateway.graphql(query, { id, code });
    const codes = Object.values(data ?? {}).map((payload) => dig(payload, "userErrors", 0, "code"));
    expect(codes.slice(0, 5)).not.toContain("RATE_LIMITED");
    expect(codes.slice(5)).toEqual(Array.from({ length: 15 }, () => "RATE_LIMITED"));
  });

  it("are counted while they are under way, so that asking at once does not help", async () => {
    const code = wrongCode();
    const answers = await Promise.all(Array.from({ length: 30 }, () => validate(code)));
    const refused = answers.filter(({ userErrors }) => userErrors[0]?.code === "RATE_LIMITED");
    expect(refused).toHaveLength(25);
  });

  it("are not counted where the provider could not look at them", async () => {
    const scaleway = gateway.simulator("scaleway");
    scaleway.faults.add({ fault: { kind: "status", status: 429, before: true }, method: "POST" });
    try {
      for (let time = 0; time < 6; time += 1) await validate(rightCode());
    } finally {
      scaleway.faults.clear();
    }
    gateway.simulation.clock.advance(MINUTES);
    expect((await validate(rightCode())).outcome).toBe("CONFIRMED");
  });

  it("are not counted where they cannot be one", async () => {
    for (let time = 0; time < 6; time += 1) {
      expect((await validate("12345")).userErrors[0]?.code).toBe("BAD_USER_INPUT");
    }
    expect((await validate(rightCode())).outcome).toBe("CONFIRMED");
  });

  it("are forgotten once the right one has come", async () => {
    await validateWrongly(4);
    expect((await validate(rightCode())).outcome).toBe("CONFIRMED");
    expect((await validate(wrongCode())).userErrors[0]?.code).not.toBe("RATE_LIMITED");
  });
});
