/** `npx tsx scripts/large-inventory.ts [TOKENS]`: a tree and a dashboard of many tokens in a real window: how long it stands still. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { mint, seededRandom } from "../server/src/engine/mint.ts";
import { withPage } from "../test/e2e/support/page.ts";
import { command } from "../test/e2e/window-steps.ts";
import { startEditor } from "./host/editor.ts";
import { packageExtension } from "./host/extension-package.ts";

const LOG = join(import.meta.dirname, "../docs/large-inventory.log");
const tokens = Number(process.argv[2] ?? 20_000);
const A_FILE = 100;

/** Counts the time between frames in the page; as text, for what bundles this file adds to functions is not there. */
const WATCH = `
  globalThis.watched = { longest: 0, last: performance.now(), on: true };
  (function tick() {
    const now = performance.now();
    watched.longest = Math.max(watched.longest, now - watched.last);
    watched.last = now;
    if (watched.on) requestAnimationFrame(tick);
  })();`;

const scratch = mkdtempSync(join(tmpdir(), "tokenward-large-"));
const folder = join(scratch, "work");
mkdirSync(folder);
const random = seededRandom(5);
for (let file = 0; file < tokens / A_FILE; file++) {
  const lines = Array.from(
    { length: A_FILE },
    (_, at) => `const t${at} = "${mint("[[ghp_{alnum:36}]]", random, "github-crc32").text}";\n`,
  );
  writeFileSync(join(folder, `f${file}.js`), lines.join(""));
}

const lines: string[] = [`${tokens} tokens in ${tokens / A_FILE} files, ${new Date().toISOString().slice(0, 10)}`];
const say = (line: string): void => {
  lines.push(line);
  process.stdout.write(`${line}\n`);
};
const editor = await startEditor({ folder: join(scratch, "editor"), vsix: await packageExtension(), trusted: true });
try {
  await withPage(editor.origin, async (page) => {
    page.setDefaultTimeout(25_000);
    await page.goto(`${editor.origin}/?folder=${folder}`);
    await page.locator(".monaco-workbench").waitFor();
    await page
      .locator(".activitybar")
      .getByRole("tab", { name: /^Tokenward/ })
      .click();
    const row = (text: string) => page.locator(".sidebar .monaco-list-row", { hasText: text }).first();
    await row(`Errors`)
      .filter({ hasText: String(tokens) })
      .waitFor({ timeout: 120_000 });
    // While there were few tokens the group came open, and stays so.
    await row("Errors").focus();
    await row("Errors").click({ position: { x: 120, y: 8 } });
    await page.waitForTimeout(1500);
    await page.keyboard.press("ArrowLeft");
    await page.waitForTimeout(1500);
    await measured(page, "expand", async () => {
      await page.keyboard.press("ArrowRight");
      await row("GitHub personal access token").waitFor();
    });
    await measured(page, "filter", async () => {
      await command(page, "Tokenward: Filter Tokens...");
      await page.keyboard.type("f199.js", { delay: 40 });
      await page.locator(".sidebar", { hasText: `${A_FILE} of ${tokens}` }).waitFor();
      await page.keyboard.press("Enter");
    });
    await command(page, "Tokenward: Clear Filter");
    await measured(page, "dashboard", async () => {
      await command(page, "Tokenward: Show Dashboard");
      const inner = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
      await inner.locator("h1").waitFor();
    });
  });
} finally {
  await editor.stop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
writeFileSync(LOG, `${lines.join("\n")}\n`);

/** How long it took, and the longest time without a frame meanwhile. */
async function measured(page: Page, what: string, work: () => Promise<void>): Promise<void> {
  await page.evaluate(WATCH);
  const started = Date.now();
  await work();
  const took = Date.now() - started;
  const longest = await page.evaluate<number>("(watched.on = false, watched.longest)");
  say(`${what}: ${took} ms, at most ${Math.round(longest)} ms without a frame`);
}
