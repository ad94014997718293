/** The handling rules, prepared, with the tables and names that they speak of. */
import { Calling, type KindOfFacts } from "./detect/handling/calling.ts";
import type { PreparedRule } from "./detect/handling/index.ts";
import { createTables, type Tables } from "./detect/handling/tables.ts";
import type { HandlingData, HandlingRule, HandlingWords, LibraryTable } from "./handling-rule.ts";
import { type NameClassifier, type NameWords, nameClassifier } from "./names.ts";
import type { Units } from "./units.ts";

export interface HandlingCatalogue {
  readonly rules: readonly HandlingRule[];
  /** What it was made of. */
  readonly data: HandlingData;
  /** Literals of which every sensitive name holds one. */
  readonly sensitive: readonly string[];
  readonly tables: Tables;
  readonly words: HandlingWords;
  readonly classifyName: NameClassifier;
  /** By id or by a former id. */
  rule(id: string): HandlingRule | undefined;
  /**
   * The rules that can say something about a file of this path, as far as the words and names in it tell.
   * @param of what its facts will be, where that is known before they are read
   */
  called(path: string, units: Units, of: KindOfFacts | undefined): readonly PreparedRule[];
}

/** @param sensitive literals of which every sensitive name holds one */
export function createHandling(
  data: HandlingData,
  classifyName: NameClassifier,
  sensitive: readonly string[],
): HandlingCatalogue {
  // Who only asks for a rule by its id needs neither.
  let calling: Calling | undefined;
  let tables: Tables | undefined;
  const byId = new Map(data.rules.flatMap((rule) => [rule.id, ...rule.aliases].map((id) => [id, rule] as const)));
  return {
    rules: data.rules,
    data,
    sensitive,
    get tables() {
      tables ??= createTables(data.libraries);
      return tables;
    },
    words: data.words,
    classifyName,
    rule: (id) => byId.get(id),
    called: (path, units, of) => {
      calling ??= new Calling(data, classifyName, sensitive);
      return calling.of(path, units, of);
    },
  };
}

/** What a team adds: rules, calls (in paths' syntax) and words of sensitive names. Plain data. */
export interface OwnHandling {
  readonly rules: readonly HandlingRule[];
  readonly loggers: readonly string[];
  readonly httpClients: readonly string[];
  readonly sanitizers: readonly string[];
  readonly names: NameWords["inside"];
}

const NO_WORDS = { password: [], token: [], key: [] };

/** The same with what a team adds; its calls are of every language, and take what the table's first call takes. */
export function extendHandling(
  { data, sensitive, classifyName }: HandlingCatalogue,
  own: OwnHandling,
): HandlingCatalogue {
  const more = nameClassifier({ inside: own.names, whole: NO_WORDS, ending: NO_WORDS, about: [], open: [] });
  const { logs, http, harmless } = data.libraries;
  const libraries = {
    ...data.libraries,
    ...(logs && { logs: withCalls(logs, own.loggers) }),
    ...(http && { http: withCalls(http, own.httpClients) }),
    ...(harmless && { harmless: withCalls(harmless, own.sanitizers) }),
  };
  return createHandling(
    { ...data, libraries, rules: [...data.rules, ...own.rules] },
    (name) => classifyName(name) ?? more(name),
    [...sensitive, ...Object.values(own.names).flat()],
  );
}

function withCalls(table: LibraryTable, call: readonly string[]): LibraryTable {
  if (call.length === 0) return table;
  const languages = Object.entries(table).map(([language, calls]) => {
    const { roles } = calls[0] ?? { roles: {} };
    return [language, [...calls, { call, roles }]] as const;
  });
  return Object.fromEntries(languages);
}
