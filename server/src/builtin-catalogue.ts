/** The catalogue that the build made of rules/. */
import data from "../../generated/catalogue.json" with { type: "json" };
import handling from "../../generated/handling.json" with { type: "json" };
import { type Catalogue, type CatalogueData, createCatalogue } from "./engine/catalogue.ts";
import type { HandlingData } from "./engine/handling-rule.ts";
import { referenceRules } from "./engine/variables/rules.ts";
import { lifecycleRules } from "./lifecycle/rules.ts";

/** Handling rules are read when they are first asked for. */
export const builtinCatalogue = (): Catalogue =>
  createCatalogue({
    ...(data as unknown as CatalogueData),
    handling: handling as unknown as HandlingData,
    told: [...lifecycleRules.values(), ...referenceRules.values()],
  });
