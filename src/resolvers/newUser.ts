import type { NewUser } from "../domain/writeInput.ts";
import type {
  CreateEquinixUserInput,
  CreateScaiKeyUserInput,
  CreateScalewayUserInput,
  CreateUserInput,
} from "../generated/graphql.ts";

type Block = CreateScalewayUserInput | CreateScaiKeyUserInput | CreateEquinixUserInput;

/** The one block of the input, and the new user that it describes. */
export function readNewUser(input: CreateUserInput): { readonly block: Block; readonly newUser: NewUser } {
  if (input.scaleway !== undefined) return { block: input.scaleway, newUser: scaleway(input.scaleway) };
  if (input.scaikey !== undefined) return { block: input.scaikey, newUser: scaikey(input.scaikey) };
  return { block: input.equinix, newUser: equinix(input.equinix) };
}

function scaleway(input: CreateScalewayUserInput): NewUser {
  return {
    block: "scaleway",
    user: {
      email: input.email,
      username: input.username,
      password: input.password ?? null,
      firstName: input.firstName ?? null,
      lastName: input.lastName ?? null,
      phoneNumber: input.phoneNumber ?? null,
      locale: input.locale ?? null,
      tags: input.tags ?? [],
      sendPasswordEmail: input.sendPasswordEmail ?? false,
      sendWelcomeEmail: input.sendWelcomeEmail ?? false,
    },
  };
}

function scaikey(input: CreateScaiKeyUserInput): NewUser {
  return {
    block: "scaikey",
    user: {
      email: input.email,
      username: input.username ?? null,
      firstName: input.firstName ?? null,
      lastName: input.lastName ?? null,
      displayName: input.displayName ?? null,
      phoneNumber: input.phoneNumber ?? null,
      locale: input.locale ?? null,
      timezone: input.timezone ?? null,
      password: input.password ?? null,
      ouId: input.ouId ?? null,
      teamIds: input.teamIds ?? [],
      customAttributes: input.customAttributes ?? null,
      requirePasswordChange: input.requirePasswordChange ?? null,
      sendWelcomeEmail: input.sendWelcomeEmail ?? null,
    },
  };
}

function equinix(input: CreateEquinixUserInput): NewUser {
  return {
    block: "equinix",
    user: {
      emails: input.emails,
      firstName: input.firstName,
      lastName: input.lastName,
      phoneNumber: input.phoneNumber ?? null,
      timezone: input.timezone ?? null,
      password: input.password ?? null,
      companyName: input.companyName ?? null,
      title: input.title ?? null,
      customAttributes: input.customAttributes ?? null,
      invitationId: input.invitationId ?? null,
      nonce: input.nonce ?? null,
    },
  };
}
