/** A catalogue that also knows the rules of teams by their ids, once they were come upon; it looks for the built-in ones as before. */
import type { Catalogue } from "../../engine/catalogue.ts";
import type { TokenRule } from "../../engine/rule.ts";

export interface OpenCatalogue {
  readonly catalogue: Catalogue;
  /** Of rules with one id the last is known. */
  learn(rules: readonly TokenRule[]): void;
}

export function openCatalogue(catalogue: Catalogue): OpenCatalogue {
  const own = new Map<string, TokenRule>();
  return {
    catalogue: { ...catalogue, rule: (id) => catalogue.rule(id) ?? own.get(id) },
    learn: (rules) => {
      for (const rule of rules) own.set(rule.id, rule);
    },
  };
}
