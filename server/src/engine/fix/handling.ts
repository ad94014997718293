/** Fixes of handling findings: what a rule's `fixes` say, made edits of the text around a finding. */
import type { SourceDocument, Span } from "../document.ts";
import type { FixDisposition } from "../finding.ts";
import type { HandlingFix, HandlingRule } from "../handling-rule.ts";
import { insertion, type TextEdit } from "./edit.ts";
import { importEdit } from "./handling-import.ts";

/** What a fix does to a text. */
export interface HandlingEdits {
  readonly disposition: Exclude<FixDisposition, "none">;
  /** What it does, in a few words. */
  readonly title: string;
  /** They do not overlap. */
  readonly edits: readonly TextEdit[];
}

/**
 * The first fix of the rule that fits the place; it is not verified yet.
 * @param language as rules call it, where that is known: fixes for other languages do not fit then
 * @returns undefined where none does
 */
export function handlingEdits(
  document: SourceDocument,
  span: Span,
  rule: HandlingRule,
  language: string | undefined,
): HandlingEdits | undefined {
  for (const fix of rule.fixes ?? []) {
    if (fix.languages && (language === undefined || !fix.languages.includes(language))) continue;
    const edit = editOf(document.text, span, fix);
    if (!edit) continue;
    const imported = fix.import ? importEdit(document, fix.import) : undefined;
    return {
      disposition: fix.safe === true ? "safe" : "unsafe",
      title: fix.title,
      edits: imported ? [imported, edit] : [edit],
    };
  }
  return undefined;
}

function editOf(text: string, span: Span, fix: HandlingFix): TextEdit | undefined {
  const extent = extentOf(text, span, fix);
  if (!extent) return undefined;
  if (fix.before !== undefined && !new RegExp(fix.before).test(text.slice(0, extent.start).slice(-200)))
    return undefined;
  if (fix.behind !== undefined && !new RegExp(fix.behind).test(text.slice(extent.end, extent.end + 400)))
    return undefined;
  const whole = text.slice(extent.start, extent.end);
  for (const match of whole.matchAll(new RegExp(fix.replace, "gi"))) {
    const start = extent.start + match.index;
    const end = start + match[0].length;
    // On a line the match must be about the place itself.
    if (fix.extent === "line" && (start > span.start || end < Math.min(span.end, extent.end))) continue;
    const newText = expanded(fix.with, match);
    return newText === match[0]
      ? undefined
      : start === end
        ? insertion(start, newText)
        : { span: { start, end }, newText };
  }
  return undefined;
}

/** `$1` is the first group, `$$` a dollar sign. */
const expanded = (template: string, match: RegExpExecArray): string =>
  template.replace(/\$(\$|\d)/g, (_, group: string) => (group === "$" ? "$" : (match[Number(group)] ?? "")));

function extentOf(text: string, span: Span, { extent = "span", arguments: count }: HandlingFix): Span | undefined {
  if (extent === "line") return lineOf(text, span.start);
  if (extent === "span") return span;
  const call = callFrom(text, span);
  return call && (count === undefined || call.parts === count) ? { start: span.start, end: call.end } : undefined;
}

function lineOf(text: string, at: number): Span {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const next = text.indexOf("\n", at);
  const end = next < 0 ? text.length : next;
  return { start, end: text[end - 1] === "\r" ? end - 1 : end };
}

/** Of a call no more is read, in UTF-16 code units. */
const LONGEST = 2000;

/** Where the brackets close that follow the place, and how many parts stand between their commas. */
function callFrom(text: string, { end: from }: Span): { end: number; parts: number } | undefined {
  const opening = /^\s*[({]/.exec(text.slice(from, from + 80));
  if (!opening) return undefined;
  let depth = 0;
  let parts = 1;
  for (let at = from + opening[0].length - 1; at < Math.min(text.length, from + LONGEST); at++) {
    const unit = text[at]!;
    if (/["'`]/.test(unit)) at = closing(text, at);
    else if (/[([{]/.test(unit)) depth++;
    else if (unit === "," && depth === 1) parts++;
    else if (/[)\]}]/.test(unit) && --depth === 0) return { end: at + 1, parts };
  }
  return undefined;
}

function closing(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === text[open]) return at;
  }
  return text.length;
}
