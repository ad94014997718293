/** The format csv can be read back, and no cell of it is a formula. */
import assert from "node:assert/strict";
import { csv } from "../../server/src/report/csv.ts";
import { empty, RULE, renamed, sample, values, withUse, written } from "./sample.ts";

/** Reads RFC 4180. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end === "\r\n") rows.push([]);
  }
  assert.deepEqual(rows.pop(), [""], "it ends with a line break");
  return rows;
}

describe("the format csv", () => {
  const [head, ...rows] = rowsOf(written(csv, sample));
  const cell = (row: string[], name: string) => row[head!.indexOf(name)];

  it("has a header and one row a finding", () => {
    assert.equal(rows.length, 3);
    for (const row of rows) assert.equal(row.length, head!.length);
    assert.deepEqual(
      ["rule", "path", "line", "column"].map((name) => cell(rows[0]!, name)),
      [RULE, "src/app file.ts", "2", "18"],
    );
    assert.deepEqual(
      rows.map((row) => cell(row, "fingerprint")),
      ["aa11", "aa11", "bb22"],
    );
  });

  it("leaves the cells empty that a handling finding has nothing for", () => {
    const row = rowsOf(written(csv, withUse)).at(-1)!;
    const names = ["rule", "kind", "issuer", "masked", "fingerprint"];
    assert.deepEqual(
      names.map((name) => cell(row, name)),
      ["handling/tls-verification-disabled", "handling", "", "", ""],
    );
  });

  it("has a header where nothing was found", () => {
    assert.deepEqual(rowsOf(written(csv, empty)), [head]);
  });

  for (const path of [
    "=1+1",
    "+a",
    "-a",
    "@a",
    "\ta",
    "\ra",
    "\na",
    "＝a",
    '"=a"',
    "a,b",
    'a"b',
    "a\r\nb",
    "'a",
    " a",
    "ä b.ts",
  ])
    it(`brings the path ${JSON.stringify(path)} through, harmless`, () => {
      const [, row] = rowsOf(written(csv, renamed(path)));
      const read = cell(row!, "path")!;
      assert.doesNotMatch(read, /^[=+\-@\t\r\n＝＋－＠]/);
      assert.equal(read.replace(/^'(?=[=+\-@\t\r\n＝])/, ""), path);
    });

  it("holds no value", () => {
    for (const value of values) assert.ok(!written(csv, sample).includes(value));
  });
});
