/** What is wrong with the names in an open document, as findings that configs level and comments accept like any other. */
import * as l10n from "@vscode/l10n";
import { applyLevels } from "../../config/levels.ts";
import { LineIndex } from "../../engine/document.ts";
import { excerptOfSpan } from "../../engine/excerpt.ts";
import type { HandlingFinding } from "../../engine/finding.ts";
import { suppressions } from "../../engine/judge/suppression.ts";
import { type Knowledge, type Remark, remarksOn } from "../../engine/variables/judge.ts";
import { type ReferenceRuleId, referenceRules } from "../../engine/variables/rules.ts";
import { registerOf } from "../../providers/project.ts";
import type { Analysis } from "../analysis.ts";
import type { Folder } from "../folders.ts";
import type { Session } from "../session.ts";
import { knownTable, readNames } from "./tables.ts";

/** None before the folder's names were read, which is not waited for. */
export async function variableFindings(session: Session, analysis: Analysis): Promise<readonly HandlingFinding[]> {
  const { uri, version, location } = analysis;
  const { folder, path } = location;
  const open = session.documents.get(uri);
  if (!open || open.version !== version || !folder || folder.loose || session.documents.isCell(uri)) return [];
  const variables = session.names.of(open, path);
  if (variables.places.length === 0) return [];
  if (session.disk.complete) readNames(session);
  const table = await knownTable(session, folder);
  const { levels, ignored } = await session.configs.of(location);
  if (!table || ignored) return [];
  const remarks = remarksOn(path, variables, table, await knowledgeOf(session, folder));
  return applyLevels(accepted(session, analysis, toFindings(analysis, remarks)), levels);
}

async function knowledgeOf({ files, catalogue, references }: Session, { root }: Folder): Promise<Knowledge> {
  const { names } = root === undefined ? { names: {} } : await registerOf({ files }, root);
  const tools = references.tools === undefined ? undefined : new RegExp(references.tools);
  return {
    isKept: (name) => Object.hasOwn(names, name),
    // What issuers' own programs and libraries look for, nobody has to write down.
    isRead: (name) => tools?.test(name) === true || catalogue.rules.some(({ env }) => env === name),
  };
}

function toFindings({ document }: Analysis, remarks: readonly Remark[]): HandlingFinding[] {
  const lines = new LineIndex(document.text);
  const ordinals = new Map<string, number>();
  return remarks.map(({ ruleId, place: { name, span, range } }) => {
    const { severity, confidence, title, risk, advice, pciDss, cwe } = referenceRules.get(ruleId)!;
    const key = `${ruleId}:${name}`;
    const ordinal = ordinals.get(key) ?? 0;
    ordinals.set(key, ordinal + 1);
    return {
      kind: "handling",
      ruleId,
      severity,
      confidence,
      reasons: [],
      title,
      message: `${saying(ruleId, name)} ${risk} ${advice}`,
      path: document.path,
      span,
      range,
      // Names are no secrets: what tells one finding from another may be read.
      id: `${key}:${ordinal}`,
      // The line of a store holds a value, which is no part of what is wrong.
      excerpt: excerptOfSpan(name, lines, [], { start: 0, end: name.length }),
      fix: "unsafe",
      pciDss,
      cwe,
      related: [],
    };
  });
}

function saying(ruleId: ReferenceRuleId, name: string): string {
  if (ruleId === "reference/undefined")
    return l10n.t("{0} is read here, and nothing in this workspace gives it a value.", name);
  if (ruleId === "reference/unused") return l10n.t("Nothing in this workspace reads {0} by its name.", name);
  return l10n.t("{0} is listed here, and the store beside this file does not set it.", name);
}

function accepted(
  { catalogue }: Session,
  { document }: Analysis,
  findings: readonly HandlingFinding[],
): readonly HandlingFinding[] {
  const verdictOn = suppressions(document.text, new LineIndex(document.text), catalogue, []);
  return findings.filter(({ ruleId, span }) => verdictOn({ rule: { id: ruleId }, span }) === undefined);
}
