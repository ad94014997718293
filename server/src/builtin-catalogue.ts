/** The catalogue that the build made of rules/. */
import data from "../../generated/catalogue.json" with { type: "json" };
import { type Catalogue, type CatalogueData, createCatalogue } from "./engine/catalogue.ts";

export const builtinCatalogue = (): Catalogue => createCatalogue(data as unknown as CatalogueData);
