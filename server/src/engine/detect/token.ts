/** Finds values of known formats by an anchor inside the format. */
import type { AnchorCall, Matcher } from "../calls.ts";
import type { Span } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import type { TokenRule } from "../rule.ts";
import type { ScannedText } from "./text.ts";

/** How far around a keyword of unknown place an unbounded pattern is searched, in UTF-16 code units. */
const WINDOW = 4096;

/** Tries the rule's pattern where its anchor stands at `start`. */
export function detectAtAnchor(
  scanned: ScannedText,
  { rule, pattern: { regex }, anchor }: AnchorCall,
  start: number,
): Suspicion | undefined {
  const { maxLength } = rule.pattern;
  const match =
    anchor.maxBefore === null
      ? search(scanned.text, regex, start, maxLength)
      : stick(scanned.text, regex, start, { ...anchor, maxBefore: anchor.maxBefore }, maxLength);
  if (!match) return undefined;
  const { span, judged } = spansOf(scanned.text, match, rule);
  const name = nameBefore(scanned, match.index);
  return {
    rule,
    span,
    ...(judged && { judged }),
    confidence: rule.confidence,
    weight: rule.breadth > 0 ? 0 : rule.pattern.literals,
    ...(name && { name }),
    ...quoteAround(scanned.text, span),
  };
}

/** Unbounded patterns see only so much behind their anchor, in UTF-16 code units: time stays proportional to the text. */
const REACH = 16384;

function stick(
  text: string,
  regex: Matcher,
  start: number,
  { minBefore, maxBefore }: { readonly minBefore: number; readonly maxBefore: number },
  maxLength: number | null,
): RegExpExecArray | undefined {
  const first = Math.max(0, start - maxBefore);
  // One character ahead, for the word boundary at the pattern's beginning.
  const from = maxLength !== null && maxLength < REACH ? 0 : Math.max(0, first - 1);
  const window = from === 0 && maxLength !== null ? text : text.slice(from, start + REACH);
  for (let at = first; at <= start - minBefore; at++) {
    regex.lastIndex = at - from;
    const match = regex.exec(window);
    // One that ends before the anchor is an earlier value, which another anchor has found.
    if (match && at + match[0].length > start) return shifted(match, from);
  }
  return undefined;
}

/** A global pattern must not see text ahead of its window, or one hit could cost the whole document. */
function search(text: string, regex: Matcher, start: number, maxLength: number | null): RegExpExecArray | undefined {
  // One character more to each side, for word boundaries at the pattern's ends.
  const reach = Math.min(maxLength ?? WINDOW, WINDOW) + 1;
  const from = Math.max(0, start - reach);
  regex.lastIndex = 0;
  for (;;) {
    const match = regex.exec(text.slice(from, start + reach));
    if (!match) return undefined;
    if (match.index + from + match[0].length > start) return shifted(match, from);
  }
}

function shifted(match: RegExpExecArray, by: number): RegExpExecArray {
  match.index += by;
  for (const pair of match.indices ?? []) {
    if (pair) for (const side of [0, 1] as const) pair[side] += by;
  }
  return match;
}

/** What a program puts together at run time. `%40` is an escape; ODBC writes drivers in braces, Oracle hosts in parentheses, Go `@tcp(...)`. */
const PUT_TOGETHER = /\$[{(A-Za-z_]|(?<!driver\s?=\s?\{?)\{|#\{|<%|%[sdvq(]|(?<![=)]|@\w{2,9})\(/i;

/** A whole whose other parts are put together at run time cannot be moved whole: then the judged part is the value. */
function spansOf(text: string, match: RegExpExecArray, { pattern }: TokenRule): { span: Span; judged?: Span } {
  const span = spanOf(match, pattern.group, match.index);
  if (pattern.judged === undefined) return { span };
  const judged = spanOf(match, pattern.judged, match.index);
  const rest = `${text.slice(span.start, judged.start)}\n${text.slice(judged.end, span.end)}`;
  return PUT_TOGETHER.test(rest) ? { span: judged } : { span, judged };
}

/** Where a group of a match stands, or the whole match where it took no part. */
export function spanOf(match: RegExpExecArray, group: number, index: number): Span {
  const pair = match.indices?.[group] ?? match.indices?.[0];
  return pair ? { start: pair[0], end: pair[1] } : { start: index, end: index + match[0].length };
}

const NAME_BEFORE = /([\w.$@-]{1,80})(?:\\?["'`])?[\])]?\s*(?::=|=>|[:=,(])\s*\\?["'`]?$/;

/** The name that a value beginning at `start` is given to. */
function nameBefore({ text }: ScannedText, start: number): string | undefined {
  return NAME_BEFORE.exec(text.slice(Math.max(0, start - 120), start))?.[1];
}

/** The quotes that a value stands between, where it fills them. */
export function quoteAround(text: string, span: Span): { quote?: string } {
  const quote = text[span.start - 1];
  return quote !== undefined && /["'`]/.test(quote) && text[span.end] === quote ? { quote } : {};
}
