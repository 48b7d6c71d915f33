import type { GraphQLResolveInfo } from "graphql";
import type { GraphQLContext } from "../context.ts";
import type { UserWriteInputs, UserWriteOperation } from "../domain/writeInput.ts";
import type { MutationResolvers } from "../generated/graphql.ts";
import { readNewUser } from "./newUser.ts";
import { changesOf, outcomeOf, userPayload } from "./payload.ts";
import { userNeeds } from "./selection.ts";

/** Carries out a write about one user, with what the payload's selection needs of that user. */
function write<O extends UserWriteOperation>(
  operation: O,
  id: string,
  input: UserWriteInputs[O],
  { directory }: GraphQLContext,
  info: GraphQLResolveInfo,
) {
  return directory.write.user(operation, id, { input, needs: userNeeds(info, [["user"]]) });
}

export const Mutation: MutationResolvers = {
  async createUser(_root, { input }, { directory }, info) {
    const { block, newUser } = readNewUser(input);
    return userPayload(
      await directory.write.create(newUser, block.provider, userNeeds(info, [["user"]])),
      block,
    );
  },
  updateUser: async (_root, { input }, context, info) =>
    userPayload(await write("updateUser", input.id, changesOf(input), context, info), input),
  async deleteUser(_root, { input }, context, info) {
    const { confirmEmail } = input;
    const result = await write("deleteUser", input.id, { confirmEmail }, context, info);
    return { ...outcomeOf(result, input), deletedUserId: result.outcome === "CONFIRMED" ? input.id : null };
  },

  lockUser: async (_root, { input }, context, info) =>
    userPayload(
      await write(
        "lockUser",
        input.id,
        { reason: input.reason ?? null, terminateSessions: input.terminateSessions ?? null },
        context,
        info,
      ),
      input,
    ),
  unlockUser: async (_root, { input }, context, info) =>
    userPayload(await write("unlockUser", input.id, { reason: input.reason ?? null }, context, info), input),
  setUserStatus: async (_root, { input }, context, info) =>
    userPayload(
      await write(
        "setUserStatus",
        input.id,
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
    const result = await write("createMfaOtp", input.id, {}, context, info);
    const { secret } = result;
    return {
      ...userPayload(result, input),
      secret: secret.kind === "otp" ? secret.secret : null,
      otpauthUri: secret.kind === "otp" ? secret.otpauthUri : null,
    };
  },
  async validateMfaOtp(_root, { input }, context, info) {
    const result = await write("validateMfaOtp", input.id, { code: input.code }, context, info);
    const { secret } = result;
    return {
      ...userPayload(result, input),
      recoveryCodes: secret.kind === "recoveryCodes" ? secret.codes : null,
    };
  },
  disableMfa: async (_root, { input }, context, info) =>
    userPayload(await write("disableMfa", input.id, { reason: input.reason ?? null }, context, info), input),

  updatePassword: async (_root, { input }, context, info) =>
    userPayload(await write("updatePassword", input.id, { password: input.password }, context, info), input),
  requestPasswordReset: async (_root, { input }, context, info) =>
    userPayload(
      await write(
        "requestPasswordReset",
        input.id,
        { redirectUri: input.redirectUri ?? null },
        context,
        info,
      ),
      input,
    ),
  updateUsername: async (_root, { input }, context, info) =>
    userPayload(await write("updateUsername", input.id, { username: input.username }, context, info), input),

  updateCurrentUser: async (_root, { input }, { directory }, info) =>
    userPayload(
      await directory.write.currentUser(input.provider, {
        input: changesOf(input),
        needs: userNeeds(info, [["user"]]),
      }),
      input,
    ),
  async fixIdentitySourceMismatches(_root, { input }, { directory }) {
    const result = await directory.write.fixIdentitySourceMismatches(input.provider, input.tenantId ?? null);
    return { ...outcomeOf(result, input), mismatches: result.mismatches };
  },
};
