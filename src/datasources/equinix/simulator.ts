import { type Person, stableHex, stableUuid } from "../../simulation/company.ts";
import { createFaults } from "../../simulation/faults.ts";
import { type SimulatedRequest, type SimulatedResponse, startServer } from "../../simulation/server.ts";
import type {
  RunningSimulator,
  SimulatedPeople,
  SimulatorDefinition,
  SimulatorOptions,
} from "../../simulation/simulator.ts";
import { readSwitches } from "../../simulation/switches.ts";
import { createDecorator, createRateLimit } from "./simulatorHeaders.ts";
import { pageOf } from "./simulatorPage.ts";
import {
  createResources,
  defaultEmail,
  fullName,
  INCLUDABLE,
  namesOf,
  selectionOf,
} from "./simulatorResources.ts";
import {
  createMetalState,
  createMetalUser,
  listedUsers,
  type MetalState,
  projectId,
} from "./simulatorState.ts";
import { createUser, isTaken, updateUser } from "./simulatorWrites.ts";

/** What the API's documents leave open or contradict each other about. */
const SWITCHES = {
  largestPage: {
    default: 100,
    meaning: "The most that per_page is honoured for: 100 says the prose, 1000 the schema.",
  },
  createUser: {
    default: "accepted",
    choices: ["accepted", "created"],
    meaning: "POST /users answers accepted (202, empty) or created (201 and the user).",
  },
  createdUsersListed: {
    default: true,
    meaning:
      "Whether GET /users shows those whom POST /users made, who share no project with the caller yet.",
  },
  invitationsMeta: { default: true, meaning: "Whether GET /invitations has meta, which the schema lacks." },
  listInclude: { default: true, meaning: "Whether GET /users heeds include, shown for GET /user only." },
  unknownInclude: {
    default: "ignored",
    choices: ["ignored", "refused"],
    meaning: "An unknown name to include is ignored or refused (422).",
  },
  absentValues: {
    default: "null",
    choices: ["null", "omitted"],
    meaning: "Values that a user lacks are null or omitted.",
  },
  customdataInUser: { default: true, meaning: "Whether users come with their customdata." },
  forbiddenKey: {
    default: "errors",
    choices: ["errors", "error"],
    meaning: "A 403 has errors (a list) or error (a text).",
  },
  keyKind: {
    default: "user",
    choices: ["user", "project"],
    meaning: "The key is a user's or a project's, which gets 403 everywhere here.",
  },
  sunsetHeader: { default: true, meaning: "Whether answers say when the API ends." },
  requestsPerMinute: { default: 6000, meaning: "What X-RateLimit-Limit says." },
  enforceRateLimit: { default: false, meaning: "Whether requests beyond the limit are refused." },
  retryAfterHeader: { default: false, meaning: "Whether a 429 has Retry-After besides X-RateLimit-Reset." },
} as const satisfies SimulatorDefinition["switches"];

type Switches = ReturnType<typeof readSwitches<typeof SWITCHES>>;

interface Simulation {
  readonly state: MetalState;
  readonly switches: Switches;
  readonly resources: ReturnType<typeof createResources>;
  readonly now: () => number;
  /** A number that was not given out before. */
  readonly nextNumber: () => number;
}

const PREFIX = "/metal/v1";
const AUTH_TOKEN = stableHex("equinix-auth-token", 0, 32);

const notFound: SimulatedResponse = { status: 404, body: { errors: ["Not found"] } };
const unauthorized: SimulatedResponse = { status: 401, body: { error: "Invalid authentication token" } };
const refused = (errors: readonly string[]): SimulatedResponse => ({ status: 422, body: { errors } });

function forbidden(switches: Switches): SimulatedResponse {
  const text = "Access denied for the current authentication token";
  const body = switches.text("forbiddenKey") === "error" ? { error: text } : { errors: [text] };
  return { status: 403, body };
}

