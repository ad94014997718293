/** What the literals of all rules call for where they are found. */
import { type NameLetters, nameLetters } from "./name-letters.ts";
import type { NameWords } from "./names.ts";
import { type Anchor, nameClasses, type TokenRule } from "./rule.ts";
import { type Gate, gateOf, type UnitTable, unitTables } from "./unit-sets.ts";

/** Why a literal is looked for, and what is done where it stands. */
export type Call =
  | {
      readonly kind: "anchor";
      readonly rule: TokenRule;
      readonly pattern: LazyRegExp;
      readonly anchor: Anchor;
      readonly gate: Gate;
    }
  | {
      readonly kind: "near";
      readonly rule: TokenRule;
      readonly pattern: LazyRegExp;
      readonly names: readonly string[];
      /** Those of the names; absent where there are none. */
      readonly letters: NameLetters | undefined;
      /** Only a value that is given to the issuer's word itself counts. */
      readonly named: boolean;
      /** What values are made of. */
      readonly table: UnitTable;
    }
  | { readonly kind: "name" };

export type AnchorCall = Extract<Call, { kind: "anchor" }>;
export type NearCall = Extract<Call, { kind: "near" }>;

/** What detectors use of a regular expression. */
export interface Matcher {
  lastIndex: number;
  exec(text: string): RegExpExecArray | null;
}

/** Makes what a rule's pattern is matched with. */
export type MakeMatcher = (source: string, flags: string, rule: TokenRule) => Matcher;

const byJavaScript: MakeMatcher = (source, flags) => new RegExp(source, flags);

/** A regular expression that is made when it is first asked for: of most rules it never is. */
export class LazyRegExp {
  readonly #make: () => Matcher;
  #made: Matcher | undefined;

  constructor(source: string, flags: string, rule: TokenRule, make = byJavaScript) {
    this.#make = () => make(source, flags, rule);
  }

  get regex(): Matcher {
    this.#made ??= this.#make();
    return this.#made;
  }
}

/** Why a literal is looked for, before anything is made of it. */
interface Cause {
  /** Absent where the literal is a word of sensitive names. */
  readonly rule?: TokenRule;
  /** Absent where it is an issuer's word. */
  readonly anchor?: Anchor;
}

interface CallIndex {
  /** In lower case, none twice. */
  readonly literals: readonly string[];
  /** By the literal's index. Made when it is first asked for: most literals are never found. */
  callsOf(literal: number): readonly Call[];
}

export function indexCalls(rules: readonly TokenRule[], names: NameWords, make?: MakeMatcher): CallIndex {
  const byLiteral = new Map<string, Cause[]>();
  const add = (literal: string, cause: Cause): void => {
    const known = byLiteral.get(literal);
    if (known) known.push(cause);
    else byLiteral.set(literal, [cause]);
  };
  const words = new Set(rules.flatMap(({ trigger }) => (trigger.kind === "near" ? trigger.words : [])));
  words.delete(EVERY_ISSUER);
  for (const rule of rules) addCauses(rule, words, add);
  for (const word of nameLiterals(names)) add(word, {});
  const causes = [...byLiteral.values()];
  const made: (readonly Call[] | undefined)[] = causes.map(() => undefined);
  const maker = new CallMaker(make);
  return {
    literals: [...byLiteral.keys()],
    callsOf: (literal) => {
      made[literal] ??= causes[literal]!.map((cause) => maker.make(cause));
      return made[literal];
    },
  };
}

/** Of a near rule: the words of every issuer. */
const EVERY_ISSUER = "*";

function addCauses(rule: TokenRule, everyWord: Iterable<string>, add: (literal: string, cause: Cause) => void): void {
  const { trigger, pattern } = rule;
  if (trigger.kind === "anchor") for (const anchor of pattern.anchors) add(anchor.literal, { rule, anchor });
  if (trigger.kind !== "near") return;
  const cause = { rule };
  for (const word of trigger.words.includes(EVERY_ISSUER) ? everyWord : trigger.words) {
    for (const literal of spellings(word)) add(literal, cause);
  }
}

/** Makes calls that share what they have in common. */
class CallMaker {
  readonly #make: MakeMatcher | undefined;
  readonly #tableOf = unitTables();
  readonly #patterns = new Map<string, LazyRegExp>();
  readonly #nears = new Map<TokenRule, NearCall>();

  constructor(make: MakeMatcher | undefined) {
    this.#make = make;
  }

  make({ rule, anchor }: Cause): Call {
    if (!rule) return { kind: "name" };
    return anchor ? this.#anchorCall(rule, anchor) : this.#nearCall(rule);
  }

  #anchorCall(rule: TokenRule, anchor: Anchor): AnchorCall {
    const pattern = this.#patternOf(rule.pattern.source, rule, anchor.maxBefore === null ? "g" : "y");
    return { kind: "anchor", rule, anchor, pattern, gate: gateOf(anchor.around, this.#tableOf) };
  }

  #nearCall(rule: TokenRule): NearCall {
    const known = this.#nears.get(rule);
    if (known || rule.trigger.kind !== "near") return known!;
    const { names, words } = rule.trigger;
    const pattern = this.#patternOf(`^(?:${rule.pattern.source})$`, rule, "");
    const table = this.#tableOf(rule.pattern.alphabet);
    const named = words.includes(EVERY_ISSUER);
    const made: NearCall = { kind: "near", rule, pattern, names, letters: nameLetters(names), named, table };
    this.#nears.set(rule, made);
    return made;
  }

  #patternOf(source: string, rule: TokenRule, flags: string): LazyRegExp {
    const key = `${rule.id} ${flags}`;
    const withPlaces = rule.pattern.group > 0 ? `${flags}d` : flags;
    const known = this.#patterns.get(key) ?? new LazyRegExp(source, withPlaces, rule, this.#make);
    this.#patterns.set(key, known);
    return known;
  }
}

/** `new-relic` is also written `newrelic`, `new_relic`, `new relic` and `new.relic`. */
function spellings(word: string): string[] {
  return word.includes("-") ? ["", "-", "_", " ", "."].map((joint) => word.replaceAll("-", joint)) : [word];
}

/** The shortest words that every sensitive name holds one of. */
export function nameLiterals(words: NameWords): string[] {
  const all = nameClasses.flatMap((nameClass) => [
    ...words.inside[nameClass],
    ...words.whole[nameClass],
    ...words.ending[nameClass],
  ]);
  return [...new Set(all)].filter((word) => !all.some((other) => other !== word && word.includes(other)));
}
