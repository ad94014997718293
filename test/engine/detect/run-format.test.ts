/** Formats without a literal are found by the run of characters that they begin with, wherever it stands. */
import assert from "node:assert/strict";
import { FileDocument } from "../../../server/src/engine/file-document.ts";
import { scan } from "../../../server/src/engine/index.ts";
import { mint, seededRandom } from "../../../server/src/engine/mint.ts";
import { builtinCatalogue } from "../../builtin.ts";

const RULE = "token/discord-bot-token-bare";
/** The first part is a user's ID, digits, in base64. */
const token = (seed: number): string => mint("MTk4{alnum:20}.{alnum:6}.{base64url:37}A", seededRandom(seed)).text;
const placesOf = (text: string): number[] =>
  scan({ path: "a.txt", text }, builtinCatalogue)
    .findings.filter(({ ruleId }) => ruleId === RULE)
    .map(({ span }) => span.start);

describe("a format without a literal", () => {
  it("is found bare, between quotes, and more than once", () => {
    assert.deepEqual(placesOf(token(1)), [0]);
    assert.deepEqual(placesOf(`f("${token(1)}", x, "${token(2)}")`), [3, 9 + token(1).length + 1]);
  });

  it("is not found inside a longer run, or without what follows its dot", () => {
    assert.deepEqual(placesOf(`x${token(1)}`), []);
    assert.deepEqual(placesOf(token(1).replace(/\..*/, ".load")), []);
  });

  it("keeps the name that it is given to", () => {
    const { findings } = scan({ path: "a.txt", text: `value = "${token(1)}"` }, builtinCatalogue);
    assert.equal(findings.find(({ ruleId }) => ruleId === RULE)?.name, "value");
  });

  it("is found in a file's bytes where nothing else calls for it", () => {
    const document = new FileDocument("a.txt", Buffer.from(`${token(1)}\n`));
    assert.ok(scan(document, builtinCatalogue).findings.some(({ ruleId }) => ruleId === RULE));
  });
});
