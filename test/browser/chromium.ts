import { accessSync, constants, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { ROOT } from "../docs/markdown.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const SCREENSHOTS = join(ROOT, "test-output", "browser");
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser that is installed here: what ROSTER_TEST_BROWSER names, or the first on PATH; null: there is none. */
export function findChromium(): string | null {
  const named = process.env["ROSTER_TEST_BROWSER"];
  if (named) return named;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts a browser with nothing in its profile. Whoever starts it closes it. */
export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** A page of a browser that reaches one origin alone, and what it did beyond showing itself. */
export interface WatchedPage {
  readonly page: Page;
  /** What its console held that was worse than a note: errors, warnings, exceptions, breaches of a policy. */
  readonly complaints: readonly string[];
  /** The addresses that it asked for elsewhere, which nobody answered. */
  readonly elsewhere: readonly string[];
  /** Keeps a picture of it in `test-output/browser`. */
  readonly picture: (name: string) => Promise<void>;
}

/** Opens a page that can reach nothing but this origin, as if the network had been cut. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 850 }, ...options });
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  await context.route(
    (url) => url.origin !== origin,
    (route) => {
      elsewhere.push(route.request().url());
      return route.abort("internetdisconnected");
    },
  );
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return {
    page,
    complaints,
    elsewhere,
    async picture(name) {
      mkdirSync(SCREENSHOTS, { recursive: true });
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
    },
  };
}
