import type { Page, Request } from "playwright-core";

/** GraphiQL as it is used by somebody who sits before it. */
export interface GraphiQLPage {
  readonly tabTitles: () => Promise<readonly string[]>;
  readonly openTab: (title: string) => Promise<void>;
  /** Types an operation, key by key, in place of the one that is there. */
  readonly type: (operation: string) => Promise<void>;
  /** Does the same in one of the editors below it. */
  readonly typeUnder: (editor: "Variables" | "Headers", text: string) => Promise<void>;
  /** Presses the button, and resolves with the answer once it is shown. */
  readonly run: () => Promise<unknown>;
}

/** Resolves once the explorer can be used. */
export async function graphiqlIn(page: Page): Promise<GraphiQLPage> {
  const editor = (name: string) => page.locator(`.monaco-editor[data-uri*="-${name}."]`);
  await editor("operation").locator(".view-line").first().waitFor();
  await editor("response").waitFor();
  const empty = async (name: string): Promise<void> => {
    await editor(name).locator(".view-lines").click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("Delete");
  };

  return {
    tabTitles: () => page.getByRole("tab").allInnerTexts(),
    async openTab(title) {
      await page.getByRole("tab", { name: title, exact: true }).click();
      await page.waitForFunction(hasTakenNote);
    },
    async type(operation) {
      await empty("operation");
      await page.keyboard.type(operation);
      await page.waitForFunction(hasTakenNote);
    },
    async typeUnder(name, text) {
      await page.getByRole("button", { name, exact: true }).click();
      await empty(name === "Headers" ? "request-headers" : "variables");
      await page.keyboard.type(text);
    },
    async run() {
      const answered = page.waitForResponse((response) => isOperation(response.request()));
      await page.locator(".graphiql-execute-button").click();
      const answer: unknown = await (await answered).json();
      await page.waitForFunction(isShown, JSON.stringify(answer, null, 2));
      return answer;
    },
  };
}

/** Whether this is what was asked for, and not the schema, which is fetched beside it. */
function isOperation(request: Request): boolean {
  return request.url().endsWith("/graphql") && !request.postData()?.includes("IntrospectionQuery");
}

/*
 * What follows runs inside the page. The document has only the lines that fit, so the editors themselves are asked, which
 * GraphiQL leaves where others find them.
 */

declare global {
  var __MONACO: { readonly editor: { readonly getModels: () => readonly Model[] } } | undefined;
  var sessionStorage: { readonly getItem: (key: string) => string | null };
}

interface Model {
  readonly uri: { readonly path: string };
  readonly getValue: () => string;
}

/** Whether an editor holds this text. */
function isShown(text: string): boolean {
  return globalThis.__MONACO?.editor.getModels().some((model) => model.getValue() === text) ?? false;
}

/** Whether GraphiQL, which waits a moment for more keys, has taken note of the operation that is in its editor now. */
function hasTakenNote(): boolean {
  const model = globalThis.__MONACO?.editor.getModels().find(({ uri }) => uri.path.includes("-operation."));
  return model !== undefined && model.getValue() === globalThis.sessionStorage.getItem("graphiql:query");
}
