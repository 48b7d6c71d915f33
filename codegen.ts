import type { CodegenConfig } from "@graphql-codegen/cli";

/**
 * schema/*.graphql is the source of every GraphQL type in the code.
 *
 * `enums.ts` imports nothing, so that `src/domain` can use it without a cycle; `graphql.ts` ties each GraphQL
 * type to the domain record that it is resolved from (the mappers), so that the compiler asks for exactly the
 * field resolvers that are missing. The example's types are those of its own documents and of nothing else.
 */
const config: CodegenConfig = {
  schema: "schema/*.graphql",
  importExtension: ".ts",
  generates: {
    "src/generated/enums.ts": {
      plugins: ["typescript"],
      config: { onlyEnums: true, enumsAsTypes: true },
    },
    "src/generated/graphql.ts": {
      plugins: ["typescript", "typescript-resolvers"],
      config: {
        useTypeImports: true,
        immutableTypes: true,
        enumsAsTypes: true,
        defaultScalarType: "unknown",
        avoidOptionals: { field: true },
        contextType: "../context.ts#GraphQLContext",
        scalars: {
          federation__Scope: { input: "string", output: "string" },
          ID: { input: "string", output: "string" },
          DateTime: { input: "string", output: "string" },
          JSONObject: {
            input: "Readonly<Record<string, unknown>>",
            output: "Readonly<Record<string, unknown>>",
          },
        },
        mappers: {
          Provider: "../directory/providerView.ts#ProviderView as ProviderModel",
          ProviderError: "../domain/errors.ts#GatewayError as ProviderErrorModel",
          UserConnection: "../directory/connections.ts#UserConnection as UserConnectionModel",
          UserEdge: "../directory/connections.ts#UserEdge as UserEdgeModel",
          TeamConnection: "../directory/connections.ts#TeamConnection as TeamConnectionModel",
          TeamEdge: "../directory/connections.ts#TeamEdge as TeamEdgeModel",
          AccountMembershipConnection:
            "../directory/connections.ts#AccountMembershipConnection as AccountMembershipConnectionModel",
          AccountMembershipEdge:
            "../directory/connections.ts#AccountMembershipEdge as AccountMembershipEdgeModel",
          InvitationConnection:
            "../directory/connections.ts#InvitationConnection as InvitationConnectionModel",
          InvitationEdge: "../directory/connections.ts#InvitationEdge as InvitationEdgeModel",
          GracePeriodConnection:
            "../directory/connections.ts#GracePeriodConnection as GracePeriodConnectionModel",
          GracePeriodEdge: "../directory/connections.ts#GracePeriodEdge as GracePeriodEdgeModel",
          PageInfo: "../directory/connection.ts#PageInfo as PageInfoModel",
          User: "../domain/user.ts#User as UserModel",
          Team: "../domain/team.ts#Team as TeamModel",
          Account: "../domain/account.ts#Account as AccountModel",
          AccountMembership: "../domain/accountMembership.ts#AccountMembership as AccountMembershipModel",
          Invitation: "../domain/invitation.ts#Invitation as InvitationModel",
          GracePeriod: "../domain/gracePeriod.ts#GracePeriod as GracePeriodModel",
          IdentitySourceMismatch:
            "../domain/identitySourceMismatch.ts#IdentitySourceMismatch as IdentitySourceMismatchModel",
          ProviderCoverage: "../directory/coverage.ts#ProviderCoverage as ProviderCoverageModel",
        },
      },
    },
    "examples/react/src/generated/": {
      preset: "client",
      documents: "examples/react/src/*.ts",
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: "string",
        useTypeImports: true,
        immutableTypes: true,
        enumsAsTypes: true,
        onlyOperationTypes: true,
        skipTypename: true,
        avoidOptionals: { field: true },
        defaultScalarType: "unknown",
        scalars: { ID: "string", DateTime: "string" },
      },
    },
  },
};

export default config;
