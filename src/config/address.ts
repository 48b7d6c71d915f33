import { BlockList, isIP } from "node:net";
import { isLoopback } from "../access/loopback.ts";

/** What a provider's entry allows its address to be. */
interface AllowedAddress {
  readonly allowHttp: boolean;
  readonly allowPrivateNetwork: boolean;
}

/** Networks that nobody reaches over the internet (RFC 6890), and what clouds tell their machines in. */
const PRIVATE: readonly (readonly [network: string, prefix: number, family: "ipv4" | "ipv6"])[] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["224.0.0.0", 3, "ipv4"],
  ["::", 128, "ipv6"],
  ["64:ff9b::", 96, "ipv6"],
  ["fc00::", 7, "ipv6"],
  ["fe80::", 10, "ipv6"],
  ["ff00::", 8, "ipv6"],
];

/**
 * Why a provider's address is not taken, or null where it is. A credential goes there with every call: it must not
 * be readable on the way, and must not be sent to what only this network reaches unless that is meant. The machine
 * itself is taken, since the simulators are there.
 *
 * Names are taken without asking where they lead: over https whoever answers has to prove that the name is theirs.
 */
export function addressProblem(
  baseUrl: string,
  { allowHttp, allowPrivateNetwork }: AllowedAddress,
): string | null {
  const { protocol, hostname } = new URL(baseUrl);
  if (isLoopback(hostname)) return null;
  if (isPrivate(hostname) && !allowPrivateNetwork) {
    return "is an address of a private or link-local network; where that is meant, say allowPrivateNetwork: true";
  }
  if (protocol !== "https:" && !allowHttp) {
    return "is http, so that the credential can be read on the way; use https or, where that is meant, say allowHttp: true";
  }
  return null;
}

/** Of a URL's host, which the URL parser has brought into its usual form. */
function isPrivate(hostname: string): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, "$1");
  const version = isIP(address);
  if (version === 0) return false;
  const networks = new BlockList();
  for (const [network, prefix, family] of PRIVATE) networks.addSubnet(network, prefix, family);
  return networks.check(address, version === 4 ? "ipv4" : "ipv6");
}
