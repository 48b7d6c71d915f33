import { type Person, stableUuid } from "../../simulation/company.ts";
import { createFaults } from "../../simulation/faults.ts";
import { type SimulatedRequest, type SimulatedResponse, startServer } from "../../simulation/server.ts";
import type {
  RunningSimulator,
  SimulatedPeople,
  SimulatorDefinition,
  SimulatorOptions,
} from "../../simulation/simulator.ts";
import { deniedAuthentication, Refusal, tooManyRequests, unknownRoute } from "./simulatorErrors.ts";
import { groupRoutes } from "./simulatorGroups.ts";
import { isUuid } from "./simulatorInput.ts";
import { otpRoutes } from "./simulatorOtp.ts";
import type { Outcome } from "./simulatorRoutes.ts";
import { createState, type ScalewayState, toUser } from "./simulatorState.ts";
import { readScalewaySwitches, type ScalewaySwitches, SWITCHES } from "./simulatorSwitches.ts";
import { userRoutes } from "./simulatorUsers.ts";

const ROUTES = [...userRoutes, ...otpRoutes, ...groupRoutes];
const SECRET_KEY = stableUuid("scaleway-secret-key", 0);

function checkToken(request: SimulatedRequest): void {
  const token = request.headers["x-auth-token"] ?? "";
  if (!isUuid(token)) throw deniedAuthentication("invalid_argument");
  if (token.toLowerCase() !== SECRET_KEY) throw deniedAuthentication("not_found");
}

/** The id as it was before it was written into the path; as it came where it cannot be read. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function decide(state: ScalewayState, switches: ScalewaySwitches, request: SimulatedRequest): Outcome {
  checkToken(request);
  for (const { method, path, handle } of ROUTES) {
    const found = method === request.method ? path.exec(request.path) : null;
    if (found !== null) return handle({ state, switches, request, id: decode(found[1] ?? "") });
  }
  throw unknownRoute();
}

function answer(
  state: ScalewayState,
  switches: ScalewaySwitches,
  request: SimulatedRequest,
): SimulatedResponse {
  try {
    const { response, put, remove } = decide(state, switches, request);
    if (!request.ignoreWrite && put !== undefined) state.put(put);
    if (!request.ignoreWrite && remove !== undefined) state.remove(remove);
    return response;
  } catch (error) {
    if (error instanceof Refusal) return error.response;
    throw error;
  }
}

/** Adds what Scaleway's gateway puts on every answer. */
function withHeaders(response: SimulatedResponse, requestId: string): SimulatedResponse {
  const headers = { Server: "Scaleway API Gateway (fr-par-3;edge02)", "X-Request-Id": requestId };
  return { ...response, headers: { ...headers, ...response.headers } };
}

function createPeople(state: ScalewayState): SimulatedPeople {
  return {
    list: () =>
      state.users().map(({ id, email, firstName, lastName }) => ({
        id,
        email: email === "" ? null : email,
        displayName: `${firstName} ${lastName}`.trim() || null,
      })),
    add(person: Person) {
      const user = toUser(person, stableUuid("scaleway-created-user", state.nextNumber()), state.now());
      if (state.userNamed(user.username) !== null) throw new Error(`The username ${user.username} is taken.`);
      state.put(user);
      return user.id;
    },
    remove: state.remove,
    rename(id, { email, displayName }) {
      const user = state.user(id);
      if (user === null) throw new Error(`There is no user ${id}.`);
      const [firstName = "", ...rest] = displayName.split(" ");
      state.put({ ...user, email, firstName, lastName: rest.join(" "), updatedAt: state.now() });
    },
  };
}

async function start({ company, clock, port = 0, switches }: SimulatorOptions): Promise<RunningSimulator> {
  const set = readScalewaySwitches(switches);
  const sameName = (username: string) =>
    set.flag("usernamesIgnoreCase") ? username.toLowerCase() : username;
  const state = createState(company, clock, sameName);
  const faults = createFaults();
  let answered = 0;
  const requestId = () => {
    answered += 1;
    return stableUuid("scaleway-request", answered);
  };
  const server = await startServer({
    port,
    faults,
    contentType: "application/json",
    answer: (request) => withHeaders(answer(state, set, request), requestId()),
    rateLimited: (seconds) =>
      withHeaders(tooManyRequests(seconds, clock.now(), set.flag("retryAfterHeader")), requestId()),
  });
  return {
    url: server.url,
    settings: {
      kind: "scaleway",
      baseUrl: server.url,
      secretKey: SECRET_KEY,
      organizationId: state.organizationId,
    },
    faults,
    requests: server.requests,
    forgetRequests: server.forgetRequests,
    people: createPeople(state),
    close: server.close,
  };
}

/**
 * Scaleway's IAM v1alpha1: the thirteen operations on users, reading groups and the organisation. Shapes and
 * rules are those of its OpenAPI document, its JavaScript client, and exchanges recorded by its Terraform provider.
 */
export const scalewaySimulator: SimulatorDefinition = { name: "scaleway", switches: SWITCHES, start };
