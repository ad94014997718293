/** The rarity model tells what is drawn by chance from what people write. */
import assert from "node:assert/strict";
import { loadLetters } from "../../scripts/rule-files.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { rarityModel } from "../../server/src/engine/rarity.ts";
import { forSeeds, joinedPieces, upTo } from "../texts.ts";

const rarity = rarityModel(loadLetters());

/** Ordinary text that stands where values stand. */
const WRITTEN = [
  "authorization_code",
  "application/json",
  "user.settings.title",
  "please enter your name",
  "com.example.service.AccountManager",
  "getElementsByClassName",
  "primary-navigation",
  "index_of_the_last_item",
  "Thursday",
  "configuration",
];
const DRAWN = [
  "{alnum:24}",
  "{alnum:40}",
  "{hex:32}",
  "{hex:64}",
  "{base64url:43}",
  "{loweralnum:32}",
  "{upperalnum:24}",
];

describe("rarityModel", () => {
  it("puts every drawn value before everything written", () => {
    const most = Math.max(...WRITTEN.map(rarity));
    for (const template of DRAWN) {
      forSeeds(50, (random) => {
        const value = mint(template, random).text;
        assert.ok(rarity(value) > most, `${template} seems no rarer than words`);
      });
    }
  });

  it("holds words for words, and what is drawn for drawn", () => {
    for (const written of WRITTEN) assert.ok(rarity(written) < 0.5, written);
    for (const template of DRAWN) assert.ok(rarity(mint(template, seededRandom(1)).text) > 0.5, template);
  });

  it("gives a number from 0 to 1 for any text", () =>
    forSeeds(500, (random) => {
      const text = joinedPieces(
        ["a", "Z", "9", "é", "😀", "\ud800", "\0", "\n", "-", "~", " "],
        upTo(400, random),
        random,
      );
      const rare = rarity(text);
      assert.ok(rare >= 0 && rare <= 1, `${rare}`);
    }));

  it("finds nothing rare in next to nothing", () => {
    for (const text of ["", "x", "7"]) assert.equal(rarity(text), 0);
  });
});
