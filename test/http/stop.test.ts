import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { ensureBuilt, type Program, readyUrl, startProgram } from "../e2e/program.ts";
import { startUpstream, type Upstream } from "../e2e/upstream.ts";
import { connectTo, postOf, type RawConnection, statusesIn } from "./raw.ts";

const NOBODY = {
  data: [],
  meta: { pagination: { "current-page": 1, "total-pages": 1, "total-count": 0 } },
};
const USERS = "{ users { totalCount } }";

let folder: string;
let upstream: Upstream;
let program: Program;
let url: string;
let open: RawConnection[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "roster-stop-"));
  await ensureBuilt();
}, 120_000);
afterEach(async () => {
  for (const connection of open) connection.close();
  open = [];
  program.signal("SIGKILL");
  await program.end;
  await upstream.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A gateway over one provider that keeps its first caller waiting. */
async function start(): Promise<void> {
  upstream = await startUpstream();
  const path = join(folder, "roster.yaml");
  const provider = `{ key: scalr, kind: scalr, baseUrl: "${upstream.url}", token: demo, accountId: acc-a, timeoutMs: 60000 }`;
  writeFileSync(path, `providers:\n  - ${provider}\nlimits: { operationTimeoutMs: 60000 }\n`);
  program = startProgram("main", { environment: { PORT: "0", ROSTER_CONFIG: path } });
  url = await readyUrl(program);
}

async function connection(): Promise<RawConnection> {
  const opened = await connectTo(url);
  open.push(opened);
  return opened;
}

const READY = "GET /health/ready HTTP/1.1\r\nhost: localhost\r\n\r\n";

describe("SIGTERM", () => {
  it("lets what runs finish, takes nothing new, and says so, on old connections and new ones", async () => {
    await start();
    const [asking, watching, idle] = [await connection(), await connection(), await connection()];
    watching.send(READY);
    idle.send(READY);
    await idle.waitFor('"ok"');
    expect(statusesIn(await watching.waitFor('"ok"'))).toEqual([200]);
    asking.send(postOf(USERS));
    await upstream.asked;
    program.signal("SIGTERM");
    await untilNotReady();
    watching.send(postOf(USERS));
    expect(statusesIn(await watching.ended)).toEqual([200, 503]);
    program.signal("SIGTERM");
    upstream.answer(NOBODY);
    expect(await asking.waitFor('"totalCount":0')).toContain("HTTP/1.1 200");
    const answeredAt = performance.now();
    expect(await program.end).toMatchObject({ code: 0, signal: null });
    expect(performance.now() - answeredAt).toBeLessThan(3_000);
  });

  it("does not wait for idle connections, nor for requests that never come whole", async () => {
    await start();
    const [idle, half] = [await connection(), await connection()];
    idle.send(READY);
    await idle.waitFor('"ok"');
    half.send(postOf(USERS).slice(0, -5));
    const at = performance.now();
    program.signal("SIGTERM");
    expect(await program.end).toMatchObject({ code: 0, signal: null });
    expect(performance.now() - at).toBeLessThan(3_000);
  });

  it("ends within ten seconds whoever does not answer", async () => {
    await start();
    const asking = await connection();
    asking.send(postOf(USERS));
    await upstream.asked;
    const at = performance.now();
    program.signal("SIGTERM");
    expect(await program.end).toMatchObject({ code: 0, signal: null });
    expect(performance.now() - at).toBeLessThan(10_000);
  });
});

/** Waits until the gateway says on a new connection that it is not ready any more. */
async function untilNotReady(): Promise<void> {
  for (;;) {
    const looking = await connection();
    looking.send(READY.replace("host:", "connection: close\r\nhost:"));
    if (statusesIn(await looking.ended)[0] === 503) return;
  }
}
