/** Mends what handling rules find: each edit is proved before it is given, by reading and scanning the text as it would be. */
import type { Catalogue } from "./catalogue.ts";
import type { SourceDocument } from "./document.ts";
import type { HandlingFinding } from "./finding.ts";
import { applyEdits } from "./fix/edit.ts";
import { type HandlingEdits, handlingEdits } from "./fix/handling.ts";
import { scanHandling } from "./handling.ts";
import { grammarOf } from "./read/file.ts";
import type { Grammars, SyntaxNode } from "./read/syntax.ts";

/**
 * @returns undefined where the finding has no fix, or where the text would hold a new error of syntax or still the finding
 */
export async function handlingFix(
  document: SourceDocument,
  finding: HandlingFinding,
  catalogue: Catalogue,
  grammars: Grammars,
): Promise<HandlingEdits | undefined> {
  const rule = catalogue.handling.rule(finding.ruleId);
  const fix = rule && handlingEdits(document, finding.span, rule, finding.language);
  if (!rule || !fix) return undefined;
  const { path, languageId } = document;
  const text = applyEdits(document.text, fix.edits);
  const fixed: SourceDocument = { path, text, ...(languageId !== undefined && { languageId }) };
  const count = async (of: SourceDocument): Promise<number> =>
    (await scanHandling(of, catalogue, grammars)).findings.filter(({ ruleId }) => ruleId === rule.id).length;
  if ((await count(fixed)) >= (await count(document))) return undefined;
  return (await errors(fixed, grammars)) > (await errors(document, grammars)) ? undefined : fix;
}

export interface Mended {
  readonly text: string;
  /** What was mended, in the order in which it was. */
  readonly fixed: readonly HandlingFinding[];
}

/** More rounds than any file needs. */
const MOST = 200;

/**
 * Applies one fix after the other, each to the text that the ones before it leave.
 * @param wanted which findings; those whose fix is not proved are left
 */
export async function mend(
  document: SourceDocument,
  catalogue: Catalogue,
  grammars: Grammars,
  wanted: (finding: HandlingFinding) => boolean,
): Promise<Mended> {
  const tried = new Set<string>();
  const fixed: HandlingFinding[] = [];
  let now = document;
  for (let round = 0; round < MOST; round++) {
    const { findings } = await scanHandling(now, catalogue, grammars);
    const next = findings.find((finding) => finding.fix !== "none" && !tried.has(finding.id) && wanted(finding));
    if (!next) break;
    tried.add(next.id);
    const fix = await handlingFix(now, next, catalogue, grammars);
    if (!fix) continue;
    fixed.push(next);
    const { path, languageId } = now;
    now = { path, text: applyEdits(now.text, fix.edits), ...(languageId !== undefined && { languageId }) };
  }
  return { text: now.text, fixed };
}

async function errors(document: SourceDocument, grammars: Grammars): Promise<number> {
  const grammar = grammarOf(document);
  const root = grammar === undefined ? undefined : await grammars.parse(grammar, document.text);
  let found = 0;
  const open: SyntaxNode[] = root ? [root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === "ERROR") found++;
    open.push(...node.children);
  }
  return found;
}
