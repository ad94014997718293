/**
 * Records the typing sessions in a real VS Code, into scripts/bench/server/sessions.
 *
 *   npx tsx scripts/bench/typing/index.ts
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { withPage } from "../../../test/e2e/support/page.ts";
import { startEditor } from "../../host/editor.ts";
import { run } from "../../host/program.ts";
import { typed } from "./typed.ts";

const root = join(import.meta.dirname, "../../..");
const sessions = join(import.meta.dirname, "../server/sessions");
const PATIENCE = 240;

const scratch = mkdtempSync(join(tmpdir(), "tokenward-record-"));
try {
  const harness = await bundleRecorder();
  await record(harness);
  mkdirSync(sessions, { recursive: true });
  for (const name of Object.keys(typed)) copyFileSync(join(harness, `${name}.json`), join(sessions, `${name}.json`));
  await run("npx", ["biome", "check", "--write", sessions], { cwd: root });
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

/** An empty extension under development, in whose place the recorder runs. */
async function bundleRecorder(): Promise<string> {
  const harness = join(scratch, "harness");
  mkdirSync(harness);
  const manifest = { name: "recorder", publisher: "tokenward", version: "0.0.1", engines: { vscode: "*" } };
  writeFileSync(join(harness, "package.json"), JSON.stringify(manifest));
  await build({
    entryPoints: [join(import.meta.dirname, "recorder.ts")],
    outfile: join(harness, "recorder.cjs"),
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
  });
  return harness;
}

async function record(harness: string): Promise<void> {
  const folder = join(scratch, "editor");
  const workspace = join(scratch, "workspace");
  for (const each of [folder, workspace]) mkdirSync(each);
  const settings = { "editor.acceptSuggestionOnCommitCharacter": false };
  // Any will do: what is typed is recorded, and not what is said of it.
  const vsix = join(root, "dist", "tokenward.vsix");
  const editor = await startEditor({ folder, vsix, trusted: true, testDriver: true, settings });
  try {
    const uri = `vscode-remote://${new URL(editor.origin).host}${harness}`;
    const payload = [
      ["extensionDevelopmentPath", uri],
      ["extensionTestsPath", `${uri}/recorder.cjs`],
    ];
    const done = join(harness, "done.json");
    await withPage(editor.origin, async (page) => {
      await page.exposeFunction("codeAutomationExit", () => undefined);
      await page.exposeFunction("codeAutomationLog", () => undefined);
      const query = `folder=${workspace}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
      await page.goto(`${editor.origin}/?${query}`);
      for (let waited = 0; waited < PATIENCE && !existsSync(done); waited++) await sleep(1000);
    });
    const said = existsSync(done) ? readFileSync(done, "utf8") : "it did not end";
    if (said !== "true") throw new Error(`the recording failed: ${said}`);
  } finally {
    await editor.stop();
  }
}
