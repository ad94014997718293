/** A catalogue that also knows the rules of teams by their ids; it looks for the built-in ones as before. */
import type { Catalogue } from "../../engine/catalogue.ts";
import { extendHandling, type HandlingCatalogue, type OwnHandling } from "../../engine/handling-catalogue.ts";
import type { Rule } from "../../engine/handling-rule.ts";
import type { TokenRule } from "../../engine/rule.ts";

export interface OpenCatalogue {
  readonly catalogue: Catalogue;
  /** Of rules with one id the last is known. */
  learn(rules: readonly Rule[]): void;
}

export function openCatalogue(catalogue: Catalogue): OpenCatalogue {
  const own = new Map<string, Rule>();
  return {
    catalogue: withRules(catalogue, (id) => own.get(id)),
    learn: (rules) => {
      for (const rule of rules) own.set(rule.id, rule);
    },
  };
}

/**
 * @param more a team's rule by its id: it goes behind the built-in ones
 * @param handling what the team adds to the handling rules
 */
export function withRules(
  catalogue: Catalogue,
  more: (id: string) => Rule | undefined,
  handling?: OwnHandling,
): Catalogue {
  // Not spread: what is made when it is first asked for stays so.
  const open: Catalogue = Object.create(catalogue);
  const tokenRule = (id: string): TokenRule | undefined => {
    const rule = more(id);
    return rule?.kind === "token" ? rule : undefined;
  };
  Object.assign(open, {
    rule: (id: string) => catalogue.rule(id) ?? tokenRule(id),
    anyRule: (id: string) => catalogue.anyRule(id) ?? more(id),
  });
  if (!handling) return open;
  let extended: HandlingCatalogue | undefined;
  return Object.defineProperty(open, "handling", {
    get: () => {
      extended ??= extendHandling(catalogue.handling, handling);
      return extended;
    },
  });
}
