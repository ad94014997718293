/** The tables of libraries, ready to be asked: which call is in which, and where it takes what. */
import type { LibraryCall, LibraryTable } from "../../handling-rule.ts";
import { pathTest } from "./paths.ts";

/** Rows of a table that hold in every language. */
const EVERY = "*";

interface Row {
  readonly roles: LibraryCall["roles"];
  readonly test: (path: string) => boolean;
  /** Its place in the table: the first that fits is meant. */
  readonly order: number;
}

/** The row of a path in a table; undefined where it is in none. */
export type Tables = (table: string, language: string, path: string) => LibraryCall["roles"] | undefined;

export function createTables(libraries: Readonly<Record<string, LibraryTable>>): Tables {
  const rows = new Map<string, Map<string, Rows>>();
  for (const [table, languages] of Object.entries(libraries)) {
    const ofTable = new Map<string, Rows>();
    rows.set(table, ofTable);
    for (const [language, calls] of Object.entries(languages)) ofTable.set(language, new Rows(calls));
  }
  return (table, language, path) => {
    const ofTable = rows.get(table);
    return (ofTable?.get(language)?.find(path) ?? ofTable?.get(EVERY)?.find(path))?.roles;
  };
}

/** Rows of one table and language, by the last steps of their paths: most paths are in no table, and are told by their ends. */
class Rows {
  readonly #byEnd = new Map<string, Row[]>();
  readonly #others: Row[] = [];

  constructor(calls: readonly LibraryCall[]) {
    for (const [order, { call, roles }] of calls.entries()) {
      const row = { roles, test: pathTest(call), order };
      const ends = call.map(endsOf);
      if (ends.includes(undefined)) this.#others.push(row);
      else for (const end of new Set(ends.flatMap((some) => some!))) this.#at(end).push(row);
    }
  }

  find(path: string): Row | undefined {
    const end = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
    const byEnd = this.#byEnd.get(end)?.find(({ test }) => test(path));
    const other = this.#others.find(({ order, test }) => (byEnd === undefined || order < byEnd.order) && test(path));
    return other ?? byEnd;
  }

  #at(end: string): Row[] {
    const known = this.#byEnd.get(end);
    if (known) return known;
    const rows: Row[] = [];
    this.#byEnd.set(end, rows);
    return rows;
  }
}

/** How the last steps of a path may be spelled, in lower case; undefined where that is open. */
function endsOf(path: string): readonly string[] | undefined {
  const [, last] = /(?:^|\.)((?:[^.{}]|\{[^.{}]*\})*)$/.exec(path) ?? [];
  if (last === undefined || last.includes("*")) return undefined;
  let ends = [""];
  for (const [part, alternatives] of last.toLowerCase().matchAll(/\{([^{}]*)\}|[^{}]+/g)) {
    const parts = alternatives === undefined ? [part] : alternatives.split(",");
    ends = ends.flatMap((end) => parts.map((text) => end + text));
  }
  return ends;
}
