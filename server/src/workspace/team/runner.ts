/** Runs a team's patterns over documents, in whatever thread it is: each rule has a time that it may take, and is then left out. */
import type { TeamRule } from "../../config/team-rules.ts";
import { type Catalogue, createCatalogue } from "../../engine/catalogue.ts";
import { detectInParts } from "../../engine/detect/parts.ts";
import type { SourceDocument } from "../../engine/document.ts";
import { unitsOf } from "../../engine/units.ts";
import { LimitJudge } from "./limits.ts";
import { LinearMatcher, type Watch } from "./linear.ts";
import type { NamedSuspicion, TeamSetup } from "./messages.ts";

const NO_WORDS = { password: [], token: [], key: [] };
const NO_NAMES = { whole: NO_WORDS, ending: NO_WORDS, about: [], open: [] };

export class TeamRunner {
  readonly #catalogue: Catalogue;
  readonly #limits: ReadonlyMap<string, LimitJudge>;
  readonly #budget: number;
  readonly #clock: () => number;
  readonly #exceeded = new Set<string>();
  /** By rule, in this document, in milliseconds. */
  readonly #spent = new Map<string, number>();

  /**
   * @param clock in milliseconds
   * @param onRule told before a rule's pattern is run, with its index
   */
  constructor(
    { rules, budget, names, generic }: TeamSetup,
    clock: () => number,
    onRule: (index: number) => void = () => {},
  ) {
    this.#limits = new Map(rules.filter((rule) => rule.limits).map((rule) => [rule.id, new LimitJudge(rule)]));
    this.#budget = budget;
    this.#clock = clock;
    const places = new Map(rules.map(({ id }, at) => [id, at]));
    const watchOf = ({ id }: Pick<TeamRule, "id">): Watch => {
      let begun = 0;
      return {
        begin: () => {
          if (this.#exceeded.has(id)) return false;
          onRule(places.get(id) ?? -1);
          begun = clock();
          return true;
        },
        end: () => this.#spend(id, begun),
      };
    };
    this.#catalogue = createCatalogue(
      { rules: [...rules, ...generic], names: { ...NO_NAMES, inside: names }, letters: "" },
      (source, flags, rule) => new LinearMatcher(source, flags.includes("g"), watchOf(rule)),
    );
  }

  /** @returns what the rules suspect, and those that have taken too long so far */
  run(document: SourceDocument): {
    readonly suspicions: readonly NamedSuspicion[];
    readonly exceeded: readonly string[];
  } {
    this.#spent.clear();
    const suspicions = detectInParts(document, unitsOf(document.text), this.#catalogue).map(({ rule, ...rest }) => ({
      ...rest,
      ruleId: rule.id,
    }));
    return {
      suspicions: suspicions.filter((found) => !this.#exceeded.has(found.ruleId) && this.#limitsLet(document, found)),
      exceeded: [...this.#exceeded],
    };
  }

  #limitsLet(document: SourceDocument, { ruleId, span }: NamedSuspicion): boolean {
    const limits = this.#limits.get(ruleId);
    return !limits || (limits.looksAt(document) && limits.lets(document, { span }));
  }

  #spend(id: string, begun: number): void {
    const spent = (this.#spent.get(id) ?? 0) + this.#clock() - begun;
    this.#spent.set(id, spent);
    if (spent > this.#budget) this.#exceeded.add(id);
  }
}
