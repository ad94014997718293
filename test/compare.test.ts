/** Scoring scanners against labelled rows. */
import assert from "node:assert/strict";
import type { Row } from "../scripts/compare/rows.ts";
import { score } from "../scripts/compare/score.ts";
import { comparisonTable } from "../scripts/compare/table.ts";
import { replaceMarked } from "../scripts/marked.ts";

const row = (id: number, expected: Row["expected"], secret?: string): Row => ({
  id,
  corpus: "creddata-x",
  group: "token",
  ext: ".txt",
  text: `first\nkey = ${secret ?? "nothing"}\n`,
  expected,
  ...(secret === undefined ? {} : { secret }),
});

describe("comparing scanners", () => {
  const rows = [row(1, "secret", "abcdefghij"), row(2, "secret", "klmnopqrst"), row(3, "not-secret")];

  it("counts a value, a line, and what is found where nothing is", () => {
    const all = score(rows, [
      { row: 1, value: "abcdefgh" },
      { row: 2, firstLine: 2, lastLine: 2 },
      { row: 3, value: "nothing" },
    ]);
    assert.deepEqual([all.tokensAndKeys, all.precision, all.passwords], [1, 2 / 3, undefined]);
  });

  it("counts no small part and no other line", () => {
    const none = score(rows, [
      { row: 1, value: "abc" },
      { row: 2, firstLine: 1, lastLine: 1 },
    ]);
    assert.equal(none.tokensAndKeys, 0);
  });

  it("writes a row a scanner between the markers", () => {
    const shown = comparisonTable([{ name: "one", version: "2", seconds: 3, score: score(rows, []) }]);
    assert.match(shown, /\| one 2 \| 0\.0 \| - \| - \| - \| 3 \|$/);
    assert.equal(replaceMarked("a<!-- t -->old<!-- /t -->b", "t", "new"), "a<!-- t -->\nnew\n<!-- /t -->b");
  });
});
