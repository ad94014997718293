/** The handling rules, prepared, and a cheap test of which of them can say something about a text. */
import { Automaton } from "./detect/automaton.ts";
import { type PreparedRule, prepareRule } from "./detect/handling/index.ts";
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
  /** The rules of which a keyword stands in the text, for a file of this path. */
  called(path: string, units: Units): readonly PreparedRule[];
}

/** @param sensitive literals of which every sensitive name holds one: the keywords of rules that name none */
export function createHandling(
  data: HandlingData,
  classifyName: NameClassifier,
  sensitive: readonly string[],
): HandlingCatalogue {
  const prepared = data.rules.map(prepareRule);
  const byKeyword = new Map<string, PreparedRule[]>();
  for (const rule of prepared) {
    for (const keyword of rule.rule.keywords.length > 0 ? rule.rule.keywords : sensitive) {
      byKeyword.set(keyword, [...(byKeyword.get(keyword) ?? []), rule]);
    }
  }
  const calls = [...byKeyword.values()];
  const automaton = new Automaton([...byKeyword.keys()]);
  const byId = new Map(data.rules.flatMap((rule) => [rule.id, ...rule.aliases].map((id) => [id, rule] as const)));
  return {
    rules: data.rules,
    tables: createTables(data.libraries),
    words: data.words,
    classifyName,
    rule: (id) => byId.get(id),
    called: (path, units) => {
      const called = new Set<PreparedRule>();
      automaton.searchUnits(units, (literal) => {
        for (const rule of calls[literal]!) called.add(rule);
      });
      return prepared.filter((rule) => called.has(rule) && rule.isFor(path));
    },
  };
}
