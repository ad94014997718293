/** The labelled rows that scanners are measured on, and the folder of files that they become. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

/** One labelled text. `secret` is the value it holds; rows that are only known to hold one leave it out. */
export interface Row {
  readonly id: number;
  readonly corpus: string;
  readonly group: "token" | "key" | "password" | "identifier" | "hash";
  /** Of the file the text came from, with its dot. */
  readonly ext: string;
  readonly text: string;
  readonly secret?: string;
  readonly expected: "secret" | "not-secret";
}

/** Reads a file of rows: one JSON object a line, packed with gzip. */
export function readRows(file: string): Row[] {
  const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
  return lines.filter(Boolean).map((line) => JSON.parse(line) as Row);
}

/** Writes each row to a file of its own, under a name that tells a scanner nothing but the extension. */
export function writeRows(rows: readonly Row[], folder: string): void {
  for (const row of rows) {
    const file = join(folder, String(Math.floor(row.id / 500)), `${row.id}${row.ext}`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${row.text}\n`);
  }
}

/** @returns the id of the row that `writeRows` wrote to this path */
export function rowIdOf(path: string): number {
  return Number.parseInt(path.split(/[\\/]/).at(-1) ?? "", 10);
}
