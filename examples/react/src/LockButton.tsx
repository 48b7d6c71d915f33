import { useState } from "react";
import { type Answer, ask } from "./ask.ts";
import { LockUser } from "./documents.ts";
import type { LockUserMutation, MutationOutcome } from "./generated/graphql.ts";
import type { ChangedUser, User } from "./useUsers.ts";

const SENTENCES: Readonly<Record<MutationOutcome, string>> = {
  CONFIRMED: "Locked.",
  ACCEPTED: "The provider has taken it; it will show in a moment.",
  NO_CHANGE: "It was locked already.",
  UNKNOWN: "It may or may not have happened. Look at the user before you try again.",
  REJECTED: "Nothing has happened.",
};

interface Props {
  readonly user: User;
  readonly onChange: (changed: ChangedUser) => void;
}

/** Locks a user, and says what is known of it afterwards. */
export function LockButton({ user, onChange }: Props) {
  /** The key of a decision whose outcome has not been told yet; null: there is none. */
  const [pending, setPending] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const [message, setMessage] = useState("");
  const action = user.actions.find(({ operation }) => operation === "lockUser");

  async function lock(): Promise<void> {
    // One key for one decision: sent again with the same one, it is not carried out again.
    const key = pending ?? crypto.randomUUID();
    setPending(key);
    setSending(true);
    const answer = await ask(
      LockUser,
      { id: user.id, reason: "Locked from the list" },
      { "idempotency-key": key },
    );
    setSending(false);
    setMessage(messageOf(answer));
    if (answer.kind !== "answered") return;
    setPending(null);
    if (answer.data.lockUser.user !== null) onChange(answer.data.lockUser.user);
  }

  return (
    <>
      {user.status !== "LOCKED" && (
        <button
          type="button"
          disabled={action?.allowed !== true || isSending}
          title={action?.reason ?? undefined}
          onClick={() => void lock()}
        >
          {pending === null || isSending ? "Lock" : "Send again"}
        </button>
      )}
      <output>{message}</output>
    </>
  );
}

function messageOf(answer: Answer<LockUserMutation>): string {
  switch (answer.kind) {
    case "answered": {
      const { outcome, userErrors } = answer.data.lockUser;
      return [SENTENCES[outcome], ...userErrors.map(({ message }) => message)].join(" ");
    }
    case "refused":
      return answer.errors[0].message;
    case "lost":
      return "No answer came. It may have happened; sending it again does it once at most.";
  }
}
