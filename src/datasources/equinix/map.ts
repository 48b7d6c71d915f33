import type { Account } from "../../domain/account.ts";
import type { AccountMembership } from "../../domain/accountMembership.ts";
import type { Invitation } from "../../domain/invitation.ts";
import type { Page } from "../../domain/page.ts";
import type { Team, TeamMembership } from "../../domain/team.ts";
import type { User } from "../../domain/user.ts";
import type { MfaState, UserStatus } from "../../generated/enums.ts";
import type {
  EquinixInvitation,
  EquinixMembership,
  EquinixOrganization,
  EquinixPage,
  EquinixProject,
  EquinixUser,
} from "./types.ts";

/** How a user was read. */
interface Reading {
  /** The provider's key. */
  readonly provider: string;
  readonly form: User["form"];
  /** Whether the memberships with their projects were asked for: else they count as not read. */
  readonly memberships: boolean;
}

/** A user as Roster knows one. */
export function toUser(user: EquinixUser, { provider, form, memberships }: Reading): User {
  const links = memberships ? user.memberships : null;
  return {
    provider,
    externalId: user.id,
    form,
    email: user.email,
    emailVerified: null,
    username: null,
    firstName: user.first_name,
    lastName: user.last_name,
    displayName: displayName(user),
    phoneNumber: user.phone_number,
    locale: null,
    timezone: user.timezone,
    avatarUrl: user.avatar_url,
    status: toStatus(user),
    statusRaw: null,
    role: "UNKNOWN",
    mfa: toMfa(user.two_factor_auth),
    identitySource: "LOCAL",
    tags: [],
    customAttributes: user.customdata,
    createdAt: user.created_at,
    updatedAt: user.updated_at,
    lastLoginAt: user.last_login_at,
    passwordChangedAt: null,
    teams: links === null ? null : toTeamMemberships(links, provider),
    accountMemberships: links?.map((link) => toAccountMembership(link, user.id, provider)) ?? null,
    invitation: null,
    details: {
      __typename: "EquinixUserDetails",
      shortId: user.short_id,
      defaultOrganizationId: user.default_organization_id,
      defaultProjectId: user.default_project_id,
      maxProjects: user.max_projects,
      maxOrganizations: user.max_organizations,
    },
  };
}

function displayName({ full_name, first_name, last_name }: EquinixUser): string | null {
  const joined = [first_name, last_name].filter((name) => name !== null).join(" ");
  return full_name ?? (joined === "" ? null : joined);
}

/**
 * The documented user has no status: whoever is listed is active. This is Roster's reading of two further
 * fields that Equinix's first Go client knows: `restricted` takes an account out of use, and the verification
 * stage `AccountCreated` is that of somebody who has not confirmed the address.
 */
function toStatus({
  restricted,
  verification_stage,
}: Pick<EquinixUser, "restricted" | "verification_stage">): UserStatus {
  if (restricted === true) return "DISABLED";
  return verification_stage === "AccountCreated" ? "PENDING" : "ACTIVE";
}

/** None is "off"; a method that Roster does not know is not taken for "on". */
function toMfa(method: string | null): MfaState {
  if (method === null) return "DISABLED";
  return method === "app" || method === "sms" ? "ENABLED" : "UNKNOWN";
}

/** Each project once, also where a user has two memberships in it. */
function toTeamMemberships(
  memberships: readonly EquinixMembership[],
  provider: string,
): readonly TeamMembership[] {
  const projects = new Map(memberships.map(({ project }) => [project.id, project]));
  return [...projects.values()].map((project) => ({
    team: toTeam(project, provider),
    membershipType: "DIRECT",
  }));
}

/** A project is what Equinix Metal groups users by. */
function toTeam(project: EquinixProject, provider: string): Team {
  return {
    provider,
    externalId: project.id,
    name: project.name,
    description: null,
    kind: "PROJECT",
    account: toOrganizationAccount(project.organization, provider),
  };
}

function toOrganizationAccount(organization: EquinixOrganization | null, provider: string): Account | null {
  if (organization === null) return null;
  return { provider, externalId: organization.id, kind: "ORGANIZATION", name: organization.name };
}

/** What a user is in one project. A membership has no state of its own: one that is there is active. */
function toAccountMembership(
  membership: EquinixMembership,
  userId: string,
  provider: string,
): AccountMembership {
  const { id, project, roles, created_at, updated_at } = membership;
  return {
    provider,
    externalId: id,
    userId,
    account: { provider, externalId: project.id, kind: "PROJECT", name: project.name },
    teams: [toTeam(project, provider)],
    roles,
    status: "ACTIVE",
    lastLoginAt: null,
    createdAt: created_at,
    updatedAt: updated_at,
  };
}

/** An open invitation: accepted and declined ones are no longer listed. */
export function toInvitation(invitation: EquinixInvitation, provider: string): Invitation {
  return {
    provider,
    externalId: invitation.id,
    email: invitation.invitee,
    status: "PENDING",
    origin: "NATIVE",
    invitedById: invitation.invited_by,
    userId: null,
    account: toOrganizationAccount(invitation.organization, provider),
    teams: invitation.projects?.map((project) => toTeam(project, provider)) ?? null,
    roles: invitation.roles,
    createdAt: invitation.created_at,
    updatedAt: invitation.updated_at,
  };
}

/** A page of domain records, `perPage` being the size that was asked for. */
export function toPage<In, Out>(
  page: EquinixPage<In>,
  perPage: number,
  toRecord: (record: In) => Out,
): Page<Out> {
  return {
    items: page.items.map(toRecord),
    total: page.meta?.total ?? null,
    hasNext: hasNext(page, perPage),
    rejected: page.rejected,
  };
}

/**
 * By the list's own link, else by its page numbers. A list that says neither may go on when it came exactly
 * as full as was asked; a longer one was not cut into pages at all.
 */
function hasNext({ meta, items, rejected }: EquinixPage<unknown>, perPage: number): boolean {
  if (meta !== null && meta.next !== null) return meta.next;
  if (meta !== null && meta.current_page !== null && meta.last_page !== null) {
    return meta.current_page < meta.last_page;
  }
  return items.length + rejected.length === perPage;
}
