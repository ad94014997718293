/** Finding ids stay when the text changes elsewhere, and are free of every value. */
import assert from "node:assert/strict";
import { findingIn, findingsIn, githubToken, nameless } from "./findings.ts";

const line = (value: string, name = "token"): string => `const ${name} = "${value}"; // for the deploy\n`;
const idsOf = (text: string, path?: string): string[] => findingsIn(text, path).map(({ id }) => id);

describe("finding ids", () => {
  const token = githubToken(1);
  const { id } = findingIn(line(token));

  it("are 32 hexadecimal digits", () => assert.match(id, /^[0-9a-f]{32}$/));

  it("stay when lines come before and after", () =>
    assert.equal(findingIn(`import x from "y";\n\n${line(token)}\nexport {};\n`).id, id));

  it("stay when the line is indented or ends otherwise", () => {
    assert.equal(findingIn(`  \t${line(token).replace("\n", "\r\n")}`).id, id);
    assert.equal(findingIn(line(token).trimEnd()).id, id);
  });

  it("are the same for two different values", () => {
    for (let seed = 2; seed < 20; seed++) assert.equal(findingIn(line(githubToken(seed))).id, id);
  });

  it("are the same for two values that only their name gives away, whatever their length", () => {
    const of = (value: string): string => findingIn(line(value, "dbPassword")).id;
    assert.equal(of(nameless(1)), of(nameless(2)));
    assert.equal(of(nameless(1)), of(nameless(2) + nameless(3)));
  });

  it("are the same when another value on the line changes", () => {
    const of = (other: number): string[] => idsOf(`connect("${token}", { token: "${githubToken(other)}" });`);
    assert.equal(of(2).length, 2);
    assert.deepEqual(of(2), of(3));
  });

  it("differ by path, by rule and by what stands around", () => {
    const ids = [
      id,
      findingIn(line(token), "src/other.ts").id,
      findingIn(line(nameless(1))).id,
      findingIn(line(token, "accessToken")).id,
    ];
    assert.equal(new Set(ids).size, ids.length);
  });

  it("differ by ordinal among equal lines, which go on from the first", () => {
    const ids = idsOf(line(token) + line(token) + line(githubToken(2)));
    assert.equal(new Set(ids).size, 3);
    assert.equal(ids[0], id);
    assert.deepEqual(idsOf(line(token).repeat(2)), ids.slice(0, 2));
  });

  it("are told apart on lines too long to be looked at", () => {
    const ids = idsOf(`${`f("${token}");`.repeat(100)}\n`);
    assert.equal(ids.length, 100);
    assert.equal(new Set(ids).size, 100);
  });
});
