import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProviderView as ProviderModel } from '../directory/providerView.ts';
import type { GatewayError as ProviderErrorModel } from '../domain/errors.ts';
import type { UserConnection as UserConnectionModel, UserEdge as UserEdgeModel, TeamConnection as TeamConnectionModel, TeamEdge as TeamEdgeModel, AccountMembershipConnection as AccountMembershipConnectionModel, AccountMembershipEdge as AccountMembershipEdgeModel, InvitationConnection as InvitationConnectionModel, InvitationEdge as InvitationEdgeModel, GracePeriodConnection as GracePeriodConnectionModel, GracePeriodEdge as GracePeriodEdgeModel } from '../directory/connections.ts';
import type { PageInfo as PageInfoModel } from '../directory/connection.ts';
import type { User as UserModel } from '../domain/user.ts';
import type { Team as TeamModel } from '../domain/team.ts';
import type { Account as AccountModel } from '../domain/account.ts';
import type { AccountMembership as AccountMembershipModel } from '../domain/accountMembership.ts';
import type { Invitation as InvitationModel } from '../domain/invitation.ts';
import type { GracePeriod as GracePeriodModel } from '../domain/gracePeriod.ts';
import type { IdentitySourceMismatch as IdentitySourceMismatchModel } from '../domain/identitySourceMismatch.ts';
import type { ProviderCoverage as ProviderCoverageModel } from '../directory/coverage.ts';
import type { GraphQLContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
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
  JSONObject: { input: Readonly<Record<string, unknown>>; output: Readonly<Record<string, unknown>>; }
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
  federation__Scope: { input: string; output: string; }
  /** A name that is taken over from a specification. */
  link__Import: { input: unknown; output: unknown; }
};

