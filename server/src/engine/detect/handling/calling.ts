/** Which handling rules can say something about a text, as far as the words and names in it tell: one pass of an automaton. */
import type { HandlingData, HandlingWords } from "../../handling-rule.ts";
import type { NameClassifier } from "../../names.ts";
import type { Units } from "../../units.ts";
import { Automaton } from "../automaton.ts";
import { type PreparedRule, prepareRule } from "./index.ts";
import { type Need, needsOf, type Word } from "./needs.ts";
import { type NameTest, nameSets } from "./sensitive.ts";

/** Of each group one condition must hold. */
type Groups = readonly (readonly number[])[];

/** A rule with what its matchers need, each for itself, in one language. */
interface Called {
  readonly prepared: PreparedRule;
  readonly keywords: Groups;
  readonly needs: readonly Groups[];
}

/** What a literal of the automaton may tell where it stands. */
interface Sign {
  /** The condition that is met. */
  readonly condition: number;
  readonly whole: boolean;
  /** The name around it must be of the set. */
  readonly test?: NameTest;
}

/** What a reader gives, as far as rules care. */
export interface KindOfFacts {
  readonly kind: "code" | "data";
  readonly language: string;
}

export class Calling {
  readonly #data: HandlingData;
  readonly #sensitive: readonly string[];
  readonly #sets: Readonly<Record<string, NameTest>>;
  readonly #prepared: readonly PreparedRule[];
  readonly #languages: ReadonlySet<string>;
  readonly #byKind = new Map<string, CallingIn>();

  /** @param sensitive literals of which every sensitive name holds one */
  constructor(data: HandlingData, classifyName: NameClassifier, sensitive: readonly string[]) {
    this.#data = data;
    this.#sensitive = sensitive;
    this.#sets = nameSets(data.words, classifyName, "");
    this.#prepared = data.rules.map(prepareRule);
    this.#languages = new Set([
      ...Object.values(data.libraries).flatMap((table) => Object.keys(table)),
      ...data.rules.flatMap(({ match }) => match.flatMap(({ languages = [] }) => languages)),
    ]);
  }

  /**
   * @param of what the text's facts will be, where that is known before they are read
   * @returns in the rules' order
   */
  of(path: string, units: Units, of: KindOfFacts | undefined): PreparedRule[] {
    // Languages that no table and no rule knows are one like the other.
    const language = of && (this.#languages.has(of.language) ? of.language : "");
    const key = `${of?.kind} ${language}`;
    let calling = this.#byKind.get(key);
    if (!calling) {
      calling = this.#callingIn(of?.kind, language);
      this.#byKind.set(key, calling);
    }
    return calling.of(path, units);
  }

  #callingIn(kind: KindOfFacts["kind"] | undefined, language: string | undefined): CallingIn {
    const signs = new Signs(this.#data.words, this.#sets, this.#sensitive);
    const calls = this.#prepared.map((prepared): Called => {
      const { keywords, match } = prepared.rule;
      const asked = match.filter(
        (matcher) =>
          (kind === undefined || (kind === "data") === "key" in matcher) &&
          (language === undefined || (matcher.languages?.includes(language) ?? true)),
      );
      return {
        prepared,
        keywords: keywords.length > 0 ? [keywords.map((text) => signs.wordOf({ text, whole: false }))] : [],
        needs: asked.map((matcher) => needsOf(matcher, language, this.#data).map((need) => signs.groupOf(need))),
      };
    });
    return new CallingIn(calls, signs);
  }
}

/** The rules of one language. */
class CallingIn {
  readonly #calls: readonly Called[];
  readonly #automaton: Automaton;
  readonly #signsOf: readonly (readonly Sign[])[];
  readonly #conditions: number;

  constructor(calls: readonly Called[], signs: Signs) {
    this.#calls = calls;
    this.#automaton = new Automaton([...signs.byLiteral.keys()]);
    this.#signsOf = [...signs.byLiteral.values()];
    this.#conditions = signs.count;
  }

  of(path: string, units: Units): PreparedRule[] {
    const met = new Uint8Array(this.#conditions);
    this.#automaton.searchUnits(units, (literal, start, end) => {
      for (const { condition, whole, test } of this.#signsOf[literal]!) {
        if (met[condition] === 1) continue;
        if (test ? isOfSet(units, start, end, test) : !whole || isWhole(units, start, end)) met[condition] = 1;
      }
    });
    const isMet = (condition: number): boolean =>
      condition === PARAMETER ? hasParameter(units) : met[condition] === 1;
    const hold = (groups: Groups): boolean => groups.every((group) => group.some(isMet));
    return this.#calls
      .filter(({ prepared, keywords, needs }) => hold(keywords) && needs.some(hold) && prepared.isFor(path))
      .map(({ prepared }) => prepared);
  }
}

