import { stableHex } from "../../simulation/company.ts";
import { createFaults } from "../../simulation/faults.ts";
import { listName } from "../../simulation/records.ts";
import { type SimulatedRequest, type SimulatedResponse, startServer } from "../../simulation/server.ts";
import type {
  RunningSimulator,
  SimulatedPeople,
  SimulatorDefinition,
  SimulatorOptions,
} from "../../simulation/simulator.ts";
import { readSwitches } from "../../simulation/switches.ts";
import { type ListQuery, type QueryRules, readQuery } from "./simulatorQuery.ts";
import { accountUserResource, includedResources, type ShowOptions } from "./simulatorResources.ts";
import {
  ACCOUNT_ID,
  addPerson,
  createInstalledState,
  type InstalledState,
  removeUser,
} from "./simulatorState.ts";

/** What the API's documents leave open. */
const SWITCHES = {
  missingFilter: {
    default: "422",
    choices: ["422", "400", "allowed"],
    meaning: "A list with neither filter[account] nor filter[user] is refused with 422 or 400, or allowed.",
  },
  inOperator: {
    default: "everywhere",
    choices: ["everywhere", "teams", "nowhere"],
    meaning: "Filters that take several values after in: everywhere, teams (as documented), or nowhere.",
  },
  queryMatch: {
    default: "contains",
    choices: ["contains", "prefix"],
    meaning: "How query is compared with e-mail, full name and username, in any case: contains or prefix.",
  },
  textOrder: {
    default: "bytes",
    choices: ["bytes", "ignoreCase"],
    meaning: "Texts are sorted by their bytes, or by ignoreCase.",
  },
  sortsBy: {
    default: "account-user",
    choices: ["account-user", "user"],
    meaning: "Whose status and last-login-at are sorted by: the account-user's or the user's.",
  },
  nullsInAscendingOrder: {
    default: "last",
    choices: ["last", "first"],
    meaning: "Where missing values stand in ascending order: last or first.",
  },
  unknownNames: {
    default: "refused",
    choices: ["refused", "ignored"],
    meaning: "Unknown names in sort and include are refused (400) or ignored.",
  },
  oversizedPage: {
    default: "clamped",
    choices: ["clamped", "refused"],
    meaning: "A page[size] over 100 is clamped or refused (422).",
  },
  pageSizeInMeta: { default: false, meaning: "Whether meta.pagination has page-size." },
  lastLoginAt: {
    default: true,
    meaning: "Whether account-users have last-login-at, which older documents lack.",
  },
  absentNames: {
    default: "null",
    choices: ["null", "empty"],
    meaning: "The full-name of a user without one: null or empty.",
  },
  globalUsers: {
    default: false,
    meaning: "Whether there are users of the whole installation, which only self-hosted ones have.",
  },
  permission: {
    default: "granted",
    choices: ["granted", "forbidden", "hidden"],
    meaning: "What the token may do: granted, forbidden (403), or hidden (404, as the overview says).",
  },
  preference: {
    default: "echoed",
    choices: ["echoed", "always", "never"],
    meaning: "Preference-Applied is echoed when asked for, sent always, or never.",
  },
  retryAfterHeader: { default: true, meaning: "Whether a 429 says how long to wait." },
} as const satisfies SimulatorDefinition["switches"];

type Switches = ReturnType<typeof readSwitches<typeof SWITCHES>>;

interface Simulation {
  readonly state: InstalledState;
  readonly switches: Switches;
  readonly rules: QueryRules;
}

const PREFIX = "/api/iacp/v3";
const TOKEN = `demo.${stableHex("scalr-token", 0, 40)}`;

/** An answer in the form of JSON:API errors. */
function refusal(
  status: number,
  title: string,
  more: { readonly detail?: string; readonly source?: { readonly parameter: string } } = {},
): SimulatedResponse {
  return { status, body: { errors: [{ status: String(status), title, ...more }] } };
}

/** Absolute links with percent-encoded brackets; every one of them says page and size. */
function linksOf(request: SimulatedRequest, query: ListQuery, pages: number) {
  const address = request.url.split("?")[0] ?? "";
  const linkTo = (page: number) => {
    const parameters = new URLSearchParams(request.query);
    parameters.delete("page[number]");
    parameters.delete("page[size]");
    parameters.set("page[number]", String(page));
    parameters.set("page[size]", String(query.size));
    return `${address}?${parameters}`;
  };
  const { next, previous } = neighbours(query.page, pages);
  return {
    first: linkTo(1),
    last: linkTo(pages),
    next: next === null ? null : linkTo(next),
    prev: previous === null ? null : linkTo(previous),
    self: linkTo(query.page),
  };
}

function neighbours(page: number, pages: number) {
  return { next: page < pages ? page + 1 : null, previous: page > 1 ? Math.min(page - 1, pages) : null };
}

function showOptions(request: SimulatedRequest, switches: Switches): ShowOptions {
  return {
    base: request.url.slice(0, request.url.indexOf(PREFIX) + PREFIX.length),
    lastLogin: switches.flag("lastLoginAt"),
    emptyNames: switches.text("absentNames") === "empty",
  };
}

