/** How large a document may be, counted after its fragments are spread. */
export interface DocumentLimits {
  /** Words, numbers and signs of the text. */
  readonly tokens: number;
  /** Fields inside fields; introspection has a bound of its own. */
  readonly depth: number;
  readonly fields: number;
  /** Fields of `Query` or `Mutation` in one operation. */
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
}

/** What callers may ask of the gateway. Costs are in upstream calls. */
export interface Limits extends DocumentLimits {
  /** The most that one operation may cost, estimated before it runs. */
  readonly cost: number;
  /** The most that one caller may spend in a minute. Null: no such limit. */
  readonly costPerMinute: number | null;
  /** How long an operation may take, in milliseconds, before it is answered with what has arrived. */
  readonly operationTimeoutMs: number;
  /** How many operations may run at once before the next one is turned away. */
  readonly operations: number;
  /** The largest request body, in bytes. */
  readonly bodyBytes: number;
  /** How long a client may take to send a request's headers, and the whole request, in milliseconds. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
}
