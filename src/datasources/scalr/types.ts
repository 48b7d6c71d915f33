import { type Fields, parseRecords, text, timestamp, UnreadableRecord } from "../parse.ts";
import { type Included, parseListDocument, parseResource, type Resource, toMany, toOne } from "./jsonApi.ts";

/*
 * Scalr's account-users in its own names, with the resources that they refer to put in their places. Text that
 * is empty is null here, and status words are kept as text, so that a word of tomorrow does not fail an answer
 * of today.
 */

/** The link between a user and an account (type `account-users`). */
export interface ScalrAccountUser {
  readonly id: string;
  /** `Active`, `Inactive`, `Pending`: of the link, not of the user. */
  readonly status: string | null;
  /** Only newer servers send it. */
  readonly "last-login-at": string | null;
  readonly user: ScalrUser;
  readonly account: ScalrAccount | null;
  readonly teams: readonly ScalrTeam[];
}

interface ScalrUser {
  readonly id: string;
  /** Null where the answer only refers to the user. */
  readonly attributes: ScalrUserAttributes | null;
  /** Ids of the identity providers; none where the answer only refers to the user. */
  readonly "identity-providers": readonly string[];
}

interface ScalrUserAttributes {
  readonly "created-at": string | null;
  readonly email: string | null;
  readonly "full-name": string | null;
  readonly "last-login-at": string | null;
  /** `Active`, `Inactive`, `Pending`. */
  readonly status: string | null;
  readonly username: string | null;
}

export interface ScalrTeam {
  readonly id: string;
  /** Null, like the description, where the answer only refers to the team. */
  readonly name: string | null;
  readonly description: string | null;
  /** Null also for a team of all accounts. */
  readonly account: ScalrAccount | null;
}

export interface ScalrAccount {
  readonly id: string;
  /** Null where the answer only refers to the account. */
  readonly name: string | null;
}

/** A page of account-users: what could be read of it, and what could not. */
export interface ScalrAccountUserList {
  readonly items: readonly ScalrAccountUser[];
  /** One sentence for each account-user that could not be read and is left out. */
  readonly rejected: readonly string[];
  readonly totalCount: number | null;
  readonly hasNext: boolean | null;
}

/** The body of `GET /account-users`. Throws UnreadableRecord where it has no list. */
export function parseAccountUserList(body: Fields): ScalrAccountUserList {
  const { data, included, totalCount, hasNext } = parseListDocument(body);
  return { totalCount, hasNext, ...parseRecords(data, (fields) => parseAccountUser(fields, included)) };
}

/** A link without a user stands for nobody; its user's attributes may be missing, since the id is what counts. */
function parseAccountUser(fields: Fields, included: Included): ScalrAccountUser {
  const link = parseResource(fields);
  const user = toOne(link, "user");
  if (user === null) throw new UnreadableRecord("its user is missing");
  const account = toOne(link, "account");
  return {
    id: link.id,
    status: text(link.attributes["status"]),
    "last-login-at": timestamp(link.attributes["last-login-at"]),
    user: parseUser(user.id, included(user)),
    account: account && parseAccount(account.id, included(account)),
    teams: toMany(link, "teams").map((team) => parseTeam(team.id, included(team), included)),
  };
}

function parseUser(id: string, resource: Resource | null): ScalrUser {
  return {
    id,
    attributes: resource && parseUserAttributes(resource.attributes),
    "identity-providers": toMany(resource, "identity-providers").map(
      (identityProvider) => identityProvider.id,
    ),
  };
}

function parseUserAttributes(attributes: Fields): ScalrUserAttributes {
  return {
    "created-at": timestamp(attributes["created-at"]),
    email: text(attributes["email"]),
    "full-name": text(attributes["full-name"]),
    "last-login-at": timestamp(attributes["last-login-at"]),
    status: text(attributes["status"]),
    username: text(attributes["username"]),
  };
}

function parseTeam(id: string, resource: Resource | null, included: Included): ScalrTeam {
  const account = toOne(resource, "account");
  return {
    id,
    name: text(resource?.attributes["name"]),
    description: text(resource?.attributes["description"]),
    account: account && parseAccount(account.id, included(account)),
  };
}

function parseAccount(id: string, resource: Resource | null): ScalrAccount {
  return { id, name: text(resource?.attributes["name"]) };
}
