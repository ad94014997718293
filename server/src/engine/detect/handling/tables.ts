/** The tables of libraries, ready to be asked: which call is in which, and where it takes what. */
import type { LibraryCall, LibraryTable } from "../../handling-rule.ts";
import { pathTest } from "./paths.ts";

/** Rows of a table that hold in every language. */
const EVERY = "*";

interface Row {
  readonly roles: LibraryCall["roles"];
  readonly test: (path: string) => boolean;
}

/** The row of a path in a table; undefined where it is in none. */
export type Tables = (table: string, language: string, path: string) => LibraryCall["roles"] | undefined;

export function createTables(libraries: Readonly<Record<string, LibraryTable>>): Tables {
  const rows = new Map<string, readonly Row[]>();
  for (const [table, languages] of Object.entries(libraries)) {
    for (const [language, calls] of Object.entries(languages)) {
      rows.set(
        `${table} ${language}`,
        calls.map(({ call, roles }) => ({ roles, test: pathTest(call) })),
      );
    }
  }
  const rowIn = (table: string, language: string, path: string) =>
    rows.get(`${table} ${language}`)?.find(({ test }) => test(path));
  return (table, language, path) => (rowIn(table, language, path) ?? rowIn(table, EVERY, path))?.roles;
}
