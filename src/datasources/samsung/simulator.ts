import { createHmac, timingSafeEqual } from "node:crypto";
import { stableHex } from "../../simulation/company.ts";
import { createFaults } from "../../simulation/faults.ts";
import type { SimulatedRequest, SimulatedResponse } from "../../simulation/server.ts";
import { startServer } from "../../simulation/server.ts";
import type {
  RunningSimulator,
  SimulatedPeople,
  SimulatorDefinition,
  SimulatorOptions,
} from "../../simulation/simulator.ts";
import { readSwitches } from "../../simulation/switches.ts";
import type { SimulatedIamUser, Version } from "./simulatorUsers.ts";
import { accountId, createIamUser, createIamUsers, toSecond, versions, view } from "./simulatorUsers.ts";

/** What the API's documents leave open. */
const switchDefinitions = {
  textMatch: {
    default: "contains",
    choices: ["contains", "exact"],
    meaning: "How email, user_name, login_id and phone_number are compared, in any case: contains or exact.",
  },
  retiredVersions: {
    default: "served",
    choices: ["served", "refused"],
    meaning: "What becomes of a version whose not-before date has come: served or refused.",
  },
  count: {
    default: "filtered",
    choices: ["filtered", "page"],
    meaning: "What count counts: filtered (all that match) or page.",
  },
  outOfBounds: {
    default: "refused",
    choices: ["refused", "clamped"],
    meaning: "A size or page out of bounds is refused (400) or clamped.",
  },
  blanksInAscendingOrder: {
    default: "first",
    choices: ["first", "last"],
    meaning: "Where users without the value that is sorted by stand: first or last.",
  },
} as const satisfies SimulatorDefinition["switches"];

type Switches = ReturnType<typeof readSwitches<typeof switchDefinitions>>;

interface Simulation {
  readonly switches: Switches;
  readonly users: Map<string, SimulatedIamUser>;
  readonly companyName: string;
  readonly now: () => number;
}

const accessKey = stableHex("samsung-access-key", 0, 32);
const secretKey = stableHex("samsung-secret-key", 0, 40);
const allowedClockDifference = 15 * 60_000;

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  429: "Too Many Requests",
};

function refusal(status: number, code: string, detail: string | readonly string[]): SimulatedResponse {
  return { status, body: { errors: [{ status, code, title: titles[status] ?? "Error", detail }] } };
}

/** The reason to refuse the request's signature; null where it is right. */
function signatureFault(request: SimulatedRequest, now: number): string | null {
  const { headers } = request;
  const timestamp = headers["scp-timestamp"] ?? "";
  const clientType = headers["scp-clienttype"] ?? "";
  if (headers["scp-accesskey"] !== accessKey) return "The access key is missing or not known.";
  if (clientType !== "Openapi") return "The client type is missing or not known.";
  if (!/^\d{1,15}$/.test(timestamp)) return "The timestamp is missing or not in milliseconds.";
  if (Math.abs(now - Number(timestamp)) > allowedClockDifference) return "The timestamp has expired.";
  // The official Go client signs its account header too; a client that sends none signs without it.
  const account = headers["scp-accountid"] ?? "";
  const text = `${request.method}${request.url}${timestamp}${accessKey}${account}${clientType}`;
  const expected = Buffer.from(createHmac("sha256", secretKey).update(text, "utf8").digest("base64"));
  const given = Buffer.from(headers["scp-signature"] ?? "");
  const matches = given.length === expected.length && timingSafeEqual(given, expected);
  return matches ? null : "The signature does not match.";
}

function dayOf(notBefore: string): number {
  return Date.parse(`${notBefore.slice(0, 4)}-${notBefore.slice(4, 6)}-${notBefore.slice(6)}T00:00:00Z`);
}

/** The version asked for; null where it is not known or no longer served. */
function versionOf(request: SimulatedRequest, { switches, now }: Simulation): Version | null {
  const header = request.headers["scp-api-version"];
  if (header === undefined) return versions[0];
  const id = /^iam +(\d+\.\d+)$/i.exec(header.trim())?.[1];
  const version = versions.find((candidate) => candidate.id === id);
  if (version === undefined) return null;
  const retired = version.notBefore !== null && dayOf(version.notBefore) <= now();
  return retired && switches.text("retiredVersions") === "refused" ? null : version;
}

