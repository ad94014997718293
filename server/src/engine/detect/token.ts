/** Finds values of known formats: by an anchor inside the format, or by the issuer's words before a value. */
import type { Call } from "../catalogue.ts";
import { overlaps, type Span } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import { segmentsOf } from "../names.ts";
import type { Confidence, TokenRule } from "../rule.ts";
import type { ScannedText } from "./text.ts";

export type AnchorCall = Extract<Call, { kind: "anchor" }>;
type NearCall = Extract<Call, { kind: "near" }>;

/** How far around a keyword of unknown place an unbounded pattern is searched, in UTF-16 code units. */
const WINDOW = 4096;

/** Tries the rule's pattern where its anchor stands at `start`. */
export function detectAtAnchor(
  scanned: ScannedText,
  { rule, regex, anchor }: AnchorCall,
  start: number,
): Suspicion | undefined {
  const match =
    anchor.maxBefore === null
      ? search(scanned.text, regex, start, rule.pattern.maxLength)
      : stick(scanned.text, regex, start, anchor.minBefore, anchor.maxBefore);
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
  regex: RegExp,
  start: number,
  minBefore: number,
  maxBefore: number,
): RegExpExecArray | undefined {
  const first = Math.max(0, start - maxBefore);
  // One character ahead, for the word boundary at the pattern's beginning.
  const from = Math.max(0, first - 1);
  const window = text.slice(from, start + REACH);
  for (let at = first; at <= start - minBefore; at++) {
    regex.lastIndex = at - from;
    const match = regex.exec(window);
    // One that ends before the anchor is an earlier value, which another anchor has found.
    if (match && at + match[0].length > start) return shifted(match, from);
  }
  return undefined;
}

