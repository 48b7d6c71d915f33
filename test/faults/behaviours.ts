import type { OutgoingHttpHeaders } from "node:http";
import type { Answer, Behaviour } from "./upstream.ts";

/*
 * What a provider may do instead of answering. Whatever of it could be quoted bears this word, which is to be found
 * nowhere behind Roster.
 */
export const CANARY = "canary-7f3a";
const TELLING = {
  server: CANARY,
  "x-internal-host": `db.${CANARY}.internal`,
  "set-cookie": `session=${CANARY}`,
};

/** Answers so. */
export function answering(status: number, body = "", headers: OutgoingHttpHeaders = {}): Behaviour {
  return ({ response }) => {
    response.writeHead(status, CANARY, { "content-type": "application/json", ...TELLING, ...headers });
    response.end(body);
  };
}

/** A refusal in the words of no provider, quoting what it must not. */
export function refusing(status: number, headers: OutgoingHttpHeaders = {}): Behaviour {
  const told = `${CANARY}: at Server.handle (/srv/${CANARY}/app.js:1:1)`;
  return answering(
    status,
    JSON.stringify({ error: told, errors: [told], message: told, detail: told }),
    headers,
  );
}

/** Sends this text as it is, and hangs up. */
export function saying(text: string): Behaviour {
  return ({ socket }) => void socket.end(text);
}

/** Sends this text as it is, and nothing more. */
export function stallingAfter(text: string): Behaviour {
  return ({ socket }) => void (text === "" || socket.write(text));
}

/** Sends this text, and breaks the connection off. */
export function breakingAfter(text: string): Behaviour {
  return ({ socket }) => {
    if (text === "") socket.resetAndDestroy();
    else socket.write(text, () => setImmediate(() => socket.resetAndDestroy()));
  };
}

/** Sends the head, then a piece of what follows every so often, without end. */
export function trickling(head: string, piece: string, everyMs = 200): Behaviour {
  return ({ socket }) => {
    socket.write(head + piece);
    const timer = setInterval(() => socket.write(piece), everyMs);
    socket.once("close", () => clearInterval(timer));
  };
}

/** Sends this over and over, as fast as it is read, until whoever reads has had enough. */
export function flooding(head: string, piece: Buffer): Behaviour {
  return ({ socket }) => {
    socket.write(head);
    const more = (): void => {
      while (!socket.destroyed && socket.write(piece));
      if (!socket.destroyed) socket.once("drain", more);
    };
    more();
  };
}

/** Answers as the provider does, with another body. */
export function altered(alter: (json: unknown) => unknown): Behaviour {
  return rewritten((body) => Buffer.from(JSON.stringify(alter(JSON.parse(body.toString("utf8"))))));
}

/** Answers as the provider does, with other bytes. */
export function rewritten(rewrite: (body: Buffer) => Buffer, headers: OutgoingHttpHeaders = {}): Behaviour {
  return async ({ response, relay }) => {
    const answer = await relay();
    response
      .writeHead(answer.status, { ...answer.headers, ...TELLING, ...headers })
      .end(rewrite(answer.body));
  };
}

/** Answers as the provider does, with these headers instead. */
export function relabelled(headers: OutgoingHttpHeaders): Behaviour {
  return rewritten((body) => body, headers);
}

/** Answers each request as the provider answers the first one, changed so. */
export function repeating(alter: (json: unknown) => unknown): Behaviour {
  let first: Promise<Answer> | null = null;
  return ({ response, relay }) => {
    first ??= relay();
    return first.then(({ status, headers, body }) => {
      response.writeHead(status, headers).end(JSON.stringify(alter(JSON.parse(body.toString("utf8")))));
    });
  };
}

const VERY_MANY = 1_000_000_000;

/** A list that says in every way known to any of the providers that there is more, the next page being there. */
export function announcingMore(next: string): (json: unknown) => unknown {
  const told: Readonly<Record<string, unknown>> = {
    total_count: VERY_MANY,
    count: VERY_MANY,
    total_items: VERY_MANY,
    total_pages: VERY_MANY,
    total: VERY_MANY,
    last_page: VERY_MANY,
    "total-count": VERY_MANY,
    "total-pages": VERY_MANY,
    "next-page": 2,
    next,
  };
  const announce = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        if (name === "next" && typeof inner === "object") return [name, { href: next }];
        return [name, name in told ? told[name] : announce(inner)];
      }),
    );
  };
  return announce;
}
