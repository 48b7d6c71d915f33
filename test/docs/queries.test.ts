import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { blocks } from "./markdown.ts";

let gateway: Gateway;
/** What the examples' variables stand for. */
let variables: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  gateway = await startGateway();
  const answer = await gateway.graphql(
    `{ users(first: 1, filter: { providers: ["scaleway"], role: [MEMBER], status: [ACTIVE] }) { nodes { id } } }`,
  );
  const [id] = JSON.stringify(answer).match(/(?<="id":")[^"]+/) ?? [];
  variables = { id };
});
afterAll(() => gateway.close());

/** All lists called `nodes`, wherever they are, down to the first level of each answer's fields. */
function listsOf(data: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Object.values(data).flatMap((field) =>
    typeof field === "object" && field !== null && "nodes" in field ? [field.nodes] : [],
  );
}

describe("the examples in the documentation", () => {
  it("has some", () => {
    expect(blocks("graphql").length).toBeGreaterThanOrEqual(5);
  });

  it.each(blocks("graphql"))("$place answers, without errors and not in vain", async ({ text }) => {
    const { data, errors } = await gateway.graphql(text, variables);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).not.toContain('"REJECTED"');
    for (const list of listsOf(data ?? {})) expect(list).not.toEqual([]);
  });

  it.each(blocks("json"))("$place is JSON", ({ text }) => {
    expect(() => JSON.parse(text)).not.toThrow();
  });
});
