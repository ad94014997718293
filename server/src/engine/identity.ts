/** Finding ids: stable over edits elsewhere in the file, and free of every value. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { type LineIndex, type SourceDocument, type Span, within } from "./document.ts";

/** What a rule suspects at a place. */
interface Placed {
  readonly rule: { readonly id: string };
  readonly span: Span;
}

/**
 * The hash of rule, path, the line around with all suspected values taken out, and an ordinal among equal ones.
 * @param values everything on the document that may be a value, findings or not: none of it may go into a hash that could be guessed at
 * @returns one id a suspicion, in their order, 32 hexadecimal digits
 */
export function findingIds(
  document: SourceDocument,
  lines: LineIndex,
  suspicions: readonly Placed[],
  values: readonly Span[],
): string[] {
  const blanks = united(values);
  const ordinals = new Map<string, number>();
  return suspicions.map(({ rule, span }) => {
    const around = lineWithout(document.text, lines.lineSpan(lines.lineAt(span.start)), blanks);
    const base = [rule.id, document.path, around].join("\0");
    const ordinal = ordinals.get(base) ?? 0;
    ordinals.set(base, ordinal + 1);
    return bytesToHex(sha256(utf8ToBytes(`${base}\0${ordinal}`))).slice(0, 32);
  });
}

/** The same stretches of text, sorted by place, with none overlapping another. */
function united(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    if (last && span.start < last.end) {
      whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else whole.push(span);
  }
  return whole;
}

/** Lines longer than this (minified files) are told apart by the ordinal alone. */
const LONGEST_LINE = 2000;

function lineWithout(text: string, line: Span, blanks: readonly Span[]): string {
  if (line.end - line.start > LONGEST_LINE) return "";
  let rest = "";
  let at = line.start;
  for (const blank of within(blanks, line)) {
    rest += text.slice(at, Math.max(at, blank.start));
    at = Math.min(blank.end, line.end);
  }
  return (rest + text.slice(at, Math.max(at, line.end))).replace(/\s+/g, " ").trim();
}
