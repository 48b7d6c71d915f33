import type { Call } from "../call.ts";
import { path, query } from "../http/path.ts";
import type { Exchange } from "./answer.ts";
import {
  parseUser,
  parseUserList,
  type UserCreate,
  type UserListPage,
  type UserPasswordReset,
  type UserResponse,
  type UserStatusUpdate,
  type UserUpdate,
} from "./types.ts";

/** What a tenant's list can be asked for; pages count from 1. */
interface TenantListQuery {
  readonly page: number;
  readonly per_page: number;
  readonly search?: string | undefined;
  readonly status?: string | undefined;
  readonly ou_id?: string | undefined;
  readonly group_id?: string | undefined;
  readonly mfa_enabled?: boolean | undefined;
  /** ScaiKey does not list the words that these two take. */
  readonly sort_by?: string | undefined;
  readonly sort_order?: string | undefined;
}

/** The seven operations of ScaiKey's tenant surface (`/api/v1/tenants/{tenant_id}/users`). */
export function createTenantClient({ read, order, nothing }: Exchange) {
  return {
    tenantListUsers: (tenantId: string, filter: TenantListQuery, call: Call): Promise<UserListPage> =>
      read(
        {
          operation: "tenant-list-users",
          method: "GET",
          path: path`/api/v1/tenants/${tenantId}/users`,
          query: query({
            page: filter.page,
            per_page: filter.per_page,
            search: filter.search,
            status: filter.status,
            ou_id: filter.ou_id,
            group_id: filter.group_id,
            mfa_enabled: filter.mfa_enabled,
            sort_by: filter.sort_by,
            sort_order: filter.sort_order,
          }),
          page: filter.page,
        },
        call,
        parseUserList,
        ({ items }) => items.length,
      ),

    tenantCreateUser: (tenantId: string, user: UserCreate, call: Call): Promise<UserResponse> =>
      read(
        {
          operation: "tenant-create-user",
          method: "POST",
          path: path`/api/v1/tenants/${tenantId}/users`,
          body: user,
        },
        call,
        parseUser,
      ),

    /**
     * A soft deletion. ScaiKey wants the user's e-mail address repeated; a 400, which says that it is not the
     * user's, becomes PRECONDITION_FAILED.
     */
    tenantDeleteUser: (tenantId: string, userId: string, confirmEmail: string, call: Call): Promise<void> =>
      nothing(
        {
          operation: "tenant-delete-user",
          method: "DELETE",
          path: path`/api/v1/tenants/${tenantId}/users/${userId}`,
          query: query({ confirm_email: confirmEmail }),
        },
        call,
        { 400: "PRECONDITION_FAILED" },
      ),

    /** `include` is passed on as it is: ScaiKey does not list the words that it takes. */
    tenantGetUser: (
      tenantId: string,
      userId: string,
      options: { readonly include?: string },
      call: Call,
    ): Promise<UserResponse> =>
      read(
        {
          operation: "tenant-get-user",
          method: "GET",
          path: path`/api/v1/tenants/${tenantId}/users/${userId}`,
          query: query({ include: options.include }),
        },
        call,
        parseUser,
      ),

    tenantUpdateUser: (
      tenantId: string,
      userId: string,
      changes: UserUpdate,
      call: Call,
    ): Promise<UserResponse> =>
      read(
        {
          operation: "tenant-update-user",
          method: "PATCH",
          path: path`/api/v1/tenants/${tenantId}/users/${userId}`,
          body: changes,
        },
        call,
        parseUser,
      ),

    /**
     * With the method EMAIL sends the user a mail, one more for every call. Resolves with the user where the
     * answer, which is not documented, holds one.
     */
    tenantResetPassword: (
      tenantId: string,
      userId: string,
      reset: UserPasswordReset,
      call: Call,
    ): Promise<UserResponse | null> =>
      order(
        {
          operation: "tenant-reset-password",
          method: "POST",
          path: path`/api/v1/tenants/${tenantId}/users/${userId}/password/reset`,
          body: reset,
        },
        call,
        parseUser,
      ),

    /** Resolves with the user where the answer, which is not documented, holds one. */
    tenantSetStatus: (
      tenantId: string,
      userId: string,
      update: UserStatusUpdate,
      call: Call,
    ): Promise<UserResponse | null> =>
      order(
        {
          operation: "tenant-set-status",
          method: "PUT",
          path: path`/api/v1/tenants/${tenantId}/users/${userId}/status`,
          body: update,
        },
        call,
        parseUser,
      ),
  };
}
