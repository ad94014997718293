/** Where names stand, compiled from rules/references/variables.yml for the files that each entry means. */
import type { SpotData, VariableData } from "../fix/data.ts";
import { globTester, type References, type Row } from "../fix/references.ts";
import type { Role } from "./variable.ts";

/** One way in which a name stands in a text; `keys`, `forms` and `after` for names inside literals. */
export interface Spot {
  readonly role: Role;
  readonly pattern: RegExp;
  readonly keys?: RegExp;
  readonly forms?: readonly string[];
  readonly after?: RegExp;
}

/** One entry, for the files of one row or path. */
export interface Naming extends Pick<VariableData, "inert" | "prefix" | "keeper" | "sure"> {
  readonly hint?: RegExp;
  /** What gives a value comes first: of two spots on one name the first counts. */
  readonly spots: readonly Spot[];
  readonly own: readonly RegExp[];
  readonly inside: boolean;
  readonly optionalBefore?: RegExp;
  readonly optionalAfter?: RegExp;
  readonly system?: RegExp;
  readonly completes: readonly RegExp[];
  readonly unseen?: RegExp;
}

/** What every kind of file names variables by. */
export interface Namings {
  ofRow(row: Row): readonly Naming[];
  /** Of files that no row needs to mean. */
  ofPath(path: string): readonly Naming[];
}

/** @throws Error (SyntaxError) on a pattern that is none: a test compiles them all */
export function compileNamings({ variables, rows }: References): Namings {
  const byRow = new Map<string, Naming[]>();
  for (const row of rows) {
    const entries = variables.filter((entry) => entry.rows?.includes(row.id));
    if (entries.length > 0)
      byRow.set(
        row.id,
        entries.map((entry) => compileNaming(entry, row)),
      );
  }
  const byPath = variables.flatMap((entry) => {
    const { paths, not = [] } = entry;
    return paths ? [{ naming: compileNaming(entry), paths: paths.map(globTester), not: not.map(globTester) }] : [];
  });
  return {
    ofRow: ({ id }) => byRow.get(id) ?? [],
    ofPath: (path) =>
      byPath
        .filter(({ paths, not }) => paths.some((isMeant) => isMeant(path)) && !not.some((isMeant) => isMeant(path)))
        .map(({ naming }) => naming),
  };
}

function compileNaming(data: VariableData, row?: Row): Naming {
  const { inert, keeper, sure, completes = [], own = [], inside = row === undefined, lists = false } = data;
  const prefix = data.prefix ?? row?.names?.prefix;
  const reads = data.reads ?? (row?.reference ? [row.reference.source] : []);
  return {
    spots: [
      ...(data.declares ?? []).map((each) => compileSpot(each, "declared")),
      ...(data.sets ?? []).map((each) => compileSpot(each, lists ? "listed" : "set")),
      ...reads.map((each) => compileSpot(each, "read")),
    ],
    own: own.map((source) => new RegExp(source, "gm")),
    inside,
    completes: completes.map((source) => new RegExp(source, "m")),
    ...(inert && { inert }),
    ...(prefix && { prefix }),
    ...(keeper && { keeper }),
    ...(sure && { sure }),
    ...compiledIfThere({
      hint: data.hint,
      optionalBefore: data.optionalBefore,
      optionalAfter: data.optionalAfter,
      system: data.system,
      unseen: data.unseen,
    }),
  };
}

function compileSpot(data: string | SpotData, role: Role): Spot {
  if (typeof data === "string") return { role, pattern: new RegExp(data, "dgm") };
  const { keys, forms, text, after } = data;
  return {
    role,
    pattern: new RegExp(text, "dg"),
    keys: new RegExp(keys),
    ...(forms && { forms }),
    ...(after !== undefined && { after: new RegExp(after) }),
  };
}

const compiledIfThere = <K extends string>(
  sources: Readonly<Record<K, string | undefined>>,
): Partial<Record<K, RegExp>> =>
  Object.fromEntries(
    Object.entries<string | undefined>(sources).flatMap(([key, source]) =>
      source === undefined ? [] : [[key, new RegExp(source)]],
    ),
  ) as Partial<Record<K, RegExp>>;
