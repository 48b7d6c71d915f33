/** What goes wrong with an answer. */
export type Fault =
  /** Answers rightly, but late. */
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** Answers rightly, but not before this has come to pass. */
  | { readonly kind: "hold"; readonly until: Promise<unknown> }
  /** Does the work, then answers with this status and body instead. `before`: without doing the work. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly before?: boolean;
    }
  /** Cuts the connection: before the work is done, after it, or in the middle of the body. */
  | { readonly kind: "cut"; readonly when: "before" | "after" | "body" }
  /** Answers 200 with something that is not JSON. */
  | { readonly kind: "garbage" }
  /** 429 as this provider sends it, with its headers; nothing is done. */
  | { readonly kind: "rateLimit"; readonly retryAfterSeconds: number }
  /** Answers as if it had worked and does nothing (writes only). */
  | { readonly kind: "ignore" }
  /** A body that never ends. */
  | { readonly kind: "endless" };

export interface FaultRule {
  /** Left out: any method. */
  readonly method?: string;
  /** Matched against the path without the query. Left out: any path. */
  readonly path?: RegExp;
  readonly fault: Fault;
  /** How many requests it strikes; left out: all until it is cleared. */
  readonly times?: number;
}

/** The faults of one simulator, switched on and off while it runs. */
export interface Faults {
  readonly add: (rule: FaultRule) => void;
  readonly clear: () => void;
  /** The fault that strikes this request, counting it; null for none. The first rule that fits is taken. */
  readonly next: (method: string, path: string) => Fault | null;
}

export function createFaults(): Faults {
  let rules: { rule: FaultRule; left: number }[] = [];
  return {
    add(rule) {
      rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
    },
    clear() {
      rules = [];
    },
    next(method, path) {
      const found = rules.find(
        ({ rule, left }) =>
          left > 0 &&
          (rule.method === undefined || rule.method === method) &&
          (rule.path === undefined || rule.path.test(path)),
      );
      if (found === undefined) return null;
      found.left -= 1;
      return found.rule.fault;
    },
  };
}