/** A global pattern must not see text ahead of its window, or one hit could cost the whole document. */
function search(text: string, regex: RegExp, start: number, maxLength: number | null): RegExpExecArray | undefined {
  const reach = Math.min(maxLength ?? WINDOW, WINDOW);
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

/** What a program puts together at run time; `%40` is an escape. */
const PUT_TOGETHER = /\$[{(A-Za-z_]|\{|#\{|<%|%[sdvq(]|\(/;

/** A whole whose other parts are put together at run time cannot be moved whole: then the judged part is the value. */
function spansOf(text: string, match: RegExpExecArray, { pattern }: TokenRule): { span: Span; judged?: Span } {
  const span = spanOf(match, pattern.group, match.index);
  if (pattern.judged === undefined) return { span };
  const judged = spanOf(match, pattern.judged, match.index);
  const rest = `${text.slice(span.start, judged.start)}\n${text.slice(judged.end, span.end)}`;
  return PUT_TOGETHER.test(rest) ? { span: judged } : { span, judged };
}

function spanOf(match: RegExpExecArray, group: number, index: number): Span {
  const pair = match.indices?.[group] ?? match.indices?.[0];
  return pair ? { start: pair[0], end: pair[1] } : { start: index, end: index + match[0].length };
}

const NAME_BEFORE = /([\w.$@-]{1,80})(?:\\?["'`])?[\])]?\s*(?::=|=>|[:=,(])\s*\\?["'`]?$/;

/** The name that a value beginning at `start` is given to. */
function nameBefore({ text }: ScannedText, start: number): string | undefined {
  return NAME_BEFORE.exec(text.slice(Math.max(0, start - 120), start))?.[1];
}

function quoteAround(text: string, span: Span): { quote?: string } {
  const quote = text[span.start - 1];
  return quote !== undefined && /["'`]/.test(quote) && text[span.end] === quote ? { quote } : {};
}

/** How far from the issuer's word a value may stand, in UTF-16 code units. */
const NEAR = 160;
const QUOTED = /(["'`])([^"'`\s]{6,512})\1/g;
const REST_OF_RUN = /[A-Za-z0-9_+/.~=-]{0,2048}/y;
const RUN = /[A-Za-z0-9_+/.~-]{6,}={0,2}/g;
const lower: Readonly<Record<Confidence, Confidence>> = { high: "medium", medium: "low", low: "low" };

/** Looks for the rule's format round the issuer's word that stands at `start`: in the value it names, else on its line or the next. */
export function detectNear(scanned: ScannedText, call: NearCall, start: number): Suspicion[] {
  if (!standsAlone(scanned.text, start, start + call.length)) return [];
  const assignment = scanned.assignmentAt(start);
  if (assignment && namesFit(call.names, assignment.name)) {
    const suspicion = matchValue(scanned.text, call, assignment.value, call.rule.confidence, assignment.name);
    if (suspicion) return [{ ...suspicion, ...(assignment.value.quote && { quote: assignment.value.quote }) }];
  }
  const around = surroundings(scanned.text, start);
  const window = scanned.text.slice(around.start, around.end);
  if (!namesFit(call.names, window)) return [];
  const word = { start, end: start + call.length };
  const values = valuesIn(window, around.start).filter(
    (value) => !overlaps(value, word) && !saysTheWord(scanned.text, value, word),
  );
  return values.flatMap((span) => matchValue(scanned.text, call, span, lower[call.rule.confidence]) ?? []);
}

/** What developers write against an issuer's word without a joint: `datadogkey`. */
const JOINED =
  /^(?:api|app|auth|access|account|client|cred|key|org|pass|private|pwd|rest|secret|sdk|service|token|user|web|write)/i;

/** `-Delastic.apm.token=...` */
const JAVA_PROPERTY = /(?:^|[^A-Za-z])-D$/;

/** No name has as many letters and digits in a row; a random value does, and may hold any short word by chance. */
const LONGEST_SEGMENT = 28;

function isInsideValue(text: string, start: number, end: number): boolean {
  let [from, to] = [start, end];
  while (from > 0 && to - from <= LONGEST_SEGMENT && /[A-Za-z0-9+/]/.test(text[from - 1]!)) from--;
  while (to < text.length && to - from <= LONGEST_SEGMENT && /[A-Za-z0-9+/]/.test(text[to]!)) to++;
  return to - from > LONGEST_SEGMENT && /\d/.test(text.slice(from, to));
}

/** Whether the issuer's word is a word here, or a segment of a name, and not a piece of another word (`expo` in `export`). */
function standsAlone(text: string, start: number, end: number): boolean {
  const [before, first, last, after] = [text[start - 1] ?? "", text[start]!, text[end - 1]!, text[end] ?? ""];
  const inside = /[A-Za-z]/.test(before) && !(/[a-z]/.test(before) && /[A-Z]/.test(first));
  if (inside && !JAVA_PROPERTY.test(text.slice(Math.max(0, start - 3), start))) return false;
  const ends = !/[A-Za-z]/.test(after) || (/[a-z0-9]/.test(last) && /[A-Z]/.test(after));
  return (ends || JOINED.test(text.slice(end, end + 8))) && !isInsideValue(text, start, end);
}

/** The word again is no value: `id: datadog` above `issuer: datadog`. */
const saysTheWord = (text: string, value: Span, word: Span): boolean =>
  text.slice(value.start, value.end).toLowerCase() === text.slice(word.start, word.end).toLowerCase();

/** From the beginning of the line to the end of the next one, and on to the end of the value that stands there. */
function surroundings(text: string, start: number): Span {
  // A line may be the whole file: no more of it is searched than is looked at.
  const reach = Math.max(0, start - NEAR);
  const from = reach + text.slice(reach, start).lastIndexOf("\n") + 1;
  const limit = Math.min(text.length, start + NEAR);
  const ahead = text.slice(start, limit + 1);
  const first = ahead.indexOf("\n");
  if (first < 0 || start + first >= limit) return { start: from, end: endOfRun(text, limit) };
  const second = ahead.indexOf("\n", first + 1);
  return { start: from, end: second < 0 ? endOfRun(text, limit) : start + second };
}

function endOfRun(text: string, at: number): number {
  REST_OF_RUN.lastIndex = at;
  return at + (REST_OF_RUN.exec(text)?.[0].length ?? 0);
}

/** Short names must end a segment (`key` does in `apikey`, `pat` does not in `path`), longer ones may stand anywhere in one. */
function namesFit(names: readonly string[], text: string): boolean {
  if (names.length === 0) return true;
  const segments = segmentsOf(text);
  const joined = segments.join("");
  return names.some((name) =>
    name.length < 4 ? segments.some((segment) => segment.endsWith(name)) : joined.includes(name.replaceAll("-", "")),
  );
}

function valuesIn(window: string, offset: number): Span[] {
  const quoted = Array.from(window.matchAll(QUOTED), ({ index, 2: value }) => ({
    start: index + 1,
    end: index + 1 + value!.length,
  }));
  const runs = Array.from(window.matchAll(RUN), ({ index, 0: value }) => ({ start: index, end: index + value.length }));
  return [...quoted, ...runs].map(({ start, end }) => ({ start: start + offset, end: end + offset }));
}

function matchValue(
  text: string,
  { rule, regex, length }: NearCall,
  value: Span,
  confidence: Confidence,
  name?: string,
): Suspicion | undefined {
  const match = regex.exec(text.slice(value.start, value.end));
  if (!match) return undefined;
  const inner = spanOf(match, rule.pattern.group, 0);
  const span = { start: value.start + inner.start, end: value.start + inner.end };
  return { rule, span, confidence, weight: name ? length : 0, ...(name && { name }), ...quoteAround(text, span) };
}
