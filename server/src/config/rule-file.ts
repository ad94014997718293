/** Reads a rule file (rules/schema.json): each rule that is sound becomes a TokenRule, each that is not becomes a located problem. */
import { type Document, isMap, isNode, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { checksums } from "../engine/checksum.ts";
import type { Position } from "../engine/document.ts";
import { compilePattern, emptyAnchor } from "../engine/pattern/compile.ts";
import { parsePattern } from "../engine/pattern/parse.ts";
import { PatternError } from "../engine/pattern/syntax.ts";
import type { Anchor, CompiledPattern, Confidence, NameClass, Severity, TokenRule, Trigger } from "../engine/rule.ts";
import { faultIn, quoted } from "./quoted.ts";

/** One rule as its author writes it. */
export interface RuleSource {
  readonly id: string;
  readonly title: string;
  readonly issuer: string;
  readonly risk: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly keywords?: readonly string[];
  readonly near?: readonly string[];
  readonly names?: readonly string[];
  readonly assigned?: NameClass;
  readonly run?: boolean;
  readonly files?: readonly string[];
  readonly except?: readonly string[];
  readonly pattern?: string;
  readonly rarity?: number;
  readonly encoding?: "basic";
  readonly breadth?: number;
  readonly chosen?: boolean;
  readonly checksum?: string;
  /** The scanner that it was brought along from. */
  readonly from?: string;
  readonly entropy?: number;
  readonly path?: string;
  readonly anywhere?: readonly string[];
  readonly allow?: readonly AllowanceSource[];
  readonly requires?: readonly string[];
  readonly companion?: readonly string[];
  readonly within?: number;
  readonly env: string;
  readonly revoke?: string;
  readonly lifetime?: string;
  readonly scope?: string;
  readonly aliases?: readonly string[];
  readonly sources: readonly string[];
  readonly pciDss?: readonly string[];
  readonly cwe?: readonly string[];
  readonly examples: readonly string[];
  readonly nonExamples: readonly string[];
}

/** What a rule leaves out, as its author writes it. */
export interface AllowanceSource {
  readonly all?: boolean;
  readonly paths?: readonly string[];
  readonly patterns?: readonly string[];
  readonly on?: "value" | "match" | "line";
  readonly words?: readonly string[];
}

/** What is wrong, and where in the file (zero-based). */
export interface Problem {
  readonly message: string;
  readonly position: Position;
}

/** A rule as written and as used, and where it begins in its file (zero-based). */
export interface ReadRule<R extends TokenRule = TokenRule> {
  readonly source: RuleSource;
  readonly rule: R;
  readonly position: Position;
  /** Where its parts begin, in their order. */
  readonly places: {
    readonly examples: readonly Position[];
    readonly nonExamples: readonly Position[];
    readonly pattern?: Position;
  };
}

export interface RuleFile {
  readonly rules: readonly ReadRule[];
  readonly problems: readonly Problem[];
}

/** Says what is wrong with one rule as parsed; empty where it is well-formed. */
export type Validate = (rule: unknown) => readonly string[];

/**
 * @param text the file, YAML
 * @param validate checks one rule's form against rules/schema.json
 * @param key under which the list of rules stands
 * @param isWanted which rules are read; the others are left to another reader
 * @returns never throws: what cannot be used is in `problems`
 */
export function readRuleFile(
  text: string,
  validate: Validate,
  key = "rules",
  isWanted: (source: unknown) => boolean = () => true,
): RuleFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "error", uniqueKeys: false });
  const problems: Problem[] = [];
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: line - 1, character: col - 1 };
  };
  const report = (message: string, offset: number): void => {
    problems.push({ message, position: positionAt(offset) });
  };
  for (const error of document.errors) report(faultIn(error), error.pos[0]);
  const list = isMap(document.contents) ? document.get(key) : undefined;
  if (!isSeq(list)) {
    if (problems.length === 0) report(`a rule file holds a list named \`${key}\``, 0);
    return { rules: [], problems };
  }
  const rules: ReadRule[] = [];
  for (const item of list.items) {
    const offset = (isNode(item) ? item.range?.[0] : undefined) ?? 0;
    const twice = isMap(item) ? doubled(item) : undefined;
    const source = twice ?? plainValue(item, document);
    if (!isWanted(source)) continue;
    const faults = source instanceof RuleError ? [source.message] : validate(source);
    for (const fault of faults) report(fault, offset);
    if (faults.length > 0) continue;
    try {
      rules.push({
        source: source as RuleSource,
        rule: toRule(source as RuleSource),
        position: positionAt(offset),
        places: placesIn(item, positionAt),
      });
    } catch (error) {
      if (!(error instanceof PatternError || error instanceof RuleError)) throw error;
      const where = error instanceof PatternError ? ` (at character ${error.offset + 1} of the pattern)` : "";
      report(`${(source as RuleSource).id}: ${error.message}${where}`, offset);
    }
  }
  return { rules, problems };
}

function placesIn(item: unknown, positionAt: (offset: number) => Position): ReadRule["places"] {
  const part = (key: string): unknown => (isMap(item) ? item.get(key, true) : undefined);
  const placeOf = (node: unknown): Position[] => (isNode(node) && node.range ? [positionAt(node.range[0])] : []);
  const itemsOf = (key: string): Position[] => {
    const list = part(key);
    return isSeq(list) ? list.items.flatMap(placeOf) : [];
  };
  const [pattern] = placeOf(part("pattern"));
  return { examples: itemsOf("examples"), nonExamples: itemsOf("nonExamples"), ...(pattern && { pattern }) };
}

