/** The packaged extension in real editors: VS Code's extension host, VS Code's window, Neovim (`npm run test:e2e [-- PART ...]`). */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browserPackage } from "../../scripts/host/browser.ts";
import { ensureCodeServer } from "../../scripts/host/code-server.ts";
import { packageExtension } from "../../scripts/host/extension-package.ts";
import { say } from "../../scripts/host/program.ts";
import { ensurePackages, neovim } from "../../scripts/host/system-packages.ts";
import { runRestricted, runTrusted } from "./extension-host.ts";
import { runLifecycle } from "./lifecycle.ts";
import { runNeovim } from "./neovim.ts";
import { runStores } from "./stores.ts";
import { type Counts, type Part, sum } from "./support/counts.ts";
import { runWindow } from "./window.ts";

const PARTS: Readonly<Record<string, Part>> = {
  "extension-host": runTrusted,
  restricted: runRestricted,
  window: runWindow,
  stores: runStores,
  lifecycle: runLifecycle,
  neovim: runNeovim,
};

// The editors have process groups of their own; they end with this process only if it ends in order.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));

const wanted = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "tokenward-e2e-"));
try {
  await ensurePackages([browserPackage, neovim]);
  await ensureCodeServer();
  const vsix = await packageExtension();
  const results: Counts[] = [];
  for (const [name, part] of Object.entries(PARTS)) {
    if (wanted.length === 0 || wanted.includes(name)) results.push(await countsOf(name, part, vsix));
  }
  const { passed, failed } = sum(results);
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`${passed} passed, ${failed} failed`);
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

async function countsOf(name: string, part: Part, vsix: string): Promise<Counts> {
  const folder = join(scratch, name);
  mkdirSync(folder);
  const started = Date.now();
  const counts = await part({ folder, vsix }).catch((error: unknown): Counts => {
    console.log(`FAILED ${name}: ${error instanceof Error ? error.stack : error}`);
    return { passed: 0, failed: 1 };
  });
  say(`${name}: ${counts.passed} passed, ${counts.failed} failed (${Math.round((Date.now() - started) / 1000)} s)`);
  return counts;
}
