/** Reads a team's own handling rules: what they may cost is bounded before any of their expressions is run. */
import type { HandlingRule } from "../engine/handling-rule.ts";
import { parsePattern } from "../engine/pattern/parse.ts";
import type { Node } from "../engine/pattern/syntax.ts";
import { toHandlingRule } from "./handling-file.ts";
import { LocatedFile } from "./located.ts";
import { quoted } from "./quoted.ts";
import type { Problem, Validate } from "./rule-file.ts";
import { isHandling } from "./team-rules.ts";

/** What a team's handling rules may cost. */
const caps = {
  /** In a file. */
  rules: 200,
  /** Of a rule's matchers. */
  matchers: 50,
  /** Of an expression or a path, in UTF-16 code units. */
  text: 300,
  /** Of the stars in one path. */
  stars: 6,
} as const;

/** @returns never throws: what cannot be used is in `problems`; rules of other kinds are left to their reader */
export function readOwnHandling(
  text: string,
  validate: Validate,
  key: string,
): { readonly rules: readonly HandlingRule[]; readonly problems: readonly Problem[] } {
  const file = new LocatedFile(text);
  const list = file.itemsOf(file.entriesOf(file.document.contents)?.find((entry) => entry.key === key)?.value) ?? [];
  const rules: HandlingRule[] = [];
  const problems: Problem[] = [];
  for (const item of list) {
    const source = plain(item, file);
    if (!isHandling(source)) continue;
    const tooMany =
      rules.length >= caps.rules ? [`at most ${caps.rules} handling rules are read: this one is left out`] : [];
    const form = tooMany.length > 0 ? tooMany : validate(source);
    const faults = form.length > 0 ? form : costs(source as { id: string; match: unknown[]; files?: unknown });
    problems.push(...faults.map((message) => ({ message, position: file.positionOf(item) })));
    if (faults.length === 0) rules.push(toHandlingRule(source as never, "team"));
  }
  return { rules, problems };
}

function plain(item: unknown, file: LocatedFile): unknown {
  try {
    return (item as { toJS?: (document: unknown) => unknown } | null)?.toJS?.(file.document);
  } catch {
    // An anchor that is not there is told by the reader of the others.
    return undefined;
  }
}

/** Keys whose texts are expressions. */
const EXPRESSIONS = new Set(["value", "word", "after", "defines", "without", "nowhere"]);

function costs({ id, match, files }: { id: string; match: unknown[]; files?: unknown }): string[] {
  if (match.length > caps.matchers) return [`${id}: at most ${caps.matchers} matchers are run`];
  const faults = new Set<string>();
  visit([match, files], undefined, (text, key) => {
    const fault = EXPRESSIONS.has(key ?? "") ? expressionFault(text) : pathFault(text);
    if (fault) faults.add(`${id}: ${quoted(key ?? "files")}: ${fault}`);
  });
  return [...faults];
}

function visit(value: unknown, key: string | undefined, look: (text: string, key: string | undefined) => void): void {
  if (typeof value === "string") look(value, key);
  else if (Array.isArray(value)) for (const item of value) visit(item, key, look);
  else if (typeof value === "object" && value !== null)
    for (const [name, item] of Object.entries(value)) visit(item, name, look);
}

function pathFault(path: string): string | undefined {
  if (path.length > caps.text) return `a path has at most ${caps.text} characters`;
  if ((path.match(/\*+/g) ?? []).length > caps.stars) return `a path has at most ${caps.stars} stars`;
  const braces = path.replace(/[^{}]/g, "");
  return /^(?:\{\})*$/.test(braces) ? undefined : "braces stand in pairs, and not inside each other";
}

/** In how many ways an expression may go on from one place, as a power of two; one repetition without an end comes on top. */
const WAYS = 12;

/** These are run by an engine that goes back: what that may cost is bounded by the ways that there are to go. */
function expressionFault(expression: string): string | undefined {
  if (expression.length > caps.text) return `an expression has at most ${caps.text} characters`;
  try {
    const { ways, endless, nested } = choicesIn(parsePattern(expression).tree);
    if (nested) return "an expression repeats no repetitions and no alternatives";
    if (endless > 1) return "an expression has one repetition without an end at most";
    return ways > WAYS ? "an expression has fewer alternatives and repetitions" : undefined;
  } catch {
    return "this is no expression in RE2 syntax";
  }
}

interface Choices {
  /** As a power of two. */
  readonly ways: number;
  readonly endless: number;
  /** Whether a repetition holds another, or alternatives. */
  readonly nested: boolean;
}

const none: Choices = { ways: 0, endless: 0, nested: false };

const together = (all: readonly Choices[]): Choices =>
  all.reduce(
    (sum, each) => ({
      ways: sum.ways + each.ways,
      endless: sum.endless + each.endless,
      nested: sum.nested || each.nested,
    }),
    none,
  );

function choicesIn(node: Node): Choices {
  switch (node.type) {
    case "group":
      return choicesIn(node.item);
    case "sequence":
      return together(node.items.map(choicesIn));
    case "choice": {
      const inner = together(node.options.map(choicesIn));
      return { ...inner, ways: inner.ways + Math.log2(node.options.length) };
    }
    case "repeat": {
      const inner = choicesIn(node.item);
      const isChoice = inner.ways > 0 || inner.endless > 0;
      const nested = inner.nested || (node.max > 1 && isChoice);
      if (!Number.isFinite(node.max)) return { ways: inner.ways, endless: inner.endless + 1, nested };
      return { ways: inner.ways + Math.log2(node.max - node.min + 1), endless: inner.endless, nested };
    }
    default:
      return none;
  }
}
