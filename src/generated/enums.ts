/** What a provider calls what its users belong to. */
export type AccountKind =
  /** An account (Samsung Cloud Platform, Scalr). */
  | 'ACCOUNT'
  /** An organisation (Scaleway, Equinix Metal). */
  | 'ORGANIZATION'
  /** A project below an organisation (Equinix Metal). */
  | 'PROJECT'
  /** A tenant (ScaiKey). */
  | 'TENANT';

/** How far one provider's part of a list can be relied on. */
export type CoverageStatus =
  /** Everything of this provider that belongs to the page is in it. */
  | 'COMPLETE'
  /** This provider could not answer; `error` says why. Its records are missing. */
  | 'FAILED'
  /**
   * Some of this provider's records may be missing: it failed on the way, held records that could not be read,
   * or the limit for one list was reached.
   */
  | 'PARTIAL'
  /** This provider was not asked although it belongs to the list; `error` says why. Its records are missing. */
  | 'SKIPPED'
  /** This provider has no such records, or cannot tell them; `error` says which. */
  | 'UNSUPPORTED';

/**
 * What went wrong. The same codes stand in `userErrors`, in `coverage` and in `errors[].extensions.code`, so
 * one handler serves all three.
 */
export type ErrorCode =
  /** The cursor is not one of this list with this filter and order, or is too old: begin again without it. */
  | 'BAD_CURSOR'
  /** The input cannot be right: mend the field that is named and send it again. */
  | 'BAD_USER_INPUT'
  /** The provider has something that stands against it, such as another user with this username. */
  | 'CONFLICT'
  /** Roster knows you, and you may not do this. Another try will not help. */
  | 'FORBIDDEN'
  /** A mistake inside Roster. Report it with the request id. */
  | 'INTERNAL_SERVER_ERROR'
  /** The provider has no such record, or Roster no such provider. */
  | 'NOT_FOUND'
  /**
   * The record's state does not allow it now: an owner who cannot be locked, a confirmation that does not
   * match.
   */
  | 'PRECONDITION_FAILED'
  /**
   * The provider does not allow this to the credential that Roster holds: the operator of Roster must widen
   * it. It says nothing about your own rights.
   */
  | 'PROVIDER_FORBIDDEN'
  /** The provider's API, or the version of it that is configured, has been shut down. */
  | 'PROVIDER_RETIRED'
  /**
   * The provider does not accept the credential that Roster holds: the operator of Roster must renew it.
   * Signing in again does not help.
   */
  | 'PROVIDER_UNAUTHENTICATED'
  /**
   * The provider could not be reached, or is not being asked for a while because it kept failing. A read may
   * be tried again later.
   */
  | 'PROVIDER_UNAVAILABLE'
  /** A quota at the provider is used up; somebody has to raise it or make room. */
  | 'QUOTA_EXCEEDED'
  /** Too many requests. Wait for `retryAfterMs` where it is there, then try again. */
  | 'RATE_LIMITED'
  /** Roster does not know who asks: sign in to Roster again. */
  | 'UNAUTHENTICATED'
  /**
   * Something of Roster's own that this needs cannot be reached: nothing was done, unless `outcome` says
   * otherwise. Try again after `retryAfterMs`.
   */
  | 'UNAVAILABLE'
  /**
   * The provider cannot do this at all. Told before any call; `Provider.capabilities` and `User.actions` tell
   * it beforehand.
   */
  | 'UNSUPPORTED_OPERATION'
  /** The provider answered that it failed. A read may be tried again later. */
  | 'UPSTREAM_ERROR'
  /** The provider answered with something that cannot be understood. */
  | 'UPSTREAM_INVALID_RESPONSE'
  /** The provider did not answer in time. For a write, `outcome` says whether it may have happened. */
  | 'UPSTREAM_TIMEOUT';

/** What a user must do within a grace period. */
export type GracePeriodType =
  /** Set up a second factor. */
  | 'SET_MFA'
  /** The provider names something that Roster does not know. */
  | 'UNKNOWN'
  /** Choose a new password. */
  | 'UPDATE_PASSWORD';

/**
 * How the calls of late to a provider went. A refusal (4xx) is an answer; a 5xx, a time-out or no connection
 * is a failure.
 */
export type HealthState =
  /** Some of the last ten calls failed. */
  | 'DEGRADED'
  /** The last three calls all failed. */
  | 'DOWN'
  /** The last ten calls were all answered. */
  | 'HEALTHY'
  /** No call has been made yet. */
  | 'UNKNOWN';

/** Where a user's identity is kept. */
export type IdentitySource =
  /** In an LDAP directory. */
  | 'LDAP'
  /** At the provider itself, with a password there. */
  | 'LOCAL'
  /** In an OpenID Connect identity provider. */
  | 'OIDC'
  /** In a SAML identity provider. */
  | 'SAML'
  /** Brought in from a directory by SCIM. */
  | 'SCIM'
  /** The provider does not report it, or uses a word that Roster does not know. */
  | 'UNKNOWN';

/** Where an invitation was read from. */
export type InvitationOrigin =
  /** Concluded from a membership that is still pending (Scalr). */
  | 'DERIVED_FROM_MEMBERSHIP'
  /** Concluded from a user who is still pending (Scaleway, ScaiKey). */
  | 'DERIVED_FROM_USER'
  /** The provider has a record of the invitation itself (Equinix Metal). */
  | 'NATIVE';

