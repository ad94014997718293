/** The line of a finding as it may be shown: every value on it masked. */
import { type LineIndex, type Span, within } from "./document.ts";

/** Characters shown before the value and in all; longer lines are cut. */
const BEFORE = 60;
const MOST = 140;

export interface Excerpt {
  readonly text: string;
  /** Where the finding's mask stands in `text`. */
  readonly span: Span;
}

/** A value's place and what is shown instead. */
export interface Mask extends Span {
  readonly masked: string;
}

/**
 * @param masks all values of the text, sorted by place
 * @param own the one that the excerpt is about; must be among `masks`
 */
export function excerptOf(text: string, lines: LineIndex, masks: readonly Mask[], own: Mask): Excerpt {
  const line = lines.lineSpan(lines.lineAt(own.start));
  const from = Math.max(line.start, own.start - BEFORE);
  const value = text.slice(own.start, own.end);
  // The value may stand on the line once more, where it is no finding.
  const shownOf = (part: Span): string => maskedPart(text, part, masks).replaceAll(value, own.masked);
  const before = shownOf({ start: from, end: own.start }).trimStart();
  const after = shownOf({ start: own.end, end: Math.min(Math.max(line.end, own.end), own.end + MOST) }).trimEnd();
  const head = (from > line.start ? "…" : "") + before;
  const shown = head + own.masked + after;
  return {
    text: shown.length > MOST ? `${shown.slice(0, MOST)}…` : shown,
    span: { start: head.length, end: head.length + own.masked.length },
  };
}

/** The same for a place that is no value and may hold some. */
export function excerptOfSpan(text: string, lines: LineIndex, masks: readonly Mask[], own: Span): Excerpt {
  const line = lines.lineSpan(lines.lineAt(own.start));
  const from = Math.max(line.start, own.start - BEFORE);
  const head = (from > line.start ? "…" : "") + maskedPart(text, { start: from, end: own.start }, masks).trimStart();
  const shown = maskedPart(text, own, masks);
  const end = Math.min(line.end, own.end + MOST);
  const whole = head + shown + (own.end < end ? maskedPart(text, { start: own.end, end }, masks).trimEnd() : "");
  return {
    text: whole.length > MOST ? `${whole.slice(0, MOST)}…` : whole.trimEnd(),
    span: { start: head.length, end: Math.min(head.length + shown.length, MOST) },
  };
}

/** A part of a text up to its first line break, every value in it masked; the masks are sorted by place, none overlapping another. */
export function maskedPart(text: string, part: Span, masks: readonly Mask[]): string {
  let shown = "";
  let at = part.start;
  for (const mask of within(masks, part)) {
    shown += text.slice(at, Math.max(at, mask.start)) + mask.masked;
    at = Math.min(mask.end, part.end);
  }
  return (shown + text.slice(at, Math.max(at, part.end))).split(/[\r\n]/)[0]!.replaceAll("\t", "  ");
}
