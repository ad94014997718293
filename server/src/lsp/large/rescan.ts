/** Findings of an edited document, from those that it had and the stretches that the edits may have changed. */
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Catalogue } from "../../engine/catalogue.ts";
import type { Position, Range, SourceDocument, Span } from "../../engine/document.ts";
import type { Finding } from "../../engine/finding.ts";
import { scan } from "../../engine/index.ts";
import { type Edit, movedRange, movedSpan, touched, united } from "./edit.ts";

/** No unbounded pattern, value or company of values reaches farther than this, in UTF-16 code units. */
const REACH = 18_432;
/** A line is taken whole up to so much more of it. */
const LINE = 2048;
/** So much is looked at again at once; what is larger waits for the scan of the whole. */
const MOST = 1 << 19;

/** A document as its editor has it. */
export interface Edited {
  readonly open: TextDocument;
  /** The same, as findings know it. */
  readonly document: SourceDocument;
}

/**
 * @param known the findings before the edits
 * @param edits in the order in which they were made
 * @returns the findings after them, in the order of their place; what was touched, and reach round it, is looked at anew
 */
export function rescan(
  known: readonly Finding[],
  edits: readonly Edit[],
  edited: Edited,
  catalogue: Catalogue,
): Finding[] {
  const reach = reachOf(catalogue);
  const { text } = edited.document;
  const zones = united(touched(edits).map((span) => widened(text, span, reach)));
  const kept = edits.reduce(moveAll, known).filter(({ span }) => !zones.some((zone) => holds(zone, span)));
  return distinct([...lookAt(zones, edited, catalogue), ...kept]).sort((a, b) => a.span.start - b.span.start);
}

/** What is found in stretches of a document: the values that begin there. */
export function lookAt(zones: readonly Span[], edited: Edited, catalogue: Catalogue): Finding[] {
  const reach = reachOf(catalogue);
  const { text } = edited.document;
  let left = MOST;
  return zones.flatMap((zone) => {
    const part = widened(text, zone, reach);
    left -= part.end - part.start;
    return left < 0 ? [] : scanPart(part, edited, catalogue).filter(({ span }) => holds(zone, span));
  });
}

/** Bounded patterns may be longer than all else. */
const reachOf = ({ rules }: Catalogue): number =>
  rules.reduce((most, { pattern }) => Math.max(most, pattern.maxLength ?? 0), REACH);

const holds = (zone: Span, { start }: Span): boolean => start >= zone.start && start <= zone.end;

/** With what stands round the span, from the beginning of a line to the end of one. */
function widened(text: string, { start, end }: Span, by: number): Span {
  return { start: lineStart(text, Math.max(0, start - by)), end: lineEnd(text, Math.min(text.length, end + by)) };
}

function lineStart(text: string, at: number): number {
  const limit = Math.max(0, at - LINE);
  const before = text.slice(limit, at);
  const start = limit + Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1;
  return start > limit || limit === 0 ? start : at;
}

function lineEnd(text: string, at: number): number {
  const end = text.slice(at, at + LINE).indexOf("\n");
  return end < 0 ? Math.min(text.length, at + LINE) : at + end + 1;
}

function scanPart(part: Span, { open, document }: Edited, catalogue: Catalogue): Finding[] {
  const origin = open.positionAt(part.start);
  const text = document.text.slice(part.start, part.end);
  return scan({ ...document, text }, catalogue, new Date()).findings.map((finding) => ({
    ...finding,
    span: { start: finding.span.start + part.start, end: finding.span.end + part.start },
    range: placed(finding.range, origin),
    related: finding.related.map((related) => ({ ...related, range: placed(related.range, origin) })),
  }));
}

const placed = ({ start, end }: Range, origin: Position): Range => ({
  start: from(origin, start),
  end: from(origin, end),
});

const from = (origin: Position, { line, character }: Position): Position => ({
  line: origin.line + line,
  character: line === 0 ? origin.character + character : character,
});

function moveAll(findings: readonly Finding[], edit: Edit): readonly Finding[] {
  return findings.flatMap((finding) => {
    const span = movedSpan(finding.span, edit);
    if (!span) return [];
    if (edit.lines === 0 && span === finding.span) return [finding];
    const related = finding.related.map((other) => ({ ...other, range: movedRange(other.range, edit) }));
    return [{ ...finding, span, range: movedRange(finding.range, edit), related }];
  });
}

/** An id counts equal lines from the beginning of the text: until the whole is scanned, one that is taken is marked. */
function distinct(findings: readonly Finding[]): Finding[] {
  const taken = new Set<string>();
  return findings.map((finding) => {
    let { id } = finding;
    for (let more = 2; taken.has(id); more++) id = `${finding.id}-${more}`;
    taken.add(id);
    return id === finding.id ? finding : { ...finding, id };
  });
}
