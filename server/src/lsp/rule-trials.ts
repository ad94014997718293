/** Rules that are being written: their examples and near misses are run as the file stands, one trial a version. */

import type { Problem } from "../config/rule-file.ts";
import { readTeamConfig } from "../config/team-config.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import type { Threads } from "../host/host.ts";
import type { Tried } from "../workspace/team/trial.ts";

export interface RuleTrial {
  /** What is wrong with the form of the file. */
  readonly problems: readonly Problem[];
  readonly tried: readonly Tried[];
  /** Why rules were switched off, by id. */
  readonly off: ReadonlyMap<string, string>;
}

export class RuleTrials {
  readonly #catalogue: Catalogue;
  readonly #threads: Threads | undefined;
  readonly #known = new Map<string, { readonly text: string; readonly trial: Promise<RuleTrial> }>();

  constructor(catalogue: Catalogue, threads: Threads | undefined) {
    this.#catalogue = catalogue;
    this.#threads = threads;
  }

  /** @returns undefined where the text holds no rules of a team's own */
  of(uri: string, text: string): Promise<RuleTrial> | undefined {
    const known = this.#known.get(uri);
    if (known?.text === text) return known.trial;
    const { own } = readTeamConfig(text);
    if (own === undefined) return undefined;
    const trial = this.#try(text, own);
    this.#known.set(uri, { text, trial });
    return trial;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  async #try(text: string, key: "rules" | "ownRules"): Promise<RuleTrial> {
    const [{ readOwnRules }, { Trial }] = await Promise.all([
      import("../config/own-rules.ts"),
      import("../workspace/team/trial.ts"),
    ]);
    const { rules, problems } = readOwnRules(text, key);
    const trial = new Trial(rules, this.#catalogue, this.#threads);
    try {
      const tried: Tried[] = [];
      for (const rule of rules) tried.push(await trial.of(rule));
      return { problems, tried, off: trial.off };
    } finally {
      trial.end();
    }
  }
}
