/** The rules that a scan looks for, indexed by the literals that call for them. */
import { type AnchorCall, type Call, indexCalls, LazyRegExp, type MakeMatcher, nameLiterals } from "./calls.ts";
import { Automaton } from "./detect/automaton.ts";
import { createHandling, type HandlingCatalogue } from "./handling-catalogue.ts";
import { type HandlingData, type HandlingRule, noHandling, type Rule } from "./handling-rule.ts";
import { type NameClassifier, type NameWords, nameClassifier } from "./names.ts";
import { type RarityModel, rarityModel } from "./rarity.ts";
import type { NameClass, TokenRule } from "./rule.ts";
import { gateOf, unitTable } from "./unit-sets.ts";

/** A rule for files that are tokens as a whole, with its pattern for their first bytes. */
export interface FileCall {
  readonly rule: TokenRule;
  readonly pattern: LazyRegExp;
  readonly except: readonly string[];
}

/** The rules as data, ready to be indexed: what the build writes and a team's rule file adds to. */
export interface CatalogueData {
  readonly rules: readonly TokenRule[];
  readonly names: NameWords;
  /** rules/letters.txt, the table of the rarity model. */
  readonly letters: string;
  /** Absent where only tokens are looked for. */
  readonly handling?: HandlingData;
  /** Rules that no text is searched for: what they are about is told by others, as the accounts. */
  readonly told?: readonly HandlingRule[];
}

export interface Catalogue {
  readonly rules: readonly TokenRule[];
  readonly automaton: Automaton;
  /** What the automaton looks for, in lower case, by index. */
  readonly literals: readonly string[];
  /** What a literal calls for, by its index in the automaton. */
  callsOf(literal: number): readonly Call[];
  /** Rules of formats without a literal, which begin with a run of base64 characters. */
  readonly runCalls: readonly AnchorCall[];
  /** By the extension or the whole name of a file. */
  readonly fileCalls: ReadonlyMap<string, readonly FileCall[]>;
  readonly classifyName: NameClassifier;
  readonly rarity: RarityModel;
  /** The generic rule of each class of names, where the catalogue has one. */
  readonly generic: ReadonlyMap<NameClass, TokenRule>;
  /** By id or by a former id. */
  rule(id: string): TokenRule | undefined;
  /** Made when it is first asked for. */
  readonly handling: HandlingCatalogue;
  /** Rules that no text is searched for. */
  readonly told: readonly HandlingRule[];
  /** A rule of any kind, by id or by a former id. */
  anyRule(id: string): Rule | undefined;
}

/**
 * Indexes the rules. Costs a few milliseconds; made once and shared.
 * @param make matches patterns that JavaScript must not be trusted with
 */
export function createCatalogue(data: CatalogueData, make?: MakeMatcher): Catalogue {
  const { literals, callsOf } = indexCalls(data.rules, data.names, make);
  const classifyName = nameClassifier(data.names);
  let prepared: HandlingCatalogue | undefined;
  const handling = (): HandlingCatalogue => {
    prepared ??= createHandling(data.handling ?? noHandling, classifyName, nameLiterals(data.names));
    return prepared;
  };
  const byId = new Map(data.rules.flatMap((rule) => [rule.id, ...rule.aliases].map((id) => [id, rule] as const)));
  const told = new Map(
    (data.told ?? []).flatMap((rule) => [rule.id, ...rule.aliases].map((id) => [id, rule] as const)),
  );
  return {
    rules: data.rules,
    automaton: new Automaton(literals),
    literals,
    callsOf,
    runCalls: runCalls(data.rules, make),
    fileCalls: fileCalls(data.rules, make),
    classifyName,
    rarity: rarityModel(data.letters),
    generic: new Map(
      data.rules.flatMap((rule) => (rule.trigger.kind === "name" ? [[rule.trigger.nameClass, rule] as const] : [])),
    ),
    rule: (id) => byId.get(id),
    get handling() {
      return handling();
    },
    told: data.told ?? [],
    anyRule: (id) => byId.get(id) ?? told.get(id) ?? handling().rule(id),
  };
}

/** They are tried where the run begins: an empty anchor stands there. */
const runCalls = (rules: readonly TokenRule[], make?: MakeMatcher): readonly AnchorCall[] =>
  rules
    .filter(({ trigger }) => trigger.kind === "run")
    .flatMap((rule) =>
      rule.pattern.anchors.map((anchor) => ({
        kind: "anchor" as const,
        rule,
        anchor,
        gate: gateOf(anchor.around, unitTable),
        pattern: new LazyRegExp(rule.pattern.source, rule.pattern.group > 0 ? "dy" : "y", rule, make),
      })),
    );

function fileCalls(rules: readonly TokenRule[], make?: MakeMatcher): ReadonlyMap<string, readonly FileCall[]> {
  const byName = new Map<string, FileCall[]>();
  for (const rule of rules) {
    const { trigger, pattern } = rule;
    if (trigger.kind !== "file") continue;
    const call = { rule, pattern: new LazyRegExp(pattern.source, "d", rule, make), except: trigger.except };
    for (const name of trigger.files) byName.set(name, [...(byName.get(name) ?? []), call]);
  }
  return byName;
}
