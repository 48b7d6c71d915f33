/** Where Apollo's part of the Sandbox page comes from. */
const APOLLO_SANDBOX = "https://sandbox.embed.apollographql.com";

type Policy = Readonly<Record<string, readonly string[]>>;

/** What every page of the explorer is allowed: its own files, and to ask the Roster that it came from. */
const OWN: Policy = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "img-src": ["'self'", "data:"],
  "connect-src": ["'self'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'none'"],
};

/**
 * The Content-Security-Policy of the explorer. Its editor (Monaco) makes `<style>` elements, which need the nonce, and
 * writes its lines as markup with a `style` attribute each, for which there are neither nonces nor useful hashes: so
 * attributes are allowed, and they alone. Its fonts are inside its style sheet.
 */
export function explorerPolicy(styleNonce: string): string {
  return policy({
    ...OWN,
    "style-src-elem": ["'self'", `'nonce-${styleNonce}'`],
    "style-src-attr": ["'unsafe-inline'"],
    "font-src": ["'self'", "data:"],
    "worker-src": ["'self'"],
  });
}

/** The Content-Security-Policy of the page that holds Apollo Sandbox: a frame of Apollo's, and no script of theirs. */
export function sandboxPolicy(): string {
  return policy({ ...OWN, "frame-src": [APOLLO_SANDBOX] });
}

function policy(directives: Policy): string {
  return Object.entries(directives)
    .map(([directive, sources]) => [directive, ...sources].join(" "))
    .join("; ");
}
