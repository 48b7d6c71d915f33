import type { z } from "zod";
import type { Problem } from "./interpolate.ts";

export const NOT_KNOWN = "is not a known key";

/** An issue of the checker as problems by key; an unknown key is named itself. */
export function problemsOf(issue: z.core.$ZodIssue, at?: string): readonly Problem[] {
  const path = issue.path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`,
    at ?? "",
  );
  if (issue.code !== "unrecognized_keys")
    return [{ key: path === "" ? "the file" : path, message: issue.message }];
  return issue.keys.map((key) => ({
    key: path === "" ? key : `${path}.${key}`,
    message: NOT_KNOWN,
  }));
}
