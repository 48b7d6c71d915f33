import type { ProviderCoverage } from "./useUsers.ts";

/** Says whether the list is whole and, where it is not, who is missing and why. */
export function Coverage({ coverage }: { readonly coverage: readonly ProviderCoverage[] }) {
  const gaps = coverage.filter(isGap);
  if (gaps.length === 0) return <p className="whole">Every provider has answered in full.</p>;
  const byProvider = new Map(gaps.map((gap) => [gap.provider.key, gap]));
  return (
    <ul className="gaps" role="alert">
      {[...byProvider.values()].map(({ provider, status, error }) => (
        <li key={provider.key}>
          <strong>{provider.displayName}</strong>{" "}
          {status === "PARTIAL" ? "may lack users here." : "is missing here."} {error?.message}
        </li>
      ))}
    </ul>
  );
}

/** Whether records may be missing. A provider that has no such records at all (UNSUPPORTED) lacks none. */
function isGap({ status }: ProviderCoverage): boolean {
  switch (status) {
    case "COMPLETE":
    case "UNSUPPORTED":
      return false;
    case "PARTIAL":
    case "FAILED":
    case "SKIPPED":
      return true;
  }
}
