/** Reads and validates the built-in rules and word lists for the build and the tests. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type RuleFile, readRuleFile, type Validate } from "../server/src/config/rule-file.ts";
import { ruleValidator } from "../server/src/config/rule-schema.ts";
import type { NameWords } from "../server/src/engine/names.ts";

const root = join(import.meta.dirname, "..");

/** Compiled once: there are hundreds of files. */
const validate = schemaValidator();

/** The built-in token rule files, `generic.yml` last, as paths from the project's root. */
export function ruleFilePaths(): string[] {
  const names = readdirSync(join(root, "rules/tokens")).filter((name) => name.endsWith(".yml"));
  const order = (name: string): string => (name === "generic.yml" ? "~" : name);
  return names.sort((a, b) => (order(a) < order(b) ? -1 : 1)).map((name) => `rules/tokens/${name}`);
}

export function loadRuleFile(path: string): RuleFile {
  return readRuleFile(readFileSync(join(root, path), "utf8"), validate);
}

export function loadNameWords(): NameWords {
  return parse(readFileSync(join(root, "rules/names.yml"), "utf8")) as NameWords;
}

export const loadLetters = (): string => readFileSync(join(root, "rules/letters.txt"), "utf8");

function schemaValidator(): Validate {
  return ruleValidator(JSON.parse(readFileSync(join(root, "rules/schema.json"), "utf8")));
}
