/** One place of a document that is not as the API is. */
export interface Correction {
  /** The keys that lead there from the top. */
  readonly at: readonly string[];
  /** What stands there; left out: nothing does. */
  readonly was?: unknown;
  /** What should. */
  readonly is: unknown;
}

/** Something that a document says wrongly or does not say, and that Roster rightly does otherwise. */
export interface KnownMistake {
  readonly document: "scaleway.yaml" | "equinix-metal.yaml";
  readonly name: string;
  readonly reason: string;
  readonly corrections: readonly Correction[];
}

type Operation = readonly [method: string, path: string];

const USER_SCALEWAY = "/iam/v1alpha1/users/{user_id}";
const SCALEWAY_OF_ONE: readonly Operation[] = [
  ["get", USER_SCALEWAY],
  ["patch", USER_SCALEWAY],
  ["delete", USER_SCALEWAY],
  ["post", `${USER_SCALEWAY}/lock`],
  ["post", `${USER_SCALEWAY}/unlock`],
  ["post", `${USER_SCALEWAY}/mfa-otp`],
  ["delete", `${USER_SCALEWAY}/mfa-otp`],
  ["post", `${USER_SCALEWAY}/validate-mfa-otp`],
  ["post", `${USER_SCALEWAY}/update-password`],
  ["post", `${USER_SCALEWAY}/update-username`],
  ["get", "/iam/v1alpha1/groups/{group_id}"],
  ["get", "/iam/v1alpha1/grace-periods"],
];
const SCALEWAY_OF_ORGANIZATION: readonly Operation[] = [
  ["get", "/iam/v1alpha1/users"],
  ["post", "/iam/v1alpha1/users"],
  ["get", "/iam/v1alpha1/groups"],
];
const SCALEWAY_ALL = [...SCALEWAY_OF_ONE, ...SCALEWAY_OF_ORGANIZATION];

const EQUINIX_ALL: readonly Operation[] = [
  ["get", "/invitations"],
  ["get", "/user"],
  ["put", "/user"],
  ["get", "/users"],
  ["post", "/users"],
  ["get", "/users/{id}"],
  ["get", "/users/{id}/customdata"],
];

const text = { type: "string" };
const words = (...values: readonly string[]) => ({ type: "string", enum: values });

/** An object that has all of these and nothing else. */
const objectOf = (properties: Readonly<Record<string, unknown>>) => ({
  type: "object",
  required: Object.keys(properties),
  properties,
});
const listOf = (items: unknown) => ({ type: "array", items });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The answer of a status that the operations lack. */
function answers(status: number, operations: readonly Operation[], schema: unknown): readonly Correction[] {
  const is = { description: "", content: { "application/json": { schema } } };
  return operations.map(([method, path]) => ({ at: ["paths", path, method, "responses", `${status}`], is }));
}

/** A property that the schema lacks. */
const property = (schema: string, name: string, is: unknown): Correction => ({
  at: ["components", "schemas", schema, "properties", name],
  is,
});

/** Properties that may be null though the schema does not say so. */
const nullable = (schema: string, ...names: readonly string[]): readonly Correction[] =>
  names.map((name) => ({ at: ["components", "schemas", schema, "properties", name, "nullable"], is: true }));

/** A property of the type Href that `include` replaces with the object itself. */
const included = (schema: string, name: string, object: string): Correction => ({
  at: ["components", "schemas", schema, "properties", name],
  was: ref("Href"),
  is: { anyOf: [ref("Href"), ref(object)] },
});

const includedInList = (schema: string, name: string, object: string): Correction => ({
  at: ["components", "schemas", schema, "properties", name, "items"],
  was: ref("Href"),
  is: { anyOf: [ref("Href"), ref(object)] },
});

/** A refusal of Scaleway's, with all that its official client wants before it makes a typed error of it. */
const refusal = (type: string, properties: Readonly<Record<string, unknown>>) =>
  objectOf({ type: words(type), message: text, ...properties });

/**
 * Every known mistake and gap of the documents that shows when Roster's clients talk to its simulators. The
 * comparison is with the document as corrected here, and nothing beyond that passes; an entry that nothing
 * needs any more fails too.
 */
