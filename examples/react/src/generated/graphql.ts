/* eslint-disable */
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * A moment in RFC 3339, always with a zone, such as `2026-05-21T15:02:39.893981Z`. Answers are in UTC and keep
   * the provider's fraction of a second; an input may have any offset.
   */
  DateTime: { input: string; output: string; }
  /**
   * Any JSON object. Its inside belongs to the provider or to whoever filled it in, so treat every part of it as
   * possibly missing.
   */
  JSONObject: { input: unknown; output: unknown; }
  /**
   * A record of this schema as a router names it: an object with `__typename` and the `id` of an earlier answer.
   * What else stands in it is ignored.
   */
  _Any: { input: unknown; output: unknown; }
  /** Names of fields, as a selection without its braces. */
  federation__FieldSet: { input: unknown; output: unknown; }
  /**
   * The name of a right: `users:read`, `users:write`, `users:credentials` (passwords and MFA), `audit:read` or
   * `metrics:read`.
   */
  federation__Scope: { input: unknown; output: unknown; }
  /** A name that is taken over from a specification. */
  link__Import: { input: unknown; output: unknown; }
};

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

/** Which memberships a list holds. All parts given must hold; within a list one match is enough. */
export type AccountMembershipFilter = {
  /** Only memberships in the account with this `externalId`; at most 256 characters. */
  readonly account?: InputMaybe<Scalars['String']['input']>;
  /**
   * Only memberships at the providers with these keys, each at most 256 characters. An unknown key is refused
   * with BAD_USER_INPUT.
   */
  readonly providers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only memberships with one of these statuses. */
  readonly status?: InputMaybe<ReadonlyArray<UserStatus>>;
  /** Only memberships of this user (`User.id`); at most 1024 characters. */
  readonly user?: InputMaybe<Scalars['ID']['input']>;
};

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
 * A new Equinix Metal user. Equinix Metal does not show the user it makes, so the outcome is ACCEPTED and the
 * payload's user null.
 */
export type CreateEquinixUserInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The user's company, at most 256 characters. */
  readonly companyName?: InputMaybe<Scalars['String']['input']>;
  /** Free data to store with the user. */
  readonly customAttributes?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The user's e-mail addresses, the main one first; at least one, each at most 256 characters. */
  readonly emails: ReadonlyArray<Scalars['String']['input']>;
  /** The given name, at most 256 characters. */
  readonly firstName: Scalars['String']['input'];
  /**
   * Equinix Metal's own id of the invitation that the new user comes from, at most 1024 characters. With
   * `nonce` the user starts verified.
   */
  readonly invitationId?: InputMaybe<Scalars['ID']['input']>;
  /** The family name, at most 256 characters. */
  readonly lastName: Scalars['String']['input'];
  /**
   * The secret of that invitation, from the mail that carried it; at most 256 characters. Never logged or
   * stored by Roster.
   */
  readonly nonce?: InputMaybe<Scalars['String']['input']>;
  /** The first password, at most 1024 characters. Never logged or stored by Roster. */
  readonly password?: InputMaybe<Scalars['String']['input']>;
  /** The phone number, at most 256 characters. */
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  /** The `key` of a provider of kind EQUINIX, at most 256 characters. */
  readonly provider: Scalars['String']['input'];
  /** The IANA time zone, at most 256 characters. */
  readonly timezone?: InputMaybe<Scalars['String']['input']>;
  /** The user's job title, at most 256 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** Whom to set up a one-time-password generator for. */
export type CreateMfaOtpInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The user (`User.id`), at most 1024 characters. */
  readonly id: Scalars['ID']['input'];
};

/** A new user of a ScaiKey tenant. */
export type CreateScaiKeyUserInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** Free data to store with the user. */
  readonly customAttributes?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The name to show, at most 256 characters. */
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  /** The user's e-mail address, at most 256 characters. */
  readonly email: Scalars['String']['input'];
  /** The given name, at most 256 characters. */
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  /** The family name, at most 256 characters. */
  readonly lastName?: InputMaybe<Scalars['String']['input']>;
  /** The language such as `de`, at most 256 characters. Left out: ScaiKey takes `en`. */
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  /** The organisational unit to put the user into (`ou_...`), at most 1024 characters. */
  readonly ouId?: InputMaybe<Scalars['ID']['input']>;
  /** The first password, at most 1024 characters. Never logged or stored by Roster. */
  readonly password?: InputMaybe<Scalars['String']['input']>;
  /** The phone number, at most 256 characters. */
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  /** The `key` of a provider of kind SCAIKEY, at most 256 characters. */
  readonly provider: Scalars['String']['input'];
  /** Whether the user must choose a new password at the first sign-in. Left out: no. */
  readonly requirePasswordChange?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether ScaiKey sends the user a mail of welcome. Left out: yes, as ScaiKey does by itself. */
  readonly sendWelcomeEmail?: InputMaybe<Scalars['Boolean']['input']>;
  /** The groups to put the user into: at most 1,000 `Team.id`s of this provider, each at most 1024 characters. */
  readonly teamIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The IANA time zone such as `Europe/Berlin`, at most 256 characters. Left out: ScaiKey takes `UTC`. */
  readonly timezone?: InputMaybe<Scalars['String']['input']>;
  /** The name to sign in with, at most 256 characters. */
  readonly username?: InputMaybe<Scalars['String']['input']>;
};

