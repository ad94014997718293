/** scanHandling(): finds code and configuration that treats tokens insecurely. Beside scan(), which finds the tokens. */
import type { Catalogue } from "./catalogue.ts";
import { Scene } from "./detect/handling/scene.ts";
import type { SourceDocument } from "./document.ts";
import type { Mask } from "./excerpt.ts";
import type { HandlingFinding } from "./finding.ts";
import { judgeHandling } from "./judge/handling.ts";
import { readerOf } from "./read/file.ts";
import type { Grammars } from "./read/syntax.ts";
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
  if (!reader) return nothing;
  const units = document.units ?? unitsOf(document.text);
  const rules = handling.called(document.path, units, reader.language);
  if (rules.length === 0) return nothing;
  if (units.length > LONGEST) return { ...nothing, unread: "too long for its grammar" };
  try {
    const facts = await reader.read(grammars);
    if (!facts) return { ...nothing, unread: "its grammar could not be loaded" };
    const scene = new Scene(document.text, facts, handling.tables, handling.words, handling.classifyName);
    const suspicions = rules.flatMap(({ rule, look }) => look(scene).map((hit) => ({ rule, ...hit })));
    return { findings: judgeHandling(document, suspicions, catalogue, masks) };
  } catch {
    return { ...nothing, unread: "its reader failed" };
  }
}
