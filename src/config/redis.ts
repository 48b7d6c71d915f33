import { z } from "zod";

const DATABASE = /^(?:\/(?:\d{1,3})?)?$/;

/** The `redis` part of a configuration file. */
export const redis = z.strictObject({
  url: z
    .string({ error: "must be given" })
    .refine(
      isRedisAddress,
      "must be an address such as redis://HOST:6379 or rediss://USER:PASSWORD@HOST:6379/0",
    ),
  prefix: z
    .string({ error: "must be text" })
    .regex(/^[A-Za-z0-9._-]{1,64}$/, "must be 1 to 64 of A-Z, a-z, 0-9, dot, _ and -")
    .default("roster"),
});

function isRedisAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash } = new URL(text);
  const isRedis = protocol === "redis:" || protocol === "rediss:";
  return isRedis && hostname !== "" && DATABASE.test(pathname) && search === "" && hash === "";
}