function listAccountUsers(request: SimulatedRequest, simulation: Simulation): SimulatedResponse {
  const { state, switches, rules } = simulation;
  const query = readQuery(request.query, state, rules);
  if ("fault" in query) {
    const { status = 422, detail, parameter } = query.fault;
    return refusal(status, "Invalid Query Parameter", { detail, source: { parameter } });
  }
  const found = state.users.listed(listName(request.query, ["page[number]", "page[size]"]), () =>
    [...state.accountUsers.values()].filter(query.matches).sort(query.compare),
  );
  const shown = found.slice((query.page - 1) * query.size, query.page * query.size);
  const pages = Math.max(1, Math.ceil(found.length / query.size));
  const { next, previous } = neighbours(query.page, pages);
  const options = showOptions(request, switches);
  return {
    status: 200,
    body: {
      data: shown.map((accountUser) => accountUserResource(state, accountUser, options)),
      included: includedResources(state, shown, query.include, options),
      links: linksOf(request, query, pages),
      meta: {
        pagination: {
          "current-page": query.page,
          "next-page": next,
          "prev-page": previous,
          "total-count": found.length,
          "total-pages": pages,
          ...(switches.flag("pageSizeInMeta") ? { "page-size": query.size } : {}),
        },
      },
    },
  };
}

function isAuthorized(request: SimulatedRequest): boolean {
  const [scheme = "", token] = (request.headers["authorization"] ?? "").split(" ");
  return scheme.toLowerCase() === "bearer" && token === TOKEN;
}

function answer(request: SimulatedRequest, simulation: Simulation): SimulatedResponse {
  if (!isAuthorized(request)) {
    return refusal(401, "Unauthorized", { detail: "The access token is missing or not valid." });
  }
  if (request.path !== `${PREFIX}/account-users`) return refusal(404, "Not Found");
  if (request.method !== "GET") return refusal(405, "Method Not Allowed");
  const permission = simulation.switches.text("permission");
  if (permission === "forbidden") return refusal(403, "User unauthorized to perform this action.");
  if (permission === "hidden") return refusal(404, "Account not found or user unauthorized.");
  return listAccountUsers(request, simulation);
}

/** The answer with the profile that it was made by, where the caller is to be told. */
function withPreference(
  response: SimulatedResponse,
  request: SimulatedRequest,
  switches: Switches,
): SimulatedResponse {
  const mode = switches.text("preference");
  const asked = /(^|[,;\s])(profile=[a-z]{1,20})\b/.exec(request.headers["prefer"] ?? "")?.[2];
  const profile =
    mode === "never" ? undefined : (asked ?? (mode === "always" ? "profile=preview" : undefined));
  if (profile === undefined) return response;
  return { ...response, headers: { ...response.headers, "Preference-Applied": profile } };
}

function peopleOf(state: InstalledState): SimulatedPeople {
  return {
    list: () =>
      [...state.users.values()].map(({ id, email, fullName }) => ({
        id,
        email: email || null,
        displayName: fullName || null,
      })),
    add: (person) => addPerson(state, person),
    remove: (id) => removeUser(state, id),
    rename(id, { email, displayName }) {
      const user = state.users.get(id);
      if (user !== undefined) state.users.set(id, { ...user, email, fullName: displayName });
    },
  };
}

async function start(options: SimulatorOptions): Promise<RunningSimulator> {
  const switches = readSwitches(SWITCHES, options.switches);
  const state = createInstalledState(options.company, { globalUsers: switches.flag("globalUsers") });
  const rules: QueryRules = {
    missingFilter: switches.text("missingFilter"),
    inOperator: switches.text("inOperator"),
    queryMatch: switches.text("queryMatch"),
    textOrder: switches.text("textOrder"),
    sortsBy: switches.text("sortsBy"),
    nullsInAscendingOrder: switches.text("nullsInAscendingOrder"),
    unknownNames: switches.text("unknownNames"),
    oversizedPage: switches.text("oversizedPage"),
  };
  const simulation: Simulation = { state, switches, rules };
  const faults = createFaults();
  const server = await startServer({
    port: options.port ?? 0,
    faults,
    answer: (request) => withPreference(answer(request, simulation), request, switches),
    rateLimited: (seconds) => ({
      ...refusal(429, "Too Many Requests"),
      headers: switches.flag("retryAfterHeader") ? { "Retry-After": String(seconds) } : {},
    }),
    contentType: "application/vnd.api+json",
  });
  return {
    url: server.url,
    settings: { kind: "scalr", baseUrl: server.url, token: TOKEN, accountId: ACCOUNT_ID },
    faults,
    requests: server.requests,
    forgetRequests: server.forgetRequests,
    people: peopleOf(state),
    close: server.close,
  };
}

/**
 * Scalr's list of account-users as its API reference describes it, over one account with everybody and a second
 * one with a few of them. Nothing can be written there; see `people` for changes.
 */
export const scalrSimulator: SimulatorDefinition = { name: "scalr", switches: SWITCHES, start };
