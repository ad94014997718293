/** Compiles rules/ into generated/catalogue.json and generated/handling.json; a bad rule stops the build here, never a user's editor. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CatalogueData } from "../server/src/engine/catalogue.ts";
import { handlingFilePaths, loadHandling, loadHandlingFile } from "./handling-files.ts";
import { loadLetters, loadNameWords, loadRuleFile, ruleFilePaths } from "./rule-files.ts";

const files = ruleFilePaths().map((path) => ({ path, ...loadRuleFile(path) }));
const faults = files.flatMap(({ path, problems }) =>
  problems.map(({ message, position }) => `${path}:${position.line + 1}: ${message}`),
);
const handlingFiles = handlingFilePaths().map((path) => ({ path, ...loadHandlingFile(path) }));
faults.push(
  ...handlingFiles.flatMap(({ path, problems }) =>
    problems.map(({ message, position }) => `${path}:${position.line + 1}: ${message}`),
  ),
);
const rules = files.flatMap((file) => file.rules.map(({ rule }) => rule));
const ids = rules.flatMap((rule) => [rule.id, ...rule.aliases]);
faults.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `rules/tokens: the id ${id} is given twice`));

if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
const data: CatalogueData = { rules, names: loadNameWords(), letters: loadLetters() };
const handling = loadHandling();
const folder = join(import.meta.dirname, "../generated");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "catalogue.json"), JSON.stringify(data));
writeFileSync(join(folder, "handling.json"), JSON.stringify(handling));
console.error(
  `${rules.length} rules of ${new Set(rules.map((rule) => rule.issuer)).size} issuers and ${handling.rules.length} handling rules compiled`,
);
