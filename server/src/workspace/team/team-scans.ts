/** Scans with a team's own rules beside the built-in ones; each set of rules has its detector, made when it is first come upon. */
import type { Catalogue } from "../../engine/catalogue.ts";
import type { SourceDocument } from "../../engine/document.ts";
import type { Suspicion } from "../../engine/finding.ts";
import { scan } from "../../engine/index.ts";
import type { Judged } from "../../engine/judge/index.ts";
import type { TokenRule } from "../../engine/rule.ts";
import type { Threads } from "../../host/host.ts";
import type { TeamDetector } from "./detector.ts";
import { withRules } from "./open-catalogue.ts";
import type { TeamSet } from "./set.ts";

/** A set of rules, ready to scan. */
export interface Team {
  readonly detector: TeamDetector;
  /** Knows the team's rules by their ids too. */
  readonly catalogue: Catalogue;
}

export class TeamScans {
  readonly #catalogue: Catalogue;
  readonly #threads: Threads | undefined;
  readonly #teams = new Map<string, Promise<Team>>();
  readonly #rules = new Map<string, TokenRule>();

  /** @param threads absent where there are none, or where this thread can be killed itself */
  constructor(catalogue: Catalogue, threads?: Threads) {
    this.#catalogue = catalogue;
    this.#threads = threads;
  }

  /** Loads what a team's patterns need, which few have. */
  teamOf(set: TeamSet): Promise<Team> {
    const known = this.#teams.get(set.key) ?? this.#make(set);
    this.#teams.set(set.key, known);
    return known;
  }

  /** A rule of any team that was come upon, by its id. */
  rule(id: string): TokenRule | undefined {
    return this.#rules.get(id);
  }

  /** The catalogue with what a set adds to it; absent sets add nothing. */
  async catalogueOf(set: TeamSet | undefined): Promise<Catalogue> {
    return set ? (await this.teamOf(set)).catalogue : this.#catalogue;
  }

  /** @param set absent where there is nothing of the team's own */
  async scan(document: SourceDocument, set: TeamSet | undefined, now: Date): Promise<Judged> {
    if (!set) return scan(document, this.#catalogue, now);
    const { detector, catalogue } = await this.teamOf(set);
    return scan(document, catalogue, now, await detector.suspicionsIn(document));
  }

  /** What a set's rules suspect in a document. */
  async suspicionsIn(document: SourceDocument, set: TeamSet): Promise<readonly Suspicion[]> {
    return (await this.teamOf(set)).detector.suspicionsIn(document);
  }

  /** Why rules were switched off, by id. */
  async off(): Promise<ReadonlyMap<string, string>> {
    const teams = await Promise.all(this.#teams.values());
    return new Map(teams.flatMap(({ detector }) => [...detector.off]));
  }

  /** Ends the threads; who asks again starts them anew. */
  end(): void {
    for (const team of this.#teams.values()) void team.then(({ detector }) => detector.end());
    this.#teams.clear();
  }

  async #make(set: TeamSet): Promise<Team> {
    for (const rule of set.rules) this.#rules.set(rule.id, rule);
    const { TeamDetector } = await import("./detector.ts");
    const byId = new Map(set.rules.map((rule) => [rule.id, rule]));
    const catalogue = withRules(this.#catalogue, (id) => byId.get(id), set.handling);
    return { detector: new TeamDetector(set, this.#catalogue, this.#threads), catalogue };
  }
}
