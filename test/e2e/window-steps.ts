/** The steps of the walk through the window, in their order. Selectors are those of the pinned code-server. */
import { deepEqual, doesNotMatch, match, ok, throws } from "node:assert/strict";
import axe from "axe-core";
import type { Frame, Locator, Page } from "playwright-core";

export interface StepContext {
  readonly page: Page;
  /** Reads a file of the workspace from disk. */
  readonly read: (path: string) => string;
  readonly shoot: (name: string) => Promise<unknown>;
}

export type Step = (context: StepContext) => Promise<void>;

const MOVE = /^Move to \.env as GITHUB_TOKEN$/;

export const steps: Readonly<Record<string, Step>> = {
  "the window opens in Restricted Mode and says so": async ({ page, shoot }) => {
    await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
    await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
    await widenSideBar(page, 130);
    await openFile(page, "server.js", ["src"]);
    await underlined(page).waitFor();
    await shoot("restricted-mode");
  },

  "trust is granted": async ({ page }) => {
    await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).click();
    await page.locator(".workspace-trust-editor .monaco-button", { hasText: /^Trust$/ }).click();
    await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor({ state: "detached" });
    await page.locator(".modal-editor-action-container .codicon-close").last().click();
    await page.locator(".workspace-trust-editor").waitFor({ state: "detached" });
  },

  "the tree shows the tokens, masked, and counts them": async ({ page, shoot }) => {
    await page
      .locator(".activitybar")
      .getByRole("tab", { name: /^Tokenward/ })
      .click();
    await row(page, "GitHub personal access token").waitFor();
    await row(page, "Stripe secret key").waitFor();
    await page.locator(".activitybar .badge-content", { hasText: /^\d+$/ }).first().waitFor();
    doesNotMatch((await page.locator(".sidebar").textContent()) ?? "", /ghp_\w{5}/);
    await shoot("tokens");
  },

  "a hover says what the token opens": async ({ page, shoot }) => {
    await value(page).hover();
    await page.locator(".monaco-hover:not(.hidden)", { hasText: "GitHub" }).first().waitFor();
    await shoot("hover");
    await page.keyboard.press("Escape");
  },

  "the quick fixes offer the move first": async ({ page, shoot }) => {
    await value(page).click();
    await page.keyboard.press("Control+.");
    await menuEntry(page, MOVE).waitFor();
    await shoot("quick-fix");
  },

  "the fix puts a reference into the code": async ({ page }) => {
    await menuEntry(page, MOVE).click();
    await page.locator(".view-line", { hasText: "process.env.GITHUB_TOKEN" }).waitFor();
    await underlined(page).waitFor({ state: "detached" });
  },

  "the files on disk have what belongs into them": async ({ page, read, shoot }) => {
    await command(page, "File: Save All Files");
    await eventually(() => match(read("src/server.js"), /= process\.env\.GITHUB_TOKEN;/));
    await eventually(() => match(read(".env"), /^GITHUB_TOKEN=/m));
    match(read(".env.example"), /^GITHUB_TOKEN=$/m);
    match(read(".gitignore"), /^\.env$/m);
    await row(page, "GitHub personal access token").waitFor({ state: "detached" });
    await shoot("fixed");
  },

  "one undo brings all back": async ({ page, read }) => {
    await page.locator(".view-line", { hasText: "process.env.GITHUB_TOKEN" }).click();
    await page.keyboard.press("Control+z");
    await value(page).waitFor();
    await command(page, "File: Save All Files");
    await eventually(() => match(read("src/server.js"), /= "ghp_\w+";/));
    await eventually(() => throws(() => read(".env"), /ENOENT/));
    await eventually(() => throws(() => read(".env.example"), /ENOENT/));
    await eventually(() => doesNotMatch(read(".gitignore"), /env/));
  },

  "the tree is grouped by file": async ({ page }) => {
    await command(page, "Tokenward: Group by File");
    await row(page, "src/stripe.js").waitFor();
    await row(page, ".github/workflows/deploy.yml").waitFor();
  },

  "the dashboard counts them, in every theme": async ({ page, shoot }) => {
    await command(page, "Tokenward: Show Dashboard");
    const frame = await pageOfWebview(page);
    await frame.getByRole("heading", { name: "Tokens", exact: true }).waitFor();
    await frame.getByRole("button", { name: /^Errors/ }).waitFor();
    doesNotMatch((await frame.locator("main").textContent()) ?? "", /ghp_\w{5}/);
    for (const [theme, kind] of Object.entries(THEMES)) {
      await chooseTheme(page, theme);
      await frame.locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
      deepEqual(await violations(frame), [], theme);
      await shoot(`dashboard-${theme.toLowerCase().replaceAll(" ", "-")}`);
    }
  },

  "a mark of the dashboard leads to the tree": async ({ page }) => {
    const frame = await pageOfWebview(page);
    await frame.getByRole("button", { name: /^stripe/ }).click();
    await page.locator(".sidebar", { hasText: /1 of \d+ tokens match "issuer:stripe"/ }).waitFor();
    await row(page, "src/stripe.js").waitFor();
    await command(page, "Tokenward: Clear Filter");
    await row(page, "src/server.js").waitFor();
  },

  "the tree is narrowed to what matters": async ({ page, shoot }) => {
    await command(page, "Tokenward: Filter Tokens...");
    const box = page.locator(".quick-input-widget", { hasText: "Filter Tokens" }).filter({ hasText: "Press 'Enter'" });
    await box.locator("input.input").fill("stripe");
    await row(page, "src/server.js").waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await page.locator(".sidebar", { hasText: /1 of \d+ tokens match "stripe"/ }).waitFor();
    await shoot("filtered");
  },

  "a place of the tree leads to the code": async ({ page }) => {
    await row(page, "Stripe secret key").click();
    await page.locator(".tab.active", { hasText: "stripe.js" }).waitFor();
  },

  "without a folder the view says what it shows": async ({ page }) => {
    await page.goto(`${new URL(page.url()).origin}/?ew=true`);
    await page
      .locator(".activitybar")
      .getByRole("tab", { name: /^Tokenward/ })
      .click();
    await page.locator(".welcome-view-content", { hasText: "No folder is open" }).waitFor();
    await page.locator(".welcome-view-content .monaco-button", { hasText: "Open Folder" }).waitFor();
  },
};

