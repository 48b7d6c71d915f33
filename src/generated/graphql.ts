import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProviderView as ProviderModel } from '../directory/index.ts';
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
  DateTime: { input: string; output: string; }
  JSONObject: { input: Readonly<Record<string, unknown>>; output: Readonly<Record<string, unknown>>; }
};

export type Account = {
  readonly __typename?: 'Account';
  readonly externalId: Scalars['String']['output'];
  readonly kind: AccountKind;
  readonly name: Maybe<Scalars['String']['output']>;
  readonly provider: Provider;
};

export type AccountKind =
  | 'ACCOUNT'
  | 'ORGANIZATION'
  | 'PROJECT'
  | 'TENANT';

export type AccountMembership = Node & {
  readonly __typename?: 'AccountMembership';
  readonly account: Maybe<Account>;
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly lastLoginAt: Maybe<Scalars['DateTime']['output']>;
  readonly provider: Provider;
  readonly roles: ReadonlyArray<Scalars['String']['output']>;
  readonly status: UserStatus;
  readonly teams: Maybe<ReadonlyArray<Team>>;
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
  readonly user: Maybe<User>;
};

export type AccountMembershipConnection = {
  readonly __typename?: 'AccountMembershipConnection';
  readonly coverage: ReadonlyArray<ProviderCoverage>;
  readonly edges: ReadonlyArray<AccountMembershipEdge>;
  readonly isComplete: Scalars['Boolean']['output'];
  readonly nodes: ReadonlyArray<AccountMembership>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

export type AccountMembershipEdge = {
  readonly __typename?: 'AccountMembershipEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: AccountMembership;
};

export type AccountMembershipFilter = {
  readonly account?: InputMaybe<Scalars['String']['input']>;
  readonly providers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly status?: InputMaybe<ReadonlyArray<UserStatus>>;
  readonly user?: InputMaybe<Scalars['ID']['input']>;
};

/** What one operation can do on one provider, told before it is called. */
export type Capability = {
  readonly __typename?: 'Capability';
  readonly destructive: Scalars['Boolean']['output'];
  readonly idempotent: Scalars['Boolean']['output'];
  readonly operation: Scalars['String']['output'];
  readonly readOnly: Scalars['Boolean']['output'];
  readonly reason: Maybe<Scalars['String']['output']>;
  readonly supported: Scalars['Boolean']['output'];
};

export type CoverageStatus =
  | 'COMPLETE'
  | 'FAILED'
  | 'PARTIAL'
  | 'SKIPPED'
  | 'UNSUPPORTED';

export type CreateEquinixUserInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly companyName?: InputMaybe<Scalars['String']['input']>;
  readonly customAttributes?: InputMaybe<Scalars['JSONObject']['input']>;
  readonly emails: ReadonlyArray<Scalars['String']['input']>;
  readonly firstName: Scalars['String']['input'];
  readonly invitationId?: InputMaybe<Scalars['ID']['input']>;
  readonly lastName: Scalars['String']['input'];
  readonly nonce?: InputMaybe<Scalars['String']['input']>;
  readonly password?: InputMaybe<Scalars['String']['input']>;
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  readonly provider: Scalars['String']['input'];
  readonly timezone?: InputMaybe<Scalars['String']['input']>;
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

export type CreateMfaOtpInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
};

/** The secret is shown once, never logged, never cached. */
export type CreateMfaOtpPayload = MutationPayload & {
  readonly __typename?: 'CreateMfaOtpPayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly otpauthUri: Maybe<Scalars['String']['output']>;
  readonly outcome: MutationOutcome;
  readonly secret: Maybe<Scalars['String']['output']>;
  readonly user: Maybe<User>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type CreateScaiKeyUserInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly customAttributes?: InputMaybe<Scalars['JSONObject']['input']>;
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  readonly email: Scalars['String']['input'];
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  readonly lastName?: InputMaybe<Scalars['String']['input']>;
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  readonly ouId?: InputMaybe<Scalars['ID']['input']>;
  readonly password?: InputMaybe<Scalars['String']['input']>;
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  readonly provider: Scalars['String']['input'];
  readonly requirePasswordChange?: InputMaybe<Scalars['Boolean']['input']>;
  readonly sendWelcomeEmail?: InputMaybe<Scalars['Boolean']['input']>;
  readonly teamIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly timezone?: InputMaybe<Scalars['String']['input']>;
  readonly username?: InputMaybe<Scalars['String']['input']>;
};

