/** A syntax check that lets every address pass that mail can be sent to and stops the usual slips. */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 && /^[^\s@"(),:;<>[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/u.test(text) && !text.includes("..")
  );
}

/** A time-based one-time password has six digits (RFC 6238 as every authenticator shows it). */
export function isOneTimePassword(text: string): boolean {
  return /^[0-9]{6}$/.test(text);
}

/** E-mail addresses are the same person's when they differ in case alone. */
export function sameEmail(left: string | null, right: string): boolean {
  return left !== null && left.trim().toLowerCase() === right.trim().toLowerCase();
}
