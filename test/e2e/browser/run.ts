/** The extension in VS Code for the web, as on github.dev: a repository that lies on no disk, and no program behind the page. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { ensureCodeServer } from "../../../scripts/host/code-server.ts";
import type { Counts, Part } from "../support/counts.ts";
import { withPage } from "../support/page.ts";
import { walk } from "../window.ts";
import { repositoryFiles } from "./files.ts";
import { steps } from "./steps.ts";
import { startWebEditor } from "./web-editor.ts";

const SETTINGS = {
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "editor.fontSize": 15,
  "editor.minimap.enabled": false,
  "editor.occurrencesHighlight": "off",
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "tokenward.trace.server": "messages",
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

export const runBrowser: Part = async ({ folder, vsix }): Promise<Counts> => {
  const { entry } = await ensureCodeServer();
  execFileSync("unzip", ["-q", vsix, "extension/*", "-d", folder]);
  const files = repositoryFiles();
  const editor = await startWebEditor({
    build: join(dirname(entry), "../../lib/vscode"),
    extensions: { tokenward: join(folder, "extension"), repository: await bundleRepository(folder) },
    files,
    settings: SETTINGS,
  });
  try {
    return await withPage(editor.origin, async (page) => {
      page.setDefaultTimeout(30_000);
      await page.goto(editor.origin);
      return walk(page, (path) => files[path] ?? "", steps);
    });
  } finally {
    await editor.stop();
  }
};

async function bundleRepository(folder: string): Promise<string> {
  const out = join(folder, "repository");
  mkdirSync(out);
  await build({
    entryPoints: [join(import.meta.dirname, "repository.ts")],
    outfile: join(out, "repository.js"),
    bundle: true,
    platform: "browser",
    format: "cjs",
    external: ["vscode"],
  });
  const manifest = {
    name: "repository",
    publisher: "acme",
    version: "0.0.1",
    engines: { vscode: "^1.91.0" },
    browser: "./repository.js",
    activationEvents: ["onFileSystem:vscode-vfs"],
  };
  writeFileSync(join(out, "package.json"), JSON.stringify(manifest));
  return out;
}
