/** How languages spell references: what the build made of rules/references.yml. */
import data from "../../generated/references.json" with { type: "json" };
import type { ReferenceData } from "./engine/fix/data.ts";
import { compileReferences, type References } from "./engine/fix/index.ts";

export const builtinReferences = (): References => compileReferences(data as unknown as ReferenceData);
