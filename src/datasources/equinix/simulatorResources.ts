import type {
  MetalEmail,
  MetalInvitation,
  MetalMembership,
  MetalOrganization,
  MetalProject,
  MetalState,
  MetalUser,
} from "./simulatorState.ts";

/** Names of references, in a tree of the dotted paths that were asked for. */
interface PathTree {
  /** True where a path ends here. */
  named: boolean;
  readonly children: Map<string, PathTree>;
}

/** A reference: shown as its `href` alone, or as what it loads. */
interface Link {
  readonly href: string;
  readonly load: () => Resource;
  /** True where the API shows the whole object without being asked. */
  readonly whole?: boolean;
}

interface Resource {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: Readonly<Record<string, Link | readonly Link[]>>;
}

/** How records are shown. */
export interface ShowOptions {
  /** False: missing values are left out rather than null. */
  readonly nulls: boolean;
  /** False: users come without their customdata. */
  readonly customdata: boolean;
}

/** What a caller wants to see whole and what not, from the query's `include` and `exclude`. */
export interface Selection {
  readonly include: PathTree;
  readonly exclude: PathTree;
}

/** The references that can be included, by what they hang on. */
export const INCLUDABLE = {
  user: ["emails", "memberships", "projects"],
  invitation: ["invitation", "invited_by", "organization", "projects"],
} as const;

const MAX_DEPTH = 3;
const emptyTree = (): PathTree => ({ named: false, children: new Map() });

