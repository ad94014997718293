/**
 * Reads a configuration of gitleaks or betterleaks (https://github.com/gitleaks/gitleaks#configuration) and gives its rules in
 * our form. What cannot be carried over is told with its line.
 */
import { parse, TomlError } from "smol-toml";
import { compilePattern } from "../../engine/pattern/compile.ts";
import { PatternError } from "../../engine/pattern/syntax.ts";
import type { AllowanceSource, RuleSource } from "../rule-file.ts";
import { namedGroup } from "./named-group.ts";

export interface Note {
  /** From 1; 0 where the whole file is meant. */
  readonly line: number;
  /** In words for people; holds nothing of patterns. */
  readonly message: string;
}

export interface ImportedConfig {
  readonly rules: readonly RuleSource[];
  /** What was left behind. */
  readonly notes: readonly Note[];
  /** Files and configs that it builds on. */
  readonly extends?: { readonly path?: string; readonly useDefault: boolean };
}

type Table = Readonly<Record<string, unknown>>;
type Tell = (message: string) => void;

const KNOWN = [
  "id",
  "description",
  "regex",
  "secretGroup",
  "entropy",
  "keywords",
  "path",
  "tags",
  "allowlist",
  "allowlists",
  "required",
  "severity",
  "skipReport",
];

/** @throws ImportError where the text is no TOML */
export function readGitleaks(text: string): ImportedConfig {
  const config = tableIn(text);
  const notes: Note[] = [];
  const lines = headings(text);
  const shared = [...allowancesIn(config.allowlist), ...allowancesIn(config.allowlists)];
  for (const { table } of shared)
    tellForeign(table, (message) => notes.push({ line: lines.allowlist, message: `allowlist: ${message}` }));
  const rules = tablesIn(config.rules).flatMap((rule, at) => {
    const id = typeof rule.id === "string" ? rule.id : `rule ${at + 1}`;
    const tell: Tell = (message) => notes.push({ line: lines.rules[at] ?? 0, message: `${id}: ${message}` });
    return ruleOf(rule, id, shared, tell);
  });
  const known = ["title", "description", "minVersion", "extend", "rules", "allowlist", "allowlists"];
  for (const key of Object.keys(config).filter((name) => !known.includes(name)))
    notes.push({ line: 0, message: `\`${key}\` is not known here` });
  const extend = extendOf(config.extend, notes);
  return { rules, notes, ...(extend && { extends: extend }) };
}

/** A file that cannot be imported; the message says why, and quotes nothing. */
export class ImportError extends Error {}

function tableIn(text: string): Table {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new ImportError(`line ${error.line}: this is no TOML`);
  }
}

/** Where rules and the list of all begin: the reader of TOML does not tell. */
function headings(text: string): { readonly rules: readonly number[]; readonly allowlist: number } {
  const lines = text.split("\n");
  const rules = lines.flatMap((line, at) => (/^\s*\[\[\s*rules\s*\]\]/.test(line) ? [at + 1] : []));
  return { rules, allowlist: lines.findIndex((line) => /^\s*\[{1,2}\s*allowlists?\s*\]/.test(line)) + 1 };
}

const isTable = (value: unknown): value is Table =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const tablesIn = (value: unknown): readonly Table[] => (Array.isArray(value) ? value.filter(isTable) : []);
const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

function extendOf(value: unknown, notes: Note[]): ImportedConfig["extends"] {
  if (!isTable(value)) return undefined;
  const disabled = textsIn(value.disabledRules);
  if (disabled.length > 0)
    notes.push({ line: 0, message: `extend: ${disabled.length} disabled rules: turn them off in .tokenward.yml` });
  if (value.url !== undefined) notes.push({ line: 0, message: "extend: `url` is fetched by nobody here" });
  return { useDefault: value.useDefault === true, ...(typeof value.path === "string" && { path: value.path }) };
}

