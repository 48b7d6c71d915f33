import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { dig } from "../calls/support.ts";
import { ensureBuilt, type Program, readyUrl, startProgram } from "../e2e/program.ts";
import { selfSigned } from "../resilience/certificate.ts";
import { KEY } from "./implementations.ts";
import { hasRedis, type RedisServer, startRedis } from "./server.ts";

const A_DAY = 86_400_000;

let folder: string;
let cert: string;
let server: RedisServer;

/** Starts a gateway in a process of its own, and tells how its Redis is as soon as that is known. */
async function redisOf(
  environment: Readonly<Record<string, string>>,
): Promise<{ state: unknown; log: string }> {
  const config = {
    cursorKey: KEY,
    redis: { url: server.url },
    // Never asked for anything here.
    providers: [{ key: "equinix", kind: "equinix", baseUrl: "https://equinix.invalid", authToken: "token" }],
  };
  const path = join(folder, "roster.yaml");
  writeFileSync(path, JSON.stringify(config));
  const program: Program = startProgram("main", {
    environment: { PORT: "0", ROSTER_CONFIG: path, ...environment },
  });
  try {
    const url = await readyUrl(program);
    const ready = await fetch(new URL("/health/ready", url));
    const state = dig(await ready.json(), "redis");
    program.signal("SIGTERM");
    const { code, stderr } = await program.end;
    expect(code).toBe(0);
    return { state, log: stderr };
  } finally {
    program.signal("SIGKILL");
  }
}

(hasRedis ? describe : describe.skip)("a Redis that speaks TLS", () => {
  beforeAll(async () => {
    await ensureBuilt();
    folder = mkdtempSync(join(tmpdir(), "roster-redis-tls-"));
    const now = Date.now();
    const made = selfSigned("localhost", new Date(now - A_DAY), new Date(now + A_DAY));
    cert = join(folder, "cert.pem");
    const key = join(folder, "key.pem");
    writeFileSync(cert, made.cert);
    writeFileSync(key, made.key, { mode: 0o600 });
    server = await startRedis({ tls: { cert, key } });
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is believed where somebody whom the machine trusts vouches for it", async () => {
    expect((await redisOf({ NODE_EXTRA_CA_CERTS: cert })).state).toBe("up");
  });

  it("is not believed otherwise, whatever the environment says", async () => {
    const { state, log } = await redisOf({ NODE_TLS_REJECT_UNAUTHORIZED: "0" });
    expect(state).toBe("away");
    expect(log).toContain('"reason":"DEPTH_ZERO_SELF_SIGNED_CERT"');
  });
});
