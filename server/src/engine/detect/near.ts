/** Finds values of known formats by the issuer's words before them. */
import type { NearCall } from "../calls.ts";
import { overlaps, type Span } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import { mayHoldName } from "../name-letters.ts";
import { segmentsOf } from "../names.ts";
import { nameAround } from "../read/assignment.ts";
import type { Confidence } from "../rule.ts";
import { hasRun, unitTable } from "../unit-sets.ts";
import type { Units } from "../units.ts";
import type { ScannedText } from "./text.ts";
import { quoteAround, spanOf } from "./token.ts";

/** How far from the issuer's word a value may stand, in UTF-16 code units. */
const NEAR = 160;
const QUOTED = /(["'`])([^"'`\s]{6,512})\1/g;
const RUN = /[A-Za-z0-9_+/.~-]{6,}={0,2}/g;
/** Some formats join their parts so: `130874...|rhoK...`, `83514816:A...`. */
const JOINED_RUN = /[A-Za-z0-9_-]{5,}[|:][A-Za-z0-9_-]{16,}/g;
const lower: Readonly<Record<Confidence, Confidence>> = { high: "medium", medium: "low", low: "low" };

/**
 * Looks for the rule's format round the issuer's word: in the value it names, else on its line or the next.
 * @param around the word's surroundings, as `surroundings` gives them
 */
export function detectNear(scanned: ScannedText, call: NearCall, word: Span, around: Span): Suspicion[] {
  const { units } = scanned;
  if (call.named && !beginsName(units, word.end)) return [];
  const reach = reachOf(units, around, call);
  if (reach === "nothing" || !mayFit(call, units, around)) return [];
  if ((call.named && !mayNameIssuerOnly(scanned, word)) || !scanned.budget.look()) return [];
  const assigned = matchAssigned(scanned, call, word);
  if (assigned) return [assigned];
  if (call.named || reach === "beyond" || !namesFit(call.names, scanned.segmentsIn(around))) return [];
  const values = valuesIn(scanned.text, around).filter(
    (value) => !overlaps(value, word) && !saysTheWord(scanned.text, value, word),
  );
  return [...valuesBehind(scanned.text, word), ...values].flatMap((span) => {
    const name = nameTiedTo(scanned.text, word, span);
    const { confidence } = call.rule;
    return matchValue(scanned.text, call, word, span, name ? confidence : lower[confidence], name) ?? [];
  });
}

/** The value that is given to the name which holds the word. */
function matchAssigned(scanned: ScannedText, call: NearCall, word: Span): Suspicion | undefined {
  const assignment = scanned.assignmentAt(word.start);
  if (!assignment || (call.named && !namesIssuerOnly(scanned.text, assignment.name, word))) return undefined;
  const { name, value } = assignment;
  if (!namesFit(call.names, segmentsOf(name))) return undefined;
  const suspicion = matchValue(scanned.text, call, word, value, call.rule.confidence, name);
  return suspicion && { ...suspicion, ...(value.quote && { quote: value.quote }) };
}

/** `deepgram token 1 == value`, `mailjet value`, `"artifactory", "value"`: nothing but words for tokens stands between. */
const TIED =
  /^(?:[ \t_.-]*(?:api|app|access|account|auth|bot|client|id|is|key|pat|password|personal|private|secret|token|\d))*["'`)\]]*[ \t]*(?:[:=]{1,3}|=>|,|-)?[ \t]*["'`(]?$/i;
/** Longest text between the word and a value that is tied to it, in UTF-16 code units. */
const TIE = 40;

/** The name that the issuer's word begins, where the value follows it. */
function nameTiedTo(text: string, word: Span, value: Span): string | undefined {
  if (value.start < word.end || value.start - word.end > TIE) return undefined;
  if (!TIED.test(text.slice(word.end, value.start))) return undefined;
  return /^[\w.-]+/.exec(text.slice(word.start, value.start))?.[0];
}

/** `coveralls_PRIVATEKEY-value`: a name that runs on into its value. */
const RUN_ON = /(?:[_-]?(?:access|api|auth|key|private|secret|token)){1,4}[-_]([A-Za-z0-9+/=-]{16,512})/iy;

function valuesBehind(text: string, word: Span): Span[] {
  RUN_ON.lastIndex = word.end;
  const match = RUN_ON.exec(text);
  return match ? [{ start: RUN_ON.lastIndex - match[1]!.length, end: RUN_ON.lastIndex }] : [];
}

/** What developers write against an issuer's word without a joint: `datadogkey`. */
const JOINED =
  /(?:api|app|auth|access|account|client|cred|key|org|pass|private|pwd|rest|secret|sdk|service|token|user|web|write)/iy;

/** What they begin with. */
const JOINED_FIRST = unitTable("AACCKKOOPPRSTUWWaacckkoopprstuww");
const JOINED_SECOND = unitTable("CCDDEERRLLPPSSUUOOAAWWccddeerrllppssuuooaaww");

function isJoined(scanned: ScannedText, end: number): boolean {
  const { units } = scanned;
  if (JOINED_FIRST[units[end]!] !== 1 || JOINED_SECOND[units[end + 1]!] !== 1) return false;
  JOINED.lastIndex = end;
  return JOINED.test(scanned.text);
}

/** `-Delastic.apm.token=...` */
const isJavaProperty = (units: Units, start: number): boolean =>
  units[start - 1] === 68 && units[start - 2] === 45 && !isLetter(units[start - 3] ?? 0);

const VALUE = unitTable("++/9AZaz");
const isLower = (unit: number): boolean => unit >= 97 && unit <= 122;
const isUpper = (unit: number): boolean => unit >= 65 && unit <= 90;
const isLetter = (unit: number): boolean => isLower(unit | 32);
const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
const isBlank = (unit: number): boolean => unit === 32 || unit === 9;

/** No name has as many letters and digits in a row; a random value does, and may hold any short word by chance. */
const LONGEST_SEGMENT = 28;

function isInsideValue(units: Units, start: number, end: number): boolean {
  let [from, to] = [start, end];
  while (from > 0 && to - from <= LONGEST_SEGMENT && VALUE[units[from - 1]!] === 1) from--;
  while (to < units.length && to - from <= LONGEST_SEGMENT && VALUE[units[to]!] === 1) to++;
  if (to - from <= LONGEST_SEGMENT) return false;
  for (let at = from; at < to; at++) if (isDigit(units[at]!)) return true;
  return false;
}

const IN_NAME = unitTable("--09AZ__az");
const QUOTE = unitTable(`""''\`\``);
const CLOSER = unitTable(`""''\`\`]]))`);
const GIVES = unitTable(`""''\`\`::==>>,,((`);
/** Of the name behind the issuer's word, and of blanks behind the name, in UTF-16 code units. */
const LONGEST_ENDING = 24;
const MOST_BLANKS = 8;

/**
 * Whether what follows a name gives it a value, behind a backslash, two quotes or brackets and blanks at most; most words of issuers
 * stand in prose, paths and longer names.
 */
function beginsName(units: Units, end: number): boolean {
  let at = end;
  while (at - end < LONGEST_ENDING && IN_NAME[units[at]!] === 1) at++;
  if (units[at] === BACKSLASH) at++;
  for (let closers = 0; closers < 2 && CLOSER[units[at]!] === 1; closers++) {
    if (QUOTE[units[at]!] === 1) return true;
    at++;
  }
  for (let blanks = 0; blanks < MOST_BLANKS && isBlank(units[at]!); blanks++) at++;
  return GIVES[units[at]!] === 1;
}

/** Besides the issuer's word these say nothing of a value that is no token: `prodCloudflare`, `MAILJET_PRIVATE`. */
const SAYS_NOTHING =
  /^(?:access|api|app|auth|current|default|dev|development|env|key|live|my|new|old|our|pat|private|prod|production|secret|staging|test|token|v)$/;

/** Some issuers' words are no names of theirs: `client-id`, `oauth-token`. */
const COMMON = /(?:auth|authorization|bearer|client|hash|header|id|key|login|pass|run|secret|token|user)s?$/i;

/** Whether a name names the issuer and nothing that could be public, as an ID or an address is. */
function namesIssuerOnly(text: string, name: string, { start, end }: Span): boolean {
  const word = text.slice(start, end);
  const at = name.indexOf(word);
  if (at < 0 || COMMON.test(word)) return false;
  const rest = segmentsOf(`${name.slice(0, at)} ${name.slice(at + word.length)}`);
  return rest.every((segment) => SAYS_NOTHING.test(segment));
}

/** The same ahead of reading the assignment, from the name alone. */
function mayNameIssuerOnly({ text, units }: ScannedText, word: Span): boolean {
  const { start, end } = nameAround(units, word.start);
  // What stands before a parenthesis may be a method that is no part of the name.
  return text[end] === "(" || namesIssuerOnly(text, text.slice(start, end), word);
}

/** Whether the issuer's word is a word here, or a segment of a name, and not a piece of another word (`expo` in `export`). */
export function standsAlone(scanned: ScannedText, start: number, end: number): boolean {
  const { units } = scanned;
  const before = units[start - 1] ?? 0;
  const after = units[end] ?? 0;
  const inside = isLetter(before) && !(isLower(before) && isUpper(units[start]!));
  if (inside && !isJavaProperty(units, start)) return false;
  const last = units[end - 1]!;
  const ends = !isLetter(after) || ((isLower(last) || isDigit(last)) && isUpper(after));
  return (ends || isJoined(scanned, end)) && !isInsideValue(units, start, end);
}

/** The word again is no value: `id: datadog` above `issuer: datadog`. */
const saysTheWord = (text: string, value: Span, word: Span): boolean =>
  text.slice(value.start, value.end).toLowerCase() === text.slice(word.start, word.end).toLowerCase();

/** From the beginning of the line to the end of the next one, and on to the end of the value that stands there. */
export function surroundings(units: Units, start: number): Span {
  // A line may be the whole file: no more of it is searched than is looked at.
  const reach = Math.max(0, start - NEAR);
  let from = start;
  while (from > reach && units[from - 1] !== LINE_FEED) from--;
  const limit = Math.min(units.length, start + NEAR);
  const first = lineFeed(units, start, limit);
  if (first >= limit) return { start: from, end: endOfRun(units, limit) };
  const second = lineFeed(units, first + 1, limit + 1);
  return { start: from, end: second > limit ? endOfRun(units, limit) : second };
}

const LINE_FEED = 10;
const BACKSLASH = 92;

/** Where the first line feed stands, or `to`. */
function lineFeed(units: Units, from: number, to: number): number {
  let at = from;
  while (at < to && units[at] !== LINE_FEED) at++;
  return at;
}

const REST_OF_RUN = unitTable("++-9==AZ__az~~");
/** In UTF-16 code units. */
const LONGEST_REST = 2048;

function endOfRun(units: Units, from: number): number {
  const last = Math.min(units.length, from + LONGEST_REST);
  let at = from;
  while (at < last && REST_OF_RUN[units[at]!] === 1) at++;
  return at;
}

/** An assignment's value may stand so far before the issuer's word, and behind it, in UTF-16 code units. */
const ASSIGNED_BEFORE = 280;
const ASSIGNED_BEHIND = 512;

/** How far away anything stands that could be a value of the rule: in its window, beyond it where only an assignment leads, or not at all. */
function reachOf(units: Units, around: Span, { rule, table, named }: NearCall): "around" | "beyond" | "nothing" {
  const { minLength } = rule.pattern;
  if (!named && hasRun(units, around.start, around.end, table, minLength)) return "around";
  const from = Math.max(0, around.start - ASSIGNED_BEFORE);
  return hasRun(units, from, around.end + ASSIGNED_BEHIND, table, minLength) ? "beyond" : "nothing";
}

const mayFit = ({ letters }: NearCall, units: Units, { start, end }: Span): boolean =>
  letters === undefined || mayHoldName(letters, units, start, end);

/** Short names must end a segment (`key` does in `apikey`, `pat` does not in `path`), longer ones may stand anywhere in one. */
function namesFit(names: readonly string[], segments: readonly string[]): boolean {
  if (names.length === 0) return true;
  const joined = segments.join("");
  return names.some((name) =>
    name.length < 4 ? segments.some((segment) => segment.endsWith(name)) : joined.includes(name.replaceAll("-", "")),
  );
}

function valuesIn(text: string, { start: offset, end: limit }: Span): Span[] {
  const window = text.slice(offset, limit);
  const quoted = Array.from(window.matchAll(QUOTED), ({ index, 2: value }) => ({
    start: index + 1,
    end: index + 1 + value!.length,
  }));
  const runs = [RUN, JOINED_RUN].flatMap((run) =>
    Array.from(window.matchAll(run), ({ index, 0: value }) => ({ start: index, end: index + value.length })),
  );
  return [...quoted, ...runs].map(({ start, end }) => ({ start: start + offset, end: end + offset }));
}

function matchValue(
  text: string,
  { rule, pattern: { regex } }: NearCall,
  word: Span,
  value: Span,
  confidence: Confidence,
  name?: string,
): Suspicion | undefined {
  const match = regex.exec(text.slice(value.start, value.end));
  if (!match) return undefined;
  const inner = spanOf(match, rule.pattern.group, 0);
  const span = { start: value.start + inner.start, end: value.start + inner.end };
  return {
    rule,
    span,
    confidence,
    weight: name ? word.end - word.start : 0,
    ...(name && { name }),
    ...quoteAround(text, span),
  };
}
