export type AccountKind =
  | 'ACCOUNT'
  | 'ORGANIZATION'
  | 'PROJECT'
  | 'TENANT';

export type CoverageStatus =
  | 'COMPLETE'
  | 'FAILED'
  | 'PARTIAL'
  | 'SKIPPED'
  | 'UNSUPPORTED';

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

export type MembershipType =
  | 'DIRECT'
  | 'INHERITED'
  | 'UNKNOWN';

export type MfaState =
  | 'DISABLED'
  | 'ENABLED'
  | 'UNKNOWN';

/** What the gateway knows about a write after it. */
export type MutationOutcome =
  | 'ACCEPTED'
  | 'CONFIRMED'
  | 'NO_CHANGE'
  | 'REJECTED'
  | 'UNKNOWN';

export type OrderDirection =
  | 'ASC'
  | 'DESC';

/** PARTIAL: the others' data, and coverage says who is missing. FAIL: the list fails when any provider does. */
export type ProviderFailurePolicy =
  | 'FAIL'
  | 'PARTIAL';

export type ProviderKind =
  | 'EQUINIX'
  | 'SAMSUNG'
  | 'SCAIKEY'
  | 'SCALEWAY'
  | 'SCALR';

export type TeamKind =
  | 'GROUP'
  | 'ORGANIZATION'
  | 'PROJECT'
  | 'TEAM';

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
