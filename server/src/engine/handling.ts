/** scanHandling(): finds code and configuration that treats tokens insecurely. Beside scan(), which finds the tokens. */
import type { Catalogue } from "./catalogue.ts";
import type { PreparedRule } from "./detect/handling/index.ts";
import { Scene } from "./detect/handling/scene.ts";
import type { SourceDocument } from "./document.ts";
import type { Mask } from "./excerpt.ts";
import type { HandlingFinding } from "./finding.ts";
import { handlingEdits } from "./fix/handling.ts";
import { type HandlingSuspicion, judgeHandling } from "./judge/handling.ts";
import type { FileFacts } from "./read/facts.ts";
import { readerOf } from "./read/file.ts";
import { mayHoldPrograms, programsOf, regionsIn } from "./read/regions.ts";
import { type Grammars, NotRead } from "./read/syntax.ts";
import { unitsOf } from "./units.ts";

/** Longer texts are generated or minified, in UTF-16 code units. */
const LONGEST = 1_000_000;

export interface Handled {
  /** In the order of their place. */
  readonly findings: readonly HandlingFinding[];
  /** Why the file was left to the readers of text alone, where it was. */
  readonly unread?: string;
}

const nothing: Handled = { findings: [] };

/**
 * Parses the text only where a keyword of a rule stands in it. Never throws: a reader that fails leaves the file to the text's.
 * All that needs the document's units is done when it returns.
 * @param masks the values that scan() found in the same text, sorted by place: excerpts show them masked
 */
export async function scanHandling(
  document: SourceDocument,
  catalogue: Catalogue,
  grammars: Grammars,
  masks: readonly Mask[] = [],
): Promise<Handled> {
  const { handling } = catalogue;
  const reader = readerOf(document);
  const programs = mayHoldPrograms(document);
  if (!reader && !programs) return nothing;
  const units = document.units ?? unitsOf(document.text);
  const rules = handling.called(document.path, units, programs ? undefined : reader);
  if (rules.length === 0) return nothing;
  if (units.length > LONGEST) return { ...nothing, unread: "too long for its grammar" };
  try {
    const { text } = document;
    const facts = reader && (await reader.read(grammars));
    if (reader && !facts) return { ...nothing, unread: "its grammar could not be loaded" };
    const own = facts ? suspicionsIn(facts, text, rules, catalogue) : [];
    const inside = programs ? await insidePrograms({ path: document.path, text }, facts, catalogue, grammars) : [];
    const suspicions = [...own, ...inside.filter((one) => !own.some((other) => isSame(one, other)))];
    const languages = new Map(suspicions.map(({ rule, span, language }) => [`${rule.id} ${span.start}`, language]));
    const findings = judgeHandling(document, suspicions, catalogue, masks).map((finding) =>
      withFix(document, finding, catalogue, languages.get(`${finding.ruleId} ${finding.span.start}`)),
    );
    return { findings };
  } catch (error) {
    return { ...nothing, unread: error instanceof NotRead ? error.message : "its reader failed" };
  }
}

function withFix(
  document: SourceDocument,
  finding: HandlingFinding,
  { handling }: Catalogue,
  language: string | undefined,
): HandlingFinding {
  const rule = handling.rule(finding.ruleId);
  const fix = rule?.fixes && language !== undefined && handlingEdits(document, finding.span, rule, language);
  return fix && language !== undefined ? { ...finding, fix: fix.disposition, language } : finding;
}

function suspicionsIn(
  facts: FileFacts,
  text: string,
  rules: readonly PreparedRule[],
  { handling }: Catalogue,
): Suspected[] {
  const scene = new Scene(text, facts, handling.tables, handling.words, handling.classifyName);
  return rules.flatMap(({ rule, look }) => look(scene).map((hit) => ({ rule, language: facts.language, ...hit })));
}

/** In the programs that stand in the file; a program whose grammar cannot be had is left alone. */
async function insidePrograms(
  document: SourceDocument,
  facts: FileFacts | undefined,
  catalogue: Catalogue,
  grammars: Grammars,
): Promise<Suspected[]> {
  const suspicions: Suspected[] = [];
  for (const program of programsOf(document.text, regionsIn(document, facts))) {
    const reader = readerOf(program);
    const rules = catalogue.handling.called(document.path, unitsOf(program.text), reader);
    const read = reader && rules.length > 0 ? await reader.read(grammars) : undefined;
    if (read) suspicions.push(...suspicionsIn(read, program.text, rules, catalogue));
  }
  return suspicions;
}

/** With the language of the facts that it was seen in. */
type Suspected = HandlingSuspicion & { readonly language: string };

/** Whether both tell the same of the same place: the file's own value, and a program in it. */
const isSame = (a: Suspected, b: Suspected): boolean =>
  a.rule === b.rule && a.span.start < b.span.end && b.span.start < a.span.end;
