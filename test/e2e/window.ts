/** The window of VS Code as a person sees it: a few steps with the mouse and the keyboard, each with a picture. */
import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { mintDemo } from "../../scripts/demo/mint-demo.ts";
import { startEditor } from "../../scripts/host/editor.ts";
import type { Counts, Part } from "./support/counts.ts";
import { withPage } from "./support/page.ts";
import { type Step, steps } from "./window-steps.ts";

const shots = join(import.meta.dirname, "../../.scratch/e2e/shots");

/** The pictures are for the README too: large, and nothing in them that is beside the point. */
const settings = { "editor.fontSize": 15, "editor.minimap.enabled": false, "editor.occurrencesHighlight": "off" };

export const runWindow: Part = async (options) => {
  const folder = join(options.folder, "acme-pay");
  renameSync(mintDemo(7, options.folder), folder);
  const editor = await startEditor({ ...options, trusted: false, settings });
  try {
    return await withPage(editor.origin, async (page) => {
      page.setDefaultTimeout(30_000);
      await page.goto(`${editor.origin}/?folder=${folder}`);
      return walk(page, (path) => readFileSync(join(folder, path), "utf8"), steps);
    });
  } finally {
    await editor.stop();
  }
};

/** Every step stands on the one before: the first that fails is the last. */
export async function walk(
  page: Page,
  read: (path: string) => string,
  steps: Readonly<Record<string, Step>>,
): Promise<Counts> {
  let passed = 0;
  mkdirSync(shots, { recursive: true });
  const context = {
    page,
    read,
    shoot: (name: string): Promise<unknown> => page.screenshot({ path: join(shots, `${name}.png`) }),
  };
  for (const [title, step] of Object.entries(steps)) {
    try {
      await step(context);
      passed++;
    } catch (error) {
      await context.shoot("failed");
      console.log(`FAILED window: ${title}\n${error instanceof Error ? error.stack : error}`);
      return { passed, failed: Object.keys(steps).length - passed };
    }
  }
  return { passed, failed: 0 };
}
