/** The steps of the walk through the browser, in their order. Selectors are those of the pinned code-server's build. */
import { doesNotMatch, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import {
  command,
  eventually,
  menuEntry,
  openFile,
  pageOfWebview,
  row,
  type Step,
  underlined,
} from "../window-steps.ts";

const MOVE = /^Move to the editor's secret storage as GITHUB_TOKEN$/;

export const steps: Readonly<Record<string, Step>> = {
  "the web build opens the repository, and a token is underlined": async ({ page, shoot }) => {
    await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
    await openFile(page, "server.js", ["src"]);
    await underlined(page).waitFor({ timeout: 60_000 });
    await shoot("browser-finding");
  },

  "a hover says what the token opens": async ({ page, shoot }) => {
    await inLine(page, "githubToken =", "ghp_").hover();
    await page.locator(".monaco-hover:not(.hidden)", { hasText: "GitHub" }).first().waitFor();
    await shoot("browser-hover");
    await page.keyboard.press("Escape");
  },

  "without a scan the tree shows what is open, and offers one": async ({ page, shoot }) => {
    await page
      .locator(".activitybar")
      .getByRole("tab", { name: /^Tokenward/ })
      .click();
    await row(page, "GitHub personal access token").waitFor();
    await shoot("browser-unscanned");
  },

  "a scan of the workspace reads it through the editor, as the team's config has it": async ({ page, shoot }) => {
    await command(page, "Tokenward: Scan Workspace");
    await row(page, "Stripe secret key").waitFor();
    await row(page, "Acme key").waitFor();
    await command(page, "Tokenward: Group by File");
    await row(page, "src/acme.js").waitFor();
    const tree = (await page.locator(".sidebar").textContent()) ?? "";
    doesNotMatch(tree, /ghp_\w{5}/);
    doesNotMatch(tree, /old\/acme|build\/out/);
    await shoot("browser-tree");
  },

  "handling rules read syntax trees": async ({ page, shoot }) => {
    await command(page, "View: Show Explorer");
    await openFile(page, "fetch.js", []);
    await page.locator(".monaco-editor .squiggly-warning, .monaco-editor .squiggly-error").first().waitFor();
    await shoot("browser-handling");
  },

  "the quick fix moves a value to the editor's secret storage, and a reference stands in its place": async ({
    page,
    read,
    shoot,
  }) => {
    await openFile(page, "server.js", []);
    await inLine(page, "githubToken =", "ghp_").click();
    await openQuickFixes(page);
    await shoot("browser-quick-fix");
    const offers = await page.locator(".action-widget").first().textContent();
    doesNotMatch(offers ?? "", /Move to \.env/);
    await menuEntry(page, MOVE).click();
    await page.locator(".view-line", { hasText: "process.env.GITHUB_TOKEN" }).waitFor();
    await underlined(page).waitFor({ state: "detached" });
    await command(page, "File: Save All Files");
    await eventually(() => match(read("src/server.js"), /= process\.env\.GITHUB_TOKEN;/));
    await eventually(() => match(read(".tokenward/stores.json"), /"GITHUB_TOKEN"/));
    ok(read(".env") === "");
    await shoot("browser-fixed");
  },

  "the dashboard counts them": async ({ page, shoot }) => {
    await command(page, "Tokenward: Show Dashboard");
    const frame = await pageOfWebview(page);
    await frame.getByRole("heading", { name: "Tokens", exact: true }).waitFor();
    await frame.getByRole("button", { name: /^Errors/ }).waitFor();
    await shoot("browser-dashboard");
  },
};

/** The part of a line that holds a text. */
const inLine = (page: Page, line: string, text: string) =>
  page.locator(".view-line", { hasText: line }).locator("span", { hasText: text }).last();

/** The menu closes at once where the editor learns of other actions while it opens. */
async function openQuickFixes(page: Page): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    await page.keyboard.press("Control+.");
    const shown = await menuEntry(page, MOVE)
      .waitFor({ timeout: 6000 })
      .then(
        () => true,
        () => false,
      );
    if (shown) return;
    await page.keyboard.press("Escape");
  }
  await menuEntry(page, MOVE).waitFor({ timeout: 1 });
}