/** Where an invitation stands. Accepted and declined ones are not listed by any provider. */
export type InvitationStatus =
  /** It waits for the person to come, or for somebody to approve them. */
  | 'PENDING'
  /** The provider says something that Roster does not know. */
  | 'UNKNOWN';

/** Where a provider's API, in the version configured, stands in its life. */
export type LifecycleState =
  /** The newest version, with no end announced. */
  | 'CURRENT'
  /** Its end is announced and near: plan the move. */
  | 'DEPRECATED'
  /** Its end has come; calls to it may fail at any time, or all do. */
  | 'RETIRED'
  /** Not the newest any more, and still supported. */
  | 'SUPPORTED';

/** How a user belongs to a team. */
export type MembershipType =
  /** The user was put into this very team. */
  | 'DIRECT'
  /** The user belongs to it through another team inside it. */
  | 'INHERITED'
  /** The provider does not say, or the list is not a user's. */
  | 'UNKNOWN';

/** Whether a second factor is set up. */
export type MfaState =
  /** The provider says that no second factor is set up. */
  | 'DISABLED'
  /** The provider says that a second factor is set up. */
  | 'ENABLED'
  /** The provider does not say. Do not count such users as unprotected. */
  | 'UNKNOWN';

/** What Roster knows about a write after it. */
export type MutationOutcome =
  /** The provider took it and cannot show the state yet: a mail has been sent, or a user is being made. */
  | 'ACCEPTED'
  /** It happened: the provider's answer, or a read after it, shows the wished state. */
  | 'CONFIRMED'
  /** The wished state held already, so nothing was written. */
  | 'NO_CHANGE'
  /** Nothing happened; `userErrors` says why. */
  | 'REJECTED'
  /**
   * It may or may not have happened, for instance after a time-out. Show it as such, and look at the user
   * before a new try.
   */
  | 'UNKNOWN';

/** Which end of an order comes first. Users without a value come last either way. */
export type OrderDirection =
  /** From A to Z, from the earliest to the latest. */
  | 'ASC'
  /** From Z to A, from the latest to the earliest. */
  | 'DESC';

/** What a list does when a provider cannot answer. */
export type ProviderFailurePolicy =
  /**
   * The list fails as soon as any provider asked does, with one entry in `errors` for each that failed. For
   * exports that must be whole.
   */
  | 'FAIL'
  /**
   * The other providers' records are served, and `coverage` says who is missing and why. The list itself fails
   * only when every provider asked has failed.
   */
  | 'PARTIAL';

/** The user APIs that Roster speaks. */
export type ProviderKind =
  /**
   * Equinix Metal: users who share a project with the credential's own user. Only the credential's own user
   * can be changed. Retired by Equinix on 2026-06-30.
   */
  | 'EQUINIX'
  /** Samsung Cloud Platform IAM: the users of one account, with groups, policies and access keys. Read only. */
  | 'SAMSUNG'
  /**
   * ScaiKey: users of a tenant, or of all tenants on the admin surface. Can be read and written; much is told
   * only of a single user, not in lists.
   */
  | 'SCAIKEY'
  /** Scaleway IAM: members of one organisation, with MFA, locking and grace periods. Can be read and written. */
  | 'SCALEWAY'
  /** Scalr: users of one account, with their teams. Read only. */
  | 'SCALR';

/** What a provider calls its teams. */
export type TeamKind =
  /** A group of users (Scaleway, Samsung Cloud Platform, ScaiKey). */
  | 'GROUP'
  /** An organisation that stands as a team (Equinix Metal). */
  | 'ORGANIZATION'
  /** A project with users in it (Equinix Metal). */
  | 'PROJECT'
  /** A team of users (Scalr). */
  | 'TEAM';

/** What a list of users can be ordered by. Text is compared without regard to case. */
export type UserOrderField =
  /** By the moment when the user was made. */
  | 'CREATED_AT'
  /** By the name to show. */
  | 'DISPLAY_NAME'
  /** By e-mail address. */
  | 'EMAIL'
  /** By the moment of the last sign-in; those without one come last. */
  | 'LAST_LOGIN_AT';

/** What a user is in the organisation or account as a whole. */
export type UserRole =
  /** Belongs to another organisation and has been let in. */
  | 'GUEST'
  /** Belongs to the organisation. */
  | 'MEMBER'
  /** Owns the organisation. Providers refuse to lock or delete owners. */
  | 'OWNER'
  /** The provider does not report it, or uses a word that Roster does not know. */
  | 'UNKNOWN';

/** Whether a user can get in. */
export type UserStatus =
  /** The user can sign in, as far as the provider tells. */
  | 'ACTIVE'
  /** The user has been switched off. */
  | 'DISABLED'
  /** The user has been shut out and can be let in again by `unlockUser`. */
  | 'LOCKED'
  /** The user has been invited or made, and has not yet finished joining or been approved. */
  | 'PENDING'
  /** The provider reports no status, or a word that Roster does not know: see `statusRaw`. */
  | 'UNKNOWN';
