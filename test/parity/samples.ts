import { TOTP } from "otpauth";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { gatherOperations, type OperationRow } from "../../src/operations/table.ts";
import type { Gateway } from "../support/gateway.ts";
import { at, rest } from "./support.ts";

/** Every operation that Roster knows, whatever is configured. */
export const wholeTable: readonly OperationRow[] = gatherOperations(
  providerDefinitions.map(({ name, title, kind, surface }) => ({
    key: name,
    displayName: title,
    kind,
    surface,
  })),
);

/** Somebody that an operation can be done to. */
export interface Person {
  readonly id: string;
  readonly email: string;
}

/** One call of an operation, for any surface. */
export interface Sample {
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** The fields of the mutation's input beside those that say whom it is about. */
  readonly input?: Readonly<Record<string, unknown>>;
}

const PASSWORD = "Correct-horse-7-battery";

type MakeSample = (
  person: Person,
  context: {
    readonly unique: string;
    readonly tenant: string;
    readonly account: string;
    readonly code: string;
  },
) => Sample;

const about =
  (name: string, rest: Omit<Sample, "values"> = {}): MakeSample =>
  ({ id }) => ({ values: { [name]: id }, ...rest });
const userId = (rest: Omit<Sample, "values"> = {}): MakeSample => about("user_id", rest);
const inTenant =
  (rest: Omit<Sample, "values"> = {}): MakeSample =>
  ({ id }, { tenant }) => ({ values: { tenant_id: tenant, user_id: id }, ...rest });
const nothing: MakeSample = () => ({ values: {} });

/** How each operation is called, by its kind and name. */
export const SAMPLES: Readonly<Record<string, MakeSample>> = {
  "SCALEWAY listgraceperiods": userId(),
  "SCALEWAY listusers": () => ({ values: { page_size: 3, order_by: "created_at_asc" } }),
  "SCALEWAY createuser": (_, { unique }) => ({
    values: {},
    body: { member: { email: `${unique}@parity.example`, username: unique } },
    input: { scaleway: { provider: "scaleway", email: `${unique}@parity.example`, username: unique } },
  }),
  "SCALEWAY getuser": userId(),
  "SCALEWAY updateuser": userId({ body: { first_name: "Parity" }, input: { firstName: "Parity" } }),
  "SCALEWAY deleteuser": userId(),
  "SCALEWAY lockuser": userId({ body: {} }),
  "SCALEWAY createusermfaotp": userId({ body: {} }),
  "SCALEWAY deleteusermfaotp": userId({ body: {} }),
  "SCALEWAY unlockuser": userId({ body: {} }),
  "SCALEWAY updateuserpassword": userId({ body: { password: PASSWORD }, input: { password: PASSWORD } }),
  "SCALEWAY updateuserusername": ({ id }, { unique }) => ({
    values: { user_id: id },
    body: { username: unique },
    input: { username: unique },
  }),
  "SCALEWAY validateusermfaotp": ({ id }, { code }) => ({
    values: { user_id: id },
    body: { one_time_password: code },
    input: { code },
  }),
  "SAMSUNG list-iam-users": (_, { account }) => ({ values: { account_id: account, size: 3 } }),
  "SCAIKEY admin-list-users": () => ({ values: { per_page: 3 } }),
  "SCAIKEY admin-create-user": (_, { unique, tenant }) => ({
    values: {},
    body: { email: `${unique}@parity.example`, tenant_id: tenant },
  }),
  "SCAIKEY admin-find-identity-source-mismatches": nothing,
  "SCAIKEY admin-fix-identity-source-mismatches": () => ({ values: { fix: true } }),
  "SCAIKEY admin-delete-user": userId(),
  "SCAIKEY admin-get-user": userId(),
  "SCAIKEY admin-update-user": userId({ body: { first_name: "Parity" }, input: { firstName: "Parity" } }),
  "SCAIKEY admin-get-user-groups": userId(),
  "SCAIKEY admin-disable-user-mfa": userId(),
  "SCAIKEY admin-reset-password": userId({ body: { new_password: PASSWORD }, input: { password: PASSWORD } }),
  "SCAIKEY admin-unlock-user": userId(),
  "SCAIKEY tenant-list-users": (_, { tenant }) => ({ values: { tenant_id: tenant, per_page: 3 } }),
  "SCAIKEY tenant-create-user": (_, { unique, tenant }) => ({
    values: { tenant_id: tenant },
    body: { email: `${unique}@parity.example` },
  }),
  "SCAIKEY tenant-delete-user": ({ id, email }, { tenant }) => ({
    values: { tenant_id: tenant, user_id: id, confirm_email: email },
  }),
  "SCAIKEY tenant-get-user": inTenant(),
  "SCAIKEY tenant-update-user": inTenant({ body: { last_name: "Parity" }, input: { lastName: "Parity" } }),
  "SCAIKEY tenant-reset-password": inTenant({ body: { method: "EMAIL" } }),
  "SCAIKEY tenant-set-status": inTenant({ body: { status: "DISABLED", reason: "parity" } }),
  "EQUINIX findinvitations": nothing,
  "EQUINIX findcurrentuser": nothing,
  "EQUINIX updatecurrentuser": (_, { unique }) => ({
    values: {},
    body: { last_name: unique },
    input: { lastName: unique },
  }),
  "EQUINIX findusers": () => ({ values: { per_page: 3 } }),
  "EQUINIX createuser": (_, { unique }) => ({
    values: {},
    body: { emails: [{ address: `${unique}@parity.example` }], first_name: "Parity", last_name: "Test" },
    input: {
      equinix: {
        provider: "equinix",
        emails: [`${unique}@parity.example`],
        firstName: "Parity",
        lastName: "Test",
      },
    },
  }),
  "EQUINIX finduserbyid": about("id"),
  "EQUINIX findusercustomdata": about("id"),
  "SCALR list-account-users": () => ({ values: { include: "user" } }),
};

