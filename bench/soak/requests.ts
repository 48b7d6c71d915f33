import { randomUUID } from "node:crypto";

/** One request of the mix. */
export interface Planned {
  /** Which part of the mix it belongs to. */
  readonly part: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** The only provider that it can mean; null: several. */
  readonly provider: string | null;
  /** Whether an answer that says nothing is wrong has in it what was asked for. */
  readonly isWhole: (answer: string) => boolean;
  /** Called when it is over, however it went. */
  readonly settle: () => void;
}

/** A user whom the soak may lock and unlock. */
export interface Lockable {
  readonly id: string;
  readonly provider: string;
}

export interface Cast {
  /** Ids to look up, with their providers. */
  readonly users: readonly Lockable[];
  /** Taken and given back, so that no two writes are about the same user at once. */
  readonly lockable: Lockable[];
}

const USER = "id email displayName status role mfa provider { key }";
const MISSING = "coverage { provider { key } status error { code } }";
const LIST = `query List($first: Int, $order: UserOrder) {
  users(first: $first, orderBy: $order) { isComplete nodes { ${USER} } pageInfo { endCursor } ${MISSING} }
}`;
const NESTED = `query Nested {
  users(first: 20) {
    nodes { id teams { nodes { name } coverage { provider { key } status error { code } } } accountMemberships { nodes { id } } }
    ${MISSING}
  }
}`;
const LOOK_UP = `query LookUp($id: ID!) { user(id: $id) { ${USER} notReported } }`;

type Part = (cast: Cast, random: () => number) => Planned;

const JSON_TYPE = { "content-type": "application/json" };
const done = (): void => undefined;

function graphql(query: string, variables: unknown, headers: Readonly<Record<string, string>> = {}) {
  return {
    method: "POST" as const,
    path: "/graphql",
    headers: { ...JSON_TYPE, ...headers },
    body: JSON.stringify({ query, variables }),
    settle: done,
  };
}

function tool(name: string, given: unknown) {
  const call = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: given } };
  return {
    method: "POST" as const,
    path: "/mcp",
    headers: { ...JSON_TYPE, accept: "application/json, text/event-stream" },
    body: JSON.stringify(call),
    settle: done,
  };
}

function oneOf<T>(list: readonly T[], random: () => number): T {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error("There is nobody to ask for.");
  return one;
}

const list: Part = (_cast, random) => ({
  part: "list",
  ...graphql(LIST, { first: 10 + Math.floor(random() * 90) }),
  provider: null,
  isWhole: (answer) => answer.includes('"isComplete":true'),
});

const sorted: Part = () => ({
  part: "sorted list",
  ...graphql(LIST, { first: 50, order: { field: "EMAIL" } }),
  provider: null,
  isWhole: (answer) => answer.includes('"isComplete":true'),
});

const nested: Part = () => ({
  part: "nested list",
  ...graphql(NESTED, {}),
  provider: null,
  isWhole: (answer) => answer.includes('"teams":{"nodes":['),
});

const lookUp: Part = ({ users }, random) => {
  const { id, provider } = oneOf(users, random);
  return {
    part: "look-up",
    ...graphql(LOOK_UP, { id }),
    provider,
    isWhole: (answer) => answer.includes(`"user":{"id":"${id}"`),
  };
};

/** Locks or unlocks somebody; every other time the same once more, which must do nothing and say the same. */
const write: Part = ({ lockable }, random) => {
  const user = lockable.shift();
  if (user === undefined) throw new Error("There is nobody left to lock.");
  const mutation = random() < 0.5 ? "lockUser" : "unlockUser";
  const query = `mutation Write($id: ID!) { ${mutation}(input: { id: $id }) { outcome userErrors { code } } }`;
  return {
    part: "write",
    ...graphql(query, { id: user.id }, { "idempotency-key": randomUUID() }),
    provider: user.provider,
    isWhole: (answer) => answer.includes('"outcome":'),
    settle: () => void lockable.push(user),
  };
};

const rest =
  (provider: string, path: string): Part =>
  () => ({
    part: "REST",
    method: "GET",
    path,
    headers: {},
    body: null,
    provider,
    isWhole: (answer) => answer.includes('"id":'),
    settle: done,
  });

const findUsers: Part = () => ({
  part: "MCP",
  ...tool("find-users", { first: 10 }),
  provider: null,
  isWhole: (answer) => answer.includes('"structuredContent":{'),
});

const getUser: Part = ({ users }, random) => {
  const { id, provider } = oneOf(users, random);
  return {
    part: "MCP",
    ...tool("get-user", { id }),
    provider,
    isWhole: (answer) => answer.includes(id),
  };
};

/** The mix: how many of so many requests each part has. */
const MIX: readonly (readonly [weight: number, part: Part])[] = [
  [6, list],
  [3, sorted],
  [3, nested],
  [8, lookUp],
  // Each is remembered by its key for a day, as it has to be: more of them would be a heap that grows.
  [1, write],
  [2, rest("scaleway", "/v1/iam/v1alpha1/users?page_size=20")],
  [2, rest("scalr", "/v1/users?per_page=20")],
  [2, findUsers],
  [3, getUser],
];
const PARTS = MIX.flatMap(([weight, part]) => Array.from({ length: weight }, () => part));

export function nextRequest(cast: Cast, random: () => number): Planned {
  return oneOf(PARTS, random)(cast, random);
}
