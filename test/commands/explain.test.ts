/** tokenward scan --explain, without a process. */
import assert from "node:assert/strict";
import { type ExplainOptions, explainCommand } from "../../server/src/commands/explain.ts";
import { CommandError } from "../../server/src/commands/terminal.ts";
import { builtinCatalogue, builtinRules, examplesOf, nearMissesOf } from "../builtin.ts";
import { mintedOf, valuesOf } from "../scratch.ts";
import { type TerminalOptions, terminal } from "./terminal.ts";

const RULE = "token/github-pat";
const { value } = mintedOf(RULE, 3);
const usual: ExplainOptions = { config: true, ignore: true, minConfidence: "medium", format: "text" };
const files = { "src/a.js": `// first\nconst t = "${value}"; const password = "changeme";\n` };

async function explained(
  asked: string,
  options: Partial<ExplainOptions> = {},
  surroundings: TerminalOptions = { files },
  paths: readonly string[] = [],
): Promise<string> {
  const place = terminal(surroundings);
  assert.equal(await explainCommand(asked, paths, { ...usual, ...options }, builtinCatalogue, place), 0);
  return place.written().out;
}
const asJson = async (...[asked, options, surroundings]: Parameters<typeof explained>) =>
  JSON.parse(await explained(asked, { ...options, format: "json" }, surroundings));

describe("tokenward scan --explain", () => {
  it("says what became of each suspicion of a line", async () => {
    const out = await explained("src/a.js:2");
    assert.match(out, /^src\/a\.js:2\n/);
    assert.match(out, /2:12-51 {2}GitHub personal access token \(classic\) {2}ghp_\.\.\.\w\w {2}token\/github-pat\n/);
    assert.match(out, /A finding, high confidence \(as its rule has it\)\.\n/);
    assert.match(out, /Dropped\.\n {4}dropped by placeholder: its words say that it stands for a token\n/);
  });

  it("keeps to a column", async () => {
    assert.doesNotMatch(await explained("src/a.js:2:13"), /Dropped/);
    assert.match(await explained("src/a.js:2:13"), /^src\/a\.js:2:13\n/);
    assert.doesNotMatch(await explained("src/a.js:2:77"), /A finding/);
  });

  it("says that nothing was suspected, and what a rule would look for", async () => {
    assert.match(await explained("src/a.js:1"), /No rule suspected anything here\. A rule looks where/);
    const out = await explained("b:1", {}, { files: { b: "x = ghp_short" } });
    assert.match(out, /No rule suspected anything here\.\n\n {2}Rules that looked here and suspected nothing:\n/);
    assert.match(out, /called by "ghp_"; asks for a value of the format/);
  });

  it("writes JSON with places as in findings", async () => {
    const { tool, path, line, character, suspicions, missed } = await asJson("src/a.js:2:12");
    assert.deepEqual([tool.name, path, line, character], ["tokenward", "src/a.js", 1, 11]);
    assert.equal(suspicions.length, 1);
    const { id, masked, range, ...rest } = suspicions[0];
    assert.match(id, /^[0-9a-f]+$/);
    assert.match(masked, /^ghp_\.\.\./);
    assert.deepEqual(range, { start: { line: 1, character: 11 }, end: { line: 1, character: 11 + value.length } });
    assert.deepEqual(rest, {
      ruleId: RULE,
      title: "GitHub personal access token (classic)",
      outcome: "finding",
      ruleConfidence: "high",
      confidence: "high",
      verdicts: [],
    });
    assert.ok(missed.every(({ ruleId }: { ruleId: string }) => ruleId !== RULE));
  });

  it("says why a scan does not report a finding", async () => {
    const reason = async (options: Partial<ExplainOptions>, more: Record<string, string> = {}) =>
      (await asJson("test/a.js:1", options, { files: { "test/a.js": `x("${value}")`, ...more } })).suspicions[0]
        .leftOut;
    const config = { ".tokenward.yml": `rules: { ${RULE}: off }\n` };
    assert.equal(await reason({}), undefined);
    assert.equal(await reason({ minConfidence: "high" }), "it is less sure than --min-confidence high asks");
    assert.equal(await reason({ only: ["token/stripe-secret-key"] }), "--only names other rules");
    assert.equal(await reason({}, config), ".tokenward.yml switches its rule off");
    assert.equal(await reason({ config: false }, config), undefined);
  });

  it("says why a scan does not read the file", async () => {
    const configured = { files: { ...files, ".tokenward.yml": "ignore: [src]\n" } };
    assert.match(await explained("src/a.js:2", {}, configured), /Note: \.tokenward\.yml leaves this file out\./);
    const ignored = { files, git: { ignored: async () => true } };
    assert.match(await explained("src/a.js:2", {}, ignored), /Note: git ignores this file/);
    assert.doesNotMatch(await explained("src/a.js:2", { ignore: false }, ignored), /Note/);
  });

  it("reads standard input where asked, and writes into a file", async () => {
    const input = { input: `const t = "${value}"` };
    assert.match(await explained("new.js:1", { stdin: true }, input), /A finding/);
    const place = terminal({ files });
    await explainCommand("src/a.js:2", [], { ...usual, output: "/w/out.txt" }, builtinCatalogue, place);
    assert.equal(place.written().out, "");
    assert.match(String(place.files.texts.get("/w/out.txt")), /A finding/);
  });

  it("says what is wrong with what was asked", async () => {
    const wrong: [string, RegExp, Partial<ExplainOptions>?, string[]?][] = [
      ["src/a.js", /FILE:LINE or FILE:LINE:COLUMN/],
      ["src/a.js:0", /counted from 1/],
      ["src/a.js:9", /has no line 9/],
      ["none.js:1", /there is no file none\.js/],
      ["src/a.js:1", /text or json/, { format: "sarif" }],
      ["src/a.js:1", /leave the paths out/, {}, ["src"]],
      ["src/a.js:1", /no rule "token\/none"/, { only: ["token/none"] }],
    ];
    for (const [asked, message, options, paths] of wrong)
      await assert.rejects(explained(asked, options, { files }, paths), (error) => {
        assert.ok(error instanceof CommandError);
        assert.match(error.message, message);
        return true;
      });
    const binary = terminal({});
    binary.files.texts.set("/w/x.bin", Uint8Array.of(1, 0, 2));
    await assert.rejects(explainCommand("x.bin:1", [], usual, builtinCatalogue, binary), /not scanned: binary/);
  });

  it("holds no value, whatever rule it is of", async () => {
    const STEP = 12;
    let held = 0;
    for (const [at, rule] of builtinRules.entries()) {
      if (at % STEP > 0) continue;
      const seed = 1 + 100 * at;
      // What another seed mints as well is fixed text of an example.
      const fixed = new Set(valuesOf(rule, seed + 50));
      const values = valuesOf(rule, seed).filter((each) => each.length >= 8 && !fixed.has(each));
      const text = [...examplesOf(rule, seed).map((each) => each.text), ...nearMissesOf(rule, seed)].join("\n");
      for (let line = 1; line <= text.split(/\r\n|\r|\n/).length; line++)
        for (const format of ["text", "json"] as const) {
          const out = await explained(`a.txt:${line}`, { format }, { files: { "a.txt": text } });
          assert.deepEqual(
            values.filter((each) => out.includes(each)).map((each) => each.length),
            [],
            `${rule.rule.id}, line ${line}`,
          );
        }
      held += values.length;
    }
    assert.ok(held > builtinRules.length / STEP, `${held} values`);
  });
});
