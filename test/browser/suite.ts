import { afterAll, beforeAll, describe, it } from "@jest/globals";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { ensureBuilt } from "../e2e/program.ts";
import { findChromium, launch, openPage, type WatchedPage } from "./chromium.ts";

/** Opens a page that can reach nothing but this origin. */
export type Open = (origin: string, options?: BrowserContextOptions) => Promise<WatchedPage>;

/** Tests in a real browser, over what `npm run build` makes; skipped, and said so, where there is no browser. */
export function describeInBrowser(name: string, tests: (open: Open) => void): void {
  const executable = findChromium();
  if (executable === null) {
    describe(name, () => it.skip("needs chromium on PATH, or named by ROSTER_TEST_BROWSER", () => undefined));
    return;
  }
  describe(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      await ensureBuilt();
      browser = await launch(executable);
    }, 120_000);
    afterAll(() => browser.close());
    tests((origin, options) => openPage(browser, origin, options));
  });
}
