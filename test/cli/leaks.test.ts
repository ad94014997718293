/** Nothing that the command line writes holds a value. */
import assert from "node:assert/strict";
import { type BuiltinRule, builtinRules, examplesOf } from "../builtin.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { tokenward, valuesOf } from "../scratch.ts";

/** Shorter values could stand in other words by chance. */
const SHORTEST = 8;
/** Of so many rules one is tried where fingerprints are slow by design; what the formats show is the same for all. */
const STEP = 25;
const LANGUAGES = ["txt", "yml", "js", "py", "sh", "json", "go"];
/** No two rules mint alike. */
const seedOf = (at: number): number => 1 + 100 * at;

interface Leaky {
  readonly folder: TestFolder;
  readonly values: readonly string[];
}

function leaky(rules: readonly BuiltinRule[]): Leaky {
  const folder = new TestFolder({ "package.json": '{ "dependencies": { "dotenv": "^17.0.0" } }' });
  rules.forEach((rule, at) => {
    const texts = examplesOf(rule, seedOf(at)).map(({ text }) => text);
    folder.write(`${rule.rule.id.replace("/", "-")}.${LANGUAGES[at % LANGUAGES.length]}`, texts.join("\n\n"));
  });
  // What another seed mints as well is fixed text of an example.
  const fixed = new Set(rules.flatMap((rule, at) => valuesOf(rule, seedOf(at) + 50)));
  const values = rules.flatMap((rule, at) => valuesOf(rule, seedOf(at)));
  return { folder, values: values.filter((value) => value.length >= SHORTEST && !fixed.has(value)) };
}

/** Where values stand, without saying which. */
const leaksIn = (text: string, values: readonly string[]): string[] =>
  values.flatMap((value) => (text.includes(value) ? [`${value.length} characters at ${text.indexOf(value)}`] : []));

describe("what the command line writes", () => {
  const all = leaky(builtinRules);
  const some = leaky(builtinRules.filter((_, at) => at % STEP === 0));
  after(() => {
    all.folder.remove();
    some.folder.remove();
  });

  it("is searched for a value of nearly every rule", () => {
    assert.ok(all.values.length > builtinRules.length);
    assert.equal(leaksIn(`x${all.values[0]}x`, all.values).length, 1);
  });

  const holdsNone = ({ folder, values }: Leaky, args: readonly string[]): void => {
    const { status, stdout, stderr } = tokenward(folder.path, [...args, "--min-confidence", "low"]);
    assert.ok(status === 0 || status === 1, leaksIn(stderr, values).join() || stderr);
    assert.ok(stdout.length > 5000, "much was found");
    assert.deepEqual(leaksIn(stdout, values), []);
    assert.equal(stderr, "");
  };

  it("holds no value (scan)", () => holdsNone(all, ["scan"]));
  it("holds no value (fix --dry-run)", () => holdsNone(some, ["fix", "--dry-run", "--unsafe"]));
  for (const format of ["json", "ndjson", "sarif"])
    it(`holds no value (scan --format ${format})`, () => holdsNone(some, ["scan", "--format", format]));
  for (const format of ["text", "json"])
    it(`holds no value (inventory --format ${format})`, () => holdsNone(some, ["inventory", "--format", format]));

  it("holds no value where it fails, nor where it explains rules", () => {
    const { folder, values } = some;
    for (const args of [
      ["rules", "list"],
      ["rules", "list", "--json"],
      ["scan", "--only", "token/none"],
      ["fix", "none"],
    ]) {
      const { stdout, stderr } = tokenward(folder.path, args, { input: values[0]! });
      assert.deepEqual(leaksIn(stdout + stderr, values), [], args.join(" "));
    }
  });
});
