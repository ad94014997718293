/** All diagnostics of one open document, with an id that stays while they do. */
import type { CancellationToken, Diagnostic } from "vscode-languageserver";
import { type Analysis, analyse } from "./analysis.ts";
import { configProblems, isTeamConfig } from "./config-problems.ts";
import { toDiagnostics } from "./diagnostics.ts";
import type { Session } from "./session.ts";

export interface DocumentReport {
  readonly version: number;
  readonly items: readonly Diagnostic[];
  readonly resultId: string;
}

/** @returns undefined for documents that are not open, and where nobody wants to know any more */
export async function reportOn(
  session: Session,
  uri: string,
  token?: CancellationToken,
): Promise<DocumentReport | undefined> {
  const analysis = await analyse(session, uri, token);
  if (!analysis) return undefined;
  const found = toDiagnostics(analysis, await analysis.handling(), session.catalogue, session.features);
  const items = [...found, ...problemsOf(analysis)];
  return { version: analysis.version, items, resultId: session.reports.resultId(uri, items) };
}

/** A line that holds a token has its diagnostic; what else is wrong there might quote it. */
function problemsOf({ document, findings }: Analysis): Diagnostic[] {
  if (!isTeamConfig(document.path)) return [];
  const holding = new Set(findings.flatMap(({ range }) => [range.start.line, range.end.line]));
  return configProblems(document.text).filter(({ range }) => !holding.has(range.start.line));
}