/** The names of a comma-separated `include` or `exclude`. */
export function namesOf(value: string | null): string[] {
  return (value ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function treeOf(value: string | null): PathTree {
  const root = emptyTree();
  for (const name of namesOf(value)) {
    const parts = name.split(".");
    if (parts.length > MAX_DEPTH) continue;
    let node = root;
    for (const part of parts) {
      const child = node.children.get(part) ?? emptyTree();
      node.children.set(part, child);
      node = child;
    }
    node.named = true;
  }
  return root;
}

/** Reads `include` and `exclude`; paths of more than three parts are ignored. */
export function selectionOf(query: URLSearchParams): Selection {
  return { include: treeOf(query.get("include")), exclude: treeOf(query.get("exclude")) };
}

/** The part of the tree below a name; the API's own example says `memberships.projects` for `project`. */
function below(tree: PathTree, name: string): PathTree | undefined {
  return tree.children.get(name) ?? tree.children.get(`${name}s`);
}

function showLink(link: Link, name: string, { include, exclude }: Selection): Record<string, unknown> {
  const included = below(include, name);
  const excluded = below(exclude, name);
  const whole = included !== undefined || link.whole === true;
  if (!whole || excluded?.named === true) return { href: link.href };
  return show(link.load(), { include: included ?? emptyTree(), exclude: excluded ?? emptyTree() });
}

function show({ attributes, links }: Resource, selection: Selection): Record<string, unknown> {
  const shown: Record<string, unknown> = { ...attributes };
  for (const [name, link] of Object.entries(links)) {
    shown[name] =
      "load" in link ? showLink(link, name, selection) : link.map((one) => showLink(one, name, selection));
  }
  return shown;
}

const toTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");

const linkTo = (collection: string, id: string, load: () => Resource): Link => ({
  href: `/metal/v1/${collection}/${id}`,
  load,
});

/** The full name as the API puts it together. */
export const fullName = ({ firstName, lastName }: MetalUser): string => `${firstName} ${lastName}`.trim();

/** The user's default address; null where there is none. */
export const defaultEmail = ({ emails }: MetalUser): string | null =>
  (emails.find((email) => email.default) ?? emails[0])?.address ?? null;

/** Shows this API's records as its JSON. */
export function createResources(state: MetalState, options: ShowOptions) {
  const present = (values: Record<string, unknown>): Record<string, unknown> =>
    options.nulls ? values : Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

  /** A reference to a record that may be gone; what is gone is never more than its `href`. */
  function linkById<Item>(
    collection: string,
    id: string,
    item: Item | undefined,
    load: (item: Item) => Resource,
  ): Link {
    const link = linkTo(collection, id, () =>
      item === undefined ? { attributes: { href: link.href }, links: {} } : load(item),
    );
    return link;
  }

  const userLink = (id: string): Link => linkById("users", id, state.users.get(id), userResource);
  const projectLink = (id: string): Link => linkById("projects", id, state.projects.get(id), projectResource);
  const organizationLink = (id: string): Link =>
    linkById("organizations", id, state.organizations.get(id), organizationResource);

  function emailResource(email: MetalEmail): Resource {
    return { attributes: { ...email, href: `/metal/v1/emails/${email.id}` }, links: {} };
  }

  function membershipResource(user: MetalUser, membership: MetalMembership): Resource {
    const { id, roles, createdAt } = membership;
    return {
      attributes: {
        id,
        href: `/metal/v1/memberships/${id}`,
        roles,
        created_at: toTime(createdAt),
        updated_at: toTime(createdAt),
      },
      links: { project: projectLink(membership.projectId), user: userLink(user.id) },
    };
  }

  const membershipLink = (user: MetalUser, membership: MetalMembership): Link =>
    linkTo("memberships", membership.id, () => membershipResource(user, membership));

  function userResource(user: MetalUser): Resource {
    const { id, memberships } = user;
    const firstProject = memberships[0]?.projectId ?? null;
    return {
      attributes: present({
        id,
        short_id: id.slice(0, 8),
        first_name: user.firstName,
        last_name: user.lastName,
        full_name: fullName(user),
        email: defaultEmail(user),
        phone_number: user.phone,
        timezone: user.timezone,
        avatar_url: `https://avatars.example/${id}`,
        avatar_thumb_url: `https://avatars.example/${id}?size=48`,
        two_factor_auth: user.twoFactor,
        fraud_score: `${Number.parseInt(id.slice(0, 2), 16) % 10}.0`,
        max_organizations: 25,
        max_projects: 1000,
        default_organization_id: state.projects.get(firstProject ?? "")?.organizationId ?? null,
        default_project_id: firstProject,
        ...(options.customdata ? { customdata: user.customdata } : {}),
        created_at: toTime(user.createdAt),
        updated_at: toTime(user.updatedAt),
        last_login_at: user.lastLoginAt === null ? null : toTime(user.lastLoginAt),
        href: `/metal/v1/users/${id}`,
      }),
      links: {
        emails: user.emails.map((email) => linkTo("emails", email.id, () => emailResource(email))),
        memberships: memberships.map((membership) => membershipLink(user, membership)),
        projects: memberships.map((membership) => projectLink(membership.projectId)),
      },
    };
  }

  function projectResource(project: MetalProject): Resource {
    const { id, name, createdAt } = project;
    const href = `/metal/v1/projects/${id}`;
    const members: Link[] = [];
    const memberships: Link[] = [];
    for (const user of state.users.values()) {
      const membership = user.memberships.find((one) => one.projectId === id);
      if (membership === undefined) continue;
      members.push(userLink(user.id));
      memberships.push(membershipLink(user, membership));
    }
    const invitations = state.invitations.filter(({ projectIds }) => projectIds.includes(id));
    return {
      attributes: {
        id,
        href,
        name,
        url: `https://console.example/projects/${id}`,
        type: "default",
        tags: [],
        customdata: {},
        devices: [],
        ssh_keys: [],
        volumes: [],
        max_devices: {},
        network_status: {},
        bgp_config: { href: `${href}/bgp-config` },
        payment_method: { href: `/metal/v1/payment-methods/${id}` },
        backend_transfer_enabled: false,
        created_at: toTime(createdAt),
        updated_at: toTime(createdAt),
      },
      links: {
        organization: { ...organizationLink(project.organizationId), whole: true },
        members,
        memberships,
        invitations: invitations.map(invitationLink),
      },
    };
  }

  function organizationResource(organization: MetalOrganization): Resource {
    const { id, name, description, memberIds, createdAt } = organization;
    const projects = [...state.projects.values()].filter((project) => project.organizationId === id);
    return {
      attributes: {
        id,
        href: `/metal/v1/organizations/${id}`,
        name,
        description,
        website: "https://lindenworks.example",
        twitter: "",
        logo: null,
        terms: 30,
        credit_amount: 0,
        customdata: {},
        enforce_2fa_at: null,
        memberships: [],
        created_at: toTime(createdAt),
        updated_at: toTime(createdAt),
      },
      links: {
        members: memberIds.map(userLink),
        projects: projects.map((project) => projectLink(project.id)),
      },
    };
  }

  const invitationLink = (invitation: MetalInvitation): Link =>
    linkTo("invitations", invitation.id, () => invitationResource(invitation));

  function invitationResource(invitation: MetalInvitation): Resource {
    const { id, nonce, invitee, roles, createdAt } = invitation;
    return {
      attributes: {
        id,
        href: `/metal/v1/invitations/${id}`,
        invitee,
        nonce,
        roles,
        created_at: toTime(createdAt),
        updated_at: toTime(createdAt),
      },
      links: {
        invitation: invitationLink(invitation),
        invited_by: userLink(invitation.invitedById),
        organization: organizationLink(invitation.organizationId),
        projects: invitation.projectIds.map(projectLink),
      },
    };
  }

  return {
    user: (user: MetalUser, selection: Selection) => show(userResource(user), selection),
    invitation: (invitation: MetalInvitation, selection: Selection) =>
      show(invitationResource(invitation), selection),
  };
}
