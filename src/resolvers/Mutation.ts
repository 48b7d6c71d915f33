import type { GraphQLResolveInfo } from "graphql";
import type { GraphQLContext } from "../context.ts";
import type { UserWriteInputs, UserWriteOperation } from "../domain/writeInput.ts";
import type { MutationResolvers } from "../generated/graphql.ts";
import { readNewUser } from "./newUser.ts";
import { changesOf, type Mutated, outcomeOf, userPayload } from "./payload.ts";
import { userNeeds } from "./selection.ts";

/** Carries out a write about one user, with what the payload's selection needs of that user. */
function write<O extends UserWriteOperation>(
  operation: O,
  mutated: Mutated & { readonly id: string },
  input: UserWriteInputs[O],
  { directory }: GraphQLContext,
  info: GraphQLResolveInfo,
) {
  return directory.write.user(operation, mutated.id, { input, ...askedBy(mutated, info) });
}

/** What comes with a mutation whose payload has a user. */
function askedBy({ clientMutationId }: Mutated, info: GraphQLResolveInfo) {
  return { needs: userNeeds(info, [["user"]]), clientMutationId: clientMutationId ?? null };
}

export const Mutation: MutationResolvers = {
  async createUser(_root, { input }, { directory }, info) {
    const { block, newUser } = readNewUser(input);
    return userPayload(await directory.write.create(newUser, block.provider, askedBy(block, info)), block);
  },
  updateUser: async (_root, { input }, context, info) =>
    userPayload(await write("updateUser", input, changesOf(input), context, info), input),
  async deleteUser(_root, { input }, context, info) {
    const { confirmEmail } = input;
    const result = await write("deleteUser", input, { confirmEmail }, context, info);
    return { ...outcomeOf(result, input), deletedUserId: result.outcome === "CONFIRMED" ? input.id : null };
  },

  lockUser: async (_root, { input }, context, info) =>
    userPayload(
      await write(
        "lockUser",
        input,
        { reason: input.reason ?? null, terminateSessions: input.terminateSessions ?? null },
        context,
        info,
      ),
      input,
    ),
  unlockUser: async (_root, { input }, context, info) =>
    userPayload(await write("unlockUser", input, { reason: input.reason ?? null }, context, info), input),
  setUserStatus: async (_root, { input }, context, info) =>
    userPayload(
      await write(
        "setUserStatus",
        input,
        {
          status: input.status,
          reason: input.reason ?? null,
          terminateSessions: input.terminateSessions ?? null,
        },
        context,
        info,
      ),
      input,
    ),

  async createMfaOtp(_root, { input }, context, info) {
    const result = await write("createMfaOtp", input, {}, context, info);
    const { secret } = result;
    return {
      ...userPayload(result, input),
      secret: secret.kind === "otp" ? secret.secret : null,
      otpauthUri: secret.kind === "otp" ? secret.otpauthUri : null,
    };
  },
  async validateMfaOtp(_root, { input }, context, info) {
    const result = await write("validateMfaOtp", input, { code: input.code }, context, info);
    const { secret } = result;
    return {
      ...userPayload(result, input),
      recoveryCodes: secret.kind === "recoveryCodes" ? secret.codes : null,
    };
  },
  disableMfa: async (_root, { input }, context, info) =>
    userPayload(await write("disableMfa", input, { reason: input.reason ?? null }, context, info), input),

  updatePassword: async (_root, { input }, context, info) =>
    userPayload(await write("updatePassword", input, { password: input.password }, context, info), input),
  requestPasswordReset: async (_root, { input }, context, info) =>
    userPayload(
      await write("requestPasswordReset", input, { redirectUri: input.redirectUri ?? null }, context, info),
      input,
    ),
  updateUsername: async (_root, { input }, context, info) =>
    userPayload(await write("updateUsername", input, { username: input.username }, context, info), input),

  updateCurrentUser: async (_root, { input }, { directory }, info) =>
    userPayload(
      await directory.write.currentUser(input.provider, {
        input: changesOf(input),
        ...askedBy(input, info),
      }),
      input,
    ),
  async fixIdentitySourceMismatches(_root, { input }, { directory }) {
    const result = await directory.write.fixIdentitySourceMismatches(input.provider, {
      tenantId: input.tenantId ?? null,
      clientMutationId: input.clientMutationId ?? null,
    });
    return { ...outcomeOf(result, input), mismatches: result.mismatches };
  },
};