export const underlined = (page: Page): Locator => page.locator(".monaco-editor .squiggly-error").first();

export const row = (page: Page, text: string): Locator => page.locator(".monaco-list-row", { hasText: text });

export const menuEntry = (page: Page, text: RegExp): Locator =>
  page.locator(".action-widget:not(.action-list-submenu-panel) .monaco-list-row.action", { hasText: text }).first();

/** The token in the line of code. */
const value = (page: Page): Locator =>
  page.locator(".view-line", { hasText: "githubToken =" }).locator("span", { hasText: "ghp_" }).last();

/** With the kinds that the editor tells pages of. */
const THEMES = {
  "Light Modern": "vscode-light",
  "Dark High Contrast": "vscode-high-contrast",
  "Dark Modern": "vscode-dark",
};

/** The inner of the two frames that a webview's page lies in. */
export async function pageOfWebview(page: Page): Promise<Frame> {
  const outer = await (await page.waitForSelector("iframe.webview.ready")).contentFrame();
  const inner = await (await outer?.waitForSelector("#active-frame"))?.contentFrame();
  ok(inner, "the webview has a page");
  return inner;
}

async function chooseTheme(page: Page, theme: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+t");
  await page.locator(".quick-input-widget input.input").waitFor();
  await page.keyboard.type(theme, { delay: 5 });
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: theme }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/** What a check of accessibility finds fault with, each with the places. */
async function violations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  const found = await frame.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** @param by in pixels */
async function widenSideBar(page: Page, by: number): Promise<void> {
  const box = await page.locator(".sidebar").boundingBox();
  ok(box);
  const [x, y] = [box.x + box.width + 1, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by, y, { steps: 5 });
  await page.mouse.up();
}

export async function openFile(page: Page, name: string, folders: readonly string[]): Promise<void> {
  const entry = (text: string): Locator => page.locator(".explorer-folders-view .monaco-list-row", { hasText: text });
  for (const folder of folders) await entry(folder).first().click();
  await entry(name).dblclick();
  await openTab(page, name);
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.locator(".tab", { hasText: name }).first().click();
}

/** Runs a command from the palette. */
export async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input.input").waitFor();
  await page.keyboard.type(title, { delay: 5 });
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
}

export async function eventually(check: () => void): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      return check();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  check();
}
