/** What a baseline knows: a value in its file, or in the file that this one became. */
import assert from "node:assert/strict";
import type { ReportedFinding } from "../../../server/src/engine/inventory.ts";
import { Baseline } from "../../../server/src/workspace/baseline/baseline.ts";
import { sample, withUse } from "../../report/sample.ts";

const [first] = sample.findings as [ReportedFinding];
const use = withUse.findings.at(-1)!;
const head = { baseline: 1, minConfidence: "medium", mark: "" } as const;
const ruleId = "token/any";

const baseline = (entries: Baseline["unmatched"], existing: readonly string[] = []) =>
  new Baseline({ head, entries }, async (path) => existing.includes(path));

describe("a baseline", () => {
  it("knows a value in the file where it was, whatever the rule is called now", async () => {
    const known = baseline([{ path: "a.ts", ruleId, fingerprint: "aa11" }], ["a.ts"]);
    assert.equal(await known.knows("a.ts", first), true);
    assert.deepEqual(known.unmatched, []);
  });

  it("does not know it in another file while the first is there", async () => {
    const known = baseline([{ path: "a.ts", ruleId, fingerprint: "aa11" }], ["a.ts"]);
    assert.equal(await known.knows("b.ts", first), false);
    assert.equal(known.unmatched.length, 1);
  });

  it("knows it in the file that the first one became", async () => {
    const known = baseline([{ path: "a.ts", ruleId, fingerprint: "aa11" }]);
    assert.equal(await known.knows("b.ts", first), true);
    assert.deepEqual(known.unmatched, []);
  });

  it("does not know another value in the same file", async () => {
    const known = baseline([{ path: "a.ts", ruleId, fingerprint: "cc33" }]);
    assert.equal(await known.knows("a.ts", first), false);
  });

  it("knows an insecure use by its finding id", async () => {
    const { id, ruleId: rule } = use.finding;
    const known = baseline([{ path: "a.ts", ruleId: rule, id }]);
    assert.equal(await known.knows("tools/c.ts", use), true);
    assert.equal(await known.knows("tools/c.ts", first), false);
  });

  it("concerns the paths that it names, and all where a file is gone", async () => {
    const entries = [{ path: "a.ts", ruleId, fingerprint: "aa11" }];
    assert.deepEqual(await Promise.all(["a.ts", "b.ts"].map((path) => baseline(entries, ["a.ts"]).concerns(path))), [
      true,
      false,
    ]);
    assert.equal(await baseline(entries).concerns("b.ts"), true);
  });
});
