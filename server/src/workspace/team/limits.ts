/** Holds what a rule suspects against the rule's limits: entropy, path, and what it allows. Patterns run on the linear engine. */
import { RE2JS } from "re2js";
import type { TeamRule } from "../../config/team-rules.ts";
import type { SourceDocument, Span } from "../../engine/document.ts";
import type { Suspicion } from "../../engine/finding.ts";
import type { Allowance } from "../../engine/rule.ts";

interface CompiledAllowance extends Omit<Allowance, "paths" | "patterns"> {
  readonly paths: readonly RE2JS[];
  readonly patterns: readonly RE2JS[];
}

/** So far round a value its match is looked for again, in UTF-16 code units. */
const AROUND = 2000;

export class LimitJudge {
  readonly #path: RE2JS | undefined;
  readonly #entropy: number | undefined;
  readonly #keywords: readonly string[] | undefined;
  readonly #allow: readonly CompiledAllowance[];
  readonly #pattern: RE2JS;

  constructor({ limits, pattern }: TeamRule) {
    const compiled = (sources: readonly string[]): RE2JS[] => sources.map((source) => RE2JS.compile(source));
    this.#path = limits?.path === undefined ? undefined : RE2JS.compile(limits.path);
    this.#entropy = limits?.entropy;
    this.#keywords = limits?.keywords;
    this.#allow = (limits?.allow ?? []).map(({ paths, patterns, ...rest }) => ({
      ...rest,
      paths: compiled(paths),
      patterns: compiled(patterns),
    }));
    this.#pattern = RE2JS.compile(pattern.source);
  }

  /** Whether the rule looks at the document at all. */
  looksAt({ path, text }: SourceDocument): boolean {
    if (this.#path && !this.#path.matcher(path).find()) return false;
    if (!this.#keywords) return true;
    const lower = text.toLowerCase();
    return this.#keywords.some((keyword) => lower.includes(keyword));
  }

  lets({ path, text }: SourceDocument, { span }: Pick<Suspicion, "span">): boolean {
    const value = text.slice(span.start, span.end);
    if (this.#entropy !== undefined && entropyOf(value) <= this.#entropy) return false;
    return !this.#allow.some((allowance) => this.#isAllowed(allowance, path, text, span, value));
  }

  #isAllowed(allowance: CompiledAllowance, path: string, text: string, span: Span, value: string): boolean {
    const { paths, patterns, words, on, all } = allowance;
    const matches = (subject: string) => (pattern: RE2JS) => pattern.matcher(subject).find();
    const checks: boolean[] = [];
    if (paths.length > 0) checks.push(paths.some(matches(path)));
    if (patterns.length > 0) checks.push(patterns.some(matches(this.#subject(on, text, span, value))));
    if (words.length > 0) checks.push(words.some((word) => value.toLowerCase().includes(word)));
    return checks.length > 0 && (all ? checks.every(Boolean) : checks.some(Boolean));
  }

  #subject(on: Allowance["on"], text: string, span: Span, value: string): string {
    if (on === "value") return value;
    return on === "line" ? linesOf(text, span) : this.#matchAround(text, span);
  }

  /** What the pattern matched when it gave the value. */
  #matchAround(text: string, span: Span): string {
    const from = Math.max(0, span.start - AROUND);
    const matcher = this.#pattern.matcher(text.slice(from, span.end + AROUND));
    while (matcher.find()) {
      if (from + matcher.start() <= span.start && from + matcher.end() >= span.end) return matcher.group() ?? "";
    }
    return text.slice(span.start, span.end);
  }
}

function linesOf(text: string, { start, end }: Span): string {
  const next = text.indexOf("\n", end);
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, next < 0 ? text.length : next);
}

/** Shannon's entropy, in bits a character; 0 for an empty text. */
function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  const length = [...value].length;
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / length) * Math.log2(count / length);
  return entropy;
}
