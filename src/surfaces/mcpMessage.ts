import {
  CallToolRequestSchema,
  InitializeRequestSchema,
  isJSONRPCRequest,
  JSONRPCMessageSchema,
  ListToolsRequestSchema,
  PingRequestSchema,
  type RequestId,
} from "@modelcontextprotocol/sdk/types.js";

/** What a client has posted. */
export type PostedMessage =
  | { readonly kind: "message" }
  /** No message of JSON-RPC, or several at once. */
  | { readonly kind: "invalid"; readonly message: string }
  /** A request whose parameters are not those of its method. */
  | { readonly kind: "badParams"; readonly id: RequestId; readonly message: string };

/** The requests that Roster answers. */
const REQUESTS = new Map<
  string,
  | typeof InitializeRequestSchema
  | typeof PingRequestSchema
  | typeof ListToolsRequestSchema
  | typeof CallToolRequestSchema
>([
  ["initialize", InitializeRequestSchema],
  ["ping", PingRequestSchema],
  ["tools/list", ListToolsRequestSchema],
  ["tools/call", CallToolRequestSchema],
]);

/** Looks at a message before the protocol's server does, which would take some mistakes for its own. */
export function readMessage(value: unknown): PostedMessage {
  if (Array.isArray(value)) return { kind: "invalid", message: "send one message at a time." };
  const message = JSONRPCMessageSchema.safeParse(value);
  if (!message.success) {
    return { kind: "invalid", message: "this is no request, notification or response of JSON-RPC 2.0." };
  }
  if (!isJSONRPCRequest(message.data)) return { kind: "message" };
  const { id, method } = message.data;
  const problem = REQUESTS.get(method)?.safeParse(message.data).error?.issues[0];
  if (problem === undefined) return { kind: "message" };
  return { kind: "badParams", id, message: `${problem.path.join(".")}: ${problem.message}` };
}
