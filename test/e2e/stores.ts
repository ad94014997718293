/** The secret storage as a person uses it: a token is pasted, one keystroke moves it, and the program runs in a new terminal. */
import { doesNotMatch, equal, match, ok } from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startEditor } from "../../scripts/host/editor.ts";
import type { Part } from "./support/counts.ts";
import { githubToken } from "./support/minted.ts";
import { withPage } from "./support/page.ts";
import { walk } from "./window.ts";
import { command, eventually, menuEntry, openFile, type Step } from "./window-steps.ts";

const settings = { "editor.fontSize": 15, "editor.minimap.enabled": false, "terminal.integrated.fontSize": 14 };
const [first, second] = [githubToken(41), githubToken(42)];

export const runStores: Part = async (options) => {
  const folder = join(options.folder, "acme-pay");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), "{}\n");
  for (const name of ["one", "two"]) writeFileSync(join(folder, `${name}.js`), "");
  const editor = await startEditor({ ...options, trusted: true, settings });
  try {
    return await withPage(editor.origin, async (page) => {
      page.setDefaultTimeout(30_000);
      await page.goto(`${editor.origin}/?folder=${folder}`);
      await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
      return walk(page, (path) => readFileSync(join(folder, path), "utf8"), stepsIn(folder));
    });
  } finally {
    await editor.stop();
  }
};

/** Writes what the program got to a file, so that nothing has to be read off a terminal. */
const program = (token: string, out: string): string =>
  `const token = "${token}"; require("node:fs").writeFileSync("${out}", String(token));`;

const stepsIn = (folder: string): Readonly<Record<string, Step>> => ({
  "the quick fixes offer the secret storage": async ({ page, shoot }) => {
    await paste(page, "one.js", program(first, "one.out"));
    await page.keyboard.press("Control+.");
    await menuEntry(page, /^Move to the editor's secret storage as GITHUB_TOKEN$/).waitFor();
    await menuEntry(page, /^Move to another store\.\.\.$/).waitFor();
    await shoot("stores-quick-fix");
  },

  "the move puts a reference into the code, and asks who may have the value": async ({ page, shoot }) => {
    await menuEntry(page, /^Move to the editor's secret storage/).click();
    await page.locator(".view-line", { hasText: "process.env.GITHUB_TOKEN" }).waitFor();
    await page.locator(".notification-toast", { hasText: "May the terminals" }).waitFor();
    await page.waitForTimeout(1500);
    await shoot("stores-question");
    await page.locator(".notification-toast .monaco-button", { hasText: "Hand Values Over" }).click();
  },

  "no file holds the value": async ({ page, read }) => {
    await command(page, "File: Save All Files");
    await eventually(() => match(read("one.js"), /= process\.env\.GITHUB_TOKEN;/));
    equal(existsSync(join(folder, ".env")), false);
    for (const path of ["one.js", ".env.example", ".tokenward/stores.json"]) doesNotMatch(read(path), /ghp_/);
    match(read(".tokenward/stores.json"), /"GITHUB_TOKEN": "editor"/);
  },

  "the program runs in a new terminal": async ({ page, shoot }) => {
    await runInTerminal(page, "node one.js");
    await eventually(() => ok(readFileSync(join(folder, "one.out"), "utf8") === first, "the program got the value"));
    await shoot("stores-terminal");
  },

  "the choice says what each place means, and is remembered": async ({ page, shoot }) => {
    await command(page, "Tokenward: Choose Where Values Go...");
    const list = page.locator(".quick-input-widget", { hasText: "Where do the values of this workspace go" });
    await list.locator(".monaco-list-row", { hasText: "The editor's secret storage" }).waitFor({ timeout: 60_000 });
    await list.locator(".monaco-list-row", { hasText: "plain text" }).first().waitFor();
    await shoot("stores-choice");
    await page.keyboard.type("secret storage");
    await page.keyboard.press("Enter");
    await list.waitFor({ state: "hidden" });
  },

  "one keystroke moves the next token": async ({ page, read }) => {
    await paste(page, "two.js", program(second, "two.out"));
    await page.keyboard.press("Shift+Alt+.");
    await page.locator(".view-line", { hasText: "process.env.GITHUB_TOKEN_2" }).waitFor();
    await command(page, "File: Save All Files");
    await eventually(() => match(read("two.js"), /= process\.env\.GITHUB_TOKEN_2;/));
  },

  "and its program runs": async ({ page, shoot }) => {
    await runInTerminal(page, "node two.js");
    await eventually(() => ok(readFileSync(join(folder, "two.out"), "utf8") === second, "the program got the value"));
    await shoot("stores-second");
  },

  "undo brings the value back, and its removal from the storage is offered": async ({ page, shoot }) => {
    await page.locator(".view-line", { hasText: "process.env.GITHUB_TOKEN_2" }).click();
    await page.keyboard.press("Control+z");
    await page.locator(".view-line", { hasText: "ghp_" }).waitFor();
    const toast = page.locator(".notification-toast", { hasText: "GITHUB_TOKEN_2 is still in" });
    await toast.waitFor();
    await page.waitForTimeout(1500);
    await shoot("stores-undo");
    await toast.locator(".monaco-button", { hasText: "Remove" }).click();
    await command(page, "Tokenward: Remove Values from the Secret Storage...");
    await page.locator(".quick-input-widget .monaco-list-row", { hasText: "GITHUB_TOKEN" }).waitFor();
    equal(await page.locator(".quick-input-widget .monaco-list-row", { hasText: "GITHUB_TOKEN_2" }).count(), 0);
  },
});

/** Typed at once, as from the clipboard; the caret is left in the value. */
async function paste(page: Page, name: string, text: string): Promise<void> {
  await openFile(page, name, []);
  await page.locator(".monaco-editor .view-lines").first().click();
  await page.keyboard.insertText(text);
  await page.locator(".monaco-editor .squiggly-error").first().waitFor();
  await page.keyboard.press("Control+Home");
  for (let right = 0; right < 20; right++) await page.keyboard.press("ArrowRight");
}

async function runInTerminal(page: Page, line: string): Promise<void> {
  await command(page, "Terminal: Create New Terminal");
  await page.locator(".terminal-wrapper.active .xterm").waitFor();
  // The shell greets first.
  await page.waitForTimeout(3000);
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}
