/** Compiles rules/references.yml into generated/references.json; a bad row stops the build here, never a user's editor. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadReferences } from "./reference-file.ts";

const data = loadReferences();
const folder = join(import.meta.dirname, "../generated");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "references.json"), JSON.stringify(data));
console.error(`${data.references.length} references and ${data.loaders.length} loaders compiled`);
