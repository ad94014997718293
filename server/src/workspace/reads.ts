/** The references of a folder: which sensitive names its code reads, which a store has, which nobody reads. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { Range } from "../engine/document.ts";
import type { References } from "../engine/fix/index.ts";
import { compileNamings } from "../engine/variables/compile.ts";
import { type PlacedVariable, VariableTable } from "../engine/variables/table.ts";
import type { Host } from "../host/host.ts";
import { registerOf } from "../providers/project.ts";
import type { ConfigTree } from "./configs.ts";
import { isStoreFile, readFolder } from "./variables/read-folder.ts";

/** A name by which code refers to a token. */
export interface Reference {
  readonly name: string;
  /** Absent where it cannot be told, as of what a pipeline has a store of its own for. */
  readonly status?: "defined" | "undefined" | "unused";
  /** The provider that has a value for it. */
  readonly provider?: string;
  /** Where it is read; paths are relative to the folder, with `/`. */
  readonly places: readonly { readonly path: string; readonly range: Range }[];
}

export interface ReadTools {
  readonly catalogue: Catalogue;
  readonly references: References;
  /** Without them they are read below the folder. */
  readonly configs?: ConfigTree;
}

/** @param folder absolute. @returns sorted by name */
export async function referencesIn(
  folder: string,
  host: Pick<Host, "files">,
  { catalogue, references, configs }: ReadTools,
): Promise<Reference[]> {
  const table = new VariableTable();
  const namings = compileNamings(references);
  const request = { root: folder, references, namings, ...(configs && { configs }) };
  for await (const { path, variables } of readFolder(request, host.files)) table.put(path, variables);
  return referencesOf(table, (await registerOf(host, folder)).names, catalogue);
}

/** @param registered the provider's id by the names that stores other than files have. @returns sorted by name */
export function referencesOf(
  table: VariableTable,
  registered: Readonly<Record<string, string>>,
  catalogue: Pick<Catalogue, "classifyName">,
): Reference[] {
  const names = new Set([...table.all.keys(), ...Object.keys(registered)]);
  return [...names].sort().flatMap((name) => {
    if (!(name in registered) && catalogue.classifyName(name) === undefined) return [];
    const places = table.of(name);
    const provider = registered[name] ?? (places.some(isStored) ? "dotenv" : undefined);
    const reads = places.filter(({ role }) => role === "read");
    if (reads.length === 0 && provider === undefined) return [];
    const status = statusOf(reads, provider, table.unseen);
    return {
      ...{ name, ...(status && { status }), ...(provider && { provider }) },
      places: reads.map(({ path, range }) => ({ path, range })),
    };
  });
}

const isStored = ({ path, role, empty }: PlacedVariable): boolean => role === "set" && !empty && isStoreFile(path);

function statusOf(
  reads: readonly PlacedVariable[],
  provider: string | undefined,
  unseen: boolean,
): Reference["status"] {
  if (provider !== undefined) return reads.length > 0 || unseen ? "defined" : "unused";
  return reads.some(({ sure, optional, keeper }) => sure && !optional && keeper === undefined)
    ? "undefined"
    : undefined;
}