/** The refusal of names to include that this API does not know; null where there is none. */
function includeFault(
  request: SimulatedRequest,
  kind: keyof typeof INCLUDABLE,
  switches: Switches,
): SimulatedResponse | null {
  if (switches.text("unknownInclude") !== "refused") return null;
  const known: readonly string[] = INCLUDABLE[kind];
  const unknown = namesOf(request.query.get("include")).filter(
    (name) => !known.includes(name.split(".")[0] ?? ""),
  );
  return unknown.length === 0 ? null : refused(unknown.map((name) => `${name} cannot be included`));
}

function listUsers(request: SimulatedRequest, { state, switches, resources }: Simulation): SimulatedResponse {
  const { items, meta } = pageOf(listedUsers(state), request, switches.number("largestPage"));
  const selection = selectionOf(switches.flag("listInclude") ? request.query : new URLSearchParams());
  return { status: 200, body: { users: items.map((user) => resources.user(user, selection)), meta } };
}

function listInvitations(request: SimulatedRequest, simulation: Simulation): SimulatedResponse {
  const { state, switches, resources } = simulation;
  const { items, meta } = pageOf(state.invitations, request, switches.number("largestPage"));
  const query = new URLSearchParams(request.query);
  query.delete("exclude");
  const invitations = items.map((invitation) => resources.invitation(invitation, selectionOf(query)));
  return { status: 200, body: switches.flag("invitationsMeta") ? { invitations, meta } : { invitations } };
}

function currentUser(request: SimulatedRequest, { state, resources }: Simulation): SimulatedResponse {
  const user = state.users.get(state.currentUserId);
  // A key is its user's: where the user is gone, so is the key.
  return user === undefined
    ? unauthorized
    : { status: 200, body: resources.user(user, selectionOf(request.query)) };
}

function putCurrentUser(request: SimulatedRequest, { state, resources, now }: Simulation): SimulatedResponse {
  const user = state.users.get(state.currentUserId);
  if (user === undefined) return unauthorized;
  const outcome = updateUser(user, request.body, now());
  if ("errors" in outcome) return refused(outcome.errors);
  // What is ignored shows: a server that does nothing has nothing else to answer with.
  const kept = request.ignoreWrite ? user : outcome.user;
  state.users.set(kept.id, kept);
  return { status: 200, body: resources.user(kept, selectionOf(request.query)) };
}

function postUser(request: SimulatedRequest, simulation: Simulation): SimulatedResponse {
  const { state, switches, resources, now, nextNumber } = simulation;
  const listed = switches.flag("createdUsersListed");
  const outcome = createUser(state, request.body, { number: nextNumber(), listed, now: now() });
  if ("errors" in outcome) return refused(outcome.errors);
  const { user } = outcome;
  const taken = isTaken(state, user.emails);
  const created = switches.text("createUser") === "created";
  if (taken && created) return refused(["Email address has already been taken"]);
  if (!taken && !request.ignoreWrite) state.users.set(user.id, user);
  // Accepted either way, so that nobody can find out who has an account.
  return created ? { status: 201, body: resources.user(user, selectionOf(request.query)) } : { status: 202 };
}

function showUser(
  request: SimulatedRequest,
  simulation: Simulation,
  id: string,
  customdataOnly: boolean,
): SimulatedResponse {
  const { state, switches, resources } = simulation;
  const user = state.users.get(id);
  if (user === undefined) return notFound;
  if (user.visibility === "forbidden") return forbidden(switches);
  const body = customdataOnly ? user.customdata : resources.user(user, selectionOf(request.query));
  return { status: 200, body };
}