/** A new member of a Scaleway organisation. The member is active at once. */
export type CreateScalewayUserInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The member's e-mail address, at most 256 characters. */
  readonly email: Scalars['String']['input'];
  /** The given name, at most 64 characters. */
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  /** The family name, at most 64 characters. */
  readonly lastName?: InputMaybe<Scalars['String']['input']>;
  /** Language and region such as `fr_FR`, at most 256 characters. Left out: Scaleway takes `en_US`. */
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  /**
   * The first password, at most 1024 characters. Left out: the member has to get one by mail. Never logged or
   * stored by Roster.
   */
  readonly password?: InputMaybe<Scalars['String']['input']>;
  /** The phone number, at most 256 characters. */
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  /** The `key` of a provider of kind SCALEWAY, at most 256 characters. */
  readonly provider: Scalars['String']['input'];
  /** Whether Scaleway sends the member a mail about the password. Left out: no. */
  readonly sendPasswordEmail?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether Scaleway sends the member a mail of welcome. Left out: no. */
  readonly sendWelcomeEmail?: InputMaybe<Scalars['Boolean']['input']>;
  /** Tags for the member: at most 10, each at most 256 characters. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The name to sign in with, unique in the organisation: 2 to 64 letters, digits and `@ . _ -`. */
  readonly username: Scalars['String']['input'];
};

/** The new user, in exactly one block: that of the provider's kind, since providers ask for different things. */
export type CreateUserInput =
  /** A new Equinix Metal user. */
  { readonly equinix: CreateEquinixUserInput; readonly scaikey?: never; readonly scaleway?: never; }
  |  /** A new user of a ScaiKey tenant. */
  { readonly equinix?: never; readonly scaikey: CreateScaiKeyUserInput; readonly scaleway?: never; }
  |  /** A new member of a Scaleway organisation. */
  { readonly equinix?: never; readonly scaikey?: never; readonly scaleway: CreateScalewayUserInput; };

/** Which user to remove, with a confirmation. */
export type DeleteUserInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /**
   * The user's e-mail address, typed by the person who removes them; at most 256 characters. Do not fill it in
   * for them. If it does not match, nothing happens.
   */
  readonly confirmEmail: Scalars['String']['input'];
  /** The user to remove (`User.id`), at most 1024 characters. */
  readonly id: Scalars['ID']['input'];
};

/** Whose second factor to take away, and why. */
export type DisableMfaInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The user (`User.id`), at most 1024 characters. */
  readonly id: Scalars['ID']['input'];
  /** Why, for the audit record; at most 256 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

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

/** Where to set identity sources right. */
export type FixIdentitySourceMismatchesInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The `key` of a provider of kind SCAIKEY, at most 256 characters. */
  readonly provider: Scalars['String']['input'];
  /**
   * Only users of this tenant (`tnt_...`), at most 256 characters. Left out: every tenant that the credential
   * can see.
   */
  readonly tenantId?: InputMaybe<Scalars['String']['input']>;
};

