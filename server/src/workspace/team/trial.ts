/** Tries a team's rules on their own examples and near misses, and says what about their patterns could be better. */
import type { ReadRule, RuleSource } from "../../config/rule-file.ts";
import type { TeamRule } from "../../config/team-rules.ts";
import type { Catalogue } from "../../engine/catalogue.ts";
import { overlaps, type Position, type Span } from "../../engine/document.ts";
import { scan } from "../../engine/index.ts";
import { mint, seededRandom } from "../../engine/mint.ts";
import type { Threads } from "../../host/host.ts";
import { TeamDetector } from "./detector.ts";
import { withRules } from "./open-catalogue.ts";
import { noNames } from "./set.ts";

/** What is wrong with a rule, or could be better, and where in its file (zero-based). */
interface Remark {
  readonly message: string;
  readonly position: Position;
}

/** What became of one rule. */
export interface Tried {
  readonly id: string;
  readonly position: Position;
  /** Examples and near misses. */
  readonly count: number;
  readonly passed: number;
  /** One an example or near miss that does not hold. */
  readonly faults: readonly Remark[];
  readonly advice: readonly Remark[];
}

type Read = ReadRule<TeamRule>;

export class Trial {
  readonly #detector: TeamDetector;
  readonly #catalogue: Catalogue;
  readonly #builtin: Catalogue;

  /** @param threads where the patterns run, so that they can be killed */
  constructor(rules: readonly Read[], catalogue: Catalogue, threads?: Threads) {
    const own = rules.map(({ rule }) => rule);
    const byId = new Map(own.map((rule) => [rule.id, rule]));
    this.#detector = new TeamDetector({ rules: own, names: noNames }, catalogue, threads);
    this.#builtin = catalogue;
    this.#catalogue = withRules(catalogue, (id) => byId.get(id));
  }

  /** Why rules were switched off, by id. */
  get off(): ReadonlyMap<string, string> {
    return this.#detector.off;
  }

  end(): void {
    this.#detector.end();
  }

  async of(read: Read): Promise<Tried> {
    const { source, rule, position, places } = read;
    const faults: Remark[] = [];
    const others = new Set<string>();
    const add = (message: string, at: Position | undefined): void =>
      void faults.push({ message: `${rule.id}: ${message}`, position: at ?? position });
    for (const [at, template] of source.examples.entries()) {
      const fault = await this.#faultOfExample(source, template, at, others);
      if (fault) add(fault, places.examples[at]);
    }
    for (const [at, template] of source.nonExamples.entries()) {
      const { text } = mint(template, seededRandom(at + 1));
      const { spans } = await this.#look(rule.id, text);
      if (spans.length > 0) add(`near miss ${at + 1} is found`, places.nonExamples[at]);
    }
    const count = source.examples.length + source.nonExamples.length;
    const advice = [...adviceOn(read), ...[...others].map((id) => `${id} finds the same values`)];
    return {
      id: rule.id,
      position,
      count,
      passed: count - faults.length,
      faults,
      advice: advice.map((message) => ({ message: `${rule.id}: ${message}`, position: places.pattern ?? position })),
    };
  }

  /** @param others told of rules that find what an example marks */
  async #faultOfExample(
    { id, checksum }: RuleSource,
    template: string,
    at: number,
    others: Set<string>,
  ): Promise<string | undefined> {
    const { text, expected } = mint(template, seededRandom(at + 1), checksum);
    if (expected.length === 0) return `example ${at + 1} marks nothing with [[...]]`;
    const { spans, more } = await this.#look(id, text);
    for (const { ruleId, span } of more) if (expected.some((each) => overlaps(each, span))) others.add(ruleId);
    const isFound = expected.every((span) => spans.some((found) => isSame(found, span)));
    return isFound ? undefined : `example ${at + 1} is not found as it is marked`;
  }

  /** What the rule finds, and what other rules of formats would find without it. */
  async #look(id: string, text: string) {
    const document = { path: "example.txt", text };
    const suspicions = await this.#detector.suspicionsIn(document);
    const spans = scan(document, this.#catalogue, undefined, suspicions)
      .findings.filter(({ ruleId }) => ruleId === id)
      .map(({ span }): Span => span);
    const own = suspicions.flatMap(({ rule, span }) => (rule.id === id ? [] : [{ ruleId: rule.id, span }]));
    const builtin = scan(document, this.#builtin).findings.filter(
      ({ ruleId }) => this.#builtin.rule(ruleId)?.trigger.kind === "anchor",
    );
    return { spans, more: [...own, ...builtin] };
  }
}

const isSame = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

/** Longer programs take long wherever a keyword stands, in characters of the pattern. */
const LONG = 1000;

/** What costs time, or finds more than was meant. */
function adviceOn({ source, rule }: Read): string[] {
  const { pattern = "", keywords, near } = source;
  const advice: string[] = [];
  const { maxLength, literals } = rule.pattern;
  if (maxLength === null)
    advice.push("the pattern has no end: write how long a value may be, as {20,64} in the place of + or *");
  if (pattern.length > LONG) advice.push("the pattern is so long that it is slow wherever one of its words stands");
  const isBound = /^(?:\(\?[a-z]+\))?(?:\\b|\^|\(\?:\^)/.test(pattern);
  if (!near && !isBound)
    advice.push("the pattern is not anchored: begin it with \\b, so that it finds no part of a longer word");
  const short = [...(keywords ?? []), ...(near ?? [])].filter((word) => word.length < 4 && literals < 4);
  if (short.length > 0) advice.push(`${short.join(", ")}: so short a word stands in most files`);
  return advice;
}
