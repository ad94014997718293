/** Reads and validates the built-in handling rules, library tables and words for the build and the tests. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import {
  type HandlingFile,
  readHandlingFile,
  readHandlingWords,
  readLibraries,
} from "../server/src/config/handling-file.ts";
import type { HandlingData, LibraryCall, LibraryTable } from "../server/src/engine/handling-rule.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".yml"))
    .sort()
    .map((name) => `${folder}/${name}`);

/** The built-in handling rule files, as paths from the project's root. */
export const handlingFilePaths = (): string[] => filesIn("rules/handling");

export function loadHandlingFile(path: string): HandlingFile {
  return readHandlingFile(read(path), path.replace(/^.*\/|\.yml$/g, ""), validator());
}

export function loadHandling(): HandlingData {
  const tables = filesIn("rules/libraries").filter((path) => !path.endsWith("/words.yml"));
  return {
    rules: handlingFilePaths().flatMap((path) => loadHandlingFile(path).rules.map(({ rule }) => rule)),
    libraries: united(tables.map((path) => readLibraries(read(path)))),
    words: readHandlingWords(read("rules/libraries/words.yml")),
  };
}

/** A table may stand in several files: the rows of a language follow each other. */
function united(files: readonly Readonly<Record<string, LibraryTable>>[]): Record<string, LibraryTable> {
  const all: Record<string, Record<string, readonly LibraryCall[]>> = {};
  for (const [table, languages] of files.flatMap((file) => Object.entries(file))) {
    all[table] ??= {};
    for (const [language, calls] of Object.entries(languages))
      all[table][language] = [...(all[table][language] ?? []), ...calls];
  }
  return all;
}

function validator(): (rule: unknown) => string[] {
  const schema = JSON.parse(read("rules/schema.json"));
  const check = new Ajv({ allErrors: true, strict: false }).compile({
    ...schema.definitions.handlingRule,
    definitions: schema.definitions,
  });
  return (rule) => {
    if (check(rule)) return [];
    const id = (rule as { id?: unknown })?.id ?? "a rule without id";
    return (check.errors ?? []).map((error) => `${id}: ${error.instancePath.slice(1) || "it"} ${error.message}`);
  };
}
