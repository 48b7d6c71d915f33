import type { Place } from "../../src/simulation/company.ts";
import type { Fetch } from "../workload.ts";
import { idByHand } from "./idByHand.ts";
import { type ScalewayUser, scalewayStatusByHand } from "./scalewayUser.ts";

/** What every provider's list tells of a user (or says that it does not), which `rowsByHand` answers. */
export const ROW_FIELDS =
  "id externalId provider { key } email displayName status statusRaw role mfa identitySource lastLoginAt tags";

type Row = Readonly<Record<string, unknown>>;

/** The first rows of each provider's users, built from its first answer, which has to hold 50. */
export const rowsByHand: Readonly<Record<Place, (fetch: Fetch, first: number) => Promise<readonly Row[]>>> = {
  async scaleway(fetch, first) {
    const { users } = await fetch<{ readonly users: readonly ScalewayUser[] }>("scaleway");
    return fifty(users, first).map(scalewayRow);
  },
  async samsung(fetch, first) {
    const { users } = await fetch<{ readonly users: readonly SamsungUser[] }>("samsung");
    return fifty(users, first).map(samsungRow);
  },
  async scaikey(fetch, first) {
    const { data } = await fetch<{ readonly data: readonly ScaiKeyUser[] }>("scaikey");
    return fifty(data, first).map(scaikeyRow);
  },
  async equinix(fetch, first) {
    const { users } = await fetch<{ readonly users: readonly EquinixUser[] }>("equinix");
    return fifty(users, first).map(equinixRow);
  },
  async scalr(fetch, first) {
    const { data, included } = await fetch<ScalrAccountUsers>("scalr");
    const users = new Map<string, ScalrUser>();
    for (const user of included) users.set(user.id, user);
    return fifty(data, first).map(({ relationships }) => scalrRow(users.get(relationships.user.data.id)));
  },
};

function fifty<T>(users: readonly T[], first: number): readonly T[] {
  if (users.length !== 50) throw new Error(`a provider told of ${users.length} users, not of 50`);
  return users.slice(0, first);
}

function scalewayRow(user: ScalewayUser): Row {
  return {
    id: idByHand("User", "scaleway", user.id),
    externalId: user.id,
    provider: { key: "scaleway" },
    email: user.email,
    displayName: `${user.first_name} ${user.last_name}`,
    status: scalewayStatusByHand(user),
    statusRaw: user.status,
    role: user.type === "owner" ? "OWNER" : "MEMBER",
    mfa: user.mfa ? "ENABLED" : "DISABLED",
    identitySource: "LOCAL",
    lastLoginAt: user.last_login_at,
    tags: user.tags,
  };
}

export interface SamsungUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly user_name: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly created_at: string;
  readonly state: string;
  readonly type: string;
  /** `""` for never; in some records without a zone. */
  readonly last_login_at: string;
}

function samsungRow(user: SamsungUser): Row {
  return {
    id: idByHand("User", "samsung", user.id),
    externalId: user.id,
    provider: { key: "samsung" },
    email: user.email,
    displayName: user.name,
    status: user.state === "ACTIVE" ? "ACTIVE" : user.state === "INACTIVE" ? "DISABLED" : "UNKNOWN",
    statusRaw: user.state,
    role: "UNKNOWN",
    mfa: "UNKNOWN",
    identitySource: user.type === "IAM" ? "LOCAL" : "UNKNOWN",
    lastLoginAt: user.last_login_at ? `${user.last_login_at.slice(0, 19)}Z` : null,
    tags: [],
  };
}

interface ScaiKeyUser {
  readonly id: string;
  readonly email: string;
  readonly display_name: string;
  readonly status: string;
  readonly identity_source: string;
  readonly mfa_enabled: boolean;
  readonly last_login_at: string | null;
}

function scaikeyRow(user: ScaiKeyUser): Row {
  return {
    id: idByHand("User", "scaikey", user.id),
    externalId: user.id,
    provider: { key: "scaikey" },
    email: user.email,
    displayName: user.display_name,
    status: user.status.startsWith("PENDING") ? "PENDING" : user.status,
    statusRaw: user.status,
    role: "UNKNOWN",
    mfa: user.mfa_enabled ? "ENABLED" : "DISABLED",
    identitySource: user.identity_source,
    lastLoginAt: user.last_login_at,
    tags: [],
  };
}

interface EquinixUser {
  readonly id: string;
  readonly email: string;
  readonly full_name: string;
  readonly two_factor_auth: string;
  readonly last_login_at: string | null;
}

function equinixRow(user: EquinixUser): Row {
  return {
    id: idByHand("User", "equinix", user.id),
    externalId: user.id,
    provider: { key: "equinix" },
    email: user.email,
    displayName: user.full_name,
    status: "ACTIVE",
    statusRaw: null,
    role: "UNKNOWN",
    mfa: user.two_factor_auth === "" ? "DISABLED" : "ENABLED",
    identitySource: "LOCAL",
    lastLoginAt: user.last_login_at,
    tags: [],
  };
}

interface ScalrAccountUsers {
  readonly data: readonly {
    readonly relationships: { readonly user: { readonly data: { readonly id: string } } };
  }[];
  readonly included: readonly ScalrUser[];
}

interface ScalrUser {
  readonly id: string;
  readonly attributes: {
    readonly email: string;
    readonly "full-name": string;
    readonly status: string;
    readonly "last-login-at": string | null;
  };
}

function scalrRow(user: ScalrUser | undefined): Row {
  if (user === undefined) throw new Error("Scalr's answer lacks a user");
  const { status } = user.attributes;
  return {
    id: idByHand("User", "scalr", user.id),
    externalId: user.id,
    provider: { key: "scalr" },
    email: user.attributes.email,
    displayName: user.attributes["full-name"],
    status: status === "Inactive" ? "DISABLED" : status.toUpperCase(),
    statusRaw: status,
    role: "UNKNOWN",
    mfa: "UNKNOWN",
    identitySource: "UNKNOWN",
    lastLoginAt: user.attributes["last-login-at"],
    tags: [],
  };
}
