/** The format github is workflow commands that cannot be broken out of. */
import assert from "node:assert/strict";
import { github } from "../../server/src/report/github.ts";
import { empty, renamed, sample, values, withSeverities, withUse, written } from "./sample.ts";

/** Reads a command as the runner does: https://github.com/actions/toolkit/blob/main/docs/commands.md */
function commandOf(line: string) {
  const [, level, properties, message] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
  const decoded = (text: string) =>
    text.replace(/%(25|0D|0A|3A|2C)/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  const pairs = (properties ?? "").split(",").map((pair) => {
    const [name, ...value] = pair.split("=");
    return [name!, decoded(value.join("="))];
  });
  return { level, message: decoded(message ?? ""), ...Object.fromEntries(pairs) };
}

const linesOf = (text: string) => text.trimEnd().split("\n");

describe("the format github", () => {
  it("is one annotation a finding, and a line that sums up", () => {
    const lines = linesOf(written(github, sample));
    assert.equal(lines.length, 4);
    assert.equal(lines[3], "2 tokens in 3 places; 12 files read, 1 not read.");
    const { level, file, line, endLine, col, endColumn } = commandOf(lines[0]!);
    const place = { level, file, line, endLine, col, endColumn };
    const end = String(18 + values[0]!.length);
    assert.deepEqual(place, {
      level: "error",
      file: "src/app file.ts",
      line: "2",
      endLine: "2",
      col: "18",
      endColumn: end,
    });
    assert.match(commandOf(lines[0]!).message, /token\/github-pat/);
  });

  it("writes the gravest first, as GitHub shows only some", () => {
    const lines = linesOf(written(github, withSeverities("info", "error", "warning")));
    assert.deepEqual(
      lines.slice(0, 3).map((line) => commandOf(line).level),
      ["error", "warning", "notice"],
    );
  });

  for (const path of ["a,line=9::x", "a\n::error::x", "100%", "a%0Ab", "a:b"])
    it(`keeps the path ${JSON.stringify(path)} in its place`, () => {
      const lines = linesOf(written(github, renamed(path)));
      assert.equal(lines.length, 2);
      assert.equal(commandOf(lines[0]!).file, path);
    });

  it("counts insecure uses apart", () => {
    const lines = linesOf(written(github, withUse));
    assert.equal(lines.at(-1), "2 tokens in 3 places and 1 insecure use; 12 files read, 1 not read.");
    assert.match(lines.at(-2)!, /\(handling\/tls-verification-disabled\)$/);
  });

  it("says so where nothing was found", () => {
    assert.equal(written(github, empty), "No tokens found; 12 files read.\n");
  });

  it("holds no value", () => {
    for (const value of values) assert.ok(!written(github, sample).includes(value));
  });
});
