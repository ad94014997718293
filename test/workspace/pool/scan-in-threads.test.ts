/** Scans in real threads: the same results in the same order, whatever the threads die of. */
import assert from "node:assert/strict";
import { createCatalogue } from "../../../server/src/engine/catalogue.ts";
import { mint, seededRandom } from "../../../server/src/engine/mint.ts";
import type { Threads } from "../../../server/src/host/host.ts";
import { threadHashes } from "../../../server/src/host/node.ts";
import { nodeFiles } from "../../../server/src/host/node-files.ts";
import { nodeThreads } from "../../../server/src/host/threads.ts";
import { FileScanner } from "../../../server/src/workspace/file-scanner.ts";
import { type Planned, plan } from "../../../server/src/workspace/plan.ts";
import { scanInThreads } from "../../../server/src/workspace/pool/scan-in-threads.ts";
import { type FileResult, isToScan, resultOf, resultWithoutScan } from "../../../server/src/workspace/result.ts";
import { TestFolder } from "../../lsp/workspace.ts";
import { type Bundle, catalogue, faultyThread } from "./faulty.ts";

const token = mint("[[ghp_{alnum:36}]]", seededRandom(3), "github-crc32");
const setup = {
  now: new Date(0),
  minConfidence: "low",
  only: ["token/github-pat"],
  fixes: false,
  handling: false,
  fingerprints: { key: { scope: "run", bytes: new Uint8Array(32) }, countingOnly: true },
} as const;
const parts = { catalogue: createCatalogue(catalogue), hashes: threadHashes, read: nodeFiles.reader() };

const planOf = (base: string): AsyncGenerator<Planned> =>
  plan({ roots: [base], base, honourIgnoreFiles: true, maxFileSize: 50e6, useConfig: true }, nodeFiles);

/** What one thread alone makes of the folder. */
async function expected(base: string): Promise<FileResult[]> {
  const scanner = new FileScanner(setup, parts);
  const results: FileResult[] = [];
  for await (const file of planOf(base)) {
    results.push(isToScan(file) ? resultOf(file, await scanner.scan(file)) : resultWithoutScan(file));
  }
  return results;
}

const reasonsIn = (results: readonly FileResult[]): (readonly [string, string])[] =>
  results.flatMap((result) => ("reason" in result ? [[result.path, result.reason] as const] : []));

describe("a scan in threads", () => {
  let bundle: Bundle;
  let threads: Threads;
  let folder: TestFolder;
  before(() => {
    bundle = faultyThread();
    threads = nodeThreads(bundle.file, { maxOldGenerationSizeMb: 64 });
  });
  after(() => bundle.remove());
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => folder.remove());

  async function scanned(size: number, { budget = 60_000, signal }: { budget?: number; signal?: AbortSignal } = {}) {
    const scan = { threads, setup, options: { size, budget }, scanner: new FileScanner(setup, parts) };
    const results: FileResult[] = [];
    for await (const result of scanInThreads(planOf(folder.path), scan, signal)) results.push(result);
    return results;
  }

  it("gives what one thread gives, in its order, with 1, 2 and 4", async () => {
    for (let at = 0; at < 120; at++)
      folder.write(`d${at % 7}/f${at}.txt`, at % 3 ? "nothing\n".repeat(at) : token.text);
    folder.write("huge.txt", `${"x\n".repeat(6e5)}${token.text}`);
    folder.write("image.bin", "\0");
    folder.write(".tokenward.yml", "rules: { token/github-pat: info }\nignore: [d3/]\n");
    const alone = await expected(folder.path);
    assert.ok(alone.filter((result) => "found" in result && result.found.length > 0).length > 30);
    for (const size of [1, 2, 4]) assert.deepEqual(await scanned(size), alone, `${size} threads`);
  });

  it("is done with nothing at once", async () => assert.deepEqual(await scanned(2), []));

  it("takes thousands of tiny files", async () => {
    for (let at = 0; at < 1200; at++) folder.write(`${at % 10}/${at}.txt`, at % 500 ? "x" : token.text);
    assert.deepEqual(await scanned(2), await expected(folder.path));
  });

  const deaths: Readonly<Record<string, RegExp>> = {
    exit: /^could not be scanned \(its thread ended with 3\)$/,
    memory: /^could not be scanned \(out of memory\)$/,
  };
  for (const [fault, reason] of Object.entries(deaths))
    it(`loses the file that a thread dies of, and no other (${fault})`, async () => {
      for (let at = 0; at < 40; at++) folder.write(`f${at}.txt`, token.text);
      for (const name of ["f11", "f2", "f35"]) folder.write(`${name}.${fault}`, token.text);
      const results = await scanned(2);
      const lost = reasonsIn(results);
      assert.deepEqual(
        lost.map(([path]) => path),
        [`f11.${fault}`, `f2.${fault}`, `f35.${fault}`],
      );
      for (const [, why] of lost) assert.match(why, reason);
      assert.equal(results.filter((result) => "found" in result && result.found.length === 1).length, 40);
    });

  it("gives up a file that takes longer than its budget, and no other", async () => {
    for (let at = 0; at < 40; at++) folder.write(`f${at}.txt`, token.text);
    folder.write("f17.forever", token.text);
    const results = await scanned(2, { budget: 3000 });
    assert.deepEqual(reasonsIn(results), [["f17.forever", "could not be scanned (longer than 3 s)"]]);
    assert.equal(results.length, 41);
  });

  it("ends when it is told to, whatever its threads are at", async () => {
    for (let at = 0; at < 4; at++) folder.write(`${at}.forever`, "x");
    const abort = new AbortController();
    const ended = scanned(2, { signal: abort.signal });
    setTimeout(() => abort.abort(), 300);
    assert.deepEqual(await ended, []);
  });
});
