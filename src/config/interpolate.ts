import { readFileSync } from "node:fs";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A mistake in the configuration: the key, and what is wrong with it. Never a value. */
export interface Problem {
  readonly key: string;
  readonly message: string;
}

const REFERENCE = /\$\{(?:file:([^}]+)|([A-Za-z_][A-Za-z0-9_]*))\}/g;

/**
 * Replaces `${NAME}` by an environment variable and `${file:PATH}` by a file's content (without the line break
 * at its end) in every text of a parsed document. What cannot be found is told in `problems`.
 */
export function interpolate(
  value: unknown,
  environment: Environment,
  problems: Problem[],
  key = "",
): unknown {
  if (typeof value === "string") return replace(value, environment, problems, key);
  if (Array.isArray(value)) {
    return value.map((member, index) => interpolate(member, environment, problems, `${key}[${index}]`));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      interpolate(member, environment, problems, key === "" ? name : `${key}.${name}`),
    ]),
  );
}

function replace(text: string, environment: Environment, problems: Problem[], key: string): string {
  return text.replace(REFERENCE, (_reference, path: string | undefined, name: string | undefined) => {
    if (path !== undefined) return readSecret(path, problems, key);
    const value = environment[name ?? ""];
    if (value === undefined || value === "") {
      problems.push({ key, message: `the environment variable ${name} is not set` });
    }
    return value ?? "";
  });
}

function readSecret(path: string, problems: Problem[], key: string): string {
  try {
    return readFileSync(path, "utf8").replace(/\r?\n$/, "");
  } catch {
    problems.push({ key, message: `the file ${path} cannot be read` });
    return "";
  }
}