/** A whole number of the query within bounds; null where it must be refused. */
function wholeNumber(
  text: string | null,
  bounds: { readonly default: number; readonly least: number; readonly most: number },
  switches: Switches,
): number | null {
  if (text === null) return bounds.default;
  if (!/^-?\d{1,12}$/.test(text)) return null;
  const clamped = Math.min(Math.max(Number(text), bounds.least), bounds.most);
  return clamped === Number(text) || switches.text("outOfBounds") === "clamped" ? clamped : null;
}

type Compare = (a: SimulatedIamUser, b: SimulatedIamUser) => number;

const sortKeys: Readonly<Record<string, (user: SimulatedIamUser) => string | number | null>> = {
  created_at: (user) => user.createdAt,
  modified_at: (user) => user.modifiedAt,
  email: (user) => user.email || null,
  user_name: (user) => user.userName || null,
  last_login_at: (user) => user.lastLoginAt,
};

function compareKeys(a: string | number | null, b: string | number | null, blank: number): number {
  if (a === b) return 0;
  if (a === null) return blank;
  if (b === null) return -blank;
  return a < b ? -1 : 1;
}

/** The order that `field:asc` or `field:desc` asks for, users with equal values by id; null for any other text. */
function orderOf(sort: string, switches: Switches): Compare | null {
  const [, field = "", direction = ""] = /^([a-z_]{1,40}):(asc|desc)$/.exec(sort) ?? [];
  const keyOf = Object.hasOwn(sortKeys, field) ? sortKeys[field] : undefined;
  if (keyOf === undefined) return null;
  const blank = switches.text("blanksInAscendingOrder") === "first" ? -1 : 1;
  const sign = direction === "asc" ? 1 : -1;
  return (a, b) => sign * compareKeys(keyOf(a), keyOf(b), blank) || (a.id < b.id ? -1 : 1);
}

type Test = (user: SimulatedIamUser, value: string) => boolean;

const hasPermissions = (user: SimulatedIamUser) => user.groups.length + user.policies.length > 0;
const nationOf = (user: SimulatedIamUser) => user.person.locale.split(/[-_]/)[1] ?? "";

/** The filters of every version, and those that came with 1.4. */
function filtersOf(switches: Switches, version: Version): Readonly<Record<string, Test>> {
  const text =
    (read: (user: SimulatedIamUser) => string): Test =>
    (user, value) => {
      const [held, asked] = [read(user).toLowerCase(), value.toLowerCase()];
      return switches.text("textMatch") === "exact" ? held === asked : held.includes(asked);
    };
  const every: Readonly<Record<string, Test>> = {
    email: text((user) => user.email),
    user_name: text((user) => user.userName),
    login_id: text((user) => user.userName),
    phone_number: text((user) => user.person.phone ?? ""),
    nation_id: (user, value) => nationOf(user) === value,
    type: (user, value) => user.type === value,
    exclude_group_id: (user, value) => user.groups.every((group) => group.id !== value),
    exclude_policy_id: (user, value) => user.policies.every((policy) => policy.id !== value),
  };
  if (version.id !== "1.4") return every;
  return {
    ...every,
    has_permissions: (user, value) => hasPermissions(user) === (value === "true"),
    exclude_user_id: (user, value) => user.id !== value,
  };
}

function filterUsers(request: SimulatedRequest, version: Version, simulation: Simulation) {
  let users = [...simulation.users.values()];
  for (const [name, test] of Object.entries(filtersOf(simulation.switches, version))) {
    const value = request.query.get(name);
    if (value !== null && value !== "") users = users.filter((user) => test(user, value));
  }
  return users;
}

