/** A browser page for an editor. */
import { type Browser, chromium, type Page } from "playwright-core";
import { findBrowser } from "../../../scripts/host/browser.ts";

/** Nothing that a browser does by itself, and no sandbox: it opens only the editor, and containers forbid one. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Opens a page of 1400 x 900, hands it over and closes the browser whatever happens. */
export async function withPage<Result>(origin: string, use: (page: Page) => Promise<Result>): Promise<Result> {
  const browser: Browser = await chromium.launch({ executablePath: findBrowser(), args: ARGUMENTS });
  try {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
    return await use(await context.newPage());
  } finally {
    await browser.close();
  }
}