/** Which grace periods a list holds. All parts given must hold; within a list one match is enough. */
export type GracePeriodFilter = {
  /** Only grace periods that end before this moment. Those without a known end are left out. */
  readonly expiresBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /**
   * Only grace periods at the providers with these keys, each at most 256 characters. An unknown key is
   * refused with BAD_USER_INPUT.
   */
  readonly providers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only grace periods of these types. */
  readonly type?: InputMaybe<ReadonlyArray<GracePeriodType>>;
  /**
   * Only grace periods of these users: at most 1,000 `User.id`s, each at most 1024 characters. Saves a call
   * for every other user.
   */
  readonly users?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

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

/** Which invitations a list holds. All parts given must hold. */
export type InvitationFilter = {
  /** Only invitations to exactly this address, whatever its case; at most 256 characters. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /**
   * Only invitations of the providers with these keys, each at most 256 characters. An unknown key is refused
   * with BAD_USER_INPUT.
   */
  readonly providers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

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

/** Which user to shut out, and why. */
export type LockUserInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The user to lock (`User.id`), at most 1024 characters. */
  readonly id: Scalars['ID']['input'];
  /** Why, for the audit record, and for the provider where it takes one (ScaiKey); at most 256 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** Whether to end the user's sessions as well, where the provider can (ScaiKey). Left out: no. */
  readonly terminateSessions?: InputMaybe<Scalars['Boolean']['input']>;
};

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

/** Who shall get a mail for choosing a new password. */
export type RequestPasswordResetInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The user (`User.id`), at most 1024 characters. */
  readonly id: Scalars['ID']['input'];
  /** Where the mail's link leads in the end, at most 256 characters. Left out: the provider's own page. */
  readonly redirectUri?: InputMaybe<Scalars['String']['input']>;
};

/** Which user's status to set, to what, and why. */
export type SetUserStatusInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The user to change (`User.id`), at most 1024 characters. */
  readonly id: Scalars['ID']['input'];
  /** Why, for the audit record, and for the provider where it takes one (ScaiKey); at most 256 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The wished status. UNKNOWN is refused, and so is one that the provider does not have. */
  readonly status: UserStatus;
  /** Whether to end the user's sessions as well, where the provider can (ScaiKey). Left out: no. */
  readonly terminateSessions?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Which teams a list holds. All parts given must hold. */
export type TeamFilter = {
  /**
   * Only teams of the providers with these keys, each at most 256 characters. An unknown key is refused with
   * BAD_USER_INPUT.
   */
  readonly providers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only teams with this text somewhere in the name, whatever its case; at most 256 characters. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

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

/** Which user to let in again, and why. */
export type UnlockUserInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The user to unlock (`User.id`), at most 1024 characters. */
  readonly id: Scalars['ID']['input'];
  /** Why, for the audit record; at most 256 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What to change of the user whose credential Roster holds. A field that is left out stays as it is. */
export type UpdateCurrentUserInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The new free data. It takes the place of the present data. */
  readonly customAttributes?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The new given name, at most 256 characters. */
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  /** The new family name, at most 256 characters. */
  readonly lastName?: InputMaybe<Scalars['String']['input']>;
  /** The new password, at most 1024 characters. Never logged or stored by Roster. */
  readonly password?: InputMaybe<Scalars['String']['input']>;
  /** The new phone number, at most 256 characters. */
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  /** The `key` of a provider of kind EQUINIX, at most 256 characters. */
  readonly provider: Scalars['String']['input'];
  /** The new IANA time zone, at most 256 characters. */
  readonly timezone?: InputMaybe<Scalars['String']['input']>;
};

/** Whose password to set, and to what. */
export type UpdatePasswordInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The user (`User.id`), at most 1024 characters. */
  readonly id: Scalars['ID']['input'];
  /**
   * The new password, at most 1024 characters. The provider's own rules hold. Never logged or stored by
   * Roster.
   */
  readonly password: Scalars['String']['input'];
};

/**
 * Which user to change, and what. A field that is left out stays as it is; null clears it where the provider
 * allows that. A field that the user's provider cannot change is refused before any call.
 */
export type UpdateUserInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The new free data (ScaiKey, Equinix Metal). It takes the place of the present data. */
  readonly customAttributes?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The new name to show (ScaiKey), at most 256 characters. Elsewhere it follows from the other names. */
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  /** The new e-mail address, at most 256 characters. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** The new given name, at most 256 characters (64 at Scaleway). */
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  /** The user to change (`User.id`), at most 1024 characters. */
  readonly id: Scalars['ID']['input'];
  /** The new family name, at most 256 characters (64 at Scaleway). */
  readonly lastName?: InputMaybe<Scalars['String']['input']>;
  /** The new language and region, at most 256 characters. */
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  /** The organisational unit to move the user to (ScaiKey, `ou_...`), at most 1024 characters. */
  readonly ouId?: InputMaybe<Scalars['ID']['input']>;
  /** The new phone number, at most 256 characters. */
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  /**
   * All tags that the user shall have (Scaleway): at most 10, each at most 256 characters. They take the place
   * of the present ones.
   */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The new IANA time zone, at most 256 characters. */
  readonly timezone?: InputMaybe<Scalars['String']['input']>;
};

/** Whose username to change, and to what. */
export type UpdateUsernameInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The user (`User.id`), at most 1024 characters. */
  readonly id: Scalars['ID']['input'];
  /**
   * The new username, at most 256 characters. At Scaleway 2 to 64 letters, digits and `@ . _ -`, unique in the
   * organisation.
   */
  readonly username: Scalars['String']['input'];
};

