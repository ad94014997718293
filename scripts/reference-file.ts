/** Reads and validates rules/references.yml and rules/references/*.yml for the build and the tests. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parse } from "yaml";
import type { ReferenceData, RowData } from "../server/src/engine/fix/data.ts";
import { compileReferences } from "../server/src/engine/fix/index.ts";

const rules = join(import.meta.dirname, "../rules");

/** The head, and the files by topic, in the order in which their rows are asked. */
export const referenceFiles = (): string[] => [
  "references.yml",
  ...readdirSync(join(rules, "references"))
    .filter((name) => name.endsWith(".yml"))
    .sort()
    .map((name) => `references/${name}`),
];

/** @throws Error that says what is wrong with the files */
export function loadReferences(): ReferenceData {
  const schema: unknown = JSON.parse(readFileSync(join(rules, "references.schema.json"), "utf8"));
  const validate = new Ajv({ allErrors: true, strict: false }).compile<Partial<ReferenceData>>(schema as object);
  const parts = referenceFiles().map((name) => {
    const written: unknown = parse(readFileSync(join(rules, name), "utf8"), { merge: true, maxAliasCount: -1 });
    if (validate(written)) return written;
    const faults = validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`) ?? [];
    throw new Error(`rules/${name}: ${faults.join("\n")}`);
  });
  const data = { ...(parts[0] as ReferenceData), ...joined(parts) };
  compileReferences(data);
  return data;
}

const joined = (
  parts: readonly Partial<ReferenceData>[],
): Pick<ReferenceData, "lexes" | "references" | "loaders" | "variables" | "tools"> => ({
  lexes: Object.assign({}, ...parts.map(({ lexes }) => lexes)) as ReferenceData["lexes"],
  references: parts
    .flatMap(({ references = [] }) => references)
    .map((row): RowData => ({ ...row, ...flat(row, "refuse"), ...flat(row, "review"), ...flat(row, "named") })),
  loaders: parts.flatMap(({ loaders = [] }) => loaders),
  ...Object.assign({}, ...parts.map(({ tools }) => (tools === undefined ? {} : { tools }))),
  variables: parts.flatMap(({ variables = [] }) => variables),
});

/** A list may hold the list of another row, by its anchor. */
const flat = (row: RowData, key: "refuse" | "review" | "named"): Partial<RowData> =>
  row[key] ? { [key]: row[key].flat() } : {};
