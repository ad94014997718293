/** Says of the token under the pointer what it opens and what to do; never its value. */
import { type Hover, type HoverParams, MarkupKind } from "vscode-languageserver";
import type { Position, Range } from "../engine/document.ts";
import { type Analysis, analyse } from "./analysis.ts";
import { configHover } from "./config-editing.ts";
import { jwtFacts } from "./jwt-facts.ts";
import { handlingPage, rulePage } from "./rule-page.ts";
import type { Session } from "./session.ts";

export async function hover(session: Session, { textDocument, position }: HoverParams): Promise<Hover | null> {
  const analysis = await analyse(session, textDocument.uri);
  const finding = analysis?.findings.find(({ range }) => holds(range, position));
  const rule = finding && session.catalogue.rule(finding.ruleId);
  if (!analysis) return null;
  if (!finding || !rule) return handlingHover(session, analysis, position);
  const own = jwtFacts(analysis.document.text.slice(finding.span.start, finding.span.end));
  const page = rulePage(rule, { ...finding, own });
  return { contents: contentsOf(session, page), range: finding.range };
}

async function handlingHover(session: Session, analysis: Analysis, position: Position): Promise<Hover | null> {
  const finding = (await analysis.handling()).find(({ range }) => holds(range, position));
  const rule = finding && session.catalogue.handling.rule(finding.ruleId);
  if (finding && rule) return { contents: contentsOf(session, handlingPage(rule, true)), range: finding.range };
  const key = await configHover(session, analysis.uri, position);
  return key ? { contents: contentsOf(session, key.page), range: key.range } : null;
}

const contentsOf = ({ features }: Session, page: string) =>
  features.markdownHover
    ? { kind: MarkupKind.Markdown, value: page }
    : { kind: MarkupKind.PlainText, value: plain(page) };

/** The end counts: the pointer rests between characters. */
const holds = ({ start, end }: Range, at: Position): boolean => !isBefore(at, start) && !isBefore(end, at);

const isBefore = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);

/** Markdown as {@link rulePage} writes it, without its marks. */
const plain = (markdown: string): string =>
  markdown.replace(/\[([^\]]+)\]\(([^)]+)\)/g, "$1: $2").replace(/\*\*|`/g, "");
