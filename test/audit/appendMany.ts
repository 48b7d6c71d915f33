import { openAuditLog } from "../../src/audit/log.ts";
import { entry } from "./entries.ts";

/** A process of its own that appends records, one after the other and then several at once. */
const [path = "", name = "", count = ""] = process.argv.slice(2);
const log = await openAuditLog({ path, now: Date.now });
for (let index = 0; index < Number(count); index += 1) await log.append(entry(`${name}-${index}`));
await Promise.all(
  Array.from({ length: Number(count) }, (_, index) => log.append(entry(`${name}-more-${index}`))),
);
await log.close();
