/** Inlay hints: what is known of a token, behind the line that it stands on. */
import type { InlayHint, InlayHintParams } from "vscode-languageserver";
import { LineIndex } from "../engine/document.ts";
import { analyse } from "./analysis.ts";
import type { Session } from "./session.ts";
import { tokenFacts } from "./token-facts.ts";

export async function inlayHints(session: Session, { textDocument, range }: InlayHintParams): Promise<InlayHint[]> {
  const analysis = await analyse(session, textDocument.uri);
  if (!analysis) return [];
  const inView = analysis.findings.filter(
    ({ range: { start, end } }) => end.line >= range.start.line && start.line <= range.end.line,
  );
  if (inView.length === 0) return [];
  const facts = await tokenFacts(session, analysis.uri);
  const { text } = analysis.document;
  const lines = new LineIndex(text);
  return inView.flatMap((finding) => {
    const label = facts.get(finding.id);
    if (label === undefined) return [];
    const line = lines.lineSpan(finding.range.end.line);
    const end = line.start + text.slice(line.start, line.end).trimEnd().length;
    const tooltip = `${finding.title} ${finding.masked}`;
    return [{ position: lines.positionAt(end), label, tooltip, paddingLeft: true }];
  });
}