function listUsers(request: SimulatedRequest, version: Version, simulation: Simulation): SimulatedResponse {
  const { query } = request;
  const { switches, companyName } = simulation;
  const size = wholeNumber(query.get("size"), { default: 20, least: 1, most: 10_000 }, switches);
  const page = wholeNumber(query.get("page"), { default: 0, least: 0, most: 10_000 }, switches);
  const sort = query.get("sort") || "created_at:asc";
  const order = orderOf(sort, switches);
  const flag = version.id === "1.4" ? query.get("has_permissions") : null;
  const wrong = [
    size === null ? "size: must be a whole number from 1 to 10000" : "",
    page === null ? "page: must be a whole number from 0 to 10000" : "",
    order === null ? "sort: must be a field and asc or desc" : "",
    flag === null || /^(true|false)?$/.test(flag) ? "" : "has_permissions: must be true or false",
  ].filter((problem) => problem !== "");
  if (size === null || page === null || order === null || wrong.length > 0) {
    return refusal(400, "INVALID_PARAMETER", wrong);
  }
  const found = filterUsers(request, version, simulation).sort(order);
  const shown = found.slice(page * size, (page + 1) * size).map((user) => view(user, version, companyName));
  const count = switches.text("count") === "page" ? shown.length : found.length;
  return { status: 200, body: { count, page, size, sort: [sort], users: shown } };
}

function listVersions(request: SimulatedRequest): SimulatedResponse {
  const list = versions.map(({ id, status, notBefore }) => ({
    id,
    links: [{ href: request.url, rel: "self" }],
    not_before: notBefore,
    status,
  }));
  return { status: 200, body: { versions: list } };
}

function answer(request: SimulatedRequest, simulation: Simulation): SimulatedResponse {
  const account = /^\/v1\/accounts\/([^/]+)\/users$/.exec(request.path)?.[1];
  if (account === undefined && request.path !== "/") {
    return refusal(404, "NOT_FOUND", "There is nothing at this path.");
  }
  if (request.method !== "GET") return refusal(405, "METHOD_NOT_ALLOWED", "Only GET is allowed here.");
  if (account === undefined) return listVersions(request);
  const fault = signatureFault(request, simulation.now());
  if (fault !== null) return refusal(401, "UNAUTHORIZED", fault);
  const version = versionOf(request, simulation);
  if (version === null) return refusal(400, "UNSUPPORTED_VERSION", "The API version is not supported.");
  if (account !== accountId) return refusal(403, "FORBIDDEN", "The account is not yours.");
  return listUsers(request, version, simulation);
}

function peopleOf({ users, now }: Simulation, options: SimulatorOptions): SimulatedPeople {
  return {
    list: () =>
      [...users.values()].map(({ id, email, name }) => ({
        id,
        email: email || null,
        displayName: name || null,
      })),
    add(person) {
      const user = createIamUser(person, options.company.teams);
      users.set(user.id, user);
      return user.id;
    },
    remove(id) {
      users.delete(id);
    },
    rename(id, { email, displayName }) {
      const user = users.get(id);
      if (user === undefined) return;
      const [first = "", ...rest] = displayName.split(" ");
      user.email = email;
      user.name = displayName;
      user.firstName = first;
      user.lastName = rest.join(" ");
      user.modifiedAt = toSecond(now());
    },
  };
}

async function start(options: SimulatorOptions): Promise<RunningSimulator> {
  const simulation: Simulation = {
    switches: readSwitches(switchDefinitions, options.switches),
    users: createIamUsers(options.company),
    companyName: options.company.name,
    now: options.clock.now,
  };
  const faults = createFaults();
  const server = await startServer({
    port: options.port ?? 0,
    faults,
    answer: (request) => answer(request, simulation),
    rateLimited: (seconds) => ({
      ...refusal(429, "TOO_MANY_REQUESTS", "Too many requests."),
      headers: { "retry-after": String(seconds) },
    }),
    contentType: "application/json",
  });
  return {
    url: server.url,
    settings: {
      kind: "samsung",
      baseUrl: server.url,
      accountId,
      accessKey,
      secretKey,
      apiVersion: "1.4",
      signature: "docs",
    },
    faults,
    requests: server.requests,
    forgetRequests: server.forgetRequests,
    people: peopleOf(simulation, options),
    close: server.close,
  };
}

/**
 * Samsung Cloud Platform's list of IAM users, in its versions 1.0 to 1.4, as its API reference describes it; requests
 * must be signed as that reference or as the official Go client signs them.
 */
export const samsungSimulator: SimulatorDefinition = {
  name: "samsung",
  switches: switchDefinitions,
  start,
};
