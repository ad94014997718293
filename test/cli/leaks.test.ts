/** Nothing that the command line writes holds a value. */
import assert from "node:assert/strict";
import { builtinRules, examplesOf } from "../builtin.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { tokenward, valuesOf } from "../scratch.ts";

/** Shorter values could stand in other words by chance. */
const SHORTEST = 8;

describe("what the command line writes", () => {
  // What two seeds share is no value of one run: fixed text of an example.
  const shared = new Set(builtinRules.flatMap((rule) => valuesOf(rule, 2)));
  const values = builtinRules
    .flatMap((rule) => valuesOf(rule, 1))
    .filter((value) => value.length >= SHORTEST && !shared.has(value));
  const folder = new TestFolder({ "package.json": '{ "dependencies": { "dotenv": "^17.0.0" } }' });
  before(() => {
    builtinRules.forEach((rule, at) => {
      const text = examplesOf(rule, 1)
        .map((example) => example.text)
        .join("\n\n");
      const extension = ["txt", "yml", "js", "py", "sh", "json", "go"][at % 7];
      folder.write(`${rule.rule.id.replace("/", "-")}.${extension}`, text);
    });
  });
  after(() => folder.remove());

  const leaks = (text: string): string[] => values.filter((value) => text.includes(value));

  it("is searched for a value of nearly every rule", () => {
    assert.ok(values.length > builtinRules.length);
    assert.equal(leaks(`x${values[0]}x`).length, 1);
  });

  const commands: readonly (readonly string[])[] = [
    ...["text", "json", "ndjson", "sarif"].map((format) => ["scan", "--format", format]),
    ["inventory"],
    ["inventory", "--format", "json"],
    ["fix", "--dry-run", "--unsafe"],
  ];
  for (const args of commands)
    it(`holds no value (${args.join(" ")})`, () => {
      const { status, stdout, stderr } = tokenward(folder.path, [...args, "--min-confidence", "low"]);
      assert.ok(status === 0 || status === 1, stderr);
      assert.ok(stdout.length > 10_000, "much was found");
      assert.deepEqual(
        leaks(stdout).map((value) => `${stdout.indexOf(value)}: ${value.length} characters`),
        [],
      );
      assert.deepEqual(leaks(stderr), []);
    });

  it("holds no value where it fails, nor where it explains rules", () => {
    const [value] = values;
    const runs = [
      ["rules", "list"],
      ["rules", "list", "--json"],
      ["scan", "--only", "token/none"],
      ["fix", "none"],
    ];
    for (const args of runs) {
      const { stdout, stderr } = tokenward(folder.path, args, { input: value! });
      assert.deepEqual(leaks(stdout + stderr), [], args.join(" "));
    }
  });
});