/** Numbers conditions, and collects the literals that tell of them. */
class Signs {
  readonly byLiteral = new Map<string, Sign[]>();
  readonly #words: HandlingWords;
  readonly #sets: Readonly<Record<string, NameTest>>;
  readonly #sensitive: readonly string[];
  readonly #conditions = new Map<string, number>();

  constructor(words: HandlingWords, sets: Readonly<Record<string, NameTest>>, sensitive: readonly string[]) {
    this.#words = words;
    this.#sets = sets;
    this.#sensitive = sensitive;
  }

  get count(): number {
    return this.#conditions.size;
  }

  groupOf({ words, sets, parameter }: Need): number[] {
    return [
      ...(parameter ? [PARAMETER] : []),
      ...words.map((word) => this.wordOf(word)),
      ...sets.map((set) => this.#setOf(set)),
    ];
  }

  wordOf({ text, whole }: Word): number {
    return this.#conditionOf(`${whole ? "whole" : "part"} ${text}`, (condition) =>
      this.#add(text, { condition, whole }),
    );
  }

  #setOf(set: string): number {
    return this.#conditionOf(`set ${set}`, (condition) => {
      const [words, test] = [this.#words.sets[set], this.#sets[set]];
      if (!words || !test) return;
      for (const text of words.sensitive ? this.#sensitive : []) this.#add(text, { condition, whole: false, test });
      // What is listed may be written as two words.
      for (const text of words.also) this.#add(text.slice(0, UNBROKEN), { condition, whole: false, test });
    });
  }

  #conditionOf(name: string, make: (condition: number) => void): number {
    const known = this.#conditions.get(name);
    if (known !== undefined) return known;
    const condition = this.#conditions.size;
    this.#conditions.set(name, condition);
    make(condition);
    return condition;
  }

  #add(literal: string, sign: Sign): void {
    const signs = this.byLiteral.get(literal);
    if (!signs) this.byLiteral.set(literal, [sign]);
    else if (!signs.some(({ condition }) => condition === sign.condition)) signs.push(sign);
  }
}

/** The condition that no literal tells of. */
const PARAMETER = -1;
/** What stands behind the parameter: the end of a literal, or a place that something is put into. */
const ENDS: ReadonlySet<number | undefined> = new Set(Array.from("\"'`%{$#\\<", (unit) => unit.charCodeAt(0)));
const EQUALS = 61;
const QUESTION = 63;
const AMPERSAND = 38;

/** Whether something like `?name="` or `&name={` stands in it. */
function hasParameter(units: Units): boolean {
  for (let at = units.indexOf(EQUALS); at >= 0; at = units.indexOf(EQUALS, at + 1)) {
    if (!ENDS.has(units[at + 1])) continue;
    let from = at;
    while (from > 0 && at - from < LONGEST_NAME && isOfParameter(units[from - 1])) from--;
    if (from < at && (units[from - 1] === QUESTION || units[from - 1] === AMPERSAND)) return true;
  }
  return false;
}

const isOfParameter = (unit: number | undefined): boolean => isOfName(unit) || unit === HYPHEN || unit === 46;

const UNBROKEN = 3;
/** Names longer than this are data. */
const LONGEST_NAME = 80;
const HYPHEN = 45;

/** Letters, digits, the underscore, and what is not ASCII. */
const isOfName = (unit: number | undefined): boolean =>
  unit !== undefined &&
  ((unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 57) ||
    unit === 95 ||
    unit > 127);

const isWhole = (units: Units, start: number, end: number): boolean =>
  !isOfName(units[start - 1]) && !isOfName(units[end]);

/** Whether the name around is of the set, with and without what hyphens join it to. */
function isOfSet(units: Units, start: number, end: number, test: NameTest): boolean {
  return [false, true].some((joined) => {
    const isIn = (unit: number | undefined): boolean => isOfName(unit) || (joined && unit === HYPHEN);
    let [from, to] = [start, end];
    while (isIn(units[from - 1]) && end - from < LONGEST_NAME) from--;
    while (isIn(units[to]) && to - start < LONGEST_NAME) to++;
    return test(String.fromCharCode(...units.subarray(from, to)));
  });
}