/** The text that was percent-encoded; as it is where it cannot be decoded. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function route(request: SimulatedRequest, simulation: Simulation): SimulatedResponse {
  const fault = (kind: keyof typeof INCLUDABLE) => includeFault(request, kind, simulation.switches);
  switch (`${request.method} ${request.path}`) {
    case `GET ${PREFIX}/invitations`:
      return fault("invitation") ?? listInvitations(request, simulation);
    case `GET ${PREFIX}/user`:
      return fault("user") ?? currentUser(request, simulation);
    case `PUT ${PREFIX}/user`:
      return fault("user") ?? putCurrentUser(request, simulation);
    case `GET ${PREFIX}/users`:
      return fault("user") ?? listUsers(request, simulation);
    case `POST ${PREFIX}/users`:
      return fault("user") ?? postUser(request, simulation);
    default: {
      const [, id, customdata] = /^\/metal\/v1\/users\/([^/]+)(\/customdata)?$/.exec(request.path) ?? [];
      if (id === undefined || request.method !== "GET") return notFound;
      return fault("user") ?? showUser(request, simulation, decode(id), customdata !== undefined);
    }
  }
}

function answer(request: SimulatedRequest, simulation: Simulation): SimulatedResponse {
  if (request.headers["x-auth-token"] !== AUTH_TOKEN) return unauthorized;
  if (simulation.switches.text("keyKind") === "project") return forbidden(simulation.switches);
  return route(request, simulation);
}

function tooMany(seconds: number, switches: Switches): SimulatedResponse {
  const headers = switches.flag("retryAfterHeader") ? { "Retry-After": String(seconds) } : {};
  return { status: 429, headers, body: { error: "Too many requests" } };
}

function peopleOf({ state, now, nextNumber }: Simulation): SimulatedPeople {
  const freeId = (person: Person): string => {
    const id = stableUuid("equinix-user", person.number);
    return state.users.has(id) ? stableUuid("equinix-added-user", nextNumber()) : id;
  };
  return {
    list: () =>
      listedUsers(state).map((user) => ({
        id: user.id,
        email: defaultEmail(user),
        displayName: fullName(user) || null,
      })),
    add(person) {
      const id = freeId(person);
      const projects = person.teams.map(projectId).filter((project) => state.projects.has(project));
      state.users.set(id, createMetalUser(person, { id, projects, visibility: "listed" }));
      return id;
    },
    remove(id) {
      state.users.delete(id);
    },
    rename(id, { email, displayName }) {
      const user = state.users.get(id);
      if (user === undefined) return;
      const [firstName = "", ...rest] = displayName.split(" ");
      const others = user.emails.filter((one) => !one.default);
      const emailId =
        user.emails.find((one) => one.default)?.id ?? stableUuid("equinix-email/new", nextNumber());
      const emails = [{ id: emailId, address: email, default: true, verified: true }, ...others];
      state.users.set(id, { ...user, emails, firstName, lastName: rest.join(" "), updatedAt: now() });
    },
  };
}

async function start(options: SimulatorOptions): Promise<RunningSimulator> {
  const switches = readSwitches(SWITCHES, options.switches);
  const { now } = options.clock;
  const state = createMetalState(options.company, now());
  const nulls = switches.text("absentValues") === "null";
  const resources = createResources(state, { nulls, customdata: switches.flag("customdataInUser") });
  let number = 0;
  const nextNumber = () => {
    number += 1;
    return number;
  };
  const simulation: Simulation = { state, switches, resources, now, nextNumber };
  const limit = switches.number("requestsPerMinute");
  const rateLimit = createRateLimit(limit, now);
  const decorate = createDecorator({ limit, sunset: switches.flag("sunsetHeader") });
  const faults = createFaults();
  const server = await startServer({
    port: options.port ?? 0,
    faults,
    answer(request) {
      const { left, resetAt } = rateLimit.count();
      const over = left < 0 && switches.flag("enforceRateLimit");
      const response = over
        ? tooMany(Math.ceil((resetAt - now()) / 1000), switches)
        : answer(request, simulation);
      return decorate(response, left, resetAt);
    },
    rateLimited: (seconds) => decorate(tooMany(seconds, switches), 0, now() + seconds * 1000),
    contentType: "application/json; charset=utf-8",
  });
  return {
    url: server.url,
    settings: { kind: "equinix", baseUrl: `${server.url}${PREFIX}`, authToken: AUTH_TOKEN },
    faults,
    requests: server.requests,
    forgetRequests: server.forgetRequests,
    people: peopleOf(simulation),
    close: server.close,
  };
}

/**
 * Equinix Metal's users as its OpenAPI document describes them: the current user, their invitations, and the users
 * who share a project with them. A few users are left out of the list, see `equinixHiddenUsers`.
 */
export const equinixSimulator: SimulatorDefinition = { name: "equinix", switches: SWITCHES, start };
