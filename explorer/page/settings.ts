/** What this Roster tells its explorer; made by the server (`src/surfaces/explorer/pages.ts`). */
export interface Settings {
  /** Whether the simulators stand in for the providers. */
  readonly demo: boolean;
  /** Whether requests need credentials. */
  readonly auth: boolean;
  /** Whether the schema can be asked for. */
  readonly introspection: boolean;
}

/** Reads the settings that the server put into the page. */
export function readSettings({ dataset }: HTMLElement): Settings {
  const named = new Set(dataset["settings"]?.split(" "));
  return { demo: named.has("demo"), auth: named.has("auth"), introspection: named.has("introspection") };
}
