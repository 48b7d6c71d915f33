import { randomUUID } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";

/** How long one process waits for another's batch, which takes milliseconds. */
const PATIENCE_MS = 10_000;

/** Who holds a lock. */
const HOLDER = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** When the process began: tells it from a later one with the same number, as containers have them. */
  started: z.number(),
  /** No two locks have the same. */
  token: z.string().regex(/^[\w-]+$/),
});
type Holder = z.infer<typeof HOLDER>;

/**
 * Does the work while no other process, and nobody else in this one, holds the lock file. A lock whose process
 * has ended is taken over; one of another host is not, since nothing can be known of its process. Rejects when
 * the lock cannot be made, or is held for longer than ten seconds.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await acquire(path);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function acquire(path: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await create(path, newHolder()))) {
    const holder = await readHolder(path);
    if (performance.now() > end) throw new Error(patienceLost(path, holder));
    const isFree = holder !== null && hasEnded(holder) && (await removeLockOf(holder, path));
    if (!isFree) await wait(2 + Math.random() * 8);
  }
}

const newHolder = (): Holder => ({
  pid: process.pid,
  host: hostname(),
  started: performance.timeOrigin,
  token: randomUUID(),
});

/** True where this call made the file. */
async function create(path: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(holder), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** Null where the lock is gone, or does not say whose it is (yet). */
async function readHolder(path: string): Promise<Holder | null> {
  try {
    return HOLDER.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (hasCode(error, "ENOENT") || error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

function hasEnded({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return false;
  if (pid === process.pid) return started !== performance.timeOrigin;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return hasCode(error, "ESRCH");
  }
}

/**
 * Removes the lock of a process that has ended; false where another is about it. Only whoever makes the claim
 * file may remove this very lock, and looks at it once more before: else two that found the same dead lock
 * could remove each other's new one.
 */
async function removeLockOf(dead: Holder, path: string): Promise<boolean> {
  const claim = `${path}.${dead.token}`;
  if (!(await create(claim, newHolder()))) return false;
  try {
    const holder = await readHolder(path);
    if (holder?.token === dead.token) await rm(path, { force: true });
  } finally {
    await rm(claim, { force: true });
  }
  return true;
}

function patienceLost(path: string, holder: Holder | null): string {
  const who = holder === null ? "somebody unknown" : `process ${holder.pid} on ${holder.host}`;
  return `${path} is held by ${who}. If that has ended, remove the file.`;
}

/** Whether this is the system's error of this name, such as ENOENT. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}
