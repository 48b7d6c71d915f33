import { createHmac } from "node:crypto";
import { stableHex } from "../../simulation/company.ts";
import { GRACE_PERIOD, type Micros, type StoredGracePeriod } from "./simulatorState.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MILLISECONDS = 30_000;

/** RFC 4648 base32 without padding, as authenticator apps take it. */
function encodeBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET.charAt(Number.parseInt(group.padEnd(5, "0"), 2))).join("");
}

function decodeBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** A new secret of 160 bits; the same for the same number. */
export function createSecret(number: number): string {
  return encodeBase32(Buffer.from(stableHex("scaleway-otp-secret", number, 40), "hex"));
}

/** Ten codes that are shown once. */
export function createRecoveryCodes(number: number): readonly string[] {
  return Array.from({ length: 10 }, (_, index) => {
    const digits = stableHex(`scaleway-recovery-code-${index}`, number, 10);
    return `${digits.slice(0, 5)}-${digits.slice(5)}`;
  });
}

/** The six digits that an authenticator app shows for this base32 secret then (RFC 6238: SHA-1, 30 seconds). */
export function oneTimePassword(secret: string, milliseconds: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.max(0, Math.floor(milliseconds / STEP_MILLISECONDS))));
  const digest = createHmac("sha1", decodeBase32(secret)).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** True for the code of now and of the step before and after. */
export function acceptsPassword(secret: string, password: string, now: number): boolean {
  const times = [now, now - STEP_MILLISECONDS, now + STEP_MILLISECONDS];
  return times.some((time) => oneTimePassword(secret, time) === password);
}

/** A new grace period of this type, in place of one that the user has. */
export function openPeriod(
  periods: readonly StoredGracePeriod[],
  type: StoredGracePeriod["type"],
  now: Micros,
): readonly StoredGracePeriod[] {
  const others = periods.filter((period) => period.type !== type);
  return [...others, { type, createdAt: now, expiresAt: now + GRACE_PERIOD }];
}

/** Those that ran out begin again: what unlocking by hand does. */
export function restartPeriods(
  periods: readonly StoredGracePeriod[],
  now: Micros,
): readonly StoredGracePeriod[] {
  return periods.map((period) =>
    period.expiresAt === null || period.expiresAt > now
      ? period
      : { type: period.type, createdAt: now, expiresAt: now + GRACE_PERIOD },
  );
}