function ruleOf(rule: Table, id: string, shared: readonly Allowed[], tell: Tell): RuleSource[] {
  for (const key of Object.keys(rule).filter((name) => !KNOWN.includes(name))) tell(`\`${key}\` is not known here`);
  const { regex, path, entropy, description } = rule;
  if (rule.skipReport === true) return toNothing(tell, "it reports nothing itself (`skipReport`)");
  if (typeof regex !== "string") return toNothing(tell, "it looks for paths alone, without a pattern");
  const own = [...allowancesIn(rule.allowlist), ...allowancesIn(rule.allowlists)];
  for (const { table } of own) tellForeign(table, (message) => tell(`allowlist: ${message}`));
  if (tablesIn(rule.required).length > 0) tell("what it requires beside it (`required`) is left out: it finds more");
  const pattern = patternIn(regex, rule.secretGroup, tell);
  if (pattern === undefined) return [];
  const keywords = textsIn(rule.keywords).map((keyword) => keyword.toLowerCase());
  const looked = lookedFor(pattern, keywords, tell);
  if (!looked) return [];
  const targeted = shared.filter(({ targets }) => targets.length === 0 || targets.includes(id));
  const allow = [...targeted, ...own].map(({ allowance }) => allowance).filter((allowance) => !isEmpty(allowance));
  const name = kebab(id);
  return [
    {
      id: `token/gitleaks-${name}`,
      from: "gitleaks",
      title: typeof description === "string" && description.trim() !== "" ? description.trim() : id,
      issuer: "gitleaks",
      risk: "Whoever holds it can use it as its owner does.",
      severity: "error",
      confidence: "high",
      ...looked,
      pattern,
      breadth: 2,
      ...(typeof entropy === "number" && entropy > 0 && { entropy }),
      ...(typeof path === "string" && path !== "" && { path }),
      ...(keywords.length > 0 && { anywhere: keywords }),
      allow: name.startsWith("generic") ? [...allow, WITHOUT_DIGIT] : allow,
      env: `${name
        .replaceAll("-", "_")
        .toUpperCase()
        .replace(/^(?![A-Z])/, "TOKEN_")}`,
      sources: ["https://github.com/gitleaks/gitleaks#configuration"],
      examples: [],
      nonExamples: [],
    },
  ];
}

/** Gitleaks leaves values without a digit out of rules whose id begins with `generic`. */
const WITHOUT_DIGIT: AllowanceSource = { patterns: ["^[^0-9]+$"] };

function toNothing(tell: Tell, message: string): never[] {
  tell(`left out: ${message}`);
  return [];
}

function patternIn(regex: string, secretGroup: unknown, tell: Tell): string | undefined {
  try {
    const wanted = typeof secretGroup === "number" ? secretGroup : 0;
    const pattern = wanted > 0 ? namedGroup(regex, wanted) : regex;
    if (pattern === undefined) return toNothing(tell, `it has no group ${wanted}`)[0];
    compilePattern(pattern);
    return pattern;
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return toNothing(tell, `its pattern: ${error.message} (at character ${error.offset + 1})`)[0];
  }
}

/** What calls for the rule: literals of its own pattern, else its keywords. */
function lookedFor(pattern: string, keywords: readonly string[], tell: Tell): Pick<RuleSource, "keywords"> | undefined {
  if (compilePattern(pattern).anchors.length > 0) return {};
  const long = keywords.filter((keyword) => keyword.length >= 2);
  if (long.length > 0 && long.length === keywords.length) return { keywords: long };
  tell("left out: neither its pattern nor its keywords hold a literal of two characters to look for");
  return undefined;
}

interface Allowed {
  readonly table: Table;
  readonly allowance: AllowanceSource;
  /** Ids of the rules that it is for; empty for all. */
  readonly targets: readonly string[];
}

const targets: Readonly<Record<string, Required<AllowanceSource>["on"]>> = { match: "match", line: "line" };

function allowancesIn(value: unknown): Allowed[] {
  return (Array.isArray(value) ? tablesIn(value) : isTable(value) ? [value] : []).map((table) => ({
    table,
    targets: textsIn(table.targetRules),
    allowance: {
      ...(/^(and|&&)$/i.test(String(table.condition)) && { all: true }),
      paths: textsIn(table.paths),
      patterns: textsIn(table.regexes),
      on: targets[String(table.regexTarget)] ?? "value",
      words: textsIn(table.stopwords),
    },
  }));
}

const isEmpty = ({ paths = [], patterns = [], words = [] }: AllowanceSource): boolean =>
  paths.length + patterns.length + words.length === 0;

function tellForeign(table: Table, tell: Tell): void {
  const known = ["description", "condition", "paths", "regexes", "regexTarget", "stopwords", "targetRules", "commits"];
  for (const key of Object.keys(table).filter((name) => !known.includes(name))) tell(`\`${key}\` is not known here`);
  if (textsIn(table.commits).length > 0) tell("`commits` are left out: findings are not told by commit");
}

const kebab = (id: string): string =>
  id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "") || "rule";
