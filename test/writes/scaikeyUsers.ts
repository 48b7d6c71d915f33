import { fromUserResponse } from "../../src/datasources/scaikey/map.ts";
import { parseUser } from "../../src/datasources/scaikey/types.ts";
import type { NewUser, NewUsers } from "../../src/datasources/write.ts";
import type { User } from "../../src/domain/user.ts";

export const TENANT = "tnt_acme";

/** Ada as ScaiKey's JSON has her. */
export const adaRecord = {
  id: "usr_ada",
  email: "Ada@acme.example",
  username: "ada",
  first_name: "Ada",
  last_name: null,
  display_name: "Ada L.",
  phone: null,
  locale: "en",
  timezone: "UTC",
  ou_id: "ou_research",
  status: "ACTIVE",
  identity_source: "LOCAL",
  mfa_enabled: true,
  groups: [],
  custom_attributes: { desk: "7", floor: { number: 2 } },
  created_at: "2025-01-02T03:04:05Z",
  password_changed_at: "2026-01-01T00:00:00Z",
};

/** Ada as she is read, with other values where they matter. */
export function ada(changes: Partial<Record<keyof typeof adaRecord, unknown>> = {}): User {
  const record = parseUser({ ...adaRecord, ...changes });
  if (record === null) throw new Error("This is no user.");
  return fromUserResponse(record, { provider: "key", tenantId: TENANT });
}

const newcomer: NewUsers["scaikey"] = {
  email: "new@acme.example",
  username: null,
  firstName: null,
  lastName: null,
  displayName: null,
  phoneNumber: null,
  locale: null,
  timezone: null,
  password: null,
  ouId: null,
  teamIds: [],
  customAttributes: null,
  requirePasswordChange: null,
  sendWelcomeEmail: null,
};
/** A newcomer of whom nothing is known but the address, and what is given. */
export const block = (changes: Partial<NewUsers["scaikey"]> = {}): NewUser => ({
  block: "scaikey",
  user: { ...newcomer, ...changes },
});
/** Nothing of what may come with a status. */
export const no = { reason: null, terminateSessions: null };
