/** The formats json and ndjson hold exactly the fields that scripts rely on. */
import assert from "node:assert/strict";
import { json, ndjson } from "../../server/src/report/json.ts";
import { empty, RULE, sample, values, written } from "./sample.ts";

const FIELDS = [
  ...["ruleId", "kind", "severity", "confidence", "title", "message", "issuer", "path", "range", "id", "masked"],
  ...["fingerprint", "fingerprintScope", "fix", "pciDss", "cwe", "related"],
];

describe("the format json", () => {
  const report = JSON.parse(written(json, sample));

  it("holds the fields of the contract, and no others", () => {
    assert.deepEqual(Object.keys(report), ["version", "tool", "findings", "skipped", "stats"]);
    assert.equal(report.version, 1);
    assert.deepEqual(report.tool, { name: "tokenward", version: "1.2.3" });
    assert.deepEqual(report.skipped, [{ path: "big file.bin", reason: "binary" }]);
    assert.deepEqual(report.stats, { files: 12, bytes: 1_230_000, milliseconds: 41 });
    for (const finding of report.findings) assert.deepEqual(Object.keys(finding), FIELDS);
  });

  it("counts lines and characters from zero, the value without its quotes", () => {
    const [finding] = report.findings;
    assert.equal(finding.ruleId, RULE);
    assert.equal(finding.kind, "token");
    assert.equal(finding.path, "src/app file.ts");
    const start = { line: 1, character: 17 };
    assert.deepEqual(finding.range, { start, end: { line: 1, character: 17 + values[0]!.length } });
    assert.deepEqual(report.findings[2].range.start, { line: 1, character: 6 });
  });

  it("gives equal values equal fingerprints, and findings ids of their own", () => {
    assert.deepEqual(
      report.findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint),
      ["aa11", "aa11", "bb22"],
    );
    assert.equal(report.findings[0].fingerprintScope, "repository");
    assert.equal(new Set(report.findings.map(({ id }: { id: string }) => id)).size, 3);
  });

  it("holds no value", () => {
    for (const value of values)
      assert.ok(!written(json, sample).includes(value) && !written(ndjson, sample).includes(value));
  });

  it("is written as JSON.stringify writes it", () => {
    for (const whole of [written(json, sample), written(json, empty)])
      assert.equal(whole, `${JSON.stringify(JSON.parse(whole), null, 2)}\n`);
  });

  it("gives each file's findings at once", () => {
    const writer = json(sample);
    const [first, ...others] = sample.findings;
    const pieces = [writer.file([first!]), writer.file(others), writer.end(sample)];
    const places = ["src/app file.ts", "tools/b.sh", "big file.bin"].map((path) =>
      pieces.findIndex((piece) => piece.includes(`"path": "${path}"`)),
    );
    assert.deepEqual(places, [0, 1, 2]);
    assert.equal(pieces.join(""), written(json, sample));
  });

  it("is whole without findings too", () => {
    assert.deepEqual(JSON.parse(written(json, empty)).findings, []);
    assert.ok(written(json, empty).endsWith("}\n"));
  });
});

describe("the format ndjson", () => {
  it("holds one finding a line, as json has them", () => {
    const lines = written(ndjson, sample).split("\n");
    assert.equal(lines.pop(), "");
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      JSON.parse(written(json, sample)).findings,
    );
  });

  it("is empty without findings", () => assert.equal(written(ndjson, empty), ""));
});