export const KNOWN_MISTAKES: readonly KnownMistake[] = [
  {
    document: "scaleway.yaml",
    name: "calls itself OpenAPI 3.1.0 and marks what may be null as 3.0 does",
    reason:
      "3.1 has no `nullable`. Recorded answers do have null, e.g. for last_login_at before the first login.",
    corrections: [{ at: ["openapi"], was: "3.1.0", is: "3.0.3" }],
  },
  {
    document: "scaleway.yaml",
    name: "does not declare 400",
    reason:
      "It lists successes only. The body is that of recorded answers and of the official client's errors.",
    corrections: answers(
      400,
      SCALEWAY_ALL,
      refusal("invalid_arguments", {
        details: listOf(
          objectOf({
            argument_name: text,
            reason: words("unknown", "required", "format", "constraint"),
            help_message: text,
          }),
        ),
      }),
    ),
  },
  {
    document: "scaleway.yaml",
    name: "does not declare 401",
    reason: "As for 400.",
    corrections: answers(
      401,
      SCALEWAY_ALL,
      refusal("denied_authentication", {
        method: words("unknown_method", "jwt", "api_key"),
        reason: words("unknown_reason", "invalid_argument", "not_found", "expired"),
      }),
    ),
  },
  {
    document: "scaleway.yaml",
    name: "does not declare 403",
    reason: "As for 400; another organisation than the key's is refused so.",
    corrections: answers(
      403,
      SCALEWAY_OF_ORGANIZATION,
      refusal("permissions_denied", { details: listOf(objectOf({ resource: text, action: text })) }),
    ),
  },
  {
    document: "scaleway.yaml",
    name: "does not declare 404",
    reason: "As for 400.",
    corrections: answers(404, SCALEWAY_OF_ONE, refusal("not_found", { resource: text, resource_id: text })),
  },
  {
    document: "scaleway.yaml",
    name: "does not declare 409",
    reason:
      "It calls usernames unique in their organisation. The body is that of the official client's error.",
    corrections: answers(
      409,
      [
        ["post", "/iam/v1alpha1/users"],
        ["post", `${USER_SCALEWAY}/update-username`],
      ],
      refusal("already_exists", { resource: text, resource_id: text, help_message: text }),
    ),
  },
  {
    document: "scaleway.yaml",
    name: "does not declare 412",
    reason: "Owners can be neither deleted nor locked. The body is that of the official client's error.",
    corrections: answers(
      412,
      [
        ["delete", USER_SCALEWAY],
        ["post", `${USER_SCALEWAY}/lock`],
      ],
      refusal("precondition_failed", {
        precondition: words(
          "unknown_precondition",
          "resource_still_in_use",
          "attribute_must_be_set",
          "protected_resource",
        ),
        help_message: text,
      }),
    ),
  },
  {
    document: "scaleway.yaml",
    name: "does not declare 429",
    reason: "The official clients know the error and its body.",
    corrections: answers(
      429,
      SCALEWAY_ALL,
      refusal("too_many_requests", {
        help_message: text,
        limit: objectOf({ quota: { type: "integer" }, window_seconds: { type: "integer" } }),
        reset_seconds: { type: "integer" },
        reset_at: { type: "string", format: "date-time" },
      }),
    ),
  },
  {
    document: "scaleway.yaml",
    name: "has no srn",
    reason: "It is older than the official clients, of which the newest have it on users and groups.",
    corrections: [
      property("scaleway.iam.v1alpha1.User", "srn", text),
      property("scaleway.iam.v1alpha1.Group", "srn", text),
    ],
  },
  {
    document: "equinix-metal.yaml",
    name: "has memberships for invitations in the list of invitations",
    reason: "A single invitation is an Invitation, and so is one of the list to both official clients.",
    corrections: [
      {
        at: ["components", "schemas", "InvitationList", "properties", "invitations", "items"],
        was: ref("Membership"),
        is: ref("Invitation"),
      },
    ],
  },
  {
    document: "equinix-metal.yaml",
    name: "has no meta in the list of invitations",
    reason:
      "The operation takes page and per_page, and the first official client goes from page to page by meta.",
    corrections: [property("InvitationList", "meta", ref("Meta"))],
  },
  {
    document: "equinix-metal.yaml",
    name: "has no memberships and projects on users",
    reason: "Its own prose shows `/user?include=emails,projects,memberships`.",
    corrections: [
      property("User", "memberships", listOf({ anyOf: [ref("Href"), ref("Membership")] })),
      property("User", "projects", listOf({ anyOf: [ref("Href"), ref("Project")] })),
    ],
  },
  {
    document: "equinix-metal.yaml",
    name: "types as Href what include replaces with the object",
    reason: "Its own prose says that included objects return their full attributes.",
    corrections: [
      includedInList("User", "emails", "Email"),
      included("Membership", "project", "Project"),
      included("Invitation", "invited_by", "User"),
      included("Invitation", "organization", "Organization"),
      includedInList("Invitation", "projects", "Project"),
    ],
  },
  {
    document: "equinix-metal.yaml",
    name: "marks nothing as null",
    reason:
      "Its prose speaks of null in enforce_2fa_at; the rest is supposed of values that a record may lack.",
    corrections: [
      ...nullable("User", "phone_number", "last_login_at", "default_organization_id", "default_project_id"),
      ...nullable("Organization", "logo", "enforce_2fa_at"),
    ],
  },
  {
    document: "equinix-metal.yaml",
    name: "has a link to the next and to the previous page on every page",
    reason:
      "The first page has none before it and the last none after it: the first official client reads null.",
    corrections: ["next", "previous"].map((name) => ({
      at: ["components", "schemas", "Meta", "properties", name],
      was: ref("Href"),
      is: { anyOf: [ref("Href"), { enum: [null] }] },
    })),
  },
  {
    document: "equinix-metal.yaml",
    name: "has no schema for custom data",
    reason: "It says that the answer is JSON; a user's customdata is an object.",
    corrections: [
      {
        at: ["paths", "/users/{id}/customdata", "get", "responses", "200", "content"],
        is: { "application/json": { schema: { type: "object" } } },
      },
    ],
  },
  {
    document: "equinix-metal.yaml",
    name: "no longer declares 201 for new users",
    reason:
      "Its text of 2023 had 201 with the user for what is now 202 with nothing; Roster understands both.",
    corrections: answers(201, [["post", "/users"]], ref("User")),
  },
  {
    document: "equinix-metal.yaml",
    name: "does not declare 403 for a project's key",
    reason: "GET /users is known to refuse one so; the rest that a user's key is needed for is supposed to.",
    corrections: answers(
      403,
      [
        ["get", "/user"],
        ["put", "/user"],
        ["get", "/users"],
        ["post", "/users"],
      ],
      ref("Error"),
    ),
  },
  {
    document: "equinix-metal.yaml",
    name: "does not declare 429",
    reason: "The official clients read X-RateLimit headers. The body is supposed to be that of other errors.",
    corrections: answers(429, EQUINIX_ALL, ref("Error")),
  },
];
