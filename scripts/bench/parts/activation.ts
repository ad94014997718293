/** How long the extension keeps the extension host's main thread when it is activated, in a real VS Code. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { withPage } from "../../../test/e2e/support/page.ts";
import { browserPackage } from "../../host/browser.ts";
import { type Editor, startEditor } from "../../host/editor.ts";
import { ensurePackages } from "../../host/system-packages.ts";
import type { Bench, Part } from "../part.ts";
import { median } from "../run/statistics.ts";

export const activation: Part = {
  name: "activation",
  about: "activation time as VS Code's list of running extensions tells it",
  async measure(bench) {
    await ensurePackages([browserPackage]);
    const folder = join(bench.scratch, "activation");
    const workspace = join(folder, "workspace");
    mkdirSync(workspace, { recursive: true });
    writeFileSync(join(workspace, "add.js"), "export const add = (a, b) => a + b;\n");
    const editor = await startEditor({ folder, vsix: await bench.vsix(), trusted: true });
    try {
      const times = await activations(bench, editor, workspace);
      bench.add({
        name: "activation: code loaded and activate called, on the extension host's main thread",
        measured: median(times),
        unit: "ms",
        asked: { most: 50 },
        note: `median of ${times.length} windows: ${times.join(", ")} ms`,
      });
    } finally {
      await editor.stop();
    }
  },
};

/** Each window has an extension host of its own. */
async function activations(bench: Bench, { origin }: Editor, workspace: string): Promise<number[]> {
  const times: number[] = [];
  for (let window = 0; window < (bench.quick ? 1 : 5); window++) {
    bench.progress(`window ${window + 1}`);
    times.push(
      await withPage(origin, async (page) => {
        page.setDefaultTimeout(60_000);
        await page.goto(`${origin}/?folder=${workspace}`);
        await page.locator(".monaco-workbench").waitFor();
        // It is active when its view has something to say.
        await page
          .locator(".activitybar")
          .getByRole("tab", { name: /^Tokenward/ })
          .click();
        await page.locator(".sidebar", { hasText: /No tokens|Scan/ }).waitFor();
        return shownActivation(page);
      }),
    );
  }
  return times;
}

/** The list shows the sum of the times of loading the code and of the call, not of what is awaited after it. */
async function shownActivation(page: Page): Promise<number> {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input.input").fill(">Developer: Show Running Extensions");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "Show Running Extensions" }).first().click();
  const row = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "Tokenward" });
  const text = await row.locator(".activation-time", { hasText: /\d+ms/ }).textContent();
  return Number(/(\d+)ms/.exec(text ?? "")?.[1] ?? Number.NaN);
}
