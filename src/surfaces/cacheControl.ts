/**
 * How old what an answer rests on may be, in milliseconds, by the request's `Cache-Control`; null where it does not
 * say. `no-cache` is 0: everything is asked for anew. Other directives are none that Roster could follow.
 */
export function readMaxAge(header: string | undefined): number | null {
  if (header === undefined) return null;
  const ages = header.split(",").flatMap((directive) => {
    const [name = "", value] = directive.split("=");
    const word = name.trim().toLowerCase();
    if (word === "no-cache") return [0];
    const seconds = /^\s*"?(\d{1,9})"?\s*$/.exec(value ?? "")?.[1];
    return word === "max-age" && seconds !== undefined ? [Number(seconds) * 1000] : [];
  });
  return ages.length === 0 ? null : Math.min(...ages);
}
