/** Bundles the thread that fails on demand, as threads run bundles only. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { loadLetters, loadNameWords, loadRuleFile } from "../../../scripts/rule-files.ts";
import type { CatalogueData } from "../../../server/src/engine/catalogue.ts";

const github = loadRuleFile("rules/tokens/github.yml");

/** Few rules, so that threads start fast. */
export const catalogue: CatalogueData = {
  rules: github.rules.map(({ rule }) => rule),
  names: loadNameWords(),
  letters: loadLetters(),
};

export interface Bundle {
  readonly file: string;
  remove(): void;
}

export function faultyThread(): Bundle {
  const folder = mkdtempSync(join(tmpdir(), "tokenward-thread-"));
  const file = join(folder, "thread.cjs");
  buildSync({
    entryPoints: [join(import.meta.dirname, "faulty-thread.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "error",
  });
  writeFileSync(join(folder, "catalogue.json"), JSON.stringify(catalogue));
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
