/** Reads and validates rules/references.yml for the build and the tests. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parse } from "yaml";
import type { ReferenceData, RowData } from "../server/src/engine/fix/data.ts";
import { compileReferences } from "../server/src/engine/fix/index.ts";

const rules = join(import.meta.dirname, "../rules");

/** @throws Error that says what is wrong with the file */
export function loadReferences(): ReferenceData {
  const written: unknown = parse(readFileSync(join(rules, "references.yml"), "utf8"), {
    merge: true,
    maxAliasCount: -1,
  });
  const schema: unknown = JSON.parse(readFileSync(join(rules, "references.schema.json"), "utf8"));
  const ajv = new Ajv({ allErrors: true, strict: false });
  if (!ajv.validate(schema as object, written))
    throw new Error(`rules/references.yml: ${ajv.errorsText(ajv.errors, { separator: "\n" })}`);
  const data = written as ReferenceData;
  const references = data.references.map(
    (row): RowData => ({ ...row, ...flat(row, "refuse"), ...flat(row, "review") }),
  );
  compileReferences({ ...data, references });
  return { ...data, references };
}

/** A list of reasons may hold the list of another row, by its anchor. */
const flat = (row: RowData, key: "refuse" | "review"): Partial<RowData> => (row[key] ? { [key]: row[key].flat() } : {});
