/** Reads files of handling rules, of library tables and of words (rules/schema.json): what is sound is used, what is not becomes a located problem. */
import { isMap, isNode, isSeq, LineCounter, parse, parseDocument } from "yaml";
import type { HandlingRule, HandlingWords, LibraryTable, Matcher } from "../engine/handling-rule.ts";
import type { Problem, Validate } from "./rule-file.ts";

/** Texts by language: `javascript`, `github-actions`. */
type Examples = Readonly<Record<string, readonly string[]>>;

/** One handling rule as its author writes it. */
export interface HandlingSource
  extends Omit<HandlingRule, "kind" | "theme" | "keywords" | "aliases" | "sources" | "pciDss" | "cwe"> {
  readonly keywords?: readonly string[];
  readonly aliases?: readonly string[];
  readonly sources?: readonly string[];
  readonly pciDss?: readonly string[];
  readonly cwe?: readonly string[];
  readonly examples: Examples;
  readonly nonExamples: Examples;
}

export interface HandlingFile {
  readonly rules: readonly { readonly source: HandlingSource; readonly rule: HandlingRule }[];
  readonly problems: readonly Problem[];
}

/**
 * @param theme the file's name without its ending
 * @param validate checks one rule's form against rules/schema.json
 * @returns never throws: what cannot be used is in `problems`
 */
export function readHandlingFile(text: string, theme: string, validate: Validate): HandlingFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "error" });
  const problems: Problem[] = [];
  const report = (message: string, offset: number): void => {
    const { line, col } = lines.linePos(offset);
    problems.push({ message, position: { line: line - 1, character: col - 1 } });
  };
  for (const error of document.errors) report(error.message.split("\n")[0]!, error.pos[0]);
  const list = isMap(document.contents) ? document.get("rules") : undefined;
  if (!isSeq(list)) {
    if (problems.length === 0) report("a rule file holds a list named `rules`", 0);
    return { rules: [], problems };
  }
  const rules = list.items.flatMap((item) => {
    const source: unknown = isNode(item) ? item.toJS(document) : item;
    const faults = validate(source);
    for (const fault of faults) report(fault, (isNode(item) ? item.range?.[0] : undefined) ?? 0);
    return faults.length > 0
      ? []
      : [{ source: source as HandlingSource, rule: toHandlingRule(source as HandlingSource, theme) }];
  });
  return { rules, problems };
}

/** @param theme what its page stands under */
export function toHandlingRule(source: HandlingSource, theme: string): HandlingRule {
  const { id, title, risk, advice, severity, confidence, files } = source;
  return {
    id,
    kind: "handling",
    title,
    theme,
    risk,
    advice,
    severity,
    confidence,
    keywords: source.keywords ?? [],
    ...(files && { files }),
    match: source.match as readonly Matcher[],
    ...(source.fixes && { fixes: source.fixes }),
    ...(source.yields && { yields: source.yields }),
    ...(source.presets && { presets: source.presets }),
    aliases: source.aliases ?? [],
    sources: source.sources ?? [],
    pciDss: source.pciDss ?? [],
    cwe: source.cwe ?? [],
  };
}

type Written =
  | string
  | readonly string[]
  | { readonly call: string | readonly string[]; readonly [role: string]: unknown };

/** A file of tables: table, language, calls; a call is a path, or one with the places where it takes what. */
export function readLibraries(text: string): Record<string, LibraryTable> {
  const tables = parse(text) as Record<string, Record<string, readonly Written[]>>;
  const each = <A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
  return each(tables, (languages) => each(languages, (calls) => calls.map(libraryCall)));
}

function libraryCall(written: Written) {
  if (typeof written === "string") return { call: [written], roles: {} };
  if (!("call" in written)) return { call: written, roles: {} };
  const { call, ...roles } = written;
  const places = Object.entries(roles).map(([role, place]) => [role, [place].flat() as (number | string)[]]);
  return { call: [call].flat() as string[], roles: Object.fromEntries(places) as Record<string, (number | string)[]> };
}

export const readHandlingWords = (text: string): HandlingWords => parse(text) as HandlingWords;
