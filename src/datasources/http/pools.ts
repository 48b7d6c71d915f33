import { Agent } from "undici";

/**
 * The process's keep-alive connections, one pool per provider origin, so that a stalled provider cannot use up
 * the sockets of another. Redirects are not followed and compression is not asked for. Close it when the
 * process ends.
 */
export function createPools(): Agent {
  return new Agent({
    connections: 32,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    connect: { timeout: 5_000 },
    maxHeaderSize: 65_536,
  });
}
