import type { InputProblem, NewUser, UserWriteInputs, UserWriteOperation } from "../../datasources/write.ts";
import { isEmail, isOneTimePassword } from "../../domain/inputRules.ts";

const LONGEST_TEXT = 256;
const LONGEST_PASSWORD = 1024;
const MOST_TAGS = 100;
const LARGEST_OBJECT = 64 * 1024;

/** Problems of an input whatever the provider, each with its path within the mutation's input. */
export function commonProblems(input: Readonly<Record<string, unknown>>): readonly InputProblem[] {
  return Object.entries(input).flatMap(([name, value]) => problemsOf(name, value));
}

/** What only one write asks for. */
export function problemsOfWrite<O extends UserWriteOperation>(
  operation: O,
  input: UserWriteInputs[O],
): readonly InputProblem[] {
  if (operation === "validateMfaOtp" && "code" in input && !isOneTimePassword(String(input.code))) {
    return [{ field: ["code"], message: "must be six digits." }];
  }
  if (operation === "updateUser" && Object.values(input).every((value) => value === undefined)) {
    return [{ field: [], message: "names nothing to change." }];
  }
  return [];
}

/** Problems of a new user, with the block's name in front of each path. */
export function problemsOfNewUser({ block, user }: NewUser): readonly InputProblem[] {
  return commonProblems({ ...user }).map(({ field, message }) => ({ field: [block, ...field], message }));
}

function problemsOf(name: string, value: unknown): readonly InputProblem[] {
  const refuse = (message: string): readonly InputProblem[] => [{ field: [name], message }];
  if (value === undefined || value === null || typeof value === "boolean") return [];
  if (Array.isArray(value)) return problemsOfList(name, value);
  if (typeof value === "object") {
    return JSON.stringify(value).length > LARGEST_OBJECT
      ? refuse(`must be at most ${LARGEST_OBJECT} bytes.`)
      : [];
  }
  const text = String(value);
  const longest = name === "password" ? LONGEST_PASSWORD : LONGEST_TEXT;
  if (text.length > longest) return refuse(`must be at most ${longest} characters.`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(text))
    return refuse("must be plain text without control characters.");
  if (name === "email" && !isEmail(text)) return refuse("must be an e-mail address.");
  if (["password", "username", "code"].includes(name) && text.trim() === "")
    return refuse("must not be empty.");
  return [];
}

function problemsOfList(name: string, list: readonly unknown[]): readonly InputProblem[] {
  if (list.length > MOST_TAGS) return [{ field: [name], message: `must have at most ${MOST_TAGS} entries.` }];
  if (name === "emails" && list.length === 0)
    return [{ field: [name], message: "must have at least one address." }];
  return list.flatMap((member, index) =>
    problemsOf(name === "emails" ? "email" : name, member).map(({ message }) => ({
      field: [name, String(index)],
      message,
    })),
  );
}
