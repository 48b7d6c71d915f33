import type { Faults } from "./faults.ts";
import type { RecordedRequest } from "./simulator.ts";

/** A request as a simulator's routes see it. */
export interface SimulatedRequest {
  readonly method: string;
  /** The whole URL as it was sent, for signatures. */
  readonly url: string;
  /** The path without the query, not decoded. */
  readonly path: string;
  /** The query as it was sent, without the question mark. */
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; null where there is no body; undefined where it is not JSON. */
  readonly body: unknown;
  /** True where the fault `ignore` strikes: answer as if the write had worked, and change nothing. */
  readonly ignoreWrite: boolean;
}

export interface SimulatedResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; left out: an empty body. */
  readonly body?: unknown;
}

export interface SimulationServerOptions {
  /** 0 or left out: a free one. */
  readonly port?: number;
  readonly faults: Faults;
  /** This API's answer to a request that it takes. Must not throw for anything a client sends. */
  readonly answer: (request: SimulatedRequest) => SimulatedResponse;
  /** This API's 429. */
  readonly rateLimited: (retryAfterSeconds: number) => SimulatedResponse;
  /** Content-Type of its JSON answers. */
  readonly contentType: string;
}

export interface SimulationServer {
  readonly url: string;
  readonly requests: () => readonly RecordedRequest[];
  readonly forgetRequests: () => void;
  readonly close: () => Promise<void>;
}

/** Listens on 127.0.0.1, reads bodies (1 MiB at most), applies the faults, records what was asked. */
export declare function startServer(options: SimulationServerOptions): Promise<SimulationServer>;
