import { createFaults } from "../../simulation/faults.ts";
import { startServer } from "../../simulation/server.ts";
import type {
  RunningSimulator,
  SimulatedPeople,
  SimulatorDefinition,
  SimulatorOptions,
} from "../../simulation/simulator.ts";
import { answer } from "./simulatorRoutes.ts";
import type { State } from "./simulatorState.ts";
import { createState, createUser, switchDefinitions, tenantId, token } from "./simulatorState.ts";
import { refusal } from "./simulatorViews.ts";

/** The people of the company's tenant; the other tenant's are not the company's. */
function peopleOf({ users, now }: State): SimulatedPeople {
  return {
    list: () =>
      [...users.values()]
        .filter((user) => user.tenantId === tenantId && user.deletedAt === null)
        .map(({ id, email, displayName }) => ({ id, email, displayName })),
    add(person) {
      const user = createUser(person);
      users.set(user.id, user);
      return user.id;
    },
    remove(id) {
      users.delete(id);
    },
    rename(id, { email, displayName }) {
      const user = users.get(id);
      if (user !== undefined) users.set(id, { ...user, email, displayName, updatedAt: now() });
    },
  };
}

async function start(options: SimulatorOptions): Promise<RunningSimulator> {
  const state = createState(options);
  const faults = createFaults();
  const server = await startServer({
    port: options.port ?? 0,
    faults,
    answer: (request) => answer(request, state),
    rateLimited: (seconds) => ({
      ...refusal(429, "Too many requests"),
      headers: { "retry-after": String(seconds) },
    }),
    contentType: "application/json",
  });
  return {
    url: server.url,
    settings: { kind: "scaikey", baseUrl: server.url, token, tenantId },
    faults,
    requests: server.requests,
    forgetRequests: server.forgetRequests,
    people: peopleOf(state),
    close: server.close,
  };
}

/**
 * ScaiKey's Users API, both its admin surface and its tenant surface over the same users, as its API reference
 * describes it; errors are worded as the web framework behind it words them.
 */
export const scaikeySimulator: SimulatorDefinition = {
  name: "scaikey",
  switches: switchDefinitions,
  start,
};