/**
 * Which users a list holds. All parts given must hold; within a list one match is enough. An empty list
 * is refused: leave the field out to filter nothing. What a provider cannot filter itself is filtered by Roster, and `coverage` tells when that
 * was cut short.
 */
export type UserFilter = {
  /** Only users made after this moment. Users whose provider does not report it are left out. */
  readonly createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only users made before this moment. Users whose provider does not report it are left out. */
  readonly createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only users with exactly this e-mail address, whatever its case; at most 256 characters. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** Only users from one of these identity sources. */
  readonly identitySource?: InputMaybe<ReadonlyArray<IdentitySource>>;
  /** Only these users: at most 1,000 `User.id`s, each at most 1024 characters. */
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only users of providers of these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<ProviderKind>>;
  /**
   * Only users who have not signed in since this moment; those who never signed in count. For finding dormant
   * users.
   */
  readonly lastLoginBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /**
   * Only users with one of these MFA states. DISABLED does not find those whose state is UNKNOWN: ask for both
   * where you mean "not proven".
   */
  readonly mfa?: InputMaybe<ReadonlyArray<MfaState>>;
  /**
   * Only users of the providers with these keys, each at most 256 characters. An unknown key is refused with
   * BAD_USER_INPUT.
   */
  readonly providers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only users with one of these roles. UNKNOWN finds those whose provider does not report it. */
  readonly role?: InputMaybe<ReadonlyArray<UserRole>>;
  /**
   * Only users with this text somewhere in the e-mail address, the username or a name, whatever its case; at
   * most 256 characters.
   */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only users with one of these statuses. */
  readonly status?: InputMaybe<ReadonlyArray<UserStatus>>;
  /** Only users with exactly this tag; at most 256 characters. */
  readonly tag?: InputMaybe<Scalars['String']['input']>;
  /** Only members of this team (`Team.id`); at most 1024 characters. Only its own provider is asked. */
  readonly team?: InputMaybe<Scalars['ID']['input']>;
};

/** The order of a list of users. Equal users are ordered by provider and id, so that pages never overlap. */
export type UserOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** What to order by. */
  readonly field: UserOrderField;
};

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

/** A code from the generator that is being set up. */
export type ValidateMfaOtpInput = {
  /**
   * Any text of yours, at most 256 characters, that comes back in the payload unchanged, to tell answers
   * apart. It does not make a repeat safe: the HTTP header `Idempotency-Key` does.
   */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The six digits that the generator shows now, as text. Never logged. */
  readonly code: Scalars['String']['input'];
  /** The user (`User.id`), at most 1024 characters. */
  readonly id: Scalars['ID']['input'];
};

export type UsersPageQueryVariables = Exact<{
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type UsersPageQuery = { readonly users: { readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly id: string, readonly displayName: string | null, readonly username: string | null, readonly email: string | null, readonly externalId: string, readonly status: UserStatus, readonly mfa: MfaState, readonly lastLoginAt: string | null, readonly notReported: ReadonlyArray<string>, readonly provider: { readonly key: string, readonly displayName: string }, readonly actions: ReadonlyArray<{ readonly operation: string, readonly allowed: boolean, readonly reason: string | null }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly coverage: ReadonlyArray<{ readonly status: CoverageStatus, readonly provider: { readonly key: string, readonly displayName: string }, readonly error: { readonly code: ErrorCode, readonly message: string } | null }> } };

export type LockUserMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
}>;


export type LockUserMutation = { readonly lockUser: { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }>, readonly user: { readonly id: string, readonly status: UserStatus, readonly actions: ReadonlyArray<{ readonly operation: string, readonly allowed: boolean, readonly reason: string | null }> } | null } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const UsersPageDocument = new TypedDocumentString(`
    query UsersPage($after: String) {
  users(first: 50, after: $after) {
    totalCount
    nodes {
      id
      displayName
      username
      email
      externalId
      status
      mfa
      lastLoginAt
      notReported
      provider {
        key
        displayName
      }
      actions {
        operation
        allowed
        reason
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    coverage {
      provider {
        key
        displayName
      }
      status
      error {
        code
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UsersPageQuery, UsersPageQueryVariables>;
export const LockUserDocument = new TypedDocumentString(`
    mutation LockUser($id: ID!, $reason: String!) {
  lockUser(input: {id: $id, reason: $reason}) {
    outcome
    userErrors {
      code
      message
      field
    }
    user {
      id
      status
      actions {
        operation
        allowed
        reason
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LockUserMutation, LockUserMutationVariables>;