export type CreateScalewayUserInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly email: Scalars['String']['input'];
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  readonly lastName?: InputMaybe<Scalars['String']['input']>;
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  readonly password?: InputMaybe<Scalars['String']['input']>;
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  readonly provider: Scalars['String']['input'];
  readonly sendPasswordEmail?: InputMaybe<Scalars['Boolean']['input']>;
  readonly sendWelcomeEmail?: InputMaybe<Scalars['Boolean']['input']>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly username: Scalars['String']['input'];
};

/** Exactly one block. */
export type CreateUserInput =
  { readonly equinix: CreateEquinixUserInput; readonly scaikey?: never; readonly scaleway?: never; }
  |  { readonly equinix?: never; readonly scaikey: CreateScaiKeyUserInput; readonly scaleway?: never; }
  |  { readonly equinix?: never; readonly scaikey?: never; readonly scaleway: CreateScalewayUserInput; };

export type CreateUserPayload = MutationPayload & {
  readonly __typename?: 'CreateUserPayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly outcome: MutationOutcome;
  readonly user: Maybe<User>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type DeleteUserInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly confirmEmail: Scalars['String']['input'];
  readonly id: Scalars['ID']['input'];
};

export type DeleteUserPayload = MutationPayload & {
  readonly __typename?: 'DeleteUserPayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly deletedUserId: Maybe<Scalars['ID']['output']>;
  readonly outcome: MutationOutcome;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type DisableMfaInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

export type DisableMfaPayload = MutationPayload & {
  readonly __typename?: 'DisableMfaPayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly outcome: MutationOutcome;
  readonly user: Maybe<User>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type EquinixUserDetails = {
  readonly __typename?: 'EquinixUserDetails';
  readonly defaultOrganizationId: Maybe<Scalars['ID']['output']>;
  readonly defaultProjectId: Maybe<Scalars['ID']['output']>;
  readonly maxOrganizations: Maybe<Scalars['Int']['output']>;
  readonly maxProjects: Maybe<Scalars['Int']['output']>;
  readonly shortId: Maybe<Scalars['String']['output']>;
};

/** The same codes in userErrors, in coverage and in errors[].extensions.code. */
export type ErrorCode =
  | 'BAD_CURSOR'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'FORBIDDEN'
  | 'INTERNAL_SERVER_ERROR'
  | 'NOT_FOUND'
  | 'PRECONDITION_FAILED'
  | 'PROVIDER_FORBIDDEN'
  | 'PROVIDER_RETIRED'
  | 'PROVIDER_UNAUTHENTICATED'
  | 'PROVIDER_UNAVAILABLE'
  | 'QUOTA_EXCEEDED'
  | 'RATE_LIMITED'
  | 'UNAUTHENTICATED'
  | 'UNSUPPORTED_OPERATION'
  | 'UPSTREAM_ERROR'
  | 'UPSTREAM_INVALID_RESPONSE'
  | 'UPSTREAM_TIMEOUT';

export type FixIdentitySourceMismatchesInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly provider: Scalars['String']['input'];
  readonly tenantId?: InputMaybe<Scalars['String']['input']>;
};

export type FixIdentitySourceMismatchesPayload = MutationPayload & {
  readonly __typename?: 'FixIdentitySourceMismatchesPayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly mismatches: ReadonlyArray<IdentitySourceMismatch>;
  readonly outcome: MutationOutcome;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type GracePeriod = Node & {
  readonly __typename?: 'GracePeriod';
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly expired: Maybe<Scalars['Boolean']['output']>;
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly provider: Provider;
  readonly type: GracePeriodType;
  readonly user: Maybe<User>;
};

export type GracePeriodConnection = {
  readonly __typename?: 'GracePeriodConnection';
  readonly coverage: ReadonlyArray<ProviderCoverage>;
  readonly edges: ReadonlyArray<GracePeriodEdge>;
  readonly isComplete: Scalars['Boolean']['output'];
  readonly nodes: ReadonlyArray<GracePeriod>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

export type GracePeriodEdge = {
  readonly __typename?: 'GracePeriodEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: GracePeriod;
};

export type GracePeriodFilter = {
  readonly expiresBefore?: InputMaybe<Scalars['DateTime']['input']>;
  readonly providers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly type?: InputMaybe<ReadonlyArray<GracePeriodType>>;
  readonly users?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type GracePeriodType =
  | 'SET_MFA'
  | 'UNKNOWN'
  | 'UPDATE_PASSWORD';

export type HealthState =
  | 'DEGRADED'
  | 'DOWN'
  | 'HEALTHY'
  | 'UNKNOWN';

export type IdentitySource =
  | 'LDAP'
  | 'LOCAL'
  | 'OIDC'
  | 'SAML'
  | 'SCIM'
  | 'UNKNOWN';

export type IdentitySourceMismatch = {
  readonly __typename?: 'IdentitySourceMismatch';
  readonly current: IdentitySource;
  readonly email: Maybe<Scalars['String']['output']>;
  readonly expected: IdentitySource;
  readonly externalId: Scalars['String']['output'];
  readonly fixed: Scalars['Boolean']['output'];
  readonly user: Maybe<User>;
};

export type Invitation = Node & {
  readonly __typename?: 'Invitation';
  readonly account: Maybe<Account>;
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly email: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly invitedBy: Maybe<User>;
  readonly origin: InvitationOrigin;
  readonly provider: Provider;
  readonly roles: ReadonlyArray<Scalars['String']['output']>;
  readonly status: InvitationStatus;
  readonly teams: Maybe<ReadonlyArray<Team>>;
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
  readonly user: Maybe<User>;
};

export type InvitationConnection = {
  readonly __typename?: 'InvitationConnection';
  readonly coverage: ReadonlyArray<ProviderCoverage>;
  readonly edges: ReadonlyArray<InvitationEdge>;
  readonly isComplete: Scalars['Boolean']['output'];
  readonly nodes: ReadonlyArray<Invitation>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

export type InvitationEdge = {
  readonly __typename?: 'InvitationEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Invitation;
};

export type InvitationFilter = {
  readonly email?: InputMaybe<Scalars['String']['input']>;
  readonly providers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type InvitationOrigin =
  | 'DERIVED_FROM_MEMBERSHIP'
  | 'DERIVED_FROM_USER'
  | 'NATIVE';

export type InvitationStatus =
  | 'PENDING'
  | 'UNKNOWN';

export type LifecycleState =
  | 'CURRENT'
  | 'DEPRECATED'
  | 'RETIRED'
  | 'SUPPORTED';

export type LockUserInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  readonly terminateSessions?: InputMaybe<Scalars['Boolean']['input']>;
};

export type LockUserPayload = MutationPayload & {
  readonly __typename?: 'LockUserPayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly outcome: MutationOutcome;
  readonly user: Maybe<User>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type MembershipType =
  | 'DIRECT'
  | 'INHERITED'
  | 'UNKNOWN';

export type MfaState =
  | 'DISABLED'
  | 'ENABLED'
  | 'UNKNOWN';

export type Mutation = {
  readonly __typename?: 'Mutation';
  readonly createMfaOtp: CreateMfaOtpPayload;
  readonly createUser: CreateUserPayload;
  readonly deleteUser: DeleteUserPayload;
  readonly disableMfa: DisableMfaPayload;
  readonly fixIdentitySourceMismatches: FixIdentitySourceMismatchesPayload;
  readonly lockUser: LockUserPayload;
  readonly requestPasswordReset: RequestPasswordResetPayload;
  readonly setUserStatus: SetUserStatusPayload;
  readonly unlockUser: UnlockUserPayload;
  readonly updateCurrentUser: UpdateCurrentUserPayload;
  readonly updatePassword: UpdatePasswordPayload;
  readonly updateUser: UpdateUserPayload;
  readonly updateUsername: UpdateUsernamePayload;
  readonly validateMfaOtp: ValidateMfaOtpPayload;
};


export type MutationCreateMfaOtpArgs = {
  input: CreateMfaOtpInput;
};


export type MutationCreateUserArgs = {
  input: CreateUserInput;
};


export type MutationDeleteUserArgs = {
  input: DeleteUserInput;
};


export type MutationDisableMfaArgs = {
  input: DisableMfaInput;
};


export type MutationFixIdentitySourceMismatchesArgs = {
  input: FixIdentitySourceMismatchesInput;
};


export type MutationLockUserArgs = {
  input: LockUserInput;
};


export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};


export type MutationSetUserStatusArgs = {
  input: SetUserStatusInput;
};


export type MutationUnlockUserArgs = {
  input: UnlockUserInput;
};


export type MutationUpdateCurrentUserArgs = {
  input: UpdateCurrentUserInput;
};


export type MutationUpdatePasswordArgs = {
  input: UpdatePasswordInput;
};


export type MutationUpdateUserArgs = {
  input: UpdateUserInput;
};


export type MutationUpdateUsernameArgs = {
  input: UpdateUsernameInput;
};


export type MutationValidateMfaOtpArgs = {
  input: ValidateMfaOtpInput;
};

/** What the gateway knows about a write after it. */
export type MutationOutcome =
  | 'ACCEPTED'
  | 'CONFIRMED'
  | 'NO_CHANGE'
  | 'REJECTED'
  | 'UNKNOWN';

export type MutationPayload = {
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly outcome: MutationOutcome;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Node = {
  readonly id: Scalars['ID']['output'];
};

export type OrderDirection =
  | 'ASC'
  | 'DESC';

export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly endCursor: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** One configured connection to one user API; several may share a kind. */
export type Provider = Node & {
  readonly __typename?: 'Provider';
  readonly apiVersion: Maybe<Scalars['String']['output']>;
  readonly capabilities: ReadonlyArray<Capability>;
  readonly currentUser: Maybe<User>;
  readonly displayName: Scalars['String']['output'];
  readonly health: ProviderHealth;
  readonly id: Scalars['ID']['output'];
  readonly key: Scalars['String']['output'];
  readonly kind: ProviderKind;
  readonly lifecycle: ProviderLifecycle;
};

export type ProviderCoverage = {
  readonly __typename?: 'ProviderCoverage';
  readonly error: Maybe<ProviderError>;
  readonly fetched: Scalars['Int']['output'];
  readonly provider: Provider;
  readonly status: CoverageStatus;
  readonly total: Maybe<Scalars['Int']['output']>;
};

export type ProviderError = {
  readonly __typename?: 'ProviderError';
  readonly code: ErrorCode;
  readonly message: Scalars['String']['output'];
  readonly retryAfterMs: Maybe<Scalars['Int']['output']>;
};

/** PARTIAL: the others' data, and coverage says who is missing. FAIL: the list fails when any provider does. */
export type ProviderFailurePolicy =
  | 'FAIL'
  | 'PARTIAL';

export type ProviderHealth = {
  readonly __typename?: 'ProviderHealth';
  readonly lastFailureAt: Maybe<Scalars['DateTime']['output']>;
  readonly lastSuccessAt: Maybe<Scalars['DateTime']['output']>;
  readonly rateLimit: Maybe<RateLimitState>;
  readonly state: HealthState;
};

export type ProviderKind =
  | 'EQUINIX'
  | 'SAMSUNG'
  | 'SCAIKEY'
  | 'SCALEWAY'
  | 'SCALR';

export type ProviderLifecycle = {
  readonly __typename?: 'ProviderLifecycle';
  readonly note: Maybe<Scalars['String']['output']>;
  readonly state: LifecycleState;
  readonly until: Maybe<Scalars['DateTime']['output']>;
};

export type Query = {
  readonly __typename?: 'Query';
  readonly accountMemberships: AccountMembershipConnection;
  readonly gracePeriods: GracePeriodConnection;
  readonly identitySourceMismatches: ReadonlyArray<IdentitySourceMismatch>;
  readonly invitations: InvitationConnection;
  readonly node: Maybe<Node>;
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  readonly provider: Maybe<Provider>;
  readonly providers: ReadonlyArray<Provider>;
  readonly team: Maybe<Team>;
  readonly teams: TeamConnection;
  readonly user: Maybe<User>;
  readonly userByExternalId: Maybe<User>;
  readonly users: UserConnection;
};


export type QueryAccountMembershipsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccountMembershipFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  onProviderFailure?: InputMaybe<ProviderFailurePolicy>;
};


export type QueryGracePeriodsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<GracePeriodFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  onProviderFailure?: InputMaybe<ProviderFailurePolicy>;
};


export type QueryIdentitySourceMismatchesArgs = {
  provider: Scalars['String']['input'];
  tenantId?: InputMaybe<Scalars['String']['input']>;
};


export type QueryInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvitationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  onProviderFailure?: InputMaybe<ProviderFailurePolicy>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryProviderArgs = {
  key: Scalars['String']['input'];
};


export type QueryTeamArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTeamsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TeamFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  onProviderFailure?: InputMaybe<ProviderFailurePolicy>;
};


export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


export type QueryUserByExternalIdArgs = {
  externalId: Scalars['String']['input'];
  provider: Scalars['String']['input'];
};


export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UserFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  onProviderFailure?: InputMaybe<ProviderFailurePolicy>;
  orderBy?: InputMaybe<UserOrder>;
};

export type RateLimitState = {
  readonly __typename?: 'RateLimitState';
  readonly limit: Maybe<Scalars['Int']['output']>;
  readonly remaining: Maybe<Scalars['Int']['output']>;
  readonly resetAt: Maybe<Scalars['DateTime']['output']>;
};

export type RequestPasswordResetInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly redirectUri?: InputMaybe<Scalars['String']['input']>;
};

export type RequestPasswordResetPayload = MutationPayload & {
  readonly __typename?: 'RequestPasswordResetPayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly outcome: MutationOutcome;
  readonly user: Maybe<User>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type SamsungAccessKey = {
  readonly __typename?: 'SamsungAccessKey';
  readonly accessKey: Maybe<Scalars['String']['output']>;
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly enabled: Maybe<Scalars['Boolean']['output']>;
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
};

export type SamsungPolicy = {
  readonly __typename?: 'SamsungPolicy';
  readonly id: Maybe<Scalars['ID']['output']>;
  readonly name: Maybe<Scalars['String']['output']>;
};

export type SamsungUserDetails = {
  readonly __typename?: 'SamsungUserDetails';
  readonly accessKeys: ReadonlyArray<SamsungAccessKey>;
  readonly accountId: Scalars['ID']['output'];
  readonly companyName: Maybe<Scalars['String']['output']>;
  readonly createdBy: Maybe<Scalars['String']['output']>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly dstOffset: Maybe<Scalars['String']['output']>;
  readonly modifiedBy: Maybe<Scalars['String']['output']>;
  readonly passwordReuseCount: Maybe<Scalars['Int']['output']>;
  readonly phoneVerified: Maybe<Scalars['Boolean']['output']>;
  readonly policies: ReadonlyArray<SamsungPolicy>;
  readonly state: Maybe<Scalars['String']['output']>;
  readonly type: Maybe<Scalars['String']['output']>;
  readonly tzId: Maybe<Scalars['String']['output']>;
  readonly utcOffset: Maybe<Scalars['String']['output']>;
};

export type ScaiKeyUserDetails = {
  readonly __typename?: 'ScaiKeyUserDetails';
  readonly ouId: Maybe<Scalars['ID']['output']>;
  readonly ouPath: Maybe<Scalars['String']['output']>;
  readonly tenantId: Maybe<Scalars['ID']['output']>;
};

export type ScalewayUserDetails = {
  readonly __typename?: 'ScalewayUserDetails';
  readonly accountRootUserId: Maybe<Scalars['ID']['output']>;
  readonly deletable: Scalars['Boolean']['output'];
  readonly organizationId: Scalars['ID']['output'];
};

export type ScalrUserDetails = {
  readonly __typename?: 'ScalrUserDetails';
  readonly accountUserId: Maybe<Scalars['ID']['output']>;
  readonly identityProviderIds: ReadonlyArray<Scalars['ID']['output']>;
};

export type SetUserStatusInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  readonly status: UserStatus;
  readonly terminateSessions?: InputMaybe<Scalars['Boolean']['input']>;
};

export type SetUserStatusPayload = MutationPayload & {
  readonly __typename?: 'SetUserStatusPayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly outcome: MutationOutcome;
  readonly user: Maybe<User>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Team = Node & {
  readonly __typename?: 'Team';
  readonly account: Maybe<Account>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly externalId: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly kind: TeamKind;
  readonly members: Maybe<UserConnection>;
  readonly name: Maybe<Scalars['String']['output']>;
  readonly provider: Provider;
};


export type TeamMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type TeamConnection = {
  readonly __typename?: 'TeamConnection';
  readonly coverage: ReadonlyArray<ProviderCoverage>;
  readonly edges: ReadonlyArray<TeamEdge>;
  readonly isComplete: Scalars['Boolean']['output'];
  readonly nodes: ReadonlyArray<Team>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

export type TeamEdge = {
  readonly __typename?: 'TeamEdge';
  readonly cursor: Scalars['String']['output'];
  readonly membershipType: MembershipType;
  readonly node: Team;
};

export type TeamFilter = {
  readonly providers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

export type TeamKind =
  | 'GROUP'
  | 'ORGANIZATION'
  | 'PROJECT'
  | 'TEAM';

export type UnlockUserInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

export type UnlockUserPayload = MutationPayload & {
  readonly __typename?: 'UnlockUserPayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly outcome: MutationOutcome;
  readonly user: Maybe<User>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type UpdateCurrentUserInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly customAttributes?: InputMaybe<Scalars['JSONObject']['input']>;
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  readonly lastName?: InputMaybe<Scalars['String']['input']>;
  readonly password?: InputMaybe<Scalars['String']['input']>;
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  readonly provider: Scalars['String']['input'];
  readonly timezone?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateCurrentUserPayload = MutationPayload & {
  readonly __typename?: 'UpdateCurrentUserPayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly outcome: MutationOutcome;
  readonly user: Maybe<User>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type UpdatePasswordInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly password: Scalars['String']['input'];
};

export type UpdatePasswordPayload = MutationPayload & {
  readonly __typename?: 'UpdatePasswordPayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly outcome: MutationOutcome;
  readonly user: Maybe<User>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type UpdateUserInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly customAttributes?: InputMaybe<Scalars['JSONObject']['input']>;
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  readonly email?: InputMaybe<Scalars['String']['input']>;
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly lastName?: InputMaybe<Scalars['String']['input']>;
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  readonly ouId?: InputMaybe<Scalars['ID']['input']>;
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly timezone?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateUserPayload = MutationPayload & {
  readonly __typename?: 'UpdateUserPayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly outcome: MutationOutcome;
  readonly user: Maybe<User>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type UpdateUsernameInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly username: Scalars['String']['input'];
};

export type UpdateUsernamePayload = MutationPayload & {
  readonly __typename?: 'UpdateUsernamePayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly outcome: MutationOutcome;
  readonly user: Maybe<User>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type User = Node & {
  readonly __typename?: 'User';
  readonly accountMemberships: Maybe<AccountMembershipConnection>;
  readonly actions: ReadonlyArray<UserAction>;
  readonly avatarUrl: Maybe<Scalars['String']['output']>;
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly customAttributes: Maybe<Scalars['JSONObject']['output']>;
  readonly details: Maybe<UserDetails>;
  readonly displayName: Maybe<Scalars['String']['output']>;
  readonly email: Maybe<Scalars['String']['output']>;
  readonly emailVerified: Maybe<Scalars['Boolean']['output']>;
  readonly externalId: Scalars['String']['output'];
  readonly firstName: Maybe<Scalars['String']['output']>;
  readonly gracePeriods: Maybe<ReadonlyArray<GracePeriod>>;
  readonly id: Scalars['ID']['output'];
  readonly identitySource: IdentitySource;
  readonly invitations: Maybe<InvitationConnection>;
  readonly lastLoginAt: Maybe<Scalars['DateTime']['output']>;
  readonly lastName: Maybe<Scalars['String']['output']>;
  readonly locale: Maybe<Scalars['String']['output']>;
  readonly mfa: MfaState;
  readonly notReported: ReadonlyArray<Scalars['String']['output']>;
  readonly passwordChangedAt: Maybe<Scalars['DateTime']['output']>;
  readonly phoneNumber: Maybe<Scalars['String']['output']>;
  readonly provider: Provider;
  readonly role: UserRole;
  readonly status: UserStatus;
  readonly statusRaw: Maybe<Scalars['String']['output']>;
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  readonly teams: Maybe<TeamConnection>;
  readonly timezone: Maybe<Scalars['String']['output']>;
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
  readonly username: Maybe<Scalars['String']['output']>;
};


export type UserAccountMembershipsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type UserInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type UserTeamsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type UserAction = {
  readonly __typename?: 'UserAction';
  readonly allowed: Scalars['Boolean']['output'];
  readonly operation: Scalars['String']['output'];
  readonly reason: Maybe<Scalars['String']['output']>;
};

export type UserConnection = {
  readonly __typename?: 'UserConnection';
  readonly coverage: ReadonlyArray<ProviderCoverage>;
  readonly edges: ReadonlyArray<UserEdge>;
  readonly isComplete: Scalars['Boolean']['output'];
  readonly nodes: ReadonlyArray<User>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

export type UserDetails = EquinixUserDetails | SamsungUserDetails | ScaiKeyUserDetails | ScalewayUserDetails | ScalrUserDetails;

export type UserEdge = {
  readonly __typename?: 'UserEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: User;
};

export type UserError = {
  readonly __typename?: 'UserError';
  readonly code: ErrorCode;
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
  readonly retryAfterMs: Maybe<Scalars['Int']['output']>;
};

export type UserFilter = {
  readonly createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  readonly createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  readonly email?: InputMaybe<Scalars['String']['input']>;
  readonly identitySource?: InputMaybe<ReadonlyArray<IdentitySource>>;
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly kinds?: InputMaybe<ReadonlyArray<ProviderKind>>;
  readonly lastLoginBefore?: InputMaybe<Scalars['DateTime']['input']>;
  readonly mfa?: InputMaybe<ReadonlyArray<MfaState>>;
  readonly providers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly role?: InputMaybe<ReadonlyArray<UserRole>>;
  readonly search?: InputMaybe<Scalars['String']['input']>;
  readonly status?: InputMaybe<ReadonlyArray<UserStatus>>;
  readonly tag?: InputMaybe<Scalars['String']['input']>;
  readonly team?: InputMaybe<Scalars['ID']['input']>;
};

export type UserOrder = {
  readonly direction?: OrderDirection;
  readonly field: UserOrderField;
};

export type UserOrderField =
  | 'CREATED_AT'
  | 'DISPLAY_NAME'
  | 'EMAIL'
  | 'LAST_LOGIN_AT';

export type UserRole =
  | 'GUEST'
  | 'MEMBER'
  | 'OWNER'
  | 'UNKNOWN';

export type UserStatus =
  | 'ACTIVE'
  | 'DISABLED'
  | 'LOCKED'
  | 'PENDING'
  | 'UNKNOWN';

export type ValidateMfaOtpInput = {
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  readonly code: Scalars['String']['input'];
  readonly id: Scalars['ID']['input'];
};

export type ValidateMfaOtpPayload = MutationPayload & {
  readonly __typename?: 'ValidateMfaOtpPayload';
  readonly clientMutationId: Maybe<Scalars['String']['output']>;
  readonly outcome: MutationOutcome;
  readonly recoveryCodes: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly user: Maybe<User>;
  readonly userErrors: ReadonlyArray<UserError>;
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
  AccountMembershipConnection: ResolverTypeWrapper<Omit<AccountMembershipConnection, 'coverage' | 'edges' | 'nodes'> & { coverage: ReadonlyArray<ResolversTypes['ProviderCoverage']>, edges: ReadonlyArray<ResolversTypes['AccountMembershipEdge']>, nodes: ReadonlyArray<ResolversTypes['AccountMembership']> }>;
  AccountMembershipEdge: ResolverTypeWrapper<Omit<AccountMembershipEdge, 'node'> & { node: ResolversTypes['AccountMembership'] }>;
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
  GracePeriodConnection: ResolverTypeWrapper<Omit<GracePeriodConnection, 'coverage' | 'edges' | 'nodes'> & { coverage: ReadonlyArray<ResolversTypes['ProviderCoverage']>, edges: ReadonlyArray<ResolversTypes['GracePeriodEdge']>, nodes: ReadonlyArray<ResolversTypes['GracePeriod']> }>;
  GracePeriodEdge: ResolverTypeWrapper<Omit<GracePeriodEdge, 'node'> & { node: ResolversTypes['GracePeriod'] }>;
  GracePeriodFilter: GracePeriodFilter;
  GracePeriodType: GracePeriodType;
  HealthState: HealthState;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdentitySource: IdentitySource;
  IdentitySourceMismatch: ResolverTypeWrapper<IdentitySourceMismatchModel>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Invitation: ResolverTypeWrapper<InvitationModel>;
  InvitationConnection: ResolverTypeWrapper<Omit<InvitationConnection, 'coverage' | 'edges' | 'nodes'> & { coverage: ReadonlyArray<ResolversTypes['ProviderCoverage']>, edges: ReadonlyArray<ResolversTypes['InvitationEdge']>, nodes: ReadonlyArray<ResolversTypes['Invitation']> }>;
  InvitationEdge: ResolverTypeWrapper<Omit<InvitationEdge, 'node'> & { node: ResolversTypes['Invitation'] }>;
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
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Provider: ResolverTypeWrapper<ProviderModel>;
  ProviderCoverage: ResolverTypeWrapper<ProviderCoverageModel>;
  ProviderError: ResolverTypeWrapper<ProviderError>;
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
  TeamConnection: ResolverTypeWrapper<Omit<TeamConnection, 'coverage' | 'edges' | 'nodes'> & { coverage: ReadonlyArray<ResolversTypes['ProviderCoverage']>, edges: ReadonlyArray<ResolversTypes['TeamEdge']>, nodes: ReadonlyArray<ResolversTypes['Team']> }>;
  TeamEdge: ResolverTypeWrapper<Omit<TeamEdge, 'node'> & { node: ResolversTypes['Team'] }>;
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
  UserConnection: ResolverTypeWrapper<Omit<UserConnection, 'coverage' | 'edges' | 'nodes'> & { coverage: ReadonlyArray<ResolversTypes['ProviderCoverage']>, edges: ReadonlyArray<ResolversTypes['UserEdge']>, nodes: ReadonlyArray<ResolversTypes['User']> }>;
  UserDetails: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UserDetails']>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserError: ResolverTypeWrapper<UserError>;
  UserFilter: UserFilter;
  UserOrder: UserOrder;
  UserOrderField: UserOrderField;
  UserRole: UserRole;
  UserStatus: UserStatus;
  ValidateMfaOtpInput: ValidateMfaOtpInput;
  ValidateMfaOtpPayload: ResolverTypeWrapper<Omit<ValidateMfaOtpPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountModel;
  AccountMembership: AccountMembershipModel;
  AccountMembershipConnection: Omit<AccountMembershipConnection, 'coverage' | 'edges' | 'nodes'> & { coverage: ReadonlyArray<ResolversParentTypes['ProviderCoverage']>, edges: ReadonlyArray<ResolversParentTypes['AccountMembershipEdge']>, nodes: ReadonlyArray<ResolversParentTypes['AccountMembership']> };
  AccountMembershipEdge: Omit<AccountMembershipEdge, 'node'> & { node: ResolversParentTypes['AccountMembership'] };
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
  GracePeriodConnection: Omit<GracePeriodConnection, 'coverage' | 'edges' | 'nodes'> & { coverage: ReadonlyArray<ResolversParentTypes['ProviderCoverage']>, edges: ReadonlyArray<ResolversParentTypes['GracePeriodEdge']>, nodes: ReadonlyArray<ResolversParentTypes['GracePeriod']> };
  GracePeriodEdge: Omit<GracePeriodEdge, 'node'> & { node: ResolversParentTypes['GracePeriod'] };
  GracePeriodFilter: GracePeriodFilter;
  ID: Scalars['ID']['output'];
  IdentitySourceMismatch: IdentitySourceMismatchModel;
  Int: Scalars['Int']['output'];
  Invitation: InvitationModel;
  InvitationConnection: Omit<InvitationConnection, 'coverage' | 'edges' | 'nodes'> & { coverage: ReadonlyArray<ResolversParentTypes['ProviderCoverage']>, edges: ReadonlyArray<ResolversParentTypes['InvitationEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Invitation']> };
  InvitationEdge: Omit<InvitationEdge, 'node'> & { node: ResolversParentTypes['Invitation'] };
  InvitationFilter: InvitationFilter;
  JSONObject: Scalars['JSONObject']['output'];
  LockUserInput: LockUserInput;
  LockUserPayload: Omit<LockUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  Mutation: Record<PropertyKey, never>;
  MutationPayload: ResolversInterfaceTypes<ResolversParentTypes>['MutationPayload'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Provider: ProviderModel;
  ProviderCoverage: ProviderCoverageModel;
  ProviderError: ProviderError;
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
  TeamConnection: Omit<TeamConnection, 'coverage' | 'edges' | 'nodes'> & { coverage: ReadonlyArray<ResolversParentTypes['ProviderCoverage']>, edges: ReadonlyArray<ResolversParentTypes['TeamEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Team']> };
  TeamEdge: Omit<TeamEdge, 'node'> & { node: ResolversParentTypes['Team'] };
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
  UserConnection: Omit<UserConnection, 'coverage' | 'edges' | 'nodes'> & { coverage: ReadonlyArray<ResolversParentTypes['ProviderCoverage']>, edges: ReadonlyArray<ResolversParentTypes['UserEdge']>, nodes: ReadonlyArray<ResolversParentTypes['User']> };
  UserDetails: ResolversUnionTypes<ResolversParentTypes>['UserDetails'];
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserError: UserError;
  UserFilter: UserFilter;
  UserOrder: UserOrder;
  ValidateMfaOtpInput: ValidateMfaOtpInput;
  ValidateMfaOtpPayload: Omit<ValidateMfaOtpPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
};

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
};

