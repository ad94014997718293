/** All diagnostics of one open document, with an id that stays while they do. */
import type { CancellationToken, Diagnostic } from "vscode-languageserver";
import { type Analysis, analyse } from "./analysis.ts";
import { isRuleFile } from "./config-editing.ts";
import { configProblems, isTeamConfig, ruleProblems } from "./config-problems.ts";
import { toDiagnostics } from "./diagnostics.ts";
import { lifeOf } from "./lives.ts";
import type { Session } from "./session.ts";
import { variableFindings } from "./variables/findings.ts";

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
  const [handling, life] = [await analysis.handling(), await lifeOf(session, analysis)];
  const open = { ...analysis, findings: analysis.findings.filter(({ id }) => !life.accepted.has(id)) };
  const known = await session.baselines.known(analysis.location, [...open.findings, ...handling]);
  const names = await variableFindings(session, analysis);
  const found = toDiagnostics(
    open,
    [...handling, ...life.findings, ...names],
    known,
    session.catalogue,
    session.features,
  );
  const items = [...found, ...(await problemsOf(session, analysis))];
  return { version: analysis.version, items, resultId: session.reports.resultId(uri, items) };
}

/** A line that holds a token has its diagnostic; what else is wrong there might quote it. */
async function problemsOf(session: Session, analysis: Analysis): Promise<Diagnostic[]> {
  const { document, findings } = analysis;
  const isConfig = isTeamConfig(document.path);
  if (!isConfig && !isRuleFile(session, analysis.uri, document.text)) return [];
  const holding = new Set(findings.flatMap(({ range }) => [range.start.line, range.end.line]));
  const problems = await Promise.all([
    isConfig ? configProblems(session, analysis) : [],
    ruleProblems(session, analysis.uri, document.text, isConfig),
  ]);
  return problems.flat().filter(({ range }) => !holding.has(range.start.line));
}
