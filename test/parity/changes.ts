import { formatId } from "../../src/domain/ids.ts";
import type { OperationRow } from "../../src/operations/table.ts";
import { mutate } from "../mutations/support.ts";
import type { Gateway } from "../support/gateway.ts";
import { type Person, prepareSample } from "./samples.ts";
import { at, auditOf, rest } from "./support.ts";

/* What a write changes, as the provider itself tells it, and what is recorded of it. */

/** The person's own record at the provider; null where there is none (any more). */
export async function recordOf(gateway: Gateway, row: OperationRow, { id }: Person): Promise<unknown> {
  const tenant = gateway.simulator("scaikey").settings["tenantId"] ?? "";
  const paths: Readonly<Record<string, string>> = {
    SCALEWAY: `/iam/v1alpha1/users/${id}`,
    SCAIKEY: `/api/v1/tenants/${tenant}/users/${id}`,
    EQUINIX: row.mutation === "updateCurrentUser" ? "/user" : `/users/${id}`,
  };
  const { status, json } = await rest(gateway, "GET", `/v1${paths[row.kind]}`);
  return status === 200 ? (at(json, "data") ?? json) : null;
}

/** The fields that differ between two records, with what they became; when that was aside. */
export function changesBetween(before: unknown, after: unknown, unique: string): unknown {
  if (after === null) return before === null ? "nobody" : "gone";
  const fields = Object.entries(Object(after)).filter(
    ([name, value]) => name !== "updated_at" && JSON.stringify(value) !== JSON.stringify(at(before, name)),
  );
  return Object.fromEntries(fields.map(([name, value]) => [name, plain(value, unique)]));
}

const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function plain(value: unknown, unique: string): unknown {
  if (typeof value !== "string") return value;
  return TIME.test(value) ? "a time" : value.replaceAll(unique, "*");
}

/** What two records of one write hold beside their place in the log and the ids of the request. */
export function recordsSince(gateway: Gateway, count: number): readonly unknown[] {
  return auditOf(gateway)
    .slice(count)
    .map(
      ({ sequence: _s, time: _t, writeId: _w, requestId: _r, previous: _p, hash: _h, ...record }) => record,
    );
}

/** What a mutation of GraphQL came to: null where this connection has none, or the sample does not fit it. */
export async function throughGraphQL(gateway: Gateway, row: OperationRow, person: Person, unique: string) {
  const provider = gateway.app.providers.find(({ kind }) => kind === row.kind);
  const { mutation } = row;
  if (mutation === null || provider === undefined || "missing" in provider.capabilities[mutation])
    return null;
  const sample = await prepareSample(gateway, row, person, unique);
  if (mutation === "createUser" && sample.input === undefined) return null;
  const before = await recordOf(gateway, row, person);
  const count = auditOf(gateway).length;
  const input = { ...targetOf(row, person), ...sample.input };
  const payload = await mutate(gateway, mutation, input);
  return { payload, before, records: recordsSince(gateway, count) };
}

function targetOf(row: OperationRow, { id, email }: Person): Readonly<Record<string, unknown>> {
  const provider = row.kind.toLowerCase();
  if (row.mutation === "createUser") return {};
  if (row.user === undefined) return { provider };
  const target = { id: formatId("User", provider, id) };
  return row.mutation === "deleteUser" ? { ...target, confirmEmail: email } : target;
}
