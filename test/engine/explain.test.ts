/** A line is explained by what was suspected on it, what became of that, and what was looked for in vain. */
import assert from "node:assert/strict";
import { explainLine, type PlaceAsked } from "../../server/src/engine/explain.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { builtinCatalogue } from "../builtin.ts";
import { githubToken, nameless } from "./findings.ts";

const explained = (text: string, place: PlaceAsked, path = "src/app.ts") =>
  explainLine({ path, text }, builtinCatalogue, place, new Date(0));

/** Each suspicion's rule, what became of it, and who said something of it. */
function told(text: string, place: PlaceAsked, path?: string): [string, string | undefined, string[]][] {
  return explained(text, place, path)!.suspicions.map(({ rule, finding, verdicts }) => [
    rule.id,
    finding?.confidence,
    verdicts.map(({ judge, outcome }) => `${outcome} ${judge}`),
  ]);
}

describe("explainLine", () => {
  it("tells of a finding, and of what it replaced", () => {
    assert.deepEqual(told(`\nconst apiToken = "${githubToken(1)}";\n`, { line: 1 }), [
      ["token/github-pat", "high", []],
      ["token/generic-secret", undefined, ["drop overlap"]],
    ]);
  });

  it("says what made a finding less sure than its rule, in the order it was said", () => {
    const broken = mint("ghp_{alnum:36}", seededRandom(1)).text;
    const [first] = told(`x("${broken}")`, { line: 0 }, "test/a.test.ts");
    assert.deepEqual(first, ["token/github-pat", "low", ["doubt checksum", "doubt place"]]);
  });

  it("says what made one surer", () => {
    const [first] = told(`const dbPassword = "${nameless(1)}";`, { line: 0 });
    assert.deepEqual(first![2], ["assure rarity"]);
    assert.equal(first![1], "high");
  });

  it("names the judge that dropped a suspicion, and its grounds", () => {
    const { suspicions } = explained('password = "changeme"', { line: 0 })!;
    assert.deepEqual(
      suspicions.map(({ finding, verdicts }) => [finding, verdicts]),
      [[undefined, [{ judge: "placeholder", outcome: "drop", reason: "its words say that it stands for a token" }]]],
    );
    const comment = `const t = "${githubToken(1)}"; // tokenward-ignore * -- a reason`;
    const verdicts = explained(comment, { line: 0 })!.suspicions.flatMap((each) => each.verdicts);
    assert.ok(verdicts.some(({ judge, reason }) => judge === "suppression" && reason.endsWith(": a reason")));
  });

  it("keeps to the line, and to the column where one is given", () => {
    const text = `a = "${githubToken(1)}"\nb = "${githubToken(2)}"; c = "${githubToken(3)}"\n`;
    const ranges = (place: PlaceAsked) => explained(text, place)!.suspicions.map(({ range }) => range.start);
    assert.deepEqual(ranges({ line: 0 }), [{ line: 0, character: 5 }]);
    assert.equal(ranges({ line: 1 }).length, 2);
    assert.deepEqual(ranges({ line: 1, character: 5 }), [{ line: 1, character: 5 }]);
    assert.deepEqual(ranges({ line: 1, character: 45 }), [{ line: 1, character: 5 }]);
    assert.deepEqual(ranges({ line: 1, character: 4 }), []);
    assert.deepEqual(ranges({ line: 2 }), []);
  });

  it("tells of a value that spans lines on each of them", () => {
    const key = mint(
      "-----BEGIN PRIVATE KEY-----\n{base64:64}\n{base64:64}\n-----END PRIVATE KEY-----",
      seededRandom(4),
    );
    for (const line of [0, 1, 2, 3]) assert.notEqual(told(key.text, { line }, "key.txt").length, 0, `line ${line}`);
    assert.deepEqual(told(`${key.text}\n`, { line: 4 }, "key.txt"), []);
  });

  it("names the rules that a word called for in vain, and what they ask for", () => {
    const { suspicions, missed } = explained("prefix = 'ghp_tooshort'", { line: 0 })!;
    assert.deepEqual(suspicions, []);
    const miss = missed.find(({ rule }) => rule.id === "token/github-pat")!;
    assert.equal(miss.word, "ghp_");
    assert.match(miss.asks, /^a value of the format .*ghp_/);
    const named = explained("// the password is asked for", { line: 0 })!.missed;
    const generic = named.find(({ rule }) => rule.id === "token/generic-password")!;
    assert.deepEqual([generic.word, generic.asks], ["pass", "a value that the name is given: none is, here"]);
  });

  it("names no word that stands inside a value, but for the prefix of a format", () => {
    const words = (value: string) => explained(`password = "${value}"`, { line: 0 })!.missed.map(({ word }) => word);
    const [before, after] = [nameless(2).slice(0, 12), nameless(3).slice(0, 12)];
    assert.deepEqual(
      words(`${before}datadog${after}`).filter((word) => word.includes("datadog")),
      [],
    );
    assert.ok(words(`ghp_${before}`).includes("ghp_"));
    assert.ok(!words(`${before}ghp_${after}`).includes("ghp_"));
  });

  it("knows nothing of a line that no word stands on, and of none that is not there", () => {
    assert.deepEqual(explained("let x = 1;", { line: 0 }), { suspicions: [], missed: [] });
    for (const line of [-1, 1, 0.5, Number.NaN]) assert.equal(explained("let x = 1;", { line }), undefined);
  });
});