/** The organisation, account, tenant or project that users and teams belong to. */
export type Account = {
  readonly __typename?: 'Account';
  /** The id that the provider itself uses. */
  readonly externalId: Scalars['String']['output'];
  /** What the provider itself calls it. */
  readonly kind: AccountKind;
  /** The account's name; null where the provider's answer does not tell it. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The provider that this account belongs to. */
  readonly provider: Provider;
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

/** The link between one user and one account, with what the user is there. */
export type AccountMembership = Node & {
  readonly __typename?: 'AccountMembership';
  /** The account that the user belongs to; null where the provider does not tell it. */
  readonly account: Maybe<Account>;
  /** When the user was added; null where not reported. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id for `node`. */
  readonly id: Scalars['ID']['output'];
  /** When the user last entered this account; null where not reported. */
  readonly lastLoginAt: Maybe<Scalars['DateTime']['output']>;
  /** The provider that user and account belong to. */
  readonly provider: Provider;
  /**
   * The provider's own words for what the user may do there, such as `OWNER` or `collaborator`. Empty where it
   * tells none.
   */
  readonly roles: ReadonlyArray<Scalars['String']['output']>;
  /**
   * Whether the user can get into this account. Where a provider has no status of its own for the link, it is
   * the user's.
   */
  readonly status: UserStatus;
  /** The user's teams in this account. Null where they could not be read, which `errors` then tells. */
  readonly teams: Maybe<ReadonlyArray<Team>>;
  /** When the link was last changed; null where not reported. */
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
  /**
   * The user who belongs to the account. Null where the provider does not tell or could not be asked, which
   * `errors` then tells.
   */
  readonly user: Maybe<User>;
};

/** One page of a list of memberships, and how far the list can be relied on. */
export type AccountMembershipConnection = {
  readonly __typename?: 'AccountMembershipConnection';
  /**
   * What each provider contributed: one entry for every provider asked. Read it before calling an empty list
   * empty.
   */
  readonly coverage: ReadonlyArray<ProviderCoverage>;
  /** The memberships with their cursors. Use `nodes` where you do not need the cursors. */
  readonly edges: ReadonlyArray<AccountMembershipEdge>;
  /**
   * True where no provider failed, was skipped or was cut short. When false, show that the list may lack
   * records and name the providers from `coverage`.
   */
  readonly isComplete: Scalars['Boolean']['output'];
  /** The memberships of this page, in the order of the list. */
  readonly nodes: ReadonlyArray<AccountMembership>;
  /** Where this page lies in the list, for asking for the next or the previous one. */
  readonly pageInfo: PageInfo;
  /**
   * How many records match in all. Null where it could only be known by reading everything, or where a
   * provider could not answer: show no count then, not zero.
   */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** One membership in its place in a list. */
export type AccountMembershipEdge = {
  readonly __typename?: 'AccountMembershipEdge';
  /** The place of this membership in the list, for `after` and `before`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The membership in this place. */
  readonly node: AccountMembership;
};

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

/** What one operation can do at one provider, told before it is called. */
export type Capability = {
  readonly __typename?: 'Capability';
  /**
   * Whether it takes something away that cannot simply be put back, such as a user or their MFA: ask for
   * confirmation. False where it is not supported, since it is refused.
   */
  readonly destructive: Scalars['Boolean']['output'];
  /**
   * Whether doing it twice leaves the same as doing it once: by the provider's own word, or because Roster looks first
   * and leaves alone what is so already. False where neither is known, as of some providers' passwords.
   */
  readonly idempotent: Scalars['Boolean']['output'];
  /** The mutation's or the field's name, such as `lockUser`, `users` or `User.gracePeriods`. */
  readonly operation: Scalars['String']['output'];
  /** Whether it only looks. */
  readonly readOnly: Scalars['Boolean']['output'];
  /** Why not, or with what limits: a sentence that can be shown as it is. Null when there is nothing to say. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** Whether the provider can do it at all. Whether it can be done to a certain user is in `User.actions`. */
  readonly supported: Scalars['Boolean']['output'];
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

/**
 * What became of `createMfaOtp`. The secret is shown this once, never logged, never cached: do not store it
 * either.
 */
export type CreateMfaOtpPayload = MutationPayload & {
  readonly __typename?: 'CreateMfaOtpPayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /**
   * The same secret as an `otpauth:` address, to be drawn as a QR code in the browser. Null when none was
   * made.
   */
  readonly otpauthUri: Maybe<Scalars['String']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /**
   * The generator's secret in base32, for typing in by hand. Null when none was made. It cannot be asked for
   * again.
   */
  readonly secret: Maybe<Scalars['String']['output']>;
  /** The user after the write, as far as it is known. Null when nothing happened, or when it could not be read. */
  readonly user: Maybe<User>;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
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

/** What became of `createUser`. */
export type CreateUserPayload = MutationPayload & {
  readonly __typename?: 'CreateUserPayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /** The new user. Null when none was made, and when the provider does not show it yet (ACCEPTED). */
  readonly user: Maybe<User>;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
};

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

/** What became of `deleteUser`. */
export type DeleteUserPayload = MutationPayload & {
  readonly __typename?: 'DeleteUserPayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** The `User.id` of the removed user, for taking it out of lists and caches. Null unless it is gone. */
  readonly deletedUserId: Maybe<Scalars['ID']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
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

/** What became of `disableMfa`. */
export type DisableMfaPayload = MutationPayload & {
  readonly __typename?: 'DisableMfaPayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /** The user after the write, as far as it is known. Null when nothing happened, or when it could not be read. */
  readonly user: Maybe<User>;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What only Equinix Metal knows of a user. */
export type EquinixUserDetails = {
  readonly __typename?: 'EquinixUserDetails';
  /** The organisation that the user works in unless said; null where none is set. */
  readonly defaultOrganizationId: Maybe<Scalars['ID']['output']>;
  /** The project that the user works in unless said; null where none is set. */
  readonly defaultProjectId: Maybe<Scalars['ID']['output']>;
  /** How many organisations the user may have; null where not told. */
  readonly maxOrganizations: Maybe<Scalars['Int']['output']>;
  /** How many projects the user may have; null where not told. */
  readonly maxProjects: Maybe<Scalars['Int']['output']>;
  /** The first part of the user's id, as Equinix Metal shows it. */
  readonly shortId: Maybe<Scalars['String']['output']>;
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

/** What became of `fixIdentitySourceMismatches`. */
export type FixIdentitySourceMismatchesPayload = MutationPayload & {
  readonly __typename?: 'FixIdentitySourceMismatchesPayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /**
   * The mismatches that were found, each telling whether it has been fixed. Empty when there were none, and
   * when nothing was done.
   */
  readonly mismatches: ReadonlyArray<IdentitySourceMismatch>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A deadline by which a user must act, or be locked out (Scaleway). */
export type GracePeriod = Node & {
  readonly __typename?: 'GracePeriod';
  /** When the period began; null where not reported. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Whether the deadline has passed, by Roster's clock; null where `expiresAt` is. */
  readonly expired: Maybe<Scalars['Boolean']['output']>;
  /** The deadline; null where not reported. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id for `node`, made from the user and the type. */
  readonly id: Scalars['ID']['output'];
  /** The provider that set the deadline. */
  readonly provider: Provider;
  /** What the user must do. */
  readonly type: GracePeriodType;
  /** The user who must act. Null where it could not be read, which `errors` then tells. */
  readonly user: Maybe<User>;
};

/** One page of a list of grace periods, and how far the list can be relied on. */
export type GracePeriodConnection = {
  readonly __typename?: 'GracePeriodConnection';
  /**
   * What each provider contributed: one entry for every provider asked. Read it before calling an empty list
   * empty.
   */
  readonly coverage: ReadonlyArray<ProviderCoverage>;
  /** The grace periods with their cursors. Use `nodes` where you do not need the cursors. */
  readonly edges: ReadonlyArray<GracePeriodEdge>;
  /**
   * True where no provider failed, was skipped or was cut short. When false, show that the list may lack
   * records and name the providers from `coverage`.
   */
  readonly isComplete: Scalars['Boolean']['output'];
  /** The grace periods of this page, in the order of the list. */
  readonly nodes: ReadonlyArray<GracePeriod>;
  /** Where this page lies in the list, for asking for the next or the previous one. */
  readonly pageInfo: PageInfo;
  /**
   * How many records match in all. Null where it could only be known by reading everything, or where a
   * provider could not answer: show no count then, not zero.
   */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** One grace period in its place in a list. */
export type GracePeriodEdge = {
  readonly __typename?: 'GracePeriodEdge';
  /** The place of this grace period in the list, for `after` and `before`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The grace period in this place. */
  readonly node: GracePeriod;
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

/** A user whose recorded identity source is not that of the identity provider they are linked to. */
export type IdentitySourceMismatch = {
  readonly __typename?: 'IdentitySourceMismatch';
  /** The identity source that is recorded now. */
  readonly current: IdentitySource;
  /** The user's e-mail address as told with the mismatch; null where it was not. */
  readonly email: Maybe<Scalars['String']['output']>;
  /** The identity source that the linked identity provider stands for. */
  readonly expected: IdentitySource;
  /** The user's id at the provider. */
  readonly externalId: Scalars['String']['output'];
  /** Whether the record has been set right: true only in the answer of `fixIdentitySourceMismatches`. */
  readonly fixed: Scalars['Boolean']['output'];
  /** The user, read when it is selected. Null where it could not be read, which `errors` then tells. */
  readonly user: Maybe<User>;
};

/**
 * Somebody who was asked to join and has not come yet. The secret that accepts an invitation is never part of
 * it.
 */
export type Invitation = Node & {
  readonly __typename?: 'Invitation';
  /** What the person was invited to; null where the provider does not tell it. */
  readonly account: Maybe<Account>;
  /** When the invitation was made; null where not reported. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** The address that was invited; null where the provider does not tell it. */
  readonly email: Maybe<Scalars['String']['output']>;
  /** Opaque id for `node`. */
  readonly id: Scalars['ID']['output'];
  /**
   * Who sent the invitation. Null where the provider does not tell or could not be asked, which `errors` then
   * tells.
   */
  readonly invitedBy: Maybe<User>;
  /**
   * Whether the provider has such a record, or Roster concludes it from a user or a membership that is still
   * pending.
   */
  readonly origin: InvitationOrigin;
  /** The provider that the invitation is for. */
  readonly provider: Provider;
  /** The provider's own words for what the person could do then. Empty where it tells none. */
  readonly roles: ReadonlyArray<Scalars['String']['output']>;
  /** Where the invitation stands. */
  readonly status: InvitationStatus;
  /** The teams that the person would join. Null where they could not be read, which `errors` then tells. */
  readonly teams: Maybe<ReadonlyArray<Team>>;
  /** When the invitation was last changed; null where not reported. */
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** The user that already stands for the invited person, where the provider has made one; else null. */
  readonly user: Maybe<User>;
};

/** One page of a list of invitations, and how far the list can be relied on. */
export type InvitationConnection = {
  readonly __typename?: 'InvitationConnection';
  /**
   * What each provider contributed: one entry for every provider asked. Read it before calling an empty list
   * empty.
   */
  readonly coverage: ReadonlyArray<ProviderCoverage>;
  /** The invitations with their cursors. Use `nodes` where you do not need the cursors. */
  readonly edges: ReadonlyArray<InvitationEdge>;
  /**
   * True where no provider failed, was skipped or was cut short. When false, show that the list may lack
   * records and name the providers from `coverage`.
   */
  readonly isComplete: Scalars['Boolean']['output'];
  /** The invitations of this page, in the order of the list. */
  readonly nodes: ReadonlyArray<Invitation>;
  /** Where this page lies in the list, for asking for the next or the previous one. */
  readonly pageInfo: PageInfo;
  /**
   * How many records match in all. Null where it could only be known by reading everything, or where a
   * provider could not answer: show no count then, not zero.
   */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** One invitation in its place in a list. */
export type InvitationEdge = {
  readonly __typename?: 'InvitationEdge';
  /** The place of this invitation in the list, for `after` and `before`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The invitation in this place. */
  readonly node: Invitation;
};

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

/** What became of `lockUser`. */
export type LockUserPayload = MutationPayload & {
  readonly __typename?: 'LockUserPayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /** The user after the write, as far as it is known. Null when nothing happened, or when it could not be read. */
  readonly user: Maybe<User>;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
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

/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Begins to set up a one-time-password generator for a user (Scaleway) and shows its secret, this one time.
   * MFA is on only after `validateMfaOtp`; each call makes the secret before it void.
   */
  readonly createMfaOtp: CreateMfaOtpPayload;
  /**
   * Makes a user at one provider (Scaleway, ScaiKey, Equinix Metal). Never sent twice by itself: after
   * UNKNOWN, look for the user before you try again.
   */
  readonly createUser: CreateUserPayload;
  /**
   * Removes a user from the provider (Scaleway, ScaiKey). There is no way back from here, so it wants the
   * user's e-mail address as a confirmation.
   */
  readonly deleteUser: DeleteUserPayload;
  /**
   * Takes a user's second factor away (Scaleway, ScaiKey), for somebody who has lost it. Ask for confirmation:
   * the account is weaker afterwards.
   */
  readonly disableMfa: DisableMfaPayload;
  /**
   * Sets right what `identitySourceMismatches` shows (ScaiKey's admin surface), for all users it concerns at
   * once.
   */
  readonly fixIdentitySourceMismatches: FixIdentitySourceMismatchesPayload;
  /** Shuts a user out until `unlockUser` (Scaleway, ScaiKey). NO_CHANGE when the user is locked already. */
  readonly lockUser: LockUserPayload;
  /**
   * Has the provider send the user a mail for choosing a new password (ScaiKey with a tenant). ACCEPTED means
   * that it was sent off, not that the person has acted.
   */
  readonly requestPasswordReset: RequestPasswordResetPayload;
  /**
   * Sets a user's status to any that the provider allows (ScaiKey). For shutting out and letting in alone,
   * `lockUser` and `unlockUser` work with more providers.
   */
  readonly setUserStatus: SetUserStatusPayload;
  /** Lets a locked user in again (Scaleway, ScaiKey). At Scaleway it also starts the grace periods anew. */
  readonly unlockUser: UnlockUserPayload;
  /**
   * Changes the profile of the user whose credential Roster holds (Equinix Metal), who is in
   * `Provider.currentUser`.
   */
  readonly updateCurrentUser: UpdateCurrentUserPayload;
  /**
   * Sets a user's password to a given one (Scaleway, ScaiKey). Where the person can read their mail,
   * `requestPasswordReset` is better, since nobody else learns the password.
   */
  readonly updatePassword: UpdatePasswordPayload;
  /**
   * Changes a user's profile. A field that is left out stays as it is; what can be changed differs by
   * provider, and a field that it cannot change is refused.
   */
  readonly updateUser: UpdateUserPayload;
  /** Changes the name that a user signs in with (Scaleway, which has an operation of its own for it). */
  readonly updateUsername: UpdateUsernamePayload;
  /**
   * Proves that the generator works with a code from it (Scaleway), which turns MFA on and shows the recovery
   * codes, this one time.
   */
  readonly validateMfaOtp: ValidateMfaOtpPayload;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationCreateMfaOtpArgs = {
  input: CreateMfaOtpInput;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationCreateUserArgs = {
  input: CreateUserInput;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationDeleteUserArgs = {
  input: DeleteUserInput;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationDisableMfaArgs = {
  input: DisableMfaInput;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationFixIdentitySourceMismatchesArgs = {
  input: FixIdentitySourceMismatchesInput;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationLockUserArgs = {
  input: LockUserInput;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationSetUserStatusArgs = {
  input: SetUserStatusInput;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationUnlockUserArgs = {
  input: UnlockUserInput;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationUpdateCurrentUserArgs = {
  input: UpdateCurrentUserInput;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationUpdatePasswordArgs = {
  input: UpdatePasswordInput;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationUpdateUserArgs = {
  input: UpdateUserInput;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationUpdateUsernameArgs = {
  input: UpdateUsernameInput;
};


/**
 * Everything that can be changed. Each mutation sends one write to one provider, once, and says in `outcome`
 * what is known of it. What a provider cannot do is refused with UNSUPPORTED_OPERATION before any call.
 */
export type MutationValidateMfaOtpArgs = {
  input: ValidateMfaOtpInput;
};

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

/** What every mutation answers with. */
export type MutationPayload = {
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A record that can be found again by its `id` alone, with `node` or `nodes`. */
export type Node = {
  /**
   * Opaque, unique over all types and providers, and lasting: store it, compare it, pass it back, but do not
   * take it apart.
   */
  readonly id: Scalars['ID']['output'];
};

/** Which end of an order comes first. Users without a value come last either way. */
export type OrderDirection =
  /** From A to Z, from the earliest to the latest. */
  | 'ASC'
  /** From Z to A, from the latest to the earliest. */
  | 'DESC';

/** Where a page lies in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The cursor of the last record of this page; null when the page is empty. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether there is more behind this page. Ask for it with `after: endCursor`. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /**
   * Whether there is more in front of this page. Ask for it with `before: startCursor` where the list takes
   * it.
   */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first record of this page; null when the page is empty. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** One configured connection to one user API. Several may share a kind, such as two Scaleway organisations. */
export type Provider = Node & {
  readonly __typename?: 'Provider';
  /** The version of the provider's API that Roster speaks here, such as `1.4`; null where the API has none. */
  readonly apiVersion: Maybe<Scalars['String']['output']>;
  /**
   * What can be asked of and done at this provider: one entry for every mutation and provider-backed field.
   * Hide or grey out a control by this, before it is used.
   */
  readonly capabilities: ReadonlyArray<Capability>;
  /**
   * The user whose credential Roster holds, where the provider can say (Equinix Metal). Null elsewhere, and
   * when it could not be read, which `errors` then tells.
   */
  readonly currentUser: Maybe<User>;
  /** The name to show to people, from the configuration, else the API's own name. */
  readonly displayName: Scalars['String']['output'];
  /** How the calls of late went, as this Roster process saw them. No call is made to find out. */
  readonly health: ProviderHealth;
  /** Opaque id for `node`; made from the key. */
  readonly id: Scalars['ID']['output'];
  /**
   * The name of this connection in the configuration, such as `scaleway-prod`. Use it in filters and inputs
   * that take a provider; it does not change.
   */
  readonly key: Scalars['String']['output'];
  /** Which API it is. Ask `capabilities` rather than deciding by the kind. */
  readonly kind: ProviderKind;
  /** Whether the provider still supports this API version, and for how long. */
  readonly lifecycle: ProviderLifecycle;
};

/** What one provider contributed to a list, so that "nobody found" and "could not be asked" never look alike. */
export type ProviderCoverage = {
  readonly __typename?: 'ProviderCoverage';
  /**
   * The instant since which nothing is older of what this provider's part of the answer rests on. Equal reads of
   * several callers are made once, and what was read of late may be used again: see `Cache-Control: no-cache`. Null
   * where the provider was asked nothing.
   */
  readonly asOf: Maybe<Scalars['DateTime']['output']>;
  /**
   * Why the provider is FAILED, SKIPPED, UNSUPPORTED or PARTIAL, where there is more to say; null when
   * COMPLETE.
   */
  readonly error: Maybe<ProviderError>;
  /**
   * How many records were read from this provider for this answer, before the filter was finished and the page
   * was cut.
   */
  readonly fetched: Scalars['Int']['output'];
  /** The provider that was asked, or was left out for the reason that `status` gives. */
  readonly provider: Provider;
  /** Whether this provider's part of the list can be relied on. */
  readonly status: CoverageStatus;
  /**
   * How many records of this provider match in all. Null where the provider does not say or was not read to
   * its end.
   */
  readonly total: Maybe<Scalars['Int']['output']>;
};

/** Why one provider could not contribute to a list. */
export type ProviderError = {
  readonly __typename?: 'ProviderError';
  /** What kind of problem it is; decide by this, never by the message. */
  readonly code: ErrorCode;
  /** One sentence for a person, in English. It holds no secret and no upstream text. */
  readonly message: Scalars['String']['output'];
  /** How many milliseconds to wait before a new try, where the provider said so; else null. */
  readonly retryAfterMs: Maybe<Scalars['Int']['output']>;
};

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

/** How the calls of late to a provider went, as this Roster process saw them. */
export type ProviderHealth = {
  readonly __typename?: 'ProviderHealth';
  /** When it last failed to answer; null when it has not yet. */
  readonly lastFailureAt: Maybe<Scalars['DateTime']['output']>;
  /** When the provider last gave an answer, a refusal included; null when it has not yet. */
  readonly lastSuccessAt: Maybe<Scalars['DateTime']['output']>;
  /** How much may still be asked, as the provider last said; null where it does not say. */
  readonly rateLimit: Maybe<RateLimitState>;
  /** One word for it. */
  readonly state: HealthState;
};

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

/** Where a provider's API stands in its life. */
export type ProviderLifecycle = {
  readonly __typename?: 'ProviderLifecycle';
  /** One sentence for a person, such as what to move to; null when there is nothing to add. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** Whether it is current, still supported, about to end, or gone. */
  readonly state: LifecycleState;
  /** When support ends or ended; null where no day is known. */
  readonly until: Maybe<Scalars['DateTime']['output']>;
};

/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type Query = {
  readonly __typename?: 'Query';
  /**
   * For routers: records by their representations, in the order given. One that cannot be answered is null in
   * its place, with an entry in `errors` as for `node`; the others are served.
   */
  readonly _entities: ReadonlyArray<Maybe<_Entity>>;
  /**
   * For tools that compose schemas: this one as a subgraph. Told to every known caller where introspection is
   * open, and refused with FORBIDDEN where it is not.
   */
  readonly _service: _Service;
  /**
   * Which user belongs to which account, with which teams and roles, over all providers; the providers take
   * turns, each in its own order.
   */
  readonly accountMemberships: AccountMembershipConnection;
  /**
   * Deadlines by which users must set up MFA or renew their password. Only Scaleway has them; other providers
   * are UNSUPPORTED in `coverage`. They are read user by user, so narrow the list with `filter.users` where
   * you can.
   */
  readonly gracePeriods: GracePeriodConnection;
  /**
   * Users of one provider whose recorded identity source is not that of the identity provider they are linked
   * to. Only looks; `fixIdentitySourceMismatches` mends. Only ScaiKey's admin surface can tell; elsewhere
   * UNSUPPORTED_OPERATION.
   */
  readonly identitySourceMismatches: ReadonlyArray<IdentitySourceMismatch>;
  /**
   * Open invitations of all providers: people who were asked to join and have not come yet. The providers take
   * turns, each in its own order. Equinix Metal only tells the invitations of the user whose credential Roster
   * holds.
   */
  readonly invitations: InvitationConnection;
  /**
   * Any record by its id. Null where it cannot be answered; `errors` then says why: NOT_FOUND when there is no
   * such record, else what went wrong at its provider.
   */
  readonly node: Maybe<Node>;
  /**
   * Several records by their ids, in the order of the ids. A record that cannot be answered is null in its
   * place, with an entry in `errors`; the others are served.
   */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** One configured provider. Null when none has this key. */
  readonly provider: Maybe<Provider>;
  /**
   * Every configured provider, in the order of the configuration. Needs no call to any of them unless you
   * select `currentUser`.
   */
  readonly providers: ReadonlyArray<Provider>;
  /** One team, group or project. Null where it cannot be answered; `errors` then says why, as for `user`. */
  readonly team: Maybe<Team>;
  /**
   * Teams, groups and projects of all providers; the providers take turns, each in its own order. Where a
   * provider has no list of teams they are gathered from its users, so a team without users may be missing.
   */
  readonly teams: TeamConnection;
  /**
   * One user. Null where it cannot be answered; `errors` then says why: NOT_FOUND when the provider has no
   * such user, else what went wrong there.
   */
  readonly user: Maybe<User>;
  /**
   * One user by the id that the provider itself uses, for those who have it from a log, a ticket or the
   * provider's own console. Null as for `user`.
   */
  readonly userByExternalId: Maybe<User>;
  /**
   * Users of all providers in one list. With `orderBy` they are in one order over all providers; without it
   * the providers take turns, each in its own order, which needs the fewest calls. A provider that fails is
   * told in `coverage`, not in `errors`.
   */
  readonly users: UserConnection;
};


/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type Query_EntitiesArgs = {
  representations: ReadonlyArray<Scalars['_Any']['input']>;
};


/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type QueryAccountMembershipsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccountMembershipFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  onProviderFailure?: InputMaybe<ProviderFailurePolicy>;
  timeoutMs?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type QueryGracePeriodsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<GracePeriodFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  onProviderFailure?: InputMaybe<ProviderFailurePolicy>;
  timeoutMs?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type QueryIdentitySourceMismatchesArgs = {
  provider: Scalars['String']['input'];
  tenantId?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type QueryInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvitationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  onProviderFailure?: InputMaybe<ProviderFailurePolicy>;
  timeoutMs?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type QueryProviderArgs = {
  key: Scalars['String']['input'];
};


/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type QueryTeamArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type QueryTeamsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TeamFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  onProviderFailure?: InputMaybe<ProviderFailurePolicy>;
  timeoutMs?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type QueryUserByExternalIdArgs = {
  externalId: Scalars['String']['input'];
  provider: Scalars['String']['input'];
};


/** Everything that can be read, over all configured providers. Reading changes nothing at any provider. */
export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UserFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  onProviderFailure?: InputMaybe<ProviderFailurePolicy>;
  orderBy?: InputMaybe<UserOrder>;
  timeoutMs?: InputMaybe<Scalars['Int']['input']>;
};

/** A provider's own word on how much may still be asked of it. */
export type RateLimitState = {
  readonly __typename?: 'RateLimitState';
  /** How many requests the provider allows in its window; null where it did not say. */
  readonly limit: Maybe<Scalars['Int']['output']>;
  /** How many of them are left; null where it did not say. */
  readonly remaining: Maybe<Scalars['Int']['output']>;
  /** When the count starts anew; null where it did not say. */
  readonly resetAt: Maybe<Scalars['DateTime']['output']>;
};

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

/** What became of `requestPasswordReset`. */
export type RequestPasswordResetPayload = MutationPayload & {
  readonly __typename?: 'RequestPasswordResetPayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /** The user after the write, as far as it is known. Null when nothing happened, or when it could not be read. */
  readonly user: Maybe<User>;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An access key of a Samsung Cloud Platform user. Its secret is never part of an answer. */
export type SamsungAccessKey = {
  readonly __typename?: 'SamsungAccessKey';
  /** The public half of the key, as it stands in signed requests. */
  readonly accessKey: Maybe<Scalars['String']['output']>;
  /** When the key was made. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Whether the key works now; null where the provider does not say. */
  readonly enabled: Maybe<Scalars['Boolean']['output']>;
  /** When the key stops working; null where it does not. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** The id of the key's record. */
  readonly id: Scalars['ID']['output'];
};

/** A policy bound to a Samsung Cloud Platform user. */
export type SamsungPolicy = {
  readonly __typename?: 'SamsungPolicy';
  /** The policy's id; null where the provider leaves it out. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** The policy's name; null where the provider leaves it out. */
  readonly name: Maybe<Scalars['String']['output']>;
};

/** What only Samsung Cloud Platform knows of a user. */
export type SamsungUserDetails = {
  readonly __typename?: 'SamsungUserDetails';
  /** The user's access keys, without their secrets. Empty before API version 1.4, which does not tell them. */
  readonly accessKeys: ReadonlyArray<SamsungAccessKey>;
  /** The account that the user belongs to. */
  readonly accountId: Scalars['ID']['output'];
  /** The company that the user gave; null where empty. */
  readonly companyName: Maybe<Scalars['String']['output']>;
  /** The id of whoever made the user. */
  readonly createdBy: Maybe<Scalars['String']['output']>;
  /** The text that an administrator gave the user; null where empty. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** The offset that daylight saving time adds in the user's time zone. */
  readonly dstOffset: Maybe<Scalars['String']['output']>;
  /** The id of whoever last changed the user. */
  readonly modifiedBy: Maybe<Scalars['String']['output']>;
  /** How many of the latest passwords may not be used again. */
  readonly passwordReuseCount: Maybe<Scalars['Int']['output']>;
  /** Whether the provider has checked the user's phone number; null where it does not say. */
  readonly phoneVerified: Maybe<Scalars['Boolean']['output']>;
  /** The policies bound to the user. */
  readonly policies: ReadonlyArray<SamsungPolicy>;
  /** The provider's own word for the user's state, such as `ACTIVE`. */
  readonly state: Maybe<Scalars['String']['output']>;
  /** The provider's own word for the kind of user, such as `IAM`. */
  readonly type: Maybe<Scalars['String']['output']>;
  /** The provider's own id of the user's time zone. */
  readonly tzId: Maybe<Scalars['String']['output']>;
  /** The offset of the user's time zone from UTC, such as `+09:00`. */
  readonly utcOffset: Maybe<Scalars['String']['output']>;
};

/** What only ScaiKey knows of a user. */
export type ScaiKeyUserDetails = {
  readonly __typename?: 'ScaiKeyUserDetails';
  /** The organisational unit that the user stands in (`ou_...`); null where there is none. */
  readonly ouId: Maybe<Scalars['ID']['output']>;
  /** The names of the organisational units from the top down to the user's; null where there is none. */
  readonly ouPath: Maybe<Scalars['String']['output']>;
  /** The tenant that the user belongs to (`tnt_...`); null where the answer does not say. */
  readonly tenantId: Maybe<Scalars['ID']['output']>;
};

/** What only Scaleway knows of a user. */
export type ScalewayUserDetails = {
  readonly __typename?: 'ScalewayUserDetails';
  /** The root user of the Scaleway account behind an owner; null for members. */
  readonly accountRootUserId: Maybe<Scalars['ID']['output']>;
  /** Whether Scaleway would delete the user; false for owners. */
  readonly deletable: Scalars['Boolean']['output'];
  /** The Scaleway organisation that the user belongs to. */
  readonly organizationId: Scalars['ID']['output'];
};

/** What only Scalr knows of a user. */
export type ScalrUserDetails = {
  readonly __typename?: 'ScalrUserDetails';
  /** Scalr's id of the link between the user and the account; it is another id than the user's. */
  readonly accountUserId: Maybe<Scalars['ID']['output']>;
  /**
   * The ids of the identity providers (`idp-...`) that the user can sign in with. Empty where Scalr left them
   * out.
   */
  readonly identityProviderIds: ReadonlyArray<Scalars['ID']['output']>;
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

/** What became of `setUserStatus`. */
export type SetUserStatusPayload = MutationPayload & {
  readonly __typename?: 'SetUserStatusPayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /** The user after the write, as far as it is known. Null when nothing happened, or when it could not be read. */
  readonly user: Maybe<User>;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A group, team or project of users at one provider. */
export type Team = Node & {
  readonly __typename?: 'Team';
  /** The organisation, account, tenant or project that the team belongs to; null where not told. */
  readonly account: Maybe<Account>;
  /** What the team is for, in its maker's words; null where there is none. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** The id that the provider itself uses. Where a provider only gives names it is `name:` and the name. */
  readonly externalId: Scalars['String']['output'];
  /** Opaque id for `team`, `node` and `UserFilter.team`. */
  readonly id: Scalars['ID']['output'];
  /** What the provider itself calls it. */
  readonly kind: TeamKind;
  /**
   * The users in this team. Null where the provider cannot tell them or could not be asked, which `errors`
   * then tells.
   */
  readonly members: Maybe<UserConnection>;
  /** The team's name; null where the provider's answer does not tell it. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The provider that this team belongs to. */
  readonly provider: Provider;
};


/** A group, team or project of users at one provider. */
export type TeamMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** One page of a list of teams, and how far the list can be relied on. */
export type TeamConnection = {
  readonly __typename?: 'TeamConnection';
  /**
   * What each provider contributed: one entry for every provider asked. Read it before calling an empty list
   * empty.
   */
  readonly coverage: ReadonlyArray<ProviderCoverage>;
  /** The teams with their cursors, and how the user belongs to them. */
  readonly edges: ReadonlyArray<TeamEdge>;
  /**
   * True where no provider failed, was skipped or was cut short. When false, show that the list may lack
   * records and name the providers from `coverage`.
   */
  readonly isComplete: Scalars['Boolean']['output'];
  /** The teams of this page, in the order of the list. */
  readonly nodes: ReadonlyArray<Team>;
  /** Where this page lies in the list, for asking for the next or the previous one. */
  readonly pageInfo: PageInfo;
  /**
   * How many records match in all. Null where it could only be known by reading everything, or where a
   * provider could not answer: show no count then, not zero.
   */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** One team in its place in a list. */
export type TeamEdge = {
  readonly __typename?: 'TeamEdge';
  /** The place of this team in the list, for `after` and `before`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** How the user belongs to this team. UNKNOWN in a list that is not a user's. */
  readonly membershipType: MembershipType;
  /** The team in this place. */
  readonly node: Team;
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

/** What became of `unlockUser`. */
export type UnlockUserPayload = MutationPayload & {
  readonly __typename?: 'UnlockUserPayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /** The user after the write, as far as it is known. Null when nothing happened, or when it could not be read. */
  readonly user: Maybe<User>;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
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

/** What became of `updateCurrentUser`. */
export type UpdateCurrentUserPayload = MutationPayload & {
  readonly __typename?: 'UpdateCurrentUserPayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /** The user after the write, as far as it is known. Null when nothing happened, or when it could not be read. */
  readonly user: Maybe<User>;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
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

/** What became of `updatePassword`. */
export type UpdatePasswordPayload = MutationPayload & {
  readonly __typename?: 'UpdatePasswordPayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /** The user after the write, as far as it is known. Null when nothing happened, or when it could not be read. */
  readonly user: Maybe<User>;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
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

/** What became of `updateUser`. */
export type UpdateUserPayload = MutationPayload & {
  readonly __typename?: 'UpdateUserPayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /** The user after the write, as far as it is known. Null when nothing happened, or when it could not be read. */
  readonly user: Maybe<User>;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
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

/** What became of `updateUsername`. */
export type UpdateUsernamePayload = MutationPayload & {
  readonly __typename?: 'UpdateUsernamePayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /** The user after the write, as far as it is known. Null when nothing happened, or when it could not be read. */
  readonly user: Maybe<User>;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/**
 * One person's account at one provider. A person with accounts at several providers is several users; an equal
 * e-mail address does not prove that they are one person.
 */
export type User = Node & {
  readonly __typename?: 'User';
  /**
   * The organisations, accounts or tenants that the user belongs to, with roles. Null where the provider does
   * not report them or could not be asked, which `errors` then tells.
   */
  readonly accountMemberships: Maybe<AccountMembershipConnection>;
  /**
   * Each mutation, and whether it can be done to this very user now: what the provider can do, and what this
   * user's state forbids. Draw menus from it.
   */
  readonly actions: ReadonlyArray<UserAction>;
  /**
   * Where a picture of the user lies. It is the provider's text: check the scheme before you load it. Null
   * where there is none.
   */
  readonly avatarUrl: Maybe<Scalars['String']['output']>;
  /** When the user was made; null where not reported. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /**
   * What was stored with the user as free data, where the provider offers it (ScaiKey, Equinix Metal); else
   * null.
   */
  readonly customAttributes: Maybe<Scalars['JSONObject']['output']>;
  /**
   * What only this provider knows, typed: select it with an inline fragment for each provider type that you
   * show.
   */
  readonly details: Maybe<UserDetails>;
  /**
   * The name to show, as the provider has it or as its parts make it. Null where there is none: fall back to
   * `username`, `email`, then `externalId`.
   */
  readonly displayName: Maybe<Scalars['String']['output']>;
  /**
   * The user's main e-mail address, as the provider has it. It is not necessarily verified; null where none is
   * known.
   */
  readonly email: Maybe<Scalars['String']['output']>;
  /** Whether the provider has checked that the address is theirs. Null is not "no": see `notReported`. */
  readonly emailVerified: Maybe<Scalars['Boolean']['output']>;
  /** The id that the provider itself uses, for looking the user up in its console or logs. */
  readonly externalId: Scalars['String']['output'];
  /** The given name; null where it is empty or not reported. */
  readonly firstName: Maybe<Scalars['String']['output']>;
  /**
   * Deadlines by which the user must act, such as setting up MFA (Scaleway). Null where the provider does not
   * report them (see `notReported`) or could not be asked, which `errors` then tells. Costs one call per user.
   */
  readonly gracePeriods: Maybe<ReadonlyArray<GracePeriod>>;
  /** Opaque id for `user`, `node` and every mutation on this user. */
  readonly id: Scalars['ID']['output'];
  /** Where the user's identity is kept, and so where a password can be changed. */
  readonly identitySource: IdentitySource;
  /**
   * The open invitations that concern this user. Null where the provider does not report them or could not be
   * asked, which `errors` then tells.
   */
  readonly invitations: Maybe<InvitationConnection>;
  /** When the user last signed in. Null where they never have, or where it is not reported: see `notReported`. */
  readonly lastLoginAt: Maybe<Scalars['DateTime']['output']>;
  /** The family name; null where it is empty or not reported. */
  readonly lastName: Maybe<Scalars['String']['output']>;
  /** The language and region that the user chose, such as `en_US` or `fr`; null where not reported. */
  readonly locale: Maybe<Scalars['String']['output']>;
  /** Whether a second factor is set up. UNKNOWN is never "off": the provider does not report it. */
  readonly mfa: MfaState;
  /**
   * Names of the fields of User that this provider never reports. A null, an UNKNOWN or an empty list in one
   * of them means "not told", not "no".
   */
  readonly notReported: ReadonlyArray<Scalars['String']['output']>;
  /** When the password was last changed; null where it never was or is not reported. */
  readonly passwordChangedAt: Maybe<Scalars['DateTime']['output']>;
  /** The phone number as the provider has it, in no certain format; null where there is none. */
  readonly phoneNumber: Maybe<Scalars['String']['output']>;
  /** The provider that this user belongs to. */
  readonly provider: Provider;
  /** What the user is in the organisation or account as a whole. UNKNOWN where the provider does not report it. */
  readonly role: UserRole;
  /** Whether the user can get in. Providers' own words are mapped onto these; `statusRaw` keeps them. */
  readonly status: UserStatus;
  /**
   * The provider's own word for the status, also when Roster does not know it; null where the provider has
   * none.
   */
  readonly statusRaw: Maybe<Scalars['String']['output']>;
  /**
   * The user's tags at the provider. Empty where there are none or the provider has no tags (see
   * `notReported`).
   */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /**
   * The teams, groups or projects that the user belongs to. Null where the provider does not report them (see
   * `notReported`) or could not be asked, which `errors` then tells.
   */
  readonly teams: Maybe<TeamConnection>;
  /** The user's time zone, mostly an IANA name such as `Asia/Seoul`; null where not reported. */
  readonly timezone: Maybe<Scalars['String']['output']>;
  /**
   * When the user was last changed; null where not reported. Some providers move it a moment after a write, so
   * do not use it to detect one.
   */
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** The name that the user signs in with, where the provider has one beside the e-mail address. */
  readonly username: Maybe<Scalars['String']['output']>;
};


/**
 * One person's account at one provider. A person with accounts at several providers is several users; an equal
 * e-mail address does not prove that they are one person.
 */
export type UserAccountMembershipsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * One person's account at one provider. A person with accounts at several providers is several users; an equal
 * e-mail address does not prove that they are one person.
 */
export type UserInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * One person's account at one provider. A person with accounts at several providers is several users; an equal
 * e-mail address does not prove that they are one person.
 */
export type UserTeamsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Whether one mutation can be done to one user now. */
export type UserAction = {
  readonly __typename?: 'UserAction';
  /**
   * Whether it can be done, as far as is known without trying: the provider supports it, the user's state
   * allows it and you may.
   */
  readonly allowed: Scalars['Boolean']['output'];
  /** The mutation's name, such as `lockUser`. */
  readonly operation: Scalars['String']['output'];
  /** Why not, as a sentence that can be shown as it is; null when allowed. */
  readonly reason: Maybe<Scalars['String']['output']>;
};

/** One page of a list of users, and how far the list can be relied on. */
export type UserConnection = {
  readonly __typename?: 'UserConnection';
  /**
   * What each provider contributed: one entry for every provider asked. Read it before calling an empty list
   * empty.
   */
  readonly coverage: ReadonlyArray<ProviderCoverage>;
  /** The users with their cursors. Use `nodes` where you do not need the cursors. */
  readonly edges: ReadonlyArray<UserEdge>;
  /**
   * True where no provider failed, was skipped or was cut short. When false, show that the list may lack
   * records and name the providers from `coverage`.
   */
  readonly isComplete: Scalars['Boolean']['output'];
  /** The users of this page, in the order of the list. */
  readonly nodes: ReadonlyArray<User>;
  /** Where this page lies in the list, for asking for the next or the previous one. */
  readonly pageInfo: PageInfo;
  /**
   * How many records match in all. Null where it could only be known by reading everything, or where a
   * provider could not answer: show no count then, not zero.
   */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** What only a user's own provider knows, one type for each kind of provider. */
export type UserDetails = EquinixUserDetails | SamsungUserDetails | ScaiKeyUserDetails | ScalewayUserDetails | ScalrUserDetails;

/** One user in its place in a list. */
export type UserEdge = {
  readonly __typename?: 'UserEdge';
  /** The place of this user in the list, for `after` and `before`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The user in this place. */
  readonly node: User;
};

/**
 * One reason why a write did not happen, or did not wholly, told so that it can be shown beside the field at
 * fault.
 */
export type UserError = {
  readonly __typename?: 'UserError';
  /** What kind of problem it is; decide by this, never by the message. */
  readonly code: ErrorCode;
  /**
   * The path of the input field at fault, outermost first, such as `["input", "confirmEmail"]`. Null when no
   * single field is.
   */
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** One sentence for a person, in English. It holds no secret and no upstream text. */
  readonly message: Scalars['String']['output'];
  /** How many milliseconds to wait before a new try, where that is known; else null. */
  readonly retryAfterMs: Maybe<Scalars['Int']['output']>;
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

/** What became of `validateMfaOtp`. The recovery codes are shown this once, never logged, never cached. */
export type ValidateMfaOtpPayload = MutationPayload & {
  readonly __typename?: 'ValidateMfaOtpPayload';
  /** The `clientMutationId` of the input, as it came; null when none was sent. */
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  /** What is known about the write. Read it before anything else of the payload. */
  readonly outcome: MutationOutcome;
  /**
   * Codes that let the user in once each when the generator is lost: have the person store them now. Null when
   * the code was not accepted.
   */
  readonly recoveryCodes: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The user after the write, as far as it is known. Null when nothing happened, or when it could not be read. */
  readonly user: Maybe<User>;
  /** Why nothing happened, or what a person should know of it. Empty unless there is something to tell. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Every record that can be named by its id, from another subgraph too. */
export type _Entity = AccountMembership | GracePeriod | Invitation | Provider | Team | User;

/** What this schema is, for composing it with others. */
export type _Service = {
  readonly __typename?: '_Service';
  /** The schema with its directives, as a subgraph is published. */
  readonly sdl: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  UserDetails:
    | ( EquinixUserDetails )
    | ( SamsungUserDetails )
    | ( ScaiKeyUserDetails )
    | ( ScalewayUserDetails )
    | ( ScalrUserDetails )
  ;
  _Entity:
    | ( AccountMembershipModel )
    | ( GracePeriodModel )
    | ( InvitationModel )
    | ( ProviderModel )
    | ( TeamModel )
    | ( UserModel )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  MutationPayload:
    | ( Omit<CreateMfaOtpPayload, 'user'> & { user?: Maybe<_RefType['User']> } )
    | ( Omit<CreateUserPayload, 'user'> & { user?: Maybe<_RefType['User']> } )
    | ( DeleteUserPayload )
    | ( Omit<DisableMfaPayload, 'user'> & { user?: Maybe<_RefType['User']> } )
    | ( Omit<FixIdentitySourceMismatchesPayload, 'mismatches'> & { mismatches: ReadonlyArray<_RefType['IdentitySourceMismatch']> } )
    | ( Omit<LockUserPayload, 'user'> & { user?: Maybe<_RefType['User']> } )
    | ( Omit<RequestPasswordResetPayload, 'user'> & { user?: Maybe<_RefType['User']> } )
    | ( Omit<SetUserStatusPayload, 'user'> & { user?: Maybe<_RefType['User']> } )
    | ( Omit<UnlockUserPayload, 'user'> & { user?: Maybe<_RefType['User']> } )
    | ( Omit<UpdateCurrentUserPayload, 'user'> & { user?: Maybe<_RefType['User']> } )
    | ( Omit<UpdatePasswordPayload, 'user'> & { user?: Maybe<_RefType['User']> } )
    | ( Omit<UpdateUserPayload, 'user'> & { user?: Maybe<_RefType['User']> } )
    | ( Omit<UpdateUsernamePayload, 'user'> & { user?: Maybe<_RefType['User']> } )
    | ( Omit<ValidateMfaOtpPayload, 'user'> & { user?: Maybe<_RefType['User']> } )
  ;
  Node:
    | ( AccountMembershipModel )
    | ( GracePeriodModel )
    | ( InvitationModel )
    | ( ProviderModel )
    | ( TeamModel )
    | ( UserModel )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountModel>;
  AccountKind: AccountKind;
  AccountMembership: ResolverTypeWrapper<AccountMembershipModel>;
  AccountMembershipConnection: ResolverTypeWrapper<AccountMembershipConnectionModel>;
  AccountMembershipEdge: ResolverTypeWrapper<AccountMembershipEdgeModel>;
  AccountMembershipFilter: AccountMembershipFilter;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Capability: ResolverTypeWrapper<Capability>;
  CoverageStatus: CoverageStatus;
  CreateEquinixUserInput: CreateEquinixUserInput;
  CreateMfaOtpInput: CreateMfaOtpInput;
  CreateMfaOtpPayload: ResolverTypeWrapper<Omit<CreateMfaOtpPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  CreateScaiKeyUserInput: CreateScaiKeyUserInput;
  CreateScalewayUserInput: CreateScalewayUserInput;
  CreateUserInput: CreateUserInput;
  CreateUserPayload: ResolverTypeWrapper<Omit<CreateUserPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteUserInput: DeleteUserInput;
  DeleteUserPayload: ResolverTypeWrapper<DeleteUserPayload>;
  DisableMfaInput: DisableMfaInput;
  DisableMfaPayload: ResolverTypeWrapper<Omit<DisableMfaPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  EquinixUserDetails: ResolverTypeWrapper<EquinixUserDetails>;
  ErrorCode: ErrorCode;
  FixIdentitySourceMismatchesInput: FixIdentitySourceMismatchesInput;
  FixIdentitySourceMismatchesPayload: ResolverTypeWrapper<Omit<FixIdentitySourceMismatchesPayload, 'mismatches'> & { mismatches: ReadonlyArray<ResolversTypes['IdentitySourceMismatch']> }>;
  GracePeriod: ResolverTypeWrapper<GracePeriodModel>;
  GracePeriodConnection: ResolverTypeWrapper<GracePeriodConnectionModel>;
  GracePeriodEdge: ResolverTypeWrapper<GracePeriodEdgeModel>;
  GracePeriodFilter: GracePeriodFilter;
  GracePeriodType: GracePeriodType;
  HealthState: HealthState;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdentitySource: IdentitySource;
  IdentitySourceMismatch: ResolverTypeWrapper<IdentitySourceMismatchModel>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Invitation: ResolverTypeWrapper<InvitationModel>;
  InvitationConnection: ResolverTypeWrapper<InvitationConnectionModel>;
  InvitationEdge: ResolverTypeWrapper<InvitationEdgeModel>;
  InvitationFilter: InvitationFilter;
  InvitationOrigin: InvitationOrigin;
  InvitationStatus: InvitationStatus;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  LifecycleState: LifecycleState;
  LockUserInput: LockUserInput;
  LockUserPayload: ResolverTypeWrapper<Omit<LockUserPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  MembershipType: MembershipType;
  MfaState: MfaState;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  MutationOutcome: MutationOutcome;
  MutationPayload: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['MutationPayload']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfoModel>;
  Provider: ResolverTypeWrapper<ProviderModel>;
  ProviderCoverage: ResolverTypeWrapper<ProviderCoverageModel>;
  ProviderError: ResolverTypeWrapper<ProviderErrorModel>;
  ProviderFailurePolicy: ProviderFailurePolicy;
  ProviderHealth: ResolverTypeWrapper<ProviderHealth>;
  ProviderKind: ProviderKind;
  ProviderLifecycle: ResolverTypeWrapper<ProviderLifecycle>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RateLimitState: ResolverTypeWrapper<RateLimitState>;
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetPayload: ResolverTypeWrapper<Omit<RequestPasswordResetPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  SamsungAccessKey: ResolverTypeWrapper<SamsungAccessKey>;
  SamsungPolicy: ResolverTypeWrapper<SamsungPolicy>;
  SamsungUserDetails: ResolverTypeWrapper<SamsungUserDetails>;
  ScaiKeyUserDetails: ResolverTypeWrapper<ScaiKeyUserDetails>;
  ScalewayUserDetails: ResolverTypeWrapper<ScalewayUserDetails>;
  ScalrUserDetails: ResolverTypeWrapper<ScalrUserDetails>;
  SetUserStatusInput: SetUserStatusInput;
  SetUserStatusPayload: ResolverTypeWrapper<Omit<SetUserStatusPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Team: ResolverTypeWrapper<TeamModel>;
  TeamConnection: ResolverTypeWrapper<TeamConnectionModel>;
  TeamEdge: ResolverTypeWrapper<TeamEdgeModel>;
  TeamFilter: TeamFilter;
  TeamKind: TeamKind;
  UnlockUserInput: UnlockUserInput;
  UnlockUserPayload: ResolverTypeWrapper<Omit<UnlockUserPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  UpdateCurrentUserInput: UpdateCurrentUserInput;
  UpdateCurrentUserPayload: ResolverTypeWrapper<Omit<UpdateCurrentUserPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  UpdatePasswordInput: UpdatePasswordInput;
  UpdatePasswordPayload: ResolverTypeWrapper<Omit<UpdatePasswordPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  UpdateUserInput: UpdateUserInput;
  UpdateUserPayload: ResolverTypeWrapper<Omit<UpdateUserPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  UpdateUsernameInput: UpdateUsernameInput;
  UpdateUsernamePayload: ResolverTypeWrapper<Omit<UpdateUsernamePayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  User: ResolverTypeWrapper<UserModel>;
  UserAction: ResolverTypeWrapper<UserAction>;
  UserConnection: ResolverTypeWrapper<UserConnectionModel>;
  UserDetails: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UserDetails']>;
  UserEdge: ResolverTypeWrapper<UserEdgeModel>;
  UserError: ResolverTypeWrapper<UserError>;
  UserFilter: UserFilter;
  UserOrder: UserOrder;
  UserOrderField: UserOrderField;
  UserRole: UserRole;
  UserStatus: UserStatus;
  ValidateMfaOtpInput: ValidateMfaOtpInput;
  ValidateMfaOtpPayload: ResolverTypeWrapper<Omit<ValidateMfaOtpPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  _Any: ResolverTypeWrapper<Scalars['_Any']['output']>;
  _Entity: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['_Entity']>;
  _Service: ResolverTypeWrapper<_Service>;
  federation__FieldSet: ResolverTypeWrapper<Scalars['federation__FieldSet']['output']>;
  federation__Scope: ResolverTypeWrapper<Scalars['federation__Scope']['output']>;
  link__Import: ResolverTypeWrapper<Scalars['link__Import']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountModel;
  AccountMembership: AccountMembershipModel;
  AccountMembershipConnection: AccountMembershipConnectionModel;
  AccountMembershipEdge: AccountMembershipEdgeModel;
  AccountMembershipFilter: AccountMembershipFilter;
  Boolean: Scalars['Boolean']['output'];
  Capability: Capability;
  CreateEquinixUserInput: CreateEquinixUserInput;
  CreateMfaOtpInput: CreateMfaOtpInput;
  CreateMfaOtpPayload: Omit<CreateMfaOtpPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  CreateScaiKeyUserInput: CreateScaiKeyUserInput;
  CreateScalewayUserInput: CreateScalewayUserInput;
  CreateUserInput: CreateUserInput;
  CreateUserPayload: Omit<CreateUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  DateTime: Scalars['DateTime']['output'];
  DeleteUserInput: DeleteUserInput;
  DeleteUserPayload: DeleteUserPayload;
  DisableMfaInput: DisableMfaInput;
  DisableMfaPayload: Omit<DisableMfaPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  EquinixUserDetails: EquinixUserDetails;
  FixIdentitySourceMismatchesInput: FixIdentitySourceMismatchesInput;
  FixIdentitySourceMismatchesPayload: Omit<FixIdentitySourceMismatchesPayload, 'mismatches'> & { mismatches: ReadonlyArray<ResolversParentTypes['IdentitySourceMismatch']> };
  GracePeriod: GracePeriodModel;
  GracePeriodConnection: GracePeriodConnectionModel;
  GracePeriodEdge: GracePeriodEdgeModel;
  GracePeriodFilter: GracePeriodFilter;
  ID: Scalars['ID']['output'];
  IdentitySourceMismatch: IdentitySourceMismatchModel;
  Int: Scalars['Int']['output'];
  Invitation: InvitationModel;
  InvitationConnection: InvitationConnectionModel;
  InvitationEdge: InvitationEdgeModel;
  InvitationFilter: InvitationFilter;
  JSONObject: Scalars['JSONObject']['output'];
  LockUserInput: LockUserInput;
  LockUserPayload: Omit<LockUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  Mutation: Record<PropertyKey, never>;
  MutationPayload: ResolversInterfaceTypes<ResolversParentTypes>['MutationPayload'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfoModel;
  Provider: ProviderModel;
  ProviderCoverage: ProviderCoverageModel;
  ProviderError: ProviderErrorModel;
  ProviderHealth: ProviderHealth;
  ProviderLifecycle: ProviderLifecycle;
  Query: Record<PropertyKey, never>;
  RateLimitState: RateLimitState;
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetPayload: Omit<RequestPasswordResetPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  SamsungAccessKey: SamsungAccessKey;
  SamsungPolicy: SamsungPolicy;
  SamsungUserDetails: SamsungUserDetails;
  ScaiKeyUserDetails: ScaiKeyUserDetails;
  ScalewayUserDetails: ScalewayUserDetails;
  ScalrUserDetails: ScalrUserDetails;
  SetUserStatusInput: SetUserStatusInput;
  SetUserStatusPayload: Omit<SetUserStatusPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  String: Scalars['String']['output'];
  Team: TeamModel;
  TeamConnection: TeamConnectionModel;
  TeamEdge: TeamEdgeModel;
  TeamFilter: TeamFilter;
  UnlockUserInput: UnlockUserInput;
  UnlockUserPayload: Omit<UnlockUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  UpdateCurrentUserInput: UpdateCurrentUserInput;
  UpdateCurrentUserPayload: Omit<UpdateCurrentUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  UpdatePasswordInput: UpdatePasswordInput;
  UpdatePasswordPayload: Omit<UpdatePasswordPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  UpdateUserInput: UpdateUserInput;
  UpdateUserPayload: Omit<UpdateUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  UpdateUsernameInput: UpdateUsernameInput;
  UpdateUsernamePayload: Omit<UpdateUsernamePayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  User: UserModel;
  UserAction: UserAction;
  UserConnection: UserConnectionModel;
  UserDetails: ResolversUnionTypes<ResolversParentTypes>['UserDetails'];
  UserEdge: UserEdgeModel;
  UserError: UserError;
  UserFilter: UserFilter;
  UserOrder: UserOrder;
  ValidateMfaOtpInput: ValidateMfaOtpInput;
  ValidateMfaOtpPayload: Omit<ValidateMfaOtpPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  _Any: Scalars['_Any']['output'];
  _Entity: ResolversUnionTypes<ResolversParentTypes>['_Entity'];
  _Service: _Service;
  federation__FieldSet: Scalars['federation__FieldSet']['output'];
  federation__Scope: Scalars['federation__Scope']['output'];
  link__Import: Scalars['link__Import']['output'];
};

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type InaccessibleDirectiveArgs = { };

export type InaccessibleDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = InaccessibleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type KeyDirectiveArgs = {
  fields: Scalars['federation__FieldSet']['input'];
};

export type KeyDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = KeyDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LinkDirectiveArgs = {
  import?: Maybe<ReadonlyArray<Maybe<Scalars['link__Import']['input']>>>;
  url: Scalars['String']['input'];
};

export type LinkDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
  sizedFields?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
  slicingArguments?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RequiresScopesDirectiveArgs = {
  scopes: ReadonlyArray<ReadonlyArray<Scalars['federation__Scope']['input']>>;
};

export type RequiresScopesDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AccountKind'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
};

export type AccountMembershipResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AccountMembership'] = ResolversParentTypes['AccountMembership']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastLoginAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['UserStatus'], ParentType, ContextType>;
  teams?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Team']>>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountMembershipConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AccountMembershipConnection'] = ResolversParentTypes['AccountMembershipConnection']> = {
  coverage?: Resolver<ReadonlyArray<ResolversTypes['ProviderCoverage']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccountMembershipEdge']>, ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AccountMembership']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AccountMembershipEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AccountMembershipEdge'] = ResolversParentTypes['AccountMembershipEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AccountMembership'], ParentType, ContextType>;
};

export type CapabilityResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Capability'] = ResolversParentTypes['Capability']> = {
  destructive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  idempotent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  operation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  readOnly?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  supported?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CreateMfaOtpPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateMfaOtpPayload'] = ResolversParentTypes['CreateMfaOtpPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  otpauthUri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateUserPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateUserPayload'] = ResolversParentTypes['CreateUserPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteUserPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DeleteUserPayload'] = ResolversParentTypes['DeleteUserPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deletedUserId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DisableMfaPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DisableMfaPayload'] = ResolversParentTypes['DisableMfaPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EquinixUserDetailsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['EquinixUserDetails'] = ResolversParentTypes['EquinixUserDetails']> = {
  defaultOrganizationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  defaultProjectId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  maxOrganizations?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  maxProjects?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  shortId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FixIdentitySourceMismatchesPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FixIdentitySourceMismatchesPayload'] = ResolversParentTypes['FixIdentitySourceMismatchesPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mismatches?: Resolver<ReadonlyArray<ResolversTypes['IdentitySourceMismatch']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GracePeriodResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['GracePeriod'] = ResolversParentTypes['GracePeriod']> = {
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expired?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['GracePeriodType'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GracePeriodConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['GracePeriodConnection'] = ResolversParentTypes['GracePeriodConnection']> = {
  coverage?: Resolver<ReadonlyArray<ResolversTypes['ProviderCoverage']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['GracePeriodEdge']>, ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['GracePeriod']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type GracePeriodEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['GracePeriodEdge'] = ResolversParentTypes['GracePeriodEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['GracePeriod'], ParentType, ContextType>;
};

export type IdentitySourceMismatchResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['IdentitySourceMismatch'] = ResolversParentTypes['IdentitySourceMismatch']> = {
  current?: Resolver<ResolversTypes['IdentitySource'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['IdentitySource'], ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fixed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type InvitationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Invitation'] = ResolversParentTypes['Invitation']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invitedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['InvitationOrigin'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['InvitationStatus'], ParentType, ContextType>;
  teams?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Team']>>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitationConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['InvitationConnection'] = ResolversParentTypes['InvitationConnection']> = {
  coverage?: Resolver<ReadonlyArray<ResolversTypes['ProviderCoverage']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['InvitationEdge']>, ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Invitation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type InvitationEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['InvitationEdge'] = ResolversParentTypes['InvitationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Invitation'], ParentType, ContextType>;
};

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type LockUserPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['LockUserPayload'] = ResolversParentTypes['LockUserPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createMfaOtp?: Resolver<ResolversTypes['CreateMfaOtpPayload'], ParentType, ContextType, RequireFields<MutationCreateMfaOtpArgs, 'input'>>;
  createUser?: Resolver<ResolversTypes['CreateUserPayload'], ParentType, ContextType, RequireFields<MutationCreateUserArgs, 'input'>>;
  deleteUser?: Resolver<ResolversTypes['DeleteUserPayload'], ParentType, ContextType, RequireFields<MutationDeleteUserArgs, 'input'>>;
  disableMfa?: Resolver<ResolversTypes['DisableMfaPayload'], ParentType, ContextType, RequireFields<MutationDisableMfaArgs, 'input'>>;
  fixIdentitySourceMismatches?: Resolver<ResolversTypes['FixIdentitySourceMismatchesPayload'], ParentType, ContextType, RequireFields<MutationFixIdentitySourceMismatchesArgs, 'input'>>;
  lockUser?: Resolver<ResolversTypes['LockUserPayload'], ParentType, ContextType, RequireFields<MutationLockUserArgs, 'input'>>;
  requestPasswordReset?: Resolver<ResolversTypes['RequestPasswordResetPayload'], ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'input'>>;
  setUserStatus?: Resolver<ResolversTypes['SetUserStatusPayload'], ParentType, ContextType, RequireFields<MutationSetUserStatusArgs, 'input'>>;
  unlockUser?: Resolver<ResolversTypes['UnlockUserPayload'], ParentType, ContextType, RequireFields<MutationUnlockUserArgs, 'input'>>;
  updateCurrentUser?: Resolver<ResolversTypes['UpdateCurrentUserPayload'], ParentType, ContextType, RequireFields<MutationUpdateCurrentUserArgs, 'input'>>;
  updatePassword?: Resolver<ResolversTypes['UpdatePasswordPayload'], ParentType, ContextType, RequireFields<MutationUpdatePasswordArgs, 'input'>>;
  updateUser?: Resolver<ResolversTypes['UpdateUserPayload'], ParentType, ContextType, RequireFields<MutationUpdateUserArgs, 'input'>>;
  updateUsername?: Resolver<ResolversTypes['UpdateUsernamePayload'], ParentType, ContextType, RequireFields<MutationUpdateUsernameArgs, 'input'>>;
  validateMfaOtp?: Resolver<ResolversTypes['ValidateMfaOtpPayload'], ParentType, ContextType, RequireFields<MutationValidateMfaOtpArgs, 'input'>>;
};

export type MutationPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['MutationPayload'] = ResolversParentTypes['MutationPayload']> = {
  __resolveType: TypeResolveFn<'CreateMfaOtpPayload' | 'CreateUserPayload' | 'DeleteUserPayload' | 'DisableMfaPayload' | 'FixIdentitySourceMismatchesPayload' | 'LockUserPayload' | 'RequestPasswordResetPayload' | 'SetUserStatusPayload' | 'UnlockUserPayload' | 'UpdateCurrentUserPayload' | 'UpdatePasswordPayload' | 'UpdateUserPayload' | 'UpdateUsernamePayload' | 'ValidateMfaOtpPayload', ParentType, ContextType>;
};

export type NodeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'AccountMembership' | 'GracePeriod' | 'Invitation' | 'Provider' | 'Team' | 'User', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProviderResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Provider'] = ResolversParentTypes['Provider']> = {
  apiVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  capabilities?: Resolver<ReadonlyArray<ResolversTypes['Capability']>, ParentType, ContextType>;
  currentUser?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  health?: Resolver<ResolversTypes['ProviderHealth'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ProviderKind'], ParentType, ContextType>;
  lifecycle?: Resolver<ResolversTypes['ProviderLifecycle'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProviderCoverageResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ProviderCoverage'] = ResolversParentTypes['ProviderCoverage']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['ProviderError']>, ParentType, ContextType>;
  fetched?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CoverageStatus'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProviderErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ProviderError'] = ResolversParentTypes['ProviderError']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProviderHealthResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ProviderHealth'] = ResolversParentTypes['ProviderHealth']> = {
  lastFailureAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastSuccessAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  rateLimit?: Resolver<Maybe<ResolversTypes['RateLimitState']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['HealthState'], ParentType, ContextType>;
};

export type ProviderLifecycleResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ProviderLifecycle'] = ResolversParentTypes['ProviderLifecycle']> = {
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['LifecycleState'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  _entities?: Resolver<ReadonlyArray<Maybe<ResolversTypes['_Entity']>>, ParentType, ContextType, RequireFields<Query_EntitiesArgs, 'representations'>>;
  _service?: Resolver<ResolversTypes['_Service'], ParentType, ContextType>;
  accountMemberships?: Resolver<ResolversTypes['AccountMembershipConnection'], ParentType, ContextType, RequireFields<QueryAccountMembershipsArgs, 'onProviderFailure'>>;
  gracePeriods?: Resolver<ResolversTypes['GracePeriodConnection'], ParentType, ContextType, RequireFields<QueryGracePeriodsArgs, 'onProviderFailure'>>;
  identitySourceMismatches?: Resolver<ReadonlyArray<ResolversTypes['IdentitySourceMismatch']>, ParentType, ContextType, RequireFields<QueryIdentitySourceMismatchesArgs, 'provider'>>;
  invitations?: Resolver<ResolversTypes['InvitationConnection'], ParentType, ContextType, RequireFields<QueryInvitationsArgs, 'onProviderFailure'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  provider?: Resolver<Maybe<ResolversTypes['Provider']>, ParentType, ContextType, RequireFields<QueryProviderArgs, 'key'>>;
  providers?: Resolver<ReadonlyArray<ResolversTypes['Provider']>, ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType, RequireFields<QueryTeamArgs, 'id'>>;
  teams?: Resolver<ResolversTypes['TeamConnection'], ParentType, ContextType, RequireFields<QueryTeamsArgs, 'onProviderFailure'>>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  userByExternalId?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserByExternalIdArgs, 'externalId' | 'provider'>>;
  users?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, RequireFields<QueryUsersArgs, 'onProviderFailure'>>;
};

export type RateLimitStateResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RateLimitState'] = ResolversParentTypes['RateLimitState']> = {
  limit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  remaining?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  resetAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type RequestPasswordResetPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RequestPasswordResetPayload'] = ResolversParentTypes['RequestPasswordResetPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SamsungAccessKeyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SamsungAccessKey'] = ResolversParentTypes['SamsungAccessKey']> = {
  accessKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  enabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SamsungPolicyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SamsungPolicy'] = ResolversParentTypes['SamsungPolicy']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SamsungUserDetailsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SamsungUserDetails'] = ResolversParentTypes['SamsungUserDetails']> = {
  accessKeys?: Resolver<ReadonlyArray<ResolversTypes['SamsungAccessKey']>, ParentType, ContextType>;
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  companyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dstOffset?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  modifiedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  passwordReuseCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  phoneVerified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  policies?: Resolver<ReadonlyArray<ResolversTypes['SamsungPolicy']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tzId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  utcOffset?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ScaiKeyUserDetailsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ScaiKeyUserDetails'] = ResolversParentTypes['ScaiKeyUserDetails']> = {
  ouId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  ouPath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tenantId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ScalewayUserDetailsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ScalewayUserDetails'] = ResolversParentTypes['ScalewayUserDetails']> = {
  accountRootUserId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  deletable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  organizationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ScalrUserDetailsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ScalrUserDetails'] = ResolversParentTypes['ScalrUserDetails']> = {
  accountUserId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  identityProviderIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetUserStatusPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SetUserStatusPayload'] = ResolversParentTypes['SetUserStatusPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TeamResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Team'] = ResolversParentTypes['Team']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TeamKind'], ParentType, ContextType>;
  members?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, Partial<TeamMembersArgs>>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TeamConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TeamConnection'] = ResolversParentTypes['TeamConnection']> = {
  coverage?: Resolver<ReadonlyArray<ResolversTypes['ProviderCoverage']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['TeamEdge']>, ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Team']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TeamEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TeamEdge'] = ResolversParentTypes['TeamEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  membershipType?: Resolver<ResolversTypes['MembershipType'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
};

export type UnlockUserPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UnlockUserPayload'] = ResolversParentTypes['UnlockUserPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateCurrentUserPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UpdateCurrentUserPayload'] = ResolversParentTypes['UpdateCurrentUserPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdatePasswordPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UpdatePasswordPayload'] = ResolversParentTypes['UpdatePasswordPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateUserPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UpdateUserPayload'] = ResolversParentTypes['UpdateUserPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateUsernamePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UpdateUsernamePayload'] = ResolversParentTypes['UpdateUsernamePayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  accountMemberships?: Resolver<Maybe<ResolversTypes['AccountMembershipConnection']>, ParentType, ContextType, Partial<UserAccountMembershipsArgs>>;
  actions?: Resolver<ReadonlyArray<ResolversTypes['UserAction']>, ParentType, ContextType>;
  avatarUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  customAttributes?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  details?: Resolver<Maybe<ResolversTypes['UserDetails']>, ParentType, ContextType>;
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  emailVerified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firstName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gracePeriods?: Resolver<Maybe<ReadonlyArray<ResolversTypes['GracePeriod']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  identitySource?: Resolver<ResolversTypes['IdentitySource'], ParentType, ContextType>;
  invitations?: Resolver<Maybe<ResolversTypes['InvitationConnection']>, ParentType, ContextType, Partial<UserInvitationsArgs>>;
  lastLoginAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  locale?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mfa?: Resolver<ResolversTypes['MfaState'], ParentType, ContextType>;
  notReported?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  passwordChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  phoneNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['UserRole'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['UserStatus'], ParentType, ContextType>;
  statusRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  teams?: Resolver<Maybe<ResolversTypes['TeamConnection']>, ParentType, ContextType, Partial<UserTeamsArgs>>;
  timezone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  username?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserActionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserAction'] = ResolversParentTypes['UserAction']> = {
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  operation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  coverage?: Resolver<ReadonlyArray<ResolversTypes['ProviderCoverage']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type UserDetailsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserDetails'] = ResolversParentTypes['UserDetails']> = {
  __resolveType: TypeResolveFn<'EquinixUserDetails' | 'SamsungUserDetails' | 'ScaiKeyUserDetails' | 'ScalewayUserDetails' | 'ScalrUserDetails', ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ValidateMfaOtpPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ValidateMfaOtpPayload'] = ResolversParentTypes['ValidateMfaOtpPayload']> = {
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MutationOutcome'], ParentType, ContextType>;
  recoveryCodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface _AnyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['_Any'], any> {
  name: '_Any';
}

export type _EntityResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['_Entity'] = ResolversParentTypes['_Entity']> = {
  __resolveType: TypeResolveFn<'AccountMembership' | 'GracePeriod' | 'Invitation' | 'Provider' | 'Team' | 'User', ParentType, ContextType>;
};

export type _ServiceResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['_Service'] = ResolversParentTypes['_Service']> = {
  sdl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface Federation__FieldSetScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__FieldSet'], any> {
  name: 'federation__FieldSet';
}

export interface Federation__ScopeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__Scope'], any> {
  name: 'federation__Scope';
}

export interface Link__ImportScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['link__Import'], any> {
  name: 'link__Import';
}

export type Resolvers<ContextType = GraphQLContext> = {
  Account?: AccountResolvers<ContextType>;
  AccountMembership?: AccountMembershipResolvers<ContextType>;
  AccountMembershipConnection?: AccountMembershipConnectionResolvers<ContextType>;
  AccountMembershipEdge?: AccountMembershipEdgeResolvers<ContextType>;
  Capability?: CapabilityResolvers<ContextType>;
  CreateMfaOtpPayload?: CreateMfaOtpPayloadResolvers<ContextType>;
  CreateUserPayload?: CreateUserPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteUserPayload?: DeleteUserPayloadResolvers<ContextType>;
  DisableMfaPayload?: DisableMfaPayloadResolvers<ContextType>;
  EquinixUserDetails?: EquinixUserDetailsResolvers<ContextType>;
  FixIdentitySourceMismatchesPayload?: FixIdentitySourceMismatchesPayloadResolvers<ContextType>;
  GracePeriod?: GracePeriodResolvers<ContextType>;
  GracePeriodConnection?: GracePeriodConnectionResolvers<ContextType>;
  GracePeriodEdge?: GracePeriodEdgeResolvers<ContextType>;
  IdentitySourceMismatch?: IdentitySourceMismatchResolvers<ContextType>;
  Invitation?: InvitationResolvers<ContextType>;
  InvitationConnection?: InvitationConnectionResolvers<ContextType>;
  InvitationEdge?: InvitationEdgeResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  LockUserPayload?: LockUserPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  MutationPayload?: MutationPayloadResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Provider?: ProviderResolvers<ContextType>;
  ProviderCoverage?: ProviderCoverageResolvers<ContextType>;
  ProviderError?: ProviderErrorResolvers<ContextType>;
  ProviderHealth?: ProviderHealthResolvers<ContextType>;
  ProviderLifecycle?: ProviderLifecycleResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RateLimitState?: RateLimitStateResolvers<ContextType>;
  RequestPasswordResetPayload?: RequestPasswordResetPayloadResolvers<ContextType>;
  SamsungAccessKey?: SamsungAccessKeyResolvers<ContextType>;
  SamsungPolicy?: SamsungPolicyResolvers<ContextType>;
  SamsungUserDetails?: SamsungUserDetailsResolvers<ContextType>;
  ScaiKeyUserDetails?: ScaiKeyUserDetailsResolvers<ContextType>;
  ScalewayUserDetails?: ScalewayUserDetailsResolvers<ContextType>;
  ScalrUserDetails?: ScalrUserDetailsResolvers<ContextType>;
  SetUserStatusPayload?: SetUserStatusPayloadResolvers<ContextType>;
  Team?: TeamResolvers<ContextType>;
  TeamConnection?: TeamConnectionResolvers<ContextType>;
  TeamEdge?: TeamEdgeResolvers<ContextType>;
  UnlockUserPayload?: UnlockUserPayloadResolvers<ContextType>;
  UpdateCurrentUserPayload?: UpdateCurrentUserPayloadResolvers<ContextType>;
  UpdatePasswordPayload?: UpdatePasswordPayloadResolvers<ContextType>;
  UpdateUserPayload?: UpdateUserPayloadResolvers<ContextType>;
  UpdateUsernamePayload?: UpdateUsernamePayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserAction?: UserActionResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserDetails?: UserDetailsResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  ValidateMfaOtpPayload?: ValidateMfaOtpPayloadResolvers<ContextType>;
  _Any?: GraphQLScalarType;
  _Entity?: _EntityResolvers<ContextType>;
  _Service?: _ServiceResolvers<ContextType>;
  federation__FieldSet?: GraphQLScalarType;
  federation__Scope?: GraphQLScalarType;
  link__Import?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = GraphQLContext> = {
  cost?: CostDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  key?: KeyDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  requiresScopes?: RequiresScopesDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
};
