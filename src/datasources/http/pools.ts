import { Agent } from "undici";

/**
 * The process's keep-alive connections, one pool per provider origin, so that a stalled provider cannot use up
 * the sockets of another; how many calls a provider gets at once is limited before they come here. Redirects
 * are not followed, compression is not asked for, and headers over 64 KB end a connection. Certificates are
 * checked whatever the process's environment says. Close it when the process ends.
 */
export function createPools(): Agent {
  return new Agent({
    connections: 128,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    connect: { timeout: 5_000, rejectUnauthorized: true },
    maxHeaderSize: 65_536,
  });
}
