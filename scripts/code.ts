/** Opens the built extension in a real VS Code in the browser: `npm run code [-- FOLDER]`; without a folder on a fresh demo. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { mintDemo } from "./demo/mint-demo.ts";
import { ensureCodeServer } from "./host/code-server.ts";
import { startEditor } from "./host/editor.ts";
import { packageExtension } from "./host/extension-package.ts";
import { say } from "./host/program.ts";
import { whichOf } from "./host/system-packages.ts";

await openEditor(process.argv[2]).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});

async function openEditor(named: string | undefined): Promise<void> {
  await ensureCodeServer();
  const vsix = await packageExtension();
  const folder = named === undefined ? mintDemo() : resolve(process.env.INIT_CWD ?? ".", named);
  const scratch = mkdtempSync(join(tmpdir(), "tokenward-code-"));
  const editor = await startEditor({ folder: scratch, vsix, trusted: false });
  const address = `${editor.origin}/?folder=${encodeURIComponent(folder)}`;
  say(`\n  ${address}\n`);
  say("Whoever is logged in on this machine can open it while it runs. Ctrl+C ends it.");
  openInBrowser(address);
  await interrupted();
  await editor.stop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

/** Waits for Ctrl+C. It comes twice, from the terminal and from the parent; the second must not end what the first began. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
  });
}

/** Where nobody sits at this machine there is no browser to open, and the address is all that is needed. */
function openInBrowser(url: string): void {
  const desktop = process.platform === "darwin" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const opener = whichOf(process.platform === "darwin" ? ["open"] : ["xdg-open"]);
  if (desktop && opener) spawn(opener, [url], { detached: true, stdio: "ignore" }).unref();
}
