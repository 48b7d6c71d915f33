import type { MutationResolvers } from "../generated/graphql.ts";

/** What every mutation answers as long as the gateway carries none out: nothing happened, and why. */
function refused(input: { readonly clientMutationId?: string | null | undefined }) {
  return {
    outcome: "REJECTED" as const,
    userErrors: [
      {
        code: "UNSUPPORTED_OPERATION" as const,
        message: "Roster does not carry out this mutation yet.",
        field: null,
        retryAfterMs: null,
      },
    ],
    clientMutationId: input.clientMutationId ?? null,
  };
}

export const Mutation: MutationResolvers = {
  createUser: (_root, { input }) => ({
    ...refused(input.scaleway ?? input.scaikey ?? input.equinix ?? {}),
    user: null,
  }),
  updateUser: (_root, { input }) => ({ ...refused(input), user: null }),
  deleteUser: (_root, { input }) => ({ ...refused(input), deletedUserId: null }),
  lockUser: (_root, { input }) => ({ ...refused(input), user: null }),
  unlockUser: (_root, { input }) => ({ ...refused(input), user: null }),
  setUserStatus: (_root, { input }) => ({ ...refused(input), user: null }),
  createMfaOtp: (_root, { input }) => ({ ...refused(input), user: null, secret: null, otpauthUri: null }),
  validateMfaOtp: (_root, { input }) => ({ ...refused(input), user: null, recoveryCodes: null }),
  disableMfa: (_root, { input }) => ({ ...refused(input), user: null }),
  updatePassword: (_root, { input }) => ({ ...refused(input), user: null }),
  requestPasswordReset: (_root, { input }) => ({ ...refused(input), user: null }),
  updateUsername: (_root, { input }) => ({ ...refused(input), user: null }),
  updateCurrentUser: (_root, { input }) => ({ ...refused(input), user: null }),
  fixIdentitySourceMismatches: (_root, { input }) => ({ ...refused(input), mismatches: [] }),
};
