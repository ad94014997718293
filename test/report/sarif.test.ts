/** The format sarif keeps to the official schema. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { sarif } from "../../server/src/report/sarif.ts";
import { empty, RULE, sample, sarifSchemaPath, values, written } from "./sample.ts";

describe("the format sarif", () => {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false });
  // Written for draft 4, of which it uses nothing that draft 7 reads otherwise.
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(sarifSchemaPath, "utf8"));
  const valid = ajv.compile(schema);
  const [run] = JSON.parse(written(sarif, sample)).runs;

  for (const [name, report] of Object.entries({ sample, empty }))
    it(`keeps to the official schema (${name})`, () => {
      assert.ok(valid(JSON.parse(written(sarif, report))), JSON.stringify(valid.errors, null, 2));
    });

  it("is told from what does not keep to it", () => {
    const log = JSON.parse(written(sarif, sample));
    log.runs[0].results[0].level = "fatal";
    assert.equal(valid(log), false);
  });

  it("counts lines and columns from one", () => {
    const { region } = run.results[0].locations[0].physicalLocation;
    assert.deepEqual(region, { startLine: 2, startColumn: 18, endLine: 2, endColumn: 18 + values[0]!.length });
    assert.equal(run.columnKind, "utf16CodeUnits");
  });

  it("spells paths as addresses", () => {
    assert.equal(run.results[0].locations[0].physicalLocation.artifactLocation.uri, "src/app%20file.ts");
  });

  it("describes each rule once, and results name their rule", () => {
    const { rules } = run.tool.driver;
    assert.deepEqual(
      rules.map(({ id }: { id: string }) => id),
      [RULE],
    );
    for (const { ruleId, ruleIndex } of run.results) assert.equal(rules[ruleIndex].id, ruleId);
  });

  it("tells findings and values apart by fingerprints", () => {
    const prints = run.results.map(
      (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints,
    );
    assert.deepEqual(prints[0]["tokenwardValue/v1"], prints[1]["tokenwardValue/v1"]);
    assert.notDeepEqual(prints[0]["tokenwardFinding/v1"], prints[1]["tokenwardFinding/v1"]);
  });

  it("says what was not read", () => {
    const [note] = run.invocations[0].toolExecutionNotifications;
    assert.match(note.message.text, /binary/);
    assert.equal(note.locations[0].physicalLocation.artifactLocation.uri, "big%20file.bin");
  });

  it("holds no value", () => {
    for (const value of values) assert.ok(!written(sarif, sample).includes(value));
  });
});
