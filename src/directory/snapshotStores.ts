import type { ListedTeam } from "../domain/team.ts";
import type { User } from "../domain/user.ts";
import { createSnapshots, type SnapshotOptions, type Snapshots } from "./snapshots.ts";

/** Lists that were read whole of late, kept by the process for all requests. */
export interface SnapshotStores {
  readonly users: Snapshots<User>;
  readonly teams: Snapshots<ListedTeam>;
  /** About how much memory all of them take. */
  readonly bytes: () => number;
  readonly close: () => void;
}

/** What lists of teams may take of memory besides what lists of users may. */
const TEAMS_SHARE = 1 / 8;

export function createSnapshotStores(options: Omit<SnapshotOptions<never>, "bytesOf">): SnapshotStores {
  const { maxBytes } = options;
  const users = createSnapshots<User>({ ...options, bytesOf });
  const teams = createSnapshots<ListedTeam>({ ...options, maxBytes: maxBytes * TEAMS_SHARE, bytesOf });
  return {
    users,
    teams,
    bytes: () => users.bytes() + teams.bytes(),
    close() {
      users.close();
      teams.close();
    },
  };
}

/** Every so many rows one is measured. */
const SAMPLE = 64;
/** What a record takes in memory for each character of its JSON, about: strings, objects and their fields. */
const BYTES_A_CHARACTER = 3;
/** What each row takes besides, in the orders that are kept of a list. */
const BYTES_A_ROW = 64;

/** About how much memory these rows take, by a sample of them. */
function bytesOf(rows: readonly unknown[]): number {
  if (rows.length === 0) return 0;
  let characters = 0;
  let measured = 0;
  for (let at = 0; at < rows.length; at += SAMPLE) {
    characters += JSON.stringify(rows[at]).length;
    measured += 1;
  }
  return Math.ceil(rows.length * ((characters / measured) * BYTES_A_CHARACTER + BYTES_A_ROW));
}
