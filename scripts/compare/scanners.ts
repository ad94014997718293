/** The scanners that are compared: how each is installed, how it is run, and what its report says. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { version as ownVersion } from "../../package.json" with { type: "json" };
import { cacheFolder } from "./cache.ts";
import { runProgram } from "./process.ts";
import { rowIdOf } from "./rows.ts";
import type { Hit } from "./score.ts";
import { coveredText, scanWithTokenward } from "./tokenward.ts";

export interface Scanner {
  readonly name: string;
  readonly version: string;
  /** Puts this version into the cache folder, unless it is there. */
  install(): void;
  /** Scans a folder that `writeRows` made, offline. */
  scan(folder: string): ScannedRows;
}

interface ScannedRows {
  readonly hits: readonly Hit[];
  readonly seconds: number;
}

/** Each with its defaults, decoding on where it is an option, and no live verification. */
export const scanners: readonly Scanner[] = [
  tokenward(),
  gitleaks("8.30.1"),
  detectSecrets("1.5.0"),
  secretlint("12.0.0"),
];

function tokenward(): Scanner {
  return {
    name: "Tokenward",
    version: ownVersion,
    install: () => {},
    scan(folder) {
      const { findings, seconds } = scanWithTokenward(folder, "medium");
      const tokens = findings.filter((finding) => finding.kind === "token");
      return {
        seconds,
        hits: tokens.map((token) => ({ row: rowIdOf(token.path), value: coveredText(folder, token) })),
      };
    },
  };
}

function gitleaks(version: string): Scanner {
  const folder = cacheFolder(`gitleaks-${version}`);
  const program = join(folder, "gitleaks");
  return {
    name: "gitleaks",
    version,
    install() {
      if (existsSync(program)) return;
      const module = `github.com/zricethezav/gitleaks/v8@v${version}`;
      runProgram("go", ["install", module], { env: { ...process.env, GOBIN: folder } });
    },
    scan(rows) {
      const args = [
        "dir",
        ".",
        "--no-banner",
        "--exit-code",
        "0",
        "--max-decode-depth",
        "5",
        "--report-format",
        "json",
      ];
      const { output, seconds } = runProgram(program, [...args, "--report-path", "-"], { cwd: rows });
      return { seconds, hits: (JSON.parse(output) as GitleaksFinding[]).map(gitleaksHit) };
    },
  };
}

interface GitleaksFinding {
  readonly File: string;
  readonly StartLine: number;
  readonly EndLine: number;
  readonly Secret: string;
  readonly Tags: readonly string[];
}

/** The value of a decoded finding does not stand in the row; its lines do. */
function gitleaksHit({ File, StartLine, EndLine, Secret, Tags }: GitleaksFinding): Hit {
  const row = rowIdOf(File);
  const decoded = Tags.some((tag) => tag.startsWith("decoded:"));
  return decoded ? { row, firstLine: StartLine, lastLine: EndLine } : { row, value: Secret };
}

function detectSecrets(version: string): Scanner {
  const folder = cacheFolder(`detect-secrets-${version}`);
  const program = join(folder, "bin", "detect-secrets");
  return {
    name: "detect-secrets",
    version,
    install() {
      if (existsSync(program)) return;
      runProgram("python3", ["-m", "venv", folder]);
      runProgram(join(folder, "bin", "pip"), ["install", "--quiet", `detect-secrets==${version}`]);
    },
    scan(rows) {
      const { output, seconds } = runProgram(program, ["scan", "--all-files", "--no-verify", "."], { cwd: rows });
      const { results } = JSON.parse(output) as { results: Record<string, { line_number: number }[]> };
      const hitsIn = ([path, found]: [string, { line_number: number }[]]): Hit[] =>
        found.map(({ line_number: line }) => ({ row: rowIdOf(path), firstLine: line, lastLine: line }));
      return { seconds, hits: Object.entries(results).flatMap(hitsIn) };
    },
  };
}

function secretlint(version: string): Scanner {
  const folder = cacheFolder(`secretlint-${version}`);
  const program = join(folder, "node_modules", "secretlint", "bin", "secretlint.js");
  const preset = "@secretlint/secretlint-rule-preset-recommend";
  const config = JSON.stringify({ rules: [{ id: preset }] });
  const report = join(folder, "report.json");
  return {
    name: "secretlint",
    version,
    install() {
      if (existsSync(program)) return;
      writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
      const packages = [`secretlint@${version}`, `${preset}@${version}`];
      runProgram("npm", ["install", "--no-audit", "--no-fund", ...packages], { cwd: folder });
    },
    scan(rows) {
      const args = ["**/*", "--no-maskSecrets", "--format", "json", "--output", report, "--secretlintrcJSON", config];
      const { seconds } = runProgram(process.execPath, [program, ...args], { cwd: rows }, [0, 1]);
      const files = JSON.parse(readFileSync(report, "utf8")) as SecretlintFile[];
      rmSync(report);
      return { seconds, hits: files.flatMap(secretlintHits) };
    },
  };
}

interface SecretlintFile {
  readonly filePath: string;
  readonly sourceContent: string;
  readonly messages: readonly { readonly range: readonly [number, number] }[];
}

const secretlintHits = ({ filePath, sourceContent, messages }: SecretlintFile): Hit[] =>
  messages.map(({ range }) => ({ row: rowIdOf(filePath), value: sourceContent.slice(...range) }));
