/** Values that are split over a concatenation of string literals. */
import assert from "node:assert/strict";
import { findingIn, findingsIn, githubToken, nameless } from "./findings.ts";

const token = githubToken(7);
const [a, b, c] = [token.slice(0, 4), token.slice(4, 20), token.slice(20)];

/** One concatenation a language, by path. */
const concatenations: readonly (readonly [path: string, text: string])[] = [
  ["a.ts", `const t = "${a}" + '${b}' + "${c}";`],
  ["a.ts", `const t =\n  "${a}" +\n  "${b}" +\n  "${c}";`],
  ["a.ts", `const t = ("${a}" + ("${b}" + "${c}"));`],
  ["A.java", `String t = "${a}"\n    + "${b}"\n    + "${c}";`],
  ["a.cs", `var t = @"${a}" + "${b}${c}";`],
  ["a.go", `t := "${a}" + "${b}" + "${c}"`],
  ["a.py", `t = ("${a}"\n     "${b}"\n     f'${c}')`],
  ["a.py", `t = "${a}" \\\n    "${b}${c}"`],
  ["a.php", `$t = '${a}' . "${b}" . '${c}';`],
  ["a.pl", `my $t = '${a}'.'${b}${c}';`],
  ["a.lua", `local t = "${a}" .. "${b}${c}"`],
  ["a.vb", `t = "${a}" & _\r\n    "${b}${c}"`],
  ["a.sh", `T="${a}"'${b}'"${c}"`],
];

describe("joined literals", () => {
  for (const [path, text] of concatenations) {
    it(`are one value in ${path}: ${text.replace(/\w{12,}/g, "...").replace(/\s+/g, " ")}`, () => {
      const finding = findingIn(text, path);
      assert.equal(finding.ruleId, "token/github-pat");
      assert.equal(finding.secret.reveal(), token);
      assert.deepEqual(finding.span, { start: text.indexOf(a), end: text.indexOf(c) + c.length });
      assert.ok(!finding.excerpt.text.includes(b) && !finding.excerpt.text.includes(c));
    });
  }

  it("have the name that the whole is given to", () => {
    assert.equal(findingIn(`const deploy = "${a}" + "${b}${c}";`).name, "deploy");
  });

  it("leave out what stands around the value", () => {
    const text = `h = "Bearer ${a}" + "${b}" + "${c} " + "and more";`;
    assert.deepEqual(findingIn(text).span, { start: text.indexOf(a), end: text.indexOf(c) + c.length });
  });

  it("are one value under a sensitive name", () => {
    const value = nameless(5);
    const finding = findingIn(`const password = "${value.slice(0, 9)}" + "${value.slice(9)}";`);
    assert.equal(finding.ruleId, "token/generic-password");
    assert.equal(finding.secret.reveal(), value);
  });

  it("are not joined over a comma, over code, or in more than 16 parts", () => {
    for (const text of [
      `f("${a}", "${b}${c}")`,
      `t = "${a}" + x + "${b}${c}"`,
      `t = ${[...token].map((unit) => `"${unit}"`).join(" + ")}`,
    ]) {
      assert.deepEqual(findingsIn(text), [], text.replace(/\w{12,}/g, "..."));
    }
  });

  it("are found after a literal that is nothing but blanks", () => {
    assert.equal(findingIn(`f("k", " " + "${a}" + "${b}${c}")`).secret.reveal(), token);
  });

  it("don't find again what one literal holds", () => {
    assert.equal(findingIn(`t = "a" + "${token}" + "b"`).span.end, `t = "a" + "${token}`.length);
  });

  it("cost time in proportion to the text, however hostile", () => {
    for (const unit of ['"', `"${" ".repeat(90)}`, '"+', `"+'`, `" \\\n`, `"a" + `, `")`, `"${"(".repeat(90)}`]) {
      findingsIn(unit.repeat(Math.ceil(300_000 / unit.length)));
    }
  });
});
