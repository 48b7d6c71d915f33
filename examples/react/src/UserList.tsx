import { Coverage } from "./Coverage.tsx";
import { LockButton } from "./LockButton.tsx";
import { lastLoginText, mfaText, nameOf } from "./told.ts";
import { useUsers } from "./useUsers.ts";

/** Everybody who can get in anywhere, a page at a time. */
export function UserList() {
  const { users, total, coverage, problem, isLoading, loadMore, update } = useUsers();
  return (
    <main>
      <h1>Who can get in</h1>
      {coverage.length > 0 && <Coverage coverage={coverage} />}
      <p>
        {users.length} {total === null ? "users so far" : `of ${total} users`}
      </p>
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>E-mail</th>
            <th>Provider</th>
            <th>Status</th>
            <th>Second factor</th>
            <th>Last sign-in</th>
            <th>Access</th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id}>
              <td>{nameOf(user)}</td>
              <td>{user.email}</td>
              <td>{user.provider.displayName}</td>
              <td>{user.status.toLowerCase()}</td>
              <td>{mfaText(user)}</td>
              <td>{lastLoginText(user)}</td>
              <td>
                <LockButton user={user} onChange={update} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {problem !== null && <p role="alert">{problem}</p>}
      {loadMore !== null && (
        <button type="button" disabled={isLoading} onClick={loadMore}>
          Load more
        </button>
      )}
      {isLoading && <p role="status">Loading …</p>}
    </main>
  );
}
