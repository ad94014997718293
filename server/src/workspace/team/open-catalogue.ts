/** A catalogue that also knows the rules of teams by their ids; it looks for the built-in ones as before. */
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
    catalogue: withRules(catalogue, (id) => own.get(id)),
    learn: (rules) => {
      for (const rule of rules) own.set(rule.id, rule);
    },
  };
}

/** @param more a team's rule by its id: it goes behind the built-in ones */
export function withRules(catalogue: Catalogue, more: (id: string) => TokenRule | undefined): Catalogue {
  // Not spread: what is made when it is first asked for stays so.
  const open: Catalogue = Object.create(catalogue);
  return Object.assign(open, {
    rule: (id: string) => catalogue.rule(id) ?? more(id),
    anyRule: (id: string) => catalogue.anyRule(id) ?? more(id),
  });
}
