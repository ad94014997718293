/**
 * Runs gitleaks' own default configuration, brought along by `tokenward import`, over files, and gitleaks itself over the same:
 * `npx tsx scripts/parity/gitleaks.ts FOLDER`. Nobody reads the configuration: it comes from the Go module as it is, and what
 * is printed is rules' ids and counts.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { readGitleaks } from "../../server/src/config/import/gitleaks.ts";
import { ruleValidator } from "../../server/src/config/rule-schema.ts";
import { readTeamRules } from "../../server/src/config/team-rules.ts";
import { LineIndex } from "../../server/src/engine/document.ts";
import { decode } from "../../server/src/workspace/decode.ts";
import { TeamRunner } from "../../server/src/workspace/team/runner.ts";
import { noNames } from "../../server/src/workspace/team/set.ts";
import { runProgram } from "../compare/process.ts";
import { gitleaks } from "../compare/scanners/gitleaks.ts";

const VERSION = "8.30.1";
/** A rule may take so long in one file here, in milliseconds: what is measured is what it finds. */
const BUDGET = 60_000;

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../rules/schema.json"), "utf8"));

function configPath(): string {
  const module = join(homedir(), `go/pkg/mod/github.com/zricethezav/gitleaks/v8@v${VERSION}/config/gitleaks.toml`);
  if (!existsSync(module)) throw new Error("gitleaks' module is missing: go install puts it into the module cache");
  return module;
}

interface Place {
  readonly rule: string;
  readonly file: string;
  /** From 1; of ours alone. */
  readonly line?: number;
  /** Compared, and never shown. */
  readonly value: string;
}

const keyOf = ({ rule, file, value }: Place): string => `${rule}\0${file}\0${value}`;

function theirs(folder: string): Place[] {
  const home = mkdtempSync(join(tmpdir(), "parity-"));
  try {
    const report = join(home, "report.json");
    const scanner = gitleaks(VERSION);
    scanner.install();
    const { program, cwd } = scanner.command(folder, report);
    runProgram(
      program,
      [
        "dir",
        ".",
        "--no-banner",
        "--exit-code",
        "0",
        "--max-decode-depth",
        "0",
        "--report-format",
        "json",
        "--report-path",
        report,
      ],
      { cwd },
    );
    const found = JSON.parse(readFileSync(report, "utf8")) as { RuleID: string; File: string; Secret: string }[];
    return found.map(({ RuleID, File, Secret }) => ({
      rule: kebab(RuleID),
      file: File.replace(/^\.\//, ""),
      value: Secret,
    }));
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** Of one value gitleaks reports what a rule of an issuer says, and not a generic rule: in a scan our judges do it. */
function withoutGeneric(places: readonly Place[]): Place[] {
  const isGeneric = ({ rule }: Place): boolean => rule.includes("generic");
  const byFile = new Map<string, Place[]>();
  for (const place of places) byFile.set(place.file, [...(byFile.get(place.file) ?? []), place]);
  return places.filter(
    (place) =>
      !isGeneric(place) ||
      !byFile
        .get(place.file)!
        .some((other) => !isGeneric(other) && other.line === place.line && other.value.includes(place.value)),
  );
}

const kebab = (id: string): string => id.toLowerCase().replace(/[^a-z0-9]+/g, "-");

function ours(folder: string): Place[] {
  const { rules, notes } = readGitleaks(readFileSync(configPath(), "utf8"));
  const read = readTeamRules(stringify({ rules }, { aliasDuplicateObjects: false }), ruleValidator(schema));
  console.log(
    `${rules.length} rules brought along, ${notes.length} remarks, ${read.rules.length} in use, ${read.problems.length} refused`,
  );
  for (const { message } of [...notes, ...read.problems]) console.log(`  ${message.slice(0, 160)}`);
  const setup = {
    task: "team" as const,
    rules: read.rules.map(({ rule }) => rule),
    budget: BUDGET,
    names: noNames,
    generic: [],
  };
  const runner = new TeamRunner(setup, () => performance.now());
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry): Place[] => {
    if (!entry.isFile()) return [];
    const path = join(entry.parentPath, entry.name);
    const file = path.slice(folder.length + 1);
    const decoded = decode(readFileSync(path));
    if ("reason" in decoded) return [];
    const lines = new LineIndex(decoded.text);
    return runner.run({ path: file, text: decoded.text }).suspicions.map(({ ruleId, span }) => ({
      rule: ruleId.replace("token/gitleaks-", ""),
      file,
      line: lines.lineAt(span.start),
      value: decoded.text.slice(span.start, span.end),
    }));
  });
}

function compare(folder: string): void {
  const [own, other] = [withoutGeneric(ours(folder)), theirs(folder)].map(
    (places) => new Map(places.map((place) => [keyOf(place), place])),
  );
  const both = [...own!.keys()].filter((key) => other!.has(key)).length;
  console.log(`gitleaks ${other!.size} places, Tokenward with its rules ${own!.size}, both ${both}`);
  for (const [title, some, rest] of [
    ["only gitleaks", other!, own!],
    ["only Tokenward", own!, other!],
  ] as const) {
    const counts = new Map<string, number>();
    for (const [key, { rule }] of some) if (!rest.has(key)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    for (const [rule, count] of [...counts].sort((a, b) => b[1] - a[1])) console.log(`${title}: ${rule} ${count}`);
  }
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("name a folder of files");
compare(resolve(folder));
