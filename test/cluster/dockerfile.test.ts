import { execFile, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { validate } from "dockerfile-utils";
import { ROOT } from "./manifests.ts";

const run = promisify(execFile);
const text = readFileSync(join(ROOT, "Dockerfile"), "utf8");

/** The instructions, each on one line, in stages. */
const stages = text
  .replaceAll(/\\\n\s*/g, "")
  .split("\n")
  .filter((line) => /^[A-Z]+ /.test(line))
  .reduce<string[][]>((found, line) => {
    if (line.startsWith("FROM ")) found.push([]);
    found.at(-1)?.push(line);
    return found;
  }, []);
const [building = [], running = [], ...further] = stages;

const wordsOf = (stage: readonly string[], instruction: string): readonly string[][] =>
  stage.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.split(" ").slice(1));

/** What .dockerignore lets into the building. */
const allowed = readFileSync(join(ROOT, ".dockerignore"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("!"))
  .map((line) => line.slice(1));

/** The folders of the packages that `npm prune --omit=dev` leaves; those inside another's folder come with it. */
async function productionPackages(): Promise<readonly string[]> {
  const { stdout } = await run("npm", ["ls", "--omit=dev", "--all", "--parseable"], { cwd: ROOT });
  return stdout
    .split("\n")
    .filter((line) => line.startsWith(join(ROOT, "node_modules")))
    .map((line) => line.slice(ROOT.length + 1))
    .filter((path) => path.lastIndexOf("node_modules") === 0);
}

/** The command of an instruction in its JSON form. */
function commandOf(instruction: "CMD" | "HEALTHCHECK"): readonly string[] {
  const line = running.find((one) => one.startsWith(`${instruction} `)) ?? "";
  return JSON.parse(line.slice(line.indexOf("[")));
}

describe("the Dockerfile", () => {
  it("has nothing that the linter minds", () => {
    expect(validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
  });

  it("builds in one stage and runs in another, from images with a version", () => {
    expect(further).toEqual([]);
    expect(building.length).toBeGreaterThan(0);
    expect(text).toMatch(/^ARG NODE=node:\d+-\S+$/m);
  });

  it("runs as somebody who is not root, by number", () => {
    expect(wordsOf(running, "USER")).toEqual([["1000:1000"]]);
  });

  it("copies only what there is, and what .dockerignore lets through", () => {
    expect(allowed.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const [packages = []] = wordsOf(building, "COPY");
    expect(packages.slice(0, -1).filter((path) => !allowed.includes(path))).toEqual([]);
  });

  it("holds no secret and takes none while it is built", () => {
    expect(text).not.toMatch(/secret|token|password/i);
    expect(wordsOf([...building, ...running], "ARG")).toEqual([]);
  });
});

describe("what the image holds", () => {
  let folder: string;
  let image: string;

  /** The two stages, but for the installation: its packages are those of this checkout. */
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "roster-image-"));
    const build = join(folder, "build");
    for (const path of allowed) cpSync(join(ROOT, path), join(build, path), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(build, "node_modules"));
    await run("npm", ["run", "--silent", "build"], { cwd: build });

    image = join(folder, "app");
    const copied = wordsOf(running, "COPY").map(([, source = ""]) => source.replace("/build/", ""));
    for (const path of copied.filter((one) => one !== "node_modules")) {
      cpSync(join(build, path), join(image, path), { recursive: true });
    }
    for (const path of await productionPackages()) {
      mkdirSync(dirname(join(image, path)), { recursive: true });
      symlinkSync(join(ROOT, path), join(image, path));
    }
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("starts node with the options that npm start gives it", () => {
    const { scripts }: { scripts: { start: string } } = JSON.parse(
      readFileSync(join(ROOT, "package.json"), "utf8"),
    );
    expect(scripts.start.endsWith(commandOf("CMD").join(" "))).toBe(true);
  });

  it("is enough to start, and its health check tells whether Roster runs", async () => {
    const configuration = join(folder, "roster.yaml");
    writeFileSync(
      configuration,
      JSON.stringify({
        providers: [
          {
            key: "scalr",
            kind: "scalr",
            baseUrl: "http://127.0.0.1:9",
            token: "a-token",
            accountId: "acc-svrcncgh453bi8g",
          },
        ],
      }),
    );
    const [command = "", ...parameters] = commandOf("CMD");
    expect(command).toBe("node");
    const server = spawn(process.execPath, [...parameters], {
      cwd: image,
      env: { PATH: process.env["PATH"], NODE_ENV: "production", PORT: "0", ROSTER_CONFIG: configuration },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise<number | null>((resolve) => server.once("close", resolve));
    const port = await new Promise<string>((resolve, reject) => {
      let told = "";
      server.stdout.setEncoding("utf8").on("data", (chunk: string) => {
        told += chunk;
        const [, found] = /:(\d+)\/graphql/.exec(told) ?? [];
        if (found !== undefined) resolve(found);
      });
      void ended.then(() => reject(new Error(`It ended without being ready: ${told}`)));
    });
    const [, ...check] = commandOf("HEALTHCHECK");
    const healthy = () =>
      run(process.execPath, [...check], { env: { PORT: port } }).then(
        () => true,
        () => false,
      );
    expect(await healthy()).toBe(true);
    server.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(await healthy()).toBe(false);
  });
});
