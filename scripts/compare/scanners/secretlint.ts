/** secretlint with its recommended rules, from npm. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../cache.ts";
import { runProgram } from "../process.ts";
import { rowIdOf } from "../rows.ts";
import type { Scanner } from "../scanner.ts";
import type { Hit } from "../score.ts";

const PRESET = "@secretlint/secretlint-rule-preset-recommend";
const CONFIG = JSON.stringify({ rules: [{ id: PRESET }] });

export function secretlint(version: string): Scanner {
  const home = cacheFolder(`secretlint-${version}`);
  const program = join(home, "node_modules", "secretlint", "bin", "secretlint.js");
  return {
    name: "secretlint",
    version,
    install() {
      if (existsSync(program)) return;
      writeFileSync(join(home, "package.json"), JSON.stringify({ private: true }));
      const packages = [`secretlint@${version}`, `${PRESET}@${version}`];
      runProgram("npm", ["install", "--no-audit", "--no-fund", ...packages], { cwd: home });
    },
    command: (folder, report) => ({
      program: process.execPath,
      args: [join(import.meta.dirname, "secretlint-batches.mjs"), program, CONFIG, folder, report],
      cwd: folder,
      accepted: [0],
      prints: false,
    }),
    hits: (report) => (JSON.parse(report) as File[]).flatMap(hitsOf),
  };
}

interface File {
  readonly filePath: string;
  readonly sourceContent: string;
  readonly messages: readonly { readonly range: readonly [number, number] }[];
}

const hitsOf = ({ filePath, sourceContent, messages }: File): Hit[] =>
  messages.map(({ range }) => ({ row: rowIdOf(filePath), value: sourceContent.slice(...range) }));