export function nameOf({ kind, name }: Pick<OperationRow, "kind" | "name">): string {
  return `${kind} ${name}`;
}

/** Brings somebody into the state in which an operation can be done, and makes the call of it. */
export async function prepareSample(
  gateway: Gateway,
  row: OperationRow,
  person: Person,
  unique: string,
): Promise<Sample> {
  const make = SAMPLES[nameOf(row)];
  if (make === undefined) throw new Error(`There is no sample of ${nameOf(row)}.`);
  let code = "";
  const users = "/v1/iam/v1alpha1/users";
  if (nameOf(row) === "SCALEWAY unlockuser")
    await rest(gateway, "POST", `${users}/${person.id}/lock`, { body: {} });
  if (nameOf(row) === "SCAIKEY admin-unlock-user") {
    const { tenantId = "" } = gateway.simulator("scaikey").settings;
    const path = `/v1/api/v1/tenants/${tenantId}/users/${person.id}/status`;
    await rest(gateway, "PUT", path, { body: { status: "LOCKED" } });
  }
  if (["SCALEWAY validateusermfaotp", "SCALEWAY deleteusermfaotp"].includes(nameOf(row))) {
    const made = await rest(gateway, "POST", `${users}/${person.id}/mfa-otp`, { body: {} });
    const secret = at(made.json, "secret");
    if (typeof secret === "string")
      code = new TOTP({ secret }).generate({ timestamp: gateway.simulation.clock.now() });
  }
  if (nameOf(row) === "SCALEWAY deleteusermfaotp") {
    await rest(gateway, "POST", `${users}/${person.id}/validate-mfa-otp`, {
      body: { one_time_password: code },
    });
  }
  const settingOf = (simulator: string, name: string): string =>
    gateway.simulator(simulator).settings[name] ?? "";
  return make(person, {
    unique,
    tenant: settingOf("scaikey", "tenantId"),
    account: settingOf("samsung", "accountId"),
    code,
  });
}

/** The address of a call. */
export function pathOf(row: OperationRow, { values }: Sample): string {
  const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const query = row.parameters
    .filter(({ name, in: place }) => place === "query" && values[name] !== undefined)
    .map(({ name }) => `${encodeURIComponent(name)}=${encodeURIComponent(String(values[name]))}`);
  return `/v1${path}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

/** The arguments of a tool's call: what is a list there is given as one. */
export function argumentsOf(row: OperationRow, { values, body }: Sample): Record<string, unknown> {
  const listed = Object.entries(values).map(([name, value]) => {
    const type = row.parameters.find((parameter) => parameter.name === name)?.type;
    return [name, type === "strings" ? [value] : value] as const;
  });
  return { ...Object.fromEntries(listed), ...(body === undefined ? {} : { body }) };
}
