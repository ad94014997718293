/** Whether two scans found the same. */
import assert from "node:assert/strict";
import { findingsHash } from "../../scripts/bench/findings.ts";
import type { Finding } from "../../scripts/compare/tokenward.ts";

const finding = (path: string, line: number): Finding => ({
  ruleId: "token/a",
  kind: "token",
  confidence: "high",
  masked: "a...",
  path,
  range: { start: { line, character: 0 }, end: { line, character: 5 } },
});

describe("the hash of findings", () => {
  const both = [finding("a.ts", 1), finding("b.ts", 2)];

  it("does not depend on their order", () => {
    assert.equal(findingsHash({ findings: both }), findingsHash({ findings: [...both].reverse() }));
  });

  it("depends on each of them", () => {
    const others = [both.slice(1), [both[0]!, finding("b.ts", 3)], []];
    assert.equal(new Set([both, ...others].map((findings) => findingsHash({ findings }))).size, 4);
  });
});
