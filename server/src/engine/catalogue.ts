/** The rules that a scan looks for, indexed by the literals that call for them. */
import { Automaton } from "./detect/automaton.ts";
import { createHandling, type HandlingCatalogue } from "./handling-catalogue.ts";
import { type HandlingData, noHandling, type Rule } from "./handling-rule.ts";
import { type NameClassifier, type NameWords, nameClassifier } from "./names.ts";
import { type RarityModel, rarityModel } from "./rarity.ts";
import { type Anchor, type NameClass, nameClasses, type TokenRule } from "./rule.ts";

/** Why a literal is looked for, and what is done where it stands. */
export type Call =
  | { readonly kind: "anchor"; readonly rule: TokenRule; readonly regex: RegExp; readonly anchor: Anchor }
  | {
      readonly kind: "near";
      readonly rule: TokenRule;
      readonly regex: RegExp;
      readonly names: readonly string[];
      readonly length: number;
    }
  | { readonly kind: "name" };

/** The rules as data, ready to be indexed: what the build writes and a team's rule file adds to. */
export interface CatalogueData {
  readonly rules: readonly TokenRule[];
  readonly names: NameWords;
  /** rules/letters.txt, the table of the rarity model. */
  readonly letters: string;
  /** Absent where only tokens are looked for. */
  readonly handling?: HandlingData;
}

export interface Catalogue {
  readonly rules: readonly TokenRule[];
  readonly automaton: Automaton;
  /** What the automaton looks for, in lower case, by index. */
  readonly literals: readonly string[];
  /** Calls by the index of their literal in the automaton. */
  readonly calls: readonly (readonly Call[])[];
  readonly classifyName: NameClassifier;
  readonly rarity: RarityModel;
  /** The generic rule of each class of names, where the catalogue has one. */
  readonly generic: ReadonlyMap<NameClass, TokenRule>;
  /** By id or by a former id. */
  rule(id: string): TokenRule | undefined;
  readonly handling: HandlingCatalogue;
  /** A rule of either kind, by id or by a former id. */
  anyRule(id: string): Rule | undefined;
}

/** Indexes the rules. Costs a few milliseconds; made once and shared. */
export function createCatalogue(data: CatalogueData): Catalogue {
  const byLiteral = new Map<string, Call[]>();
  const call = (literal: string, what: Call): void => {
    const calls = byLiteral.get(literal);
    if (calls) calls.push(what);
    else byLiteral.set(literal, [what]);
  };
  for (const rule of data.rules) addCalls(rule, call);
  for (const word of nameLiterals(data.names)) call(word, { kind: "name" });
  const byId = new Map(data.rules.flatMap((rule) => [rule.id, ...rule.aliases].map((id) => [id, rule] as const)));
  const literals = [...byLiteral.keys()];
  const classifyName = nameClassifier(data.names);
  const handling = createHandling(data.handling ?? noHandling, classifyName, nameLiterals(data.names));
  return {
    rules: data.rules,
    automaton: new Automaton(literals),
    literals,
    calls: [...byLiteral.values()],
    classifyName,
    rarity: rarityModel(data.letters),
    generic: new Map(
      data.rules.flatMap((rule) => (rule.trigger.kind === "name" ? [[rule.trigger.nameClass, rule] as const] : [])),
    ),
    rule: (id) => byId.get(id),
    handling,
    anyRule: (id) => byId.get(id) ?? handling.rule(id),
  };
}

function addCalls(rule: TokenRule, call: (literal: string, what: Call) => void): void {
  const { trigger, pattern } = rule;
  if (trigger.kind === "anchor") {
    const flags = pattern.group > 0 ? "d" : "";
    const sticky = new RegExp(pattern.source, `${flags}y`);
    const global = new RegExp(pattern.source, `${flags}g`);
    for (const anchor of pattern.anchors) {
      call(anchor.literal, { kind: "anchor", rule, anchor, regex: anchor.maxBefore === null ? global : sticky });
    }
  } else if (trigger.kind === "near") {
    const regex = new RegExp(`^(?:${pattern.source})$`, pattern.group > 0 ? "d" : "");
    for (const literal of trigger.words.flatMap(spellings))
      call(literal, { kind: "near", rule, regex, names: trigger.names, length: literal.length });
  }
}

/** `new-relic` is also written `newrelic`, `new_relic`, `new relic` and `new.relic`. */
function spellings(word: string): string[] {
  return word.includes("-") ? ["", "-", "_", " ", "."].map((joint) => word.replaceAll("-", joint)) : [word];
}

/** The shortest words that every sensitive name holds one of. */
function nameLiterals(words: NameWords): string[] {
  const all = nameClasses.flatMap((nameClass) => [
    ...words.inside[nameClass],
    ...words.whole[nameClass],
    ...words.ending[nameClass],
  ]);
  return [...new Set(all)].filter((word) => !all.some((other) => other !== word && word.includes(other)));
}
