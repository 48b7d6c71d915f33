import { execFile, spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(import.meta.dirname, "..", "..");

/** How a program ended: `code` is null where a signal ended it. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A built program, running as a user runs it. */
export interface Program {
  readonly pid: number;
  /** The first line on stdout that holds this text, once it is there. Rejects when the program ends before. */
  readonly line: (text: string) => Promise<string>;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Resolves when it has ended; never rejects. */
  readonly end: Promise<End>;
}

export interface ProgramOptions {
  readonly arguments?: readonly string[];
  /** Everything that the program finds in its environment, but for PATH. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Builds the programs and the explorer, unless they are newer than every source. */
export async function ensureBuilt(): Promise<void> {
  const sources = ["src", "explorer"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const newest = Math.max(...sources.map(changedAt));
  if (changedAt(join("dist", "main.js")) >= newest) return;
  await promisify(execFile)("npm", ["run", "--silent", "build"], { cwd: ROOT }).catch((failure: unknown) => {
    const told = failure instanceof Error && "stdout" in failure ? String(failure.stdout) : String(failure);
    throw new Error(`The programs could not be built:\n${told}`);
  });
}

/** When a file of the checkout was last changed, in milliseconds; 0 where there is none. */
function changedAt(path: string): number {
  return statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Starts `dist/<name>.js`. Whoever starts it ends it. */
export function startProgram(name: string, options: ProgramOptions = {}): Program {
  const child = spawn(process.execPath, [join("dist", `${name}.js`), ...(options.arguments ?? [])], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  let ended = false;
  const watchers = new Set<() => void>();
  const tell = (): void => {
    for (const watcher of watchers) watcher();
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    tell();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const end = new Promise<End>((resolve) => {
    child.on("close", (code, signal) => {
      ended = true;
      tell();
      resolve({ code, signal, stdout, stderr });
    });
  });

  return {
    // Without one it has not started, and ends at once.
    pid: child.pid ?? 0,
    end,
    signal: (signal) => void child.kill(signal),
    line: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = stdout
            .split("\n")
            .slice(0, -1)
            .find((line) => line.includes(text));
          if (found === undefined && !ended) return;
          watchers.delete(look);
          if (found === undefined) reject(new Error(`${name} ended without "${text}":\n${stdout}${stderr}`));
          else resolve(found);
        };
        watchers.add(look);
        look();
      }),
  };
}

/** The address at the end of the line that says that the gateway answers. */
export async function readyUrl(program: Program): Promise<string> {
  const line = await program.line("Roster is ready at ");
  return line.slice(line.indexOf("http"));
}
