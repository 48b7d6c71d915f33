import type { Call } from "../call.ts";
import type { UpstreamRequest } from "../http/client.ts";
import { path, query } from "../http/path.ts";
import type { Exchange } from "./answer.ts";
import {
  type IdentitySourceMismatchReport,
  parseGroups,
  parseMismatches,
  parseUser,
  parseUserList,
  type UserCreate,
  type UserGroupMembership,
  type UserListPage,
  type UserResponse,
  type UserUpdate,
} from "./types.ts";

/** What the list across tenants can be asked for; pages count from 1. */
interface AdminListQuery {
  readonly page: number;
  readonly per_page: number;
  readonly search?: string | undefined;
  readonly status?: string | undefined;
  readonly tenant_id?: string | undefined;
  /** All tenants of this partner. */
  readonly partner_id?: string | undefined;
}

/**
 * The ten operations of ScaiKey's admin surface (`/api/v1/admin/users`), which spans tenants. The slash at
 * the end of the list's path is ScaiKey's own: without it the server redirects, which is not followed.
 */
export function createAdminClient({ read, order, nothing }: Exchange) {
  function mismatches(tenantId: string | null, fix: true | undefined): UpstreamRequest {
    return {
      operation: fix ? "admin-fix-identity-source-mismatches" : "admin-find-identity-source-mismatches",
      method: "GET",
      path: "/api/v1/admin/users/identity-source/mismatches",
      query: query({ tenant_id: tenantId, fix }),
      effect: fix ? "write" : "read",
    };
  }

  return {
    adminListUsers: (filter: AdminListQuery, call: Call): Promise<UserListPage> =>
      read(
        {
          operation: "admin-list-users",
          method: "GET",
          path: "/api/v1/admin/users/",
          query: query({
            page: filter.page,
            per_page: filter.per_page,
            search: filter.search,
            status: filter.status,
            tenant_id: filter.tenant_id,
            partner_id: filter.partner_id,
          }),
          page: filter.page,
        },
        call,
        parseUserList,
        ({ items }) => items.length,
      ),

    /** ScaiKey types no body here; it is sent as the tenant surface documents it. */
    adminCreateUser: (user: UserCreate, call: Call): Promise<UserResponse> =>
      read(
        { operation: "admin-create-user", method: "POST", path: "/api/v1/admin/users/", body: user },
        call,
        parseUser,
      ),

    /** The report alone: never sends `fix`, so it changes nothing. `tenantId` null: all tenants. */
    findIdentitySourceMismatches: (
      tenantId: string | null,
      call: Call,
    ): Promise<IdentitySourceMismatchReport> =>
      read(mismatches(tenantId, undefined), call, parseMismatches, ({ items }) => items.length),

    /** Corrects what it reports. A write in all but its method: it must be neither repeated nor shared. */
    fixIdentitySourceMismatches: (
      tenantId: string | null,
      call: Call,
    ): Promise<IdentitySourceMismatchReport> =>
      read(mismatches(tenantId, true), call, parseMismatches, ({ items }) => items.length),

    /** A soft deletion. */
    adminDeleteUser: (userId: string, call: Call): Promise<void> =>
      nothing(
        { operation: "admin-delete-user", method: "DELETE", path: path`/api/v1/admin/users/${userId}` },
        call,
      ),

    adminGetUser: (userId: string, call: Call): Promise<UserResponse> =>
      read(
        { operation: "admin-get-user", method: "GET", path: path`/api/v1/admin/users/${userId}` },
        call,
        parseUser,
      ),

    adminUpdateUser: (userId: string, changes: UserUpdate, call: Call): Promise<UserResponse> =>
      read(
        {
          operation: "admin-update-user",
          method: "PATCH",
          path: path`/api/v1/admin/users/${userId}`,
          body: changes,
        },
        call,
        parseUser,
      ),

    adminGetUserGroups: (userId: string, call: Call): Promise<readonly UserGroupMembership[]> =>
      read(
        {
          operation: "admin-get-user-groups",
          method: "GET",
          path: path`/api/v1/admin/users/${userId}/groups`,
        },
        call,
        parseGroups,
        (groups) => groups.length,
      ),

    /** Resolves with the user where the answer, which is not documented, holds one; so do the next two. */
    adminDisableUserMfa: (userId: string, call: Call): Promise<UserResponse | null> =>
      order(
        {
          operation: "admin-disable-user-mfa",
          method: "POST",
          path: path`/api/v1/admin/users/${userId}/mfa/disable`,
        },
        call,
        parseUser,
      ),

    /** Sets the password. ScaiKey types no body here; the key is that of the tenant surface's reset. */
    adminResetPassword: (userId: string, newPassword: string, call: Call): Promise<UserResponse | null> =>
      order(
        {
          operation: "admin-reset-password",
          method: "POST",
          path: path`/api/v1/admin/users/${userId}/reset-password`,
          body: { new_password: newPassword },
        },
        call,
        parseUser,
      ),

    /** Unlocks the user and forgets the failed attempts. */
    adminUnlockUser: (userId: string, call: Call): Promise<UserResponse | null> =>
      order(
        {
          operation: "admin-unlock-user",
          method: "POST",
          path: path`/api/v1/admin/users/${userId}/unlock`,
        },
        call,
        parseUser,
      ),
  };
}
