/** The format text, as a person reads it. */
import assert from "node:assert/strict";
import { plural } from "../../server/src/report/count.ts";
import { text } from "../../server/src/report/text.ts";
import { builtinCatalogue } from "../builtin.ts";
import { empty, sample, tokens, values, written } from "./sample.ts";

describe("the format text", () => {
  const plain = written(text(false), sample);
  const { title, confidence, masked } = tokens[0]!.finding;
  const rule = builtinCatalogue.rule(tokens[0]!.finding.ruleId)!;
  const other = tokens[2]!.finding.masked;
  const about = `${rule.risk}${rule.revoke ? ` Revoke: ${rule.revoke}` : ""}`;
  const head = `error    ${title}  ${rule.id}, ${confidence} confidence`;

  it("shows findings by file, each with its line, the value masked", () => {
    assert.equal(
      plain,
      [
        "src/app file.ts",
        `  2:18    ${head}`,
        `          const token = "${masked}";`,
        `                         ${"^".repeat(masked.length)}`,
        `          ${about}`,
        "",
        "tools/b.sh",
        `  1:7     ${head}`,
        `          TOKEN=${masked}`,
        `                ${"^".repeat(masked.length)}`,
        `          ${about}`,
        `  2:7     ${head}`,
        `          OTHER=${other}`,
        `                ${"^".repeat(other.length)}`,
        `          ${about}`,
        "",
        "2 tokens in 3 places of 2 files: 3 errors.",
        "12 files, 1.23 MB in 41 ms, 1 not read (--format json says why).",
        "",
      ].join("\n"),
    );
  });

  it("is coloured where asked, and says the same", () => {
    const coloured = written(text(true), sample);
    assert.match(coloured, /\x1b\[31m/);
    assert.equal(coloured.replace(/\x1b\[\d+m/g, ""), plain);
    assert.doesNotMatch(plain, /\x1b/);
  });

  it("holds no value, in colours or without", () => {
    for (const value of values)
      for (const colour of [true, false]) assert.ok(!written(text(colour), sample).includes(value.slice(5, 20)));
  });

  it("says so where nothing was found", () => {
    assert.equal(written(text(false), empty), "No tokens found.\n12 files, 1.23 MB in 41 ms.\n");
  });
});

describe("a count", () => {
  it("agrees with its noun", () => {
    assert.deepEqual(
      [0, 1, 2].map((count) => plural(count, "file")),
      ["0 files", "1 file", "2 files"],
    );
  });
});
