/** The inventory as JSON and as a table. */
import assert from "node:assert/strict";
import { buildInventory } from "../../server/src/engine/inventory.ts";
import { inventoryJson, inventoryText } from "../../server/src/report/inventory.ts";
import { tokens as found, RULE, values } from "./sample.ts";

const NOW = new Date("2026-01-10T00:00:00Z");
const withTracked = found.map((token, at) => ({ ...token, tracked: at === 1 }));
const tokens = buildInventory(withTracked);

describe("the inventory", () => {
  it("as JSON has one entry a token, with all its places", () => {
    const inventory = JSON.parse(inventoryJson(tokens, "1.2.3"));
    assert.equal(inventory.version, 1);
    assert.deepEqual(inventory.tool, { name: "tokenward", version: "1.2.3" });
    const known = inventory.tokens.find(({ fingerprint }: { fingerprint: string }) => fingerprint === "aa11");
    assert.deepEqual([known.ruleId, known.state, known.tracked], [RULE, "found", true]);
    assert.deepEqual(
      known.places.map(({ path, kind }: { path: string; kind: string }) => [path, kind]),
      [
        ["src/app file.ts", "hardcoded"],
        ["tools/b.sh", "hardcoded"],
      ],
    );
    assert.deepEqual(known.places[0].range, found[0]!.finding.range);
  });

  it("leaves out what is not known", () => {
    const [token] = JSON.parse(inventoryJson(buildInventory(found), "1.2.3")).tokens;
    for (const field of ["tracked", "expires", "owner", "ageDays"]) assert.ok(!(field in token), field);
  });

  it("as a table has a line a token", () => {
    const [head, ...rows] = inventoryText(tokens, NOW).trimEnd().split("\n");
    assert.equal(head, "Inventory: 2 tokens of 1 issuer");
    assert.equal(rows.length, 2);
    const [first] = rows.filter((row) => row.includes("src/app file.ts"));
    assert.match(first!, /^ {2}error .* src\/app file\.ts:2 and 1 more +in git +classic +aa11$/);
  });

  it("says when tokens expire", () => {
    const expiring = (expires: string): string => inventoryText([{ ...tokens[0]!, expires }], NOW);
    assert.match(expiring("2026-01-13T12:00:00Z"), /expires in 3 days +aa11$/m);
    assert.match(expiring("2026-01-11T00:00:00Z"), /expires in 1 day +aa11$/m);
    assert.match(expiring("2026-01-05T00:00:00Z"), /expired 5 days ago +aa11$/m);
  });

  it("is a heading where there is no token", () => {
    assert.equal(inventoryText([], NOW), "Inventory: 0 tokens of 0 issuers\n");
  });

  it("holds no value", () => {
    for (const value of values)
      for (const shown of [inventoryText(tokens, NOW), inventoryJson(tokens, "1")]) assert.ok(!shown.includes(value));
  });
});
