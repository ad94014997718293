/** The life of a token as a person lives it: generated, used, rotated, revoked, pasted again, and told of in an evidence report. */
import { doesNotMatch, equal, match, ok } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startEditor } from "../../scripts/host/editor.ts";
import type { Part } from "./support/counts.ts";
import { githubToken } from "./support/minted.ts";
import { withPage } from "./support/page.ts";
import { walk } from "./window.ts";
import { command, eventually, menuEntry, openFile, type Step } from "./window-steps.ts";

const settings = { "editor.fontSize": 15, "editor.minimap.enabled": false };
const [old, fresh] = [githubToken(51), githubToken(52)];

export const runLifecycle: Part = async (options) => {
  const folder = join(options.folder, "acme-pay");
  mkdirSync(folder);
  const files = {
    "package.json": "{}\n",
    ".gitignore": ".env\n",
    "new.js": "",
    "legacy.js": `const token = "${old}";\n`,
    "used.js": "const token = process.env.GITHUB_TOKEN;\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder });
  git("init", "-q");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@example.org");
  git("add", ".");
  git("commit", "-qm", "one");
  writeFileSync(join(folder, ".env"), `GITHUB_TOKEN=${old}\n`);
  const editor = await startEditor({ ...options, trusted: true, settings });
  try {
    return await withPage(editor.origin, async (page) => {
      page.setDefaultTimeout(30_000);
      await page.goto(`${editor.origin}/?folder=${folder}`);
      await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
      return walk(page, (path) => readFileSync(join(folder, path), "utf8"), steps);
    });
  } finally {
    await editor.stop();
  }
};

const steps: Readonly<Record<string, Step>> = {
  "a token is generated into .env, and the code refers to it": async ({ page, read }) => {
    await openFile(page, "new.js", []);
    await page.locator(".monaco-editor .view-lines").first().click();
    await enabled(page, "Tokenward: Generate Token...");
    await command(page, "Tokenward: Generate Token...");
    await answer(page, /environment variable/, "ACME_KEY");
    await pick(page, /with a prefix and a checksum/);
    await answer(page, /What it begins with/, "acme_");
    await page.locator(".view-line", { hasText: "process.env.ACME_KEY" }).waitFor();
    match(read(".env"), /^ACME_KEY=acme_[0-9A-Za-z]{49}$/m);
    const value = /^ACME_KEY=(.*)$/m.exec(read(".env"))![1]!;
    ok(!((await page.locator("body").textContent()) ?? "").includes(value), "it is not on screen");
    await command(page, "File: Save All Files");
  },

  "another one is rotated at its place: what is typed is not shown": async ({ page, read, shoot }) => {
    await openFile(page, "legacy.js", []);
    await page.locator(".monaco-editor .squiggly-error").first().waitFor();
    await page.locator(".view-line", { hasText: "ghp_" }).first().click();
    await page.keyboard.press("Control+.");
    await menuEntry(page, /^Rotate this token\.\.\.$/).click();
    await answer(page, /environment variable/, "GITHUB_TOKEN");
    await pick(page, /^Type the new value/);
    await page.locator('.quick-input-widget input[type="password"]').waitFor();
    await answer(page, /as its issuer gave it/, fresh);
    await answer(page, /last day/, "2099-01-31");
    await page.locator(".notification-toast", { hasText: "GITHUB_TOKEN_UNTIL_2099_01_31" }).waitFor();
    equal(/^GITHUB_TOKEN=(.*)$/m.exec(read(".env"))![1], fresh);
    equal(/^GITHUB_TOKEN_UNTIL_2099_01_31=(.*)$/m.exec(read(".env"))![1], old);
    await settled(page);
    await shoot("lifecycle-rotated");
  },

  "its places are ticked off": async ({ page, read, shoot }) => {
    await page.locator(".notification-toast .monaco-button", { hasText: "Show Checklist" }).click();
    const list = page.locator(".quick-input-widget");
    for (const path of ["legacy.js", "used.js"]) await list.locator(".monaco-list-row", { hasText: path }).waitFor();
    await settled(page);
    await shoot("lifecycle-checklist");
    for (const path of ["legacy.js", "used.js"]) await list.locator(".monaco-list-row", { hasText: path }).click();
    await list.locator(".monaco-button", { hasText: "OK" }).click();
    await eventually(() => match(read(".tokenward/ledger.jsonl"), /"done":\["legacy\.js","used\.js"\]/));
  },

  "it is marked as revoked, and wherever it stands is an error": async ({ page, read, shoot }) => {
    const toast = page.locator(".notification-toast", { hasText: "Every place uses the new value" });
    await toast.locator(".monaco-button", { hasText: "Mark Revoked..." }).click();
    await answer(page, /Why, for whoever/, "rotated");
    await answer(page, /Where more is told/, "");
    await eventually(() => match(read(".tokenward/ledger.jsonl"), /"state":"revoked"/));
    const kept = page.locator(".notification-toast", { hasText: "Its old value is still kept" });
    await kept.locator(".monaco-button", { hasText: "Remove" }).click();
    await eventually(() => doesNotMatch(read(".env"), /_UNTIL_/));
    await settled(page);
    await shoot("lifecycle-revoked");
  },

  "pasted again, it is told who revoked it": async ({ page, shoot }) => {
    await openFile(page, "new.js", []);
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText(`\nconst again = "${old}";\n`);
    await command(page, "Problems: Focus on Problems View");
    await page.locator(".markers-panel .monaco-list-row", { hasText: "is here again" }).first().waitFor();
    await settled(page);
    await shoot("lifecycle-back");
  },

  "the log tells every deed, and is whole": async ({ read }) => {
    const actions = [...read(".tokenward/audit.jsonl").matchAll(/"action":"(\w+)"/g)].map((found) => found[1]);
    equal(actions.join(" "), "generated rotated done done revoked removed");
    for (const name of ["ledger", "audit"])
      for (const value of [old, fresh]) ok(!read(`.tokenward/${name}.jsonl`).includes(value));
  },
};

/** The palette lists what could be run when it was opened: right after the start the window may not know yet that it is trusted. */
async function enabled(page: Page, title: string): Promise<void> {
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
  for (let tries = 0; tries < 10; tries++) {
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input.input").fill(`>${title}`);
    const isThere = await row.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    );
    await page.keyboard.press("Escape");
    if (isThere) return;
  }
}

/** Types into the input that asks for it, in the place of what it proposes. */
async function answer(page: Page, asked: RegExp, text: string): Promise<void> {
  const widget = page.locator(".quick-input-widget", { hasText: asked });
  await widget.locator("input.input").fill(text);
  await page.keyboard.press("Enter");
}

/** Pictures show what has faded in. */
const settled = (page: Page): Promise<void> => page.waitForTimeout(800);

async function pick(page: Page, label: RegExp): Promise<void> {
  await page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
}
