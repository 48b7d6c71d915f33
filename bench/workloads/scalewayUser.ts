import type { Fetch } from "../workload.ts";
import { idByHand } from "./idByHand.ts";

/** A user of Scaleway's IAM, as far as the workloads read it. */
export interface ScalewayUser {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly created_at: string;
  readonly last_login_at: string | null;
  readonly type: string;
  readonly status: string;
  readonly mfa: boolean;
  readonly locked: boolean;
  readonly tags: readonly string[];
}

/** Twelve scalars of a user, which `scalewayUserByHand` answers. */
export const USER_SCALARS =
  "id externalId email username firstName lastName displayName status role mfa createdAt lastLoginAt";

/** The user of a global id. */
export async function scalewayUserById(fetch: Fetch, id: string) {
  const [, , externalId = ""] = Buffer.from(id, "base64url").toString("utf8").split(":");
  return scalewayUserByHand(await fetch<ScalewayUser>("scaleway", `/iam/v1alpha1/users/${externalId}`));
}

export function scalewayUserByHand(user: ScalewayUser) {
  return {
    id: idByHand("User", "scaleway", user.id),
    externalId: user.id,
    email: user.email,
    username: user.username,
    firstName: user.first_name,
    lastName: user.last_name,
    displayName: `${user.first_name} ${user.last_name}`,
    status: scalewayStatusByHand(user),
    role: user.type === "owner" ? "OWNER" : "MEMBER",
    mfa: user.mfa ? "ENABLED" : "DISABLED",
    createdAt: user.created_at,
    lastLoginAt: user.last_login_at,
  };
}

export function scalewayStatusByHand({ locked, status }: ScalewayUser): string {
  if (locked) return "LOCKED";
  return status === "activated" ? "ACTIVE" : "PENDING";
}