/** An item's value, or the error that it names an anchor that is not there, or too often one that is. */
function plainValue(item: unknown, document: Document): unknown {
  try {
    return isNode(item) ? item.toJS(document) : item;
  } catch (error) {
    return new RuleError(faultIn(error as Error));
  }
}

class RuleError extends Error {}

/** The parser would compare every key with every other. */
function doubled({ items }: YAMLMap): RuleError | undefined {
  const seen = new Set<string>();
  for (const { key } of items) {
    const name = String(key);
    if (seen.has(name)) return new RuleError(`${quoted(name)} is written twice in a rule`);
    seen.add(name);
  }
  return undefined;
}

/** How random a value of a known prefix, near an issuer's word, or of a sensitive name must look, unless the rule says. */
const usualRarity: Readonly<Record<Trigger["kind"], number>> = {
  anchor: 0,
  near: 0.5,
  name: 0.5,
  file: 0,
  run: 0.5,
};

/** @throws PatternError, RuleError */
function toRule(source: RuleSource): TokenRule {
  const trigger = triggerOf(source);
  const pattern = patternOf(source, trigger);
  if (source.checksum && !checksums[source.checksum]) {
    throw new RuleError(
      `there is no checksum named ${quoted(source.checksum)}; known are ${Object.keys(checksums).join(", ")}`,
    );
  }
  return {
    id: source.id,
    kind: "token",
    title: source.title,
    issuer: source.issuer,
    risk: source.risk,
    severity: source.severity,
    confidence: source.confidence,
    trigger,
    pattern,
    breadth: source.breadth ?? 0,
    chosen: source.chosen ?? false,
    rarity: source.rarity ?? usualRarity[trigger.kind],
    prefix: prefixOf(source, trigger),
    env: source.env,
    aliases: source.aliases ?? [],
    sources: source.sources,
    pciDss: source.pciDss ?? ["8.6.2"],
    cwe: source.cwe ?? ["CWE-798"],
    ...(source.checksum && { checksum: source.checksum }),
    ...(source.encoding && { encoding: source.encoding }),
    ...limitsOf(source),
    ...(source.requires && { requires: { rules: source.requires, within: source.within ?? 10 } }),
    ...(source.companion && { companion: companionOf(source.companion, source.within ?? 10) }),
    ...(source.revoke && { revoke: source.revoke }),
    ...(source.lifetime && { lifetime: source.lifetime }),
    ...(source.scope && { scope: source.scope }),
  };
}

/** @throws PatternError */
function limitsOf({ entropy, path, anywhere, allow = [] }: RuleSource): Pick<TokenRule, "limits"> {
  if (entropy === undefined && path === undefined && anywhere === undefined && allow.length === 0) return {};
  for (const pattern of [path ?? "", ...allow.flatMap(({ paths = [], patterns = [] }) => [...paths, ...patterns])])
    parsePattern(pattern);
  const allowed = allow.map(({ all = false, paths = [], patterns = [], on = "value", words = [] }) => {
    return { all, paths, patterns, on, words: words.map((word) => word.toLowerCase()) };
  });
  return {
    limits: {
      ...(entropy !== undefined && { entropy }),
      ...(path !== undefined && { path }),
      ...(anywhere && { keywords: anywhere }),
      allow: allowed,
    },
  };
}

function companionOf(companion: readonly string[], within: number): Required<TokenRule>["companion"] {
  const isRule = (entry: string): boolean => entry.startsWith("token/");
  return { rules: companion.filter(isRule), names: companion.filter((entry) => !isRule(entry)), within };
}

function triggerOf({ near, names, assigned, run, files, except, keywords, pattern }: RuleSource): Trigger {
  const ways = [near, assigned, run, files, keywords].filter((way) => way !== undefined);
  if (ways.length > 1) throw new RuleError("`keywords`, `near`, `assigned`, `run` and `files` exclude each other");
  if (names && !near) throw new RuleError("`names` goes with `near`");
  if (except && !files) throw new RuleError("`except` goes with `files`");
  if (assigned) return { kind: "name", nameClass: assigned };
  if (pattern === undefined) throw new RuleError("`pattern` is missing");
  if (run) return { kind: "run" };
  if (files) return { kind: "file", files, except: except ?? [] };
  return near ? { kind: "near", words: near, names: names ?? [] } : { kind: "anchor" };
}

function patternOf({ pattern, keywords }: RuleSource, trigger: Trigger): CompiledPattern {
  const compiled = compilePattern(pattern ?? "[^\\n]+", keywords);
  if (trigger.kind === "run" && pattern !== undefined) return { ...compiled, anchors: [emptyAnchor(pattern)] };
  if (trigger.kind !== "anchor" || compiled.anchors.length > 0) return compiled;
  if (!keywords)
    throw new RuleError(
      "the pattern holds no literal of three characters to look for: name `keywords` that stand in every match, or use `near`",
    );
  const anchors: Anchor[] = keywords.map((literal) => ({ literal, minBefore: 0, maxBefore: null, around: [] }));
  return { ...compiled, anchors };
}

/** The literal that every value begins with, as far as the keywords tell: shown in masks. */
function prefixOf({ pattern, examples, keywords }: RuleSource, trigger: Trigger): string {
  if (trigger.kind !== "anchor" || pattern === undefined) return "";
  const values = examples.map((example) => /\[\[(.*?)(?:\{[A-Za-z[]|\]\])/s.exec(example)?.[1] ?? "");
  const first = values[0] ?? "";
  const known = (keywords ?? []).some((keyword) => first.toLowerCase().startsWith(keyword));
  return known && first.length <= 16 && values.every((value) => value === first) ? first : "";
}
