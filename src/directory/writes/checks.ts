import type { InputProblem, NewUser, UserWriteInputs, UserWriteOperation } from "../../datasources/write.ts";
import { isEmail, isOneTimePassword } from "../../domain/inputRules.ts";

const LONGEST_TEXT = 256;
/** Those that may be longer. */
const LONGEST: Readonly<Record<string, number>> = {
  password: 1024,
  ouId: 1024,
  invitationId: 1024,
  teamIds: 1024,
};
const MOST_ENTRIES = 100;
const MOST_TEAMS = 1000;
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
export function problemsOfNewUser(
  { block, user }: NewUser,
  clientMutationId: string | null,
): readonly InputProblem[] {
  return commonProblems({ ...user, clientMutationId }).map(({ field, message }) => ({
    field: [block, ...field],
    message,
  }));
}

function problemsOf(name: string, value: unknown): readonly InputProblem[] {
  const refuse = (message: string): readonly InputProblem[] => [{ field: [name], message }];
  if (value === undefined || value === null || typeof value === "boolean") return [];
  if (Array.isArray(value)) return problemsOfList(name, value);
  if (typeof value === "object") {
    return isLarge(value)
      ? refuse(`must be at most ${LARGEST_OBJECT} bytes of JSON, and not nested deep.`)
      : [];
  }
  const text = String(value);
  const longest = LONGEST[name] ?? LONGEST_TEXT;
  if (text.length > longest) return refuse(`must be at most ${longest} characters.`);
  // It goes back to where it came from and nowhere else.
  if (name === "clientMutationId") return [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(text))
    return refuse("must be plain text without control characters.");
  if (name === "email" && !isEmail(text)) return refuse("must be an e-mail address.");
  if (["password", "username", "code"].includes(name) && text.trim() === "")
    return refuse("must not be empty.");
  return [];
}

function isLarge(value: object): boolean {
  try {
    return Buffer.byteLength(JSON.stringify(value)) > LARGEST_OBJECT;
  } catch (thrown) {
    // What is nested too deep for this is too deep for anybody.
    if (thrown instanceof RangeError) return true;
    throw thrown;
  }
}

function problemsOfList(name: string, list: readonly unknown[]): readonly InputProblem[] {
  const most = name === "teamIds" ? MOST_TEAMS : MOST_ENTRIES;
  if (list.length > most) return [{ field: [name], message: `must have at most ${most} entries.` }];
  if (name === "emails" && list.length === 0)
    return [{ field: [name], message: "must have at least one address." }];
  return list.flatMap((member, index) =>
    problemsOf(name === "emails" ? "email" : name, member).map(({ message }) => ({
      field: [name, String(index)],
      message,
    })),
  );
}
