/** What one instance has found out about a provider and the others need not find out for themselves. */
export type Announcement =
  /** It answered 429: nothing is to be sent for so long. */
  | { readonly kind: "held"; readonly forMs: number }
  /** It says how much may still be sent until it counts anew. */
  | { readonly kind: "remaining"; readonly remaining: number; readonly resetAtMs: number }
  /** It kept failing: it is not asked for so long, and next time for twice as long. */
  | { readonly kind: "opened"; readonly forMs: number }
  /** It answers again. */
  | { readonly kind: "closed" }
  /** Something was changed there, about this user or about nobody in particular: what was read of it is old. */
  | { readonly kind: "written"; readonly user: string | null };

/** The other instances that ask a provider with the same credential. Nothing here is waited for by a call. */
export interface Peers {
  /** Lets the others know. */
  readonly tell: (announcement: Announcement) => void;
  /** Is called with what the others let know. */
  readonly hear: (listener: (announcement: Announcement) => void) => void;
  /**
   * Whether this instance is the one that finds out, with one call of at most `withinMs`, if the provider has come
   * back; to be released whatever comes of it.
   */
  readonly claimProbe: (withinMs: number) => boolean | Promise<boolean>;
  readonly releaseProbe: () => void;
}

/** For an instance that is alone. */
export const NO_PEERS: Peers = {
  tell: () => undefined,
  hear: () => undefined,
  claimProbe: () => true,
  releaseProbe: () => undefined,
};
