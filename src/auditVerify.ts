import { verifyAudit } from "./audit/verify.ts";

const USAGE = "Usage: npm run audit:verify -- FILE";

/** Checks the audit log that is named on the command line; true where its chain is whole. */
async function main(files: readonly string[]): Promise<boolean> {
  const [file] = files;
  if (file === undefined || files.length > 1) throw new Error(USAGE);
  const found = await verifyAudit(file);
  process.stdout.write(
    found.ok
      ? `${file}: the chain is whole (${found.records} ${found.records === 1 ? "record" : "records"}).\n`
      : `${file}: the chain is broken at line ${found.line}: ${found.problem}\n`,
  );
  return found.ok;
}

main(process.argv.slice(2)).then(
  (isWhole) => {
    process.exitCode = isWhole ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
