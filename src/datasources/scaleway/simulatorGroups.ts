import { notFound } from "./simulatorErrors.ts";
import { cutPage, queryIds, queryText, queryWord, uuid } from "./simulatorInput.ts";
import {
  checkListed,
  checkOrganization,
  type Outcome,
  ok,
  type Route,
  type RouteContext,
  route,
} from "./simulatorRoutes.ts";
import { formatMicros, type StoredGroup } from "./simulatorState.ts";

const ORDERS = ["created_at", "updated_at", "name"].flatMap(
  (field) => [`${field}_asc`, `${field}_desc`] as const,
);

function presentGroup({ state, switches }: RouteContext, group: StoredGroup) {
  return {
    id: group.id,
    created_at: formatMicros(group.createdAt),
    updated_at: formatMicros(group.createdAt),
    organization_id: state.organizationId,
    name: group.name,
    description: group.description,
    user_ids: [...group.userIds],
    application_ids: [],
    tags: [],
    editable: true,
    deletable: true,
    managed: false,
    ...(switches.flag("srn") ? { srn: `srn:iam:${state.organizationId}:group/${group.id}` } : {}),
  };
}

function compareGroups(order: string): (one: StoredGroup, other: StoredGroup) => number {
  const direction = order.endsWith("_desc") ? -1 : 1;
  const key = ({ name, createdAt }: StoredGroup) => (order.startsWith("name") ? name : createdAt);
  return (one, other) => (key(one) < key(other) ? -direction : direction);
}

/** Any of the ids is enough; a group has no applications, so asking for some finds none. */
function listGroups(context: RouteContext): Outcome {
  const { request, state, switches } = context;
  checkListed(context, "group");
  const maximum = switches.number("maxUserIds");
  const order = queryWord(request, "order_by", ORDERS, "created_at_asc");
  const name = queryText(request, "name");
  const tag = queryText(request, "tag");
  const userIds = queryIds(request, "user_ids", maximum);
  const groupIds = queryIds(request, "group_ids", maximum);
  const applicationIds = queryIds(request, "application_ids", maximum);
  const groups = state.groups.filter(
    (group) =>
      tag === null &&
      applicationIds === null &&
      (name === null || group.name === name) &&
      (groupIds === null || groupIds.has(group.id)) &&
      (userIds === null || [...userIds].some((id) => group.userIds.has(id))),
  );
  const { items, total } = cutPage(
    request,
    groups.sort(compareGroups(order)),
    switches.number("defaultPageSize"),
  );
  return { response: ok({ groups: items.map((group) => presentGroup(context, group)), total_count: total }) };
}

function getGroup(context: RouteContext): Outcome {
  const id = uuid("group_id", context.id);
  const group = context.state.groups.find((one) => one.id === id);
  if (group === undefined) throw notFound("group", id);
  return { response: ok(presentGroup(context, group)) };
}

function getOrganization(context: RouteContext): Outcome {
  const { state, id } = context;
  checkOrganization(context, id, "organization", "read");
  return {
    response: ok({
      id: state.organizationId,
      name: state.organizationName,
      alias: state.organizationName.toLowerCase(),
      login_password_enabled: true,
      login_magic_code_enabled: true,
      login_oauth2_enabled: false,
      login_saml_enabled: false,
    }),
  };
}

/** Asked for its own periods, the caller is the owner of the key, who is asked for nothing. */
function listGracePeriods(context: RouteContext): Outcome {
  const { request, state, switches } = context;
  const present = (ids: readonly string[]) => {
    const periods = ids.flatMap((id) => state.user(id)?.gracePeriods ?? []);
    return {
      grace_periods: periods.map(({ type, createdAt, expiresAt }) => ({
        type,
        created_at: createdAt === null ? null : formatMicros(createdAt),
        expires_at: expiresAt === null ? null : formatMicros(expiresAt),
      })),
    };
  };
  const asked = queryText(request, "user_id");
  if (asked === null) {
    const all = switches.text("gracePeriodsWithoutUser") === "all";
    return { response: ok(present(all ? state.users().map(({ id }) => id) : [])) };
  }
  const id = uuid("user_id", asked);
  if (state.user(id) === null && switches.number("gracePeriodsOfUnknown") !== 200) throw notFound("user", id);
  return { response: ok(present([id])) };
}

export const groupRoutes: readonly Route[] = [
  route("GET", "/groups", listGroups),
  route("GET", "/groups/:id", getGroup),
  route("GET", "/organizations/:id", getOrganization),
  route("GET", "/grace-periods", listGracePeriods),
];
