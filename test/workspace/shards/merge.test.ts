/** Reports become one again: nothing lost, nothing twice, and nothing taken that does not belong together. */
import assert from "node:assert/strict";
import { seededRandom } from "../../../server/src/engine/mint.ts";
import { json, ndjson } from "../../../server/src/report/json.ts";
import { merge, type NamedReport } from "../../../server/src/workspace/shards/merge.ts";
import { readReport } from "../../../server/src/workspace/shards/read-report.ts";
import { sample, values, withUse, written } from "../../report/sample.ts";

const shard = (index: number, count: number, plan = "aa") => ({ index, count, plan });
const named = (name: string, text: string): NamedReport => ({ name, report: readReport(text) });
const withShard = (index: number, count: number, plan?: string): NamedReport =>
  named(
    `s${index}`,
    written(json, {
      ...withUse,
      shard: shard(index, count, plan),
      findings: [withUse.findings[index - 1]!],
      skipped: [],
    }),
  );

describe("a report that is read back", () => {
  for (const [name, format] of Object.entries({ json, ndjson }))
    it(`is the same once it is written again (${name})`, () => {
      const { findings, skipped, stats } = merge([named("a", written(format, withUse))], false);
      const again = written(format, { ...withUse, findings, skipped, stats });
      assert.equal(again, written(format, withUse));
    });

  const faults: Record<string, [string, RegExp]> = {
    "text that is none": ["hello\n", /^line 1 is no finding$/],
    "a line that is cut off": [written(ndjson, sample).slice(0, -20), /^line 3 ends in the middle/],
    "a report that is cut off": [written(json, sample).slice(0, -200), /^the report ends in the middle/],
    "another version": [written(json, sample).replace('"version": 1,', '"version": 2,'), /version/],
    "a finding without a path": [
      written(json, sample).replace('"path": "src/app file.ts",', ""),
      /^findings\[0\] is no finding$/,
    ],
    "an inventory": ['{"version":1,"findings":[]}', /`skipped` and `stats` are missing/],
  };
  for (const [what, [text, message]] of Object.entries(faults))
    it(`is refused where it is ${what}`, () => assert.throws(() => readReport(text), { message }));

  it("is read or refused, never anything else, whatever is broken in it", () => {
    const random = seededRandom(9);
    for (const whole of [written(json, withUse), written(ndjson, withUse)])
      for (let round = 0; round < 500; round++) {
        const at = Math.floor(random() * whole.length);
        const broken =
          whole.slice(0, at) +
          String.fromCharCode(Math.floor(random() * 200)) +
          whole.slice(at + Math.floor(random() * 9));
        try {
          merge([named("a", broken)], false);
        } catch (error) {
          assert.equal((error as Error).constructor.name, "ReportError", String(error));
          for (const value of values) assert.ok(!(error as Error).message.includes(value));
        }
      }
  });
});

describe("merged reports", () => {
  it("are those of the whole, in whatever order shards come", () => {
    const shards = [1, 2, 3, 4].map((index) => withShard(index, 4));
    const whole = merge(shards, false);
    assert.deepEqual(merge([...shards].reverse(), false), whole);
    assert.deepEqual(
      whole.findings.map(({ finding }) => finding.path),
      ["src/app file.ts", "tools/b.sh", "tools/b.sh", "tools/c.ts"],
    );
    assert.equal(whole.stats.files, 48);
  });

  it("count a shard that ran twice once", () => {
    const shards = [1, 2, 3, 4].map((index) => withShard(index, 4));
    assert.deepEqual(merge([...shards, withShard(2, 4)], false), merge(shards, false));
  });

  it("are refused where shards are missing", () => {
    assert.throws(() => merge([withShard(1, 4), withShard(3, 4)], false), /of 4 shards these are missing: 2, 4/);
  });

  it("are refused where shards do not belong together", () => {
    assert.throws(() => merge([withShard(1, 2), withShard(2, 2, "bb")], false), /not shards of one scan/);
    assert.throws(() => merge([withShard(1, 2), withShard(2, 3)], false), /not shards of one scan/);
    assert.throws(() => merge([withShard(1, 1), named("whole", written(json, sample))], false), /whole is no shard/);
  });

  it("keep repositories apart where asked", () => {
    const reports = ["one", "two"].map((name) => named(name, written(json, sample)));
    const { findings, skipped, stats } = merge(reports, true);
    assert.equal(findings.length, 6);
    assert.deepEqual(
      [...new Set(findings.map(({ finding }) => finding.path))],
      ["one/src/app file.ts", "one/tools/b.sh", "two/src/app file.ts", "two/tools/b.sh"],
    );
    assert.deepEqual(
      skipped.map(({ path }) => path),
      ["one/big file.bin", "two/big file.bin"],
    );
    assert.equal(stats.files, 24);
  });

  it("say where fingerprints cannot be compared", () => {
    const reports = [sample, { ...sample, fingerprintScope: "file" as const }].map((report, at) =>
      named(`r${at}`, written(json, report)),
    );
    assert.equal(merge(reports, true).scope, "run");
    assert.equal(merge(reports.slice(0, 1), true).scope, "repository");
  });
});
