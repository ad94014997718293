/** One file scanned: what its scanner says when something goes wrong, and what it never says. */
import assert from "node:assert/strict";
import type { Catalogue } from "../../server/src/engine/catalogue.ts";
import { threadHashes } from "../../server/src/host/node.ts";
import { FileScanner, type ScannerSetup } from "../../server/src/workspace/file-scanner.ts";
import { builtinCatalogue } from "../builtin.ts";
import { mintedOf } from "../scratch.ts";

const token = mintedOf("token/github-pat", 3);
const setup: ScannerSetup = {
  now: new Date(0),
  minConfidence: "low",
  fingerprints: { key: { scope: "run", bytes: new Uint8Array(32) }, countingOnly: true },
};
const file = { path: "/w/a.txt", name: "a.txt", size: 1, levels: [] };
const scannerOf = (text: string, catalogue: Catalogue = builtinCatalogue): FileScanner =>
  new FileScanner(setup, { catalogue, hashes: threadHashes, read: () => Buffer.from(text) });

describe("a scanner of files", () => {
  it("says that a file could not be scanned where the engine fails, and quotes nothing", async () => {
    const failing = new Proxy(builtinCatalogue, {
      get: () => {
        throw new RangeError(token.value);
      },
    });
    assert.deepEqual(await scannerOf(token.text, failing).scan(file), { reason: "could not be scanned (RangeError)" });
  });

  it("gives a sign of life after each fingerprint", async () => {
    const [one, two] = [mintedOf("token/github-pat", 5).value, mintedOf("token/github-pat", 9).value];
    let signs = 0;
    const outcome = await scannerOf(`a = "${one}"\nb = "${two}"\n`).scan(file, () => signs++);
    assert.ok("found" in outcome);
    assert.deepEqual([outcome.found.length, signs], [2, 2]);
  });

  it("gives plain data, which keeps its meaning when it is copied", async () => {
    const outcome = await scannerOf(token.text).scan(file);
    assert.deepEqual(structuredClone(outcome), outcome);
    assert.ok(!JSON.stringify(outcome).includes(token.value.slice(4, 30)));
  });
});
