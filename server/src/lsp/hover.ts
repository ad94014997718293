/** Says of the token under the pointer what it opens and what to do; never its value. */
import { type Hover, type HoverParams, MarkupKind } from "vscode-languageserver";
import type { Position, Range } from "../engine/document.ts";
import { type Analysis, analyse } from "./analysis.ts";
import { configHover } from "./config-editing.ts";
import { jwtFacts } from "./jwt-facts.ts";
import { handlingPage, rulePage } from "./rule-page.ts";
import type { Session } from "./session.ts";
import { tokenFacts } from "./token-facts.ts";
import { variableHover } from "./variables/hover.ts";

export async function hover(session: Session, { textDocument, position }: HoverParams): Promise<Hover | null> {
  const analysis = await analyse(session, textDocument.uri);
  const finding = analysis?.findings.find(({ range }) => holds(range, position));
  const rule = finding && session.catalogue.rule(finding.ruleId);
  if (!analysis) return null;
  if (!finding || !rule) return beside(session, analysis, { textDocument, position });
  const own = jwtFacts(analysis.document.text.slice(finding.span.start, finding.span.end));
  const facts = (await tokenFacts(session, analysis.uri)).get(finding.id);
  const page = rulePage(rule, { ...finding, own, ...(facts && { facts }) });
  return { contents: contentsOf(session, page), range: finding.range };
}

/** A name and what is done with it may stand at one place: both are told. */
async function beside(session: Session, analysis: Analysis, params: HoverParams): Promise<Hover | null> {
  const [name, other] = await Promise.all([
    variableHover(session, params),
    handlingHover(session, analysis, params.position),
  ]);
  if (!name) return other && { contents: contentsOf(session, other.page), range: other.range };
  const page = other ? `${name.page}\n\n---\n\n${other.page}` : name.page;
  return { contents: contentsOf(session, page), range: name.range };
}

async function handlingHover(
  session: Session,
  analysis: Analysis,
  position: Position,
): Promise<{ readonly page: string; readonly range: Range } | null> {
  const finding = (await analysis.handling()).find(({ range }) => holds(range, position));
  const rule = finding && session.catalogue.handling.rule(finding.ruleId);
  if (finding && rule) return { page: handlingPage(rule, true), range: finding.range };
  return (await configHover(session, analysis.uri, position)) ?? null;
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
