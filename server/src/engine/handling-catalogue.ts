/** The handling rules, prepared, with the tables and names that they speak of. */
import { Calling } from "./detect/handling/calling.ts";
import type { PreparedRule } from "./detect/handling/index.ts";
import { createTables, type Tables } from "./detect/handling/tables.ts";
import type { HandlingData, HandlingRule, HandlingWords } from "./handling-rule.ts";
import type { NameClassifier } from "./names.ts";
import type { Units } from "./units.ts";

export interface HandlingCatalogue {
  readonly rules: readonly HandlingRule[];
  readonly tables: Tables;
  readonly words: HandlingWords;
  readonly classifyName: NameClassifier;
  /** By id or by a former id. */
  rule(id: string): HandlingRule | undefined;
  /**
   * The rules that can say something about a file of this path, as far as the words and names in it tell.
   * @param language of its facts, where that is known before they are read
   */
  called(path: string, units: Units, language: string | undefined): readonly PreparedRule[];
}

/** @param sensitive literals of which every sensitive name holds one */
export function createHandling(
  data: HandlingData,
  classifyName: NameClassifier,
  sensitive: readonly string[],
): HandlingCatalogue {
  const calling = new Calling(data, classifyName, sensitive);
  const byId = new Map(data.rules.flatMap((rule) => [rule.id, ...rule.aliases].map((id) => [id, rule] as const)));
  return {
    rules: data.rules,
    tables: createTables(data.libraries),
    words: data.words,
    classifyName,
    rule: (id) => byId.get(id),
    called: (path, units, language) => calling.of(path, units, language),
  };
}
