/** Which handling rules can say something about a text, as far as the words and names in it tell: one pass of an automaton. */
import type { HandlingData, HandlingWords } from "../../handling-rule.ts";
import type { NameClassifier } from "../../names.ts";
import type { Units } from "../../units.ts";
import { Automaton } from "../automaton.ts";
import { hasParameter, isBounded, isOfSet } from "./beside.ts";
import { type PreparedRule, prepareRule } from "./index.ts";
import { type Bounds, type Need, needsOf, type Word } from "./needs.ts";
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
  readonly bounds: Bounds | undefined;
  /** The name around it must be of the set. */
  readonly test?: NameTest;
}

/** Where a literal stands. */
interface Place {
  readonly literal: number;
  readonly start: number;
  readonly end: number;
}

/** What a reader gives, as far as rules care. */
export interface KindOfFacts {
  readonly kind: "code" | "data";
  readonly language: string;
}

/** Words are known when they are asked for, names are looked at, and parameters looked for. */
const costOf = ({ sets, parameter }: Need): number => (parameter ? 2 : sets.length > 0 ? 1 : 0);

/** Languages that have commands. */
const SHELLS: ReadonlySet<string> = new Set(["bash", "powershell"]);

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
      "json",
      ...SHELLS,
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
          (language === undefined || !("command" in matcher) || SHELLS.has(language)) &&
          (language === undefined || (matcher.languages?.includes(language) ?? true)),
      );
      return {
        prepared,
        keywords: keywords.length > 0 ? [keywords.map((text) => signs.wordOf({ text }))] : [],
        needs: asked.map((matcher) =>
          needsOf(matcher, language, this.#data)
            .toSorted((a, b) => costOf(a) - costOf(b))
            .map((need) => signs.groupOf(need)),
        ),
      };
    });
    return new CallingIn(calls, signs);
  }
}

/** The rules of one language. */
class CallingIn {
  readonly #calls: readonly Called[];
  readonly #automaton: Automaton;
  /** By literal: conditions that it meets where it stands, and whether there are some that the name around it must meet. */
  readonly #words: readonly (readonly Sign[])[];
  readonly #isInNames: readonly boolean[];
  /** By condition, then by literal. */
  readonly #names = new Map<number, Map<number, NameTest>>();
  readonly #conditions: number;

  constructor(calls: readonly Called[], signs: Signs) {
    this.#calls = calls;
    this.#automaton = new Automaton([...signs.byLiteral.keys()]);
    const all = [...signs.byLiteral.values()];
    this.#words = all.map((ofOne) => ofOne.filter(({ test }) => !test));
    this.#isInNames = all.map((ofOne) => ofOne.some(({ test }) => test));
    for (const [literal, ofOne] of all.entries()) {
      for (const { condition, test } of ofOne) {
        if (!test) continue;
        const tests = this.#names.get(condition) ?? new Map<number, NameTest>();
        this.#names.set(condition, tests.set(literal, test));
      }
    }
    this.#conditions = signs.count;
  }

  of(path: string, units: Units): PreparedRule[] {
    const met = new Uint8Array(this.#conditions);
    const places: Place[] = [];
    let parameter: boolean | undefined;
    this.#automaton.searchUnits(units, (literal, start, end) => {
      for (const { condition, bounds } of this.#words[literal]!)
        if (met[condition] === 0 && isBounded(units, start, end, bounds)) met[condition] = MET;
      if (this.#isInNames[literal]) places.push({ literal, start, end });
    });
    // Names are looked at only where all else that a rule needs is there: most texts are full of them.
    const isMet = (condition: number): boolean => {
      if (condition === PARAMETER) {
        parameter ??= hasParameter(units);
        return parameter;
      }
      if (met[condition] === 0) met[condition] = this.#isNamed(condition, places, units) ? MET : UNMET;
      return met[condition] === MET;
    };
    const hold = (groups: Groups): boolean => groups.every((group) => group.some(isMet));
    return this.#calls
      .filter(({ prepared, keywords, needs }) => hold(keywords) && prepared.isFor(path) && needs.some(hold))
      .map(({ prepared }) => prepared);
  }

  #isNamed(condition: number, places: readonly Place[], units: Units): boolean {
    const tests = this.#names.get(condition);
    if (!tests) return false;
    return places.some(({ literal, start, end }) => {
      const test = tests.get(literal);
      return test !== undefined && isOfSet(units, start, end, test);
    });
  }
}

/** What is known of a condition; nothing at first. */
const MET = 1;
const UNMET = 2;

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

  /** What costs least to find out first. */
  groupOf({ words, sets, parameter }: Need): number[] {
    return [
      ...words.map((word) => this.wordOf(word)),
      ...(parameter ? [PARAMETER] : []),
      ...sets.map((set) => this.#setOf(set)),
    ];
  }

  wordOf({ text, bounds = {} }: Word): number {
    const beside = Object.entries(bounds).flatMap(([kind, asked]) => (asked ? [kind] : []));
    return this.#conditionOf(`${beside} ${text}`, (condition) =>
      this.#add(text, { condition, bounds: beside.length > 0 ? bounds : undefined }),
    );
  }

  #setOf(set: string): number {
    return this.#conditionOf(`set ${set}`, (condition) => {
      const [words, test] = [this.#words.sets[set], this.#sets[set]];
      if (!words || !test) return;
      for (const text of words.sensitive ? this.#sensitive : [])
        this.#add(text, { condition, bounds: undefined, test });
      // What is listed may be written as two words.
      for (const text of words.also) this.#add(text.slice(0, UNBROKEN), { condition, bounds: undefined, test });
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
/** What is listed may be written as two words: so much of it is looked for. */
const UNBROKEN = 3;
