/** The inventory as a table. */
import assert from "node:assert/strict";
import { buildInventory } from "../../server/src/engine/inventory.ts";
import { inventoryText } from "../../server/src/report/inventory.ts";
import { tokens as found, values } from "./sample.ts";

const NOW = new Date("2026-01-10T00:00:00Z");
const withTracked = found.map((token, at) => ({ ...token, tracked: at === 1 }));
const tokens = buildInventory(withTracked);

describe("the inventory", () => {
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

  it("lists the names that code reads and stores have", () => {
    const place = { path: "a.js", range: tokens[0]!.places[0]!.range };
    const references = [
      { name: "A_TOKEN", status: "defined", provider: "vault", places: [place] },
      { name: "B_TOKEN", status: "undefined", places: [place, place] },
    ];
    const lines = inventoryText([], NOW, [], references).split("\n");
    assert.deepEqual(lines.slice(1, 3), ["", "References: 2 names"]);
    assert.match(lines[3]!, /^ {2}A_TOKEN {2}defined \(vault\) {2}a\.js:2$/);
    assert.match(lines[4]!, /^ {2}B_TOKEN {2}undefined {8}a\.js:2 and 1 more$/);
  });

  it("is a heading where there is no token", () => {
    assert.equal(inventoryText([], NOW), "Inventory: 0 tokens of 0 issuers\n");
  });

  it("holds no value", () => {
    for (const value of values) assert.ok(!inventoryText(tokens, NOW).includes(value));
  });
});
