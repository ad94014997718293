/** The inventory has one entry a token, with all its places, the gravest first. */
import assert from "node:assert/strict";
import type { Finding } from "../../server/src/engine/finding.ts";
import { buildInventory, type FingerprintedFinding } from "../../server/src/engine/inventory.ts";
import { findingIn, githubToken } from "./findings.ts";

const base = findingIn(`const token = "${githubToken(1)}";`);

function found(fingerprint: string, change: Partial<Finding> = {}, line = 0, tracked?: boolean): FingerprintedFinding {
  const range = { start: { line, character: 3 }, end: { line, character: 9 } };
  return { fingerprint, finding: { ...base, range, ...change }, ...(tracked !== undefined && { tracked }) };
}

describe("buildInventory", () => {
  it("of nothing is empty", () => assert.deepEqual(buildInventory([]), []));

  it("joins equal fingerprints into one token, its places by path and line", () => {
    const [token, ...others] = buildInventory([
      found("a", { path: "z.ts" }),
      found("a", { path: "b.ts" }, 9),
      found("a", { path: "b.ts" }, 2),
    ]);
    assert.deepEqual(others, []);
    assert.deepEqual(
      token!.places.map(({ path, range }) => `${path}:${range.start.line}`),
      ["b.ts:2", "b.ts:9", "z.ts:0"],
    );
    assert.ok(token!.places.every(({ kind, id }) => kind === "hardcoded" && id === base.id));
  });

  it("describes a token by its gravest and surest finding", () => {
    const [token] = buildInventory([
      found("a", { severity: "warning", confidence: "high", ruleId: "token/x" }),
      found("a", { severity: "error", confidence: "low", ruleId: "token/y" }),
      found("a", { severity: "error", confidence: "high", ruleId: "token/z" }),
    ]);
    assert.deepEqual([token!.ruleId, token!.severity, token!.confidence], ["token/z", "error", "high"]);
  });

  it("puts the gravest first, then the surest, then by title and place", () => {
    const tokens = buildInventory([
      found("1", { severity: "info", title: "A" }),
      found("2", { severity: "error", confidence: "low", title: "A" }),
      found("3", { severity: "error", confidence: "high", title: "B", path: "b" }),
      found("4", { severity: "error", confidence: "high", title: "B", path: "a" }),
      found("5", { severity: "error", confidence: "high", title: "A" }),
    ]);
    assert.deepEqual(
      tokens.map(({ fingerprint }) => fingerprint),
      ["5", "4", "3", "2", "1"],
    );
  });

  it("says that git has a token where git has one of its places, and nothing where that is not known", () => {
    assert.equal(buildInventory([found("a", {}, 0, false), found("a", {}, 1, true)])[0]!.tracked, true);
    assert.equal(buildInventory([found("a", {}, 0, false), found("a")])[0]!.tracked, false);
    assert.ok(!("tracked" in buildInventory([found("a")])[0]!));
  });

  it("keeps the expiry, and no value", () => {
    const [token] = buildInventory([found("a", { expires: "2030-01-01T00:00:00.000Z" })]);
    assert.equal(token!.expires, "2030-01-01T00:00:00.000Z");
    assert.ok(!("expires" in buildInventory([found("a")])[0]!));
    assert.ok(!JSON.stringify(token).includes(base.secret.reveal()));
  });
});
