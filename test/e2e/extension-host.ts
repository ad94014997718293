/** Mocha inside VS Code's extension host, beside the packaged extension: once trusted with two folders, once in Restricted Mode. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { type Editor, startEditor } from "../../scripts/host/editor.ts";
import type { TestReport } from "./suites/index.ts";
import { type Counts, type Part, type PartOptions, sum } from "./support/counts.ts";
import { githubToken } from "./support/minted.ts";
import { withPage } from "./support/page.ts";

const root = join(import.meta.dirname, "../..");
const TIMEOUT = 150_000;
/** Of the tokens that the suites mint. */
const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

export const runTrusted: Part = (options) => {
  const workspace = join(options.folder, "both.code-workspace");
  for (const name of ["app", "service"]) mkdirSync(join(options.folder, name));
  writeFileSync(workspace, JSON.stringify({ folders: [{ path: "app" }, { path: "service" }] }));
  return runSuites("trusted", 20, `workspace=${workspace}`, options);
};

export const runRestricted: Part = (options) => {
  const folder = join(options.folder, "stranger");
  mkdirSync(folder);
  return runSuites("restricted", 5, `folder=${folder}`, options);
};

/** @param least how many tests there must be: a run that stops early or finds no suite has no failures either */
async function runSuites(
  mode: "trusted" | "restricted",
  least: number,
  query: string,
  options: PartOptions,
): Promise<Counts> {
  const harness = await bundleSuites(mode, options.folder);
  const editor = await startEditor({
    ...options,
    trusted: mode === "trusted",
    testDriver: true,
    settings: { "tokenward.trace.server": "messages" },
  });
  try {
    await inHost(editor, `${query}&payload=${encodeURIComponent(JSON.stringify(payload(editor, harness)))}`);
  } finally {
    await editor.stop();
  }
  return sum([counted(readReport(harness), least), quietLogs(options.folder)]);
}

/** An empty extension under development, whose tests see the packaged one as any other extension does. */
async function bundleSuites(mode: string, folder: string): Promise<string> {
  const harness = join(folder, "harness");
  mkdirSync(harness);
  const manifest = { name: "harness", publisher: "tokenward", version: "0.0.1", engines: { vscode: "*" } };
  writeFileSync(join(harness, "package.json"), JSON.stringify(manifest));
  symlinkSync(join(root, "node_modules"), join(harness, "node_modules"));
  await build({
    entryPoints: [join(root, "test/e2e/suites/index.ts"), join(root, `test/e2e/suites/${mode}/*.suite.ts`)],
    outdir: join(harness, "suites"),
    outExtension: { ".js": ".cjs" },
    entryNames: "[name]",
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode", "mocha"],
  });
  return harness;
}

function payload({ origin }: Editor, harness: string): [string, string][] {
  const uri = `vscode-remote://${new URL(origin).host}${harness}`;
  return [
    ["extensionDevelopmentPath", uri],
    ["extensionTestsPath", `${uri}/suites/index.cjs`],
    ["logLevel", "tokenward.tokenward:trace"],
  ];
}

/** Opens the page, and ends when the tests did. */
function inHost({ origin }: Editor, query: string): Promise<void> {
  return withPage(origin, async (page) => {
    const done = new Promise<void>((resolve) => void page.exposeFunction("codeAutomationExit", () => resolve()));
    await page.exposeFunction("codeAutomationLog", () => undefined);
    await page.goto(`${origin}/?${query}`);
    await Promise.race([done, sleep(TIMEOUT, undefined, { ref: false })]);
  });
}

function readReport(harness: string): TestReport {
  const path = join(harness, "suites", "report.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : { passed: [], failed: [], done: false };
}

function counted({ passed, failed, done }: TestReport, least: number): Counts {
  const faults = failed.map(({ title, error }) => `${title}\n${error}`);
  if (!done)
    faults.push(`the tests did not end within ${TIMEOUT / 1000} s; the last that passed: ${passed.at(-1) ?? "none"}`);
  if (done && passed.length + failed.length < least) faults.push(`only ${passed.length + failed.length} tests ran`);
  for (const fault of faults) console.log(`FAILED ${fault}`);
  return { passed: passed.length, failed: faults.length };
}

/** One test: nothing that the editor and the extension logged, with all messages traced, holds a token of the suites. */
function quietLogs(folder: string): Counts {
  const logs = join(folder, "data", "logs");
  const names = readdirSync(logs, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".log"));
  const texts = names.map((name) => ({ name, text: readFileSync(join(logs, name), "utf8") }));
  const faults = texts
    .filter(({ text }) => SEEDS.some((seed) => text.includes(githubToken(seed))))
    .map(({ name }) => name);
  if (!texts.some(({ text }) => text.includes("textDocument/didOpen")))
    faults.push("no log, for no message was traced");
  for (const fault of faults) console.log(`FAILED a token is in the logs: ${fault}`);
  return faults.length > 0 ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
}
