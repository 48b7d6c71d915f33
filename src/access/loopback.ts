const LOOPBACK = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i;

/** Whether a name or an address of a host can only mean this machine (RFC 6761, 6.3). */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
