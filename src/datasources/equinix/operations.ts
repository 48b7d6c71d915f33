import { GatewayError } from "../../domain/errors.ts";
import type { PageRequest } from "../../domain/page.ts";
import type { JsonObject, User, UserNeeds } from "../../domain/user.ts";
import type { Call } from "../call.ts";
import type { Operations } from "../provider.ts";
import type { EquinixClient, EquinixPageRequest } from "./client.ts";
import { toInvitation, toPage, toUser } from "./map.ts";
import type { EquinixUser } from "./types.ts";

/** Memberships, each with its project in it, which is where teams and roles come from. */
const MEMBERSHIPS = ["memberships.project"];

/** What can be asked of Equinix Metal. `provider` is the key that the records bear. */
export function equinixOperations(client: EquinixClient, provider: string) {
  /** The single user, with the custom data that the answer may have left out. */
  async function whole(user: EquinixUser, needs: UserNeeds, call: Call): Promise<User> {
    const lacking = needs.has("customAttributes") && user.customdata === null;
    const customdata = lacking ? await customData(client, user.id, call) : user.customdata;
    return toUser({ ...user, customdata }, { provider, form: "full", memberships: wantsMemberships(needs) });
  }

  return {
    async listUsers({ needs }, page, call) {
      const request = toPageRequest(page);
      const answer = await client.findUsers({ ...request, include: includeFor(needs) }, call);
      const memberships = wantsMemberships(needs);
      return toPage(answer, page.size, (user) => toUser(user, { provider, form: "list", memberships }));
    },

    async getUser(id, needs, call) {
      return whole(await client.findUserById(id, { include: includeFor(needs) }, call), needs, call);
    },

    async getCurrentUser(needs, call) {
      return whole(await client.findCurrentUser({ include: includeFor(needs) }, call), needs, call);
    },

    async listInvitations(page, call) {
      const include = ["organization", "projects"];
      const answer = await client.findInvitations({ ...toPageRequest(page), include }, call);
      return toPage(answer, page.size, (invitation) => toInvitation(invitation, provider));
    },
  } satisfies Operations;
}

function wantsMemberships(needs: UserNeeds): boolean {
  return needs.has("teams") || needs.has("accountMemberships");
}

function includeFor(needs: UserNeeds): readonly string[] {
  return wantsMemberships(needs) ? MEMBERSHIPS : [];
}

/** The API counts pages from 1. */
function toPageRequest({ number, size }: PageRequest): EquinixPageRequest {
  return { page: number + 1, per_page: size };
}

/** Null where the credential may see the user but not this: the rest of the user is still worth having. */
async function customData(client: EquinixClient, id: string, call: Call): Promise<JsonObject | null> {
  try {
    return await client.findUserCustomData(id, call);
  } catch (thrown) {
    if (thrown instanceof GatewayError && HIDDEN.has(thrown.code)) return null;
    throw thrown;
  }
}

const HIDDEN: ReadonlySet<GatewayError["code"]> = new Set(["PROVIDER_FORBIDDEN", "NOT_FOUND"]);
