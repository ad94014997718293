/** A scan with the cache gives what it gives without, whatever happened to the files meanwhile, and reads no more than it must. */
import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { CacheFolder, Host } from "../../../server/src/host/host.ts";
import { createNodeHost } from "../../../server/src/host/node.ts";
import { nodeCache } from "../../../server/src/host/node-cache.ts";
import { ResultCache } from "../../../server/src/workspace/cache/result-cache.ts";
import type { FileResult } from "../../../server/src/workspace/result.ts";
import { type ScanRequest, scanFiles } from "../../../server/src/workspace/scan-files.ts";
import { builtinCatalogue } from "../../builtin.ts";
import { TestFolder } from "../../lsp/workspace.ts";
import { mintedOf } from "../../scratch.ts";
import { forSeedsAsync, pick } from "../../texts.ts";

const strong = mintedOf("token/github-pat", 5).text;
const weak = mintedOf("token/generic-password", 5).text;
const low = `${mintedOf("token/github-pat", 6).text} # tokenward-ignore token/github-pat -- a sample`;
const TEXTS = [strong, weak, low, `${strong}\n${weak}\n`, "nothing here\n", "", "\0binary", "x".repeat(2000)];
const lasting = { key: { scope: "repository", bytes: new Uint8Array(32).fill(1) }, countingOnly: false } as const;
/** What file systems may need to tell two times apart, in milliseconds. */
const TICK = 25;

describe("a scan with the cache", () => {
  let folder: TestFolder;
  let home: TestFolder;
  /** Names of files that were read, since last asked. */
  let reads: string[];
  const machine = createNodeHost(() => false);
  let host: Host & { readonly cache: CacheFolder };
  beforeEach(() => {
    folder = new TestFolder();
    home = new TestFolder();
    reads = [];
    const read = machine.files.reader();
    const reader = () => (path: string) => {
      reads.push(path.slice(folder.path.length + 1));
      return read(path);
    };
    const { threads: _, ...rest } = machine;
    host = { ...rest, files: { ...machine.files, reader }, cache: nodeCache(home.path) };
  });
  afterEach(() => {
    folder.remove();
    home.remove();
  });

  const requestOf = (more: Partial<ScanRequest>): ScanRequest => ({
    ...{ roots: [folder.path], base: folder.path, honourIgnoreFiles: true, maxFileSize: 1500, useConfig: true },
    ...{ minConfidence: "low", fingerprints: lasting },
    ...more,
  });
  async function results(more: Partial<ScanRequest>): Promise<FileResult[]> {
    const found: FileResult[] = [];
    for await (const result of scanFiles(requestOf(more), host, builtinCatalogue)) found.push(result);
    return found;
  }
  /** @param later the scan takes place so much later, in milliseconds */
  async function cached(later: number, more: Partial<ScanRequest> = {}, build = "one"): Promise<FileResult[]> {
    const now = new Date(Date.now() + later);
    const cache = await ResultCache.open(host.cache, { base: folder.path, build, kinds: "tokens" }, now);
    const found = await results({ ...more, cache });
    await cache.save(now, () => true);
    assert.deepEqual(cache.remarks, []);
    return found;
  }
  async function read(work: Promise<unknown>): Promise<string[]> {
    reads = [];
    await work;
    return reads;
  }
  const SETTLED = 10_000;

  it("reads nothing the second time where nothing changed, and finds the same", async () => {
    for (const [at, text] of TEXTS.entries()) folder.write(`src/${at}.txt`, text);
    const first = await cached(SETTLED);
    assert.ok(first.some((result) => "found" in result && result.found.length > 0));
    reads = [];
    assert.deepEqual(await cached(SETTLED), first);
    assert.deepEqual(reads, []);
    assert.deepEqual(await results({}), first);
  });

  it("reads what changed in the last moments before it again, and scans no clean file of the same content", async () => {
    for (const [at, text] of TEXTS.entries()) folder.write(`src/${at}.txt`, text);
    const first = await cached(0);
    assert.equal((await read(cached(0))).length, TEXTS.length - 1, "all but the one that is too large");
    assert.deepEqual(await cached(0), first);
  });

  it("reads the one file that changed", async () => {
    for (const name of ["a", "b", "c"]) folder.write(`${name}.txt`, "nothing\n");
    await cached(SETTLED);
    await wait(TICK);
    folder.write("b.txt", strong);
    assert.deepEqual(await read(cached(SETTLED)), ["b.txt"]);
    assert.deepEqual(await read(cached(SETTLED)), []);
  });

  it("minds a change that leaves size and time of change of the content as they were", async () => {
    folder.write("a.txt", "x".repeat(strong.length));
    const path = join(folder.path, "a.txt");
    const { atime, mtime } = statSync(path);
    await cached(SETTLED);
    await wait(TICK);
    writeFileSync(path, strong);
    utimesSync(path, atime, mtime);
    assert.deepEqual(await cached(SETTLED), await results({}));
    assert.equal((await cached(SETTLED)).flatMap((result) => ("found" in result ? result.found : [])).length, 1);
  });

  it("finds anew where settings, configs, keys or the build are others, and has clean files in common", async () => {
    for (const [at, text] of TEXTS.entries()) folder.write(`${at}.txt`, text);
    await cached(SETTLED);
    const salted = { ...lasting, key: { scope: "repository", bytes: new Uint8Array(32).fill(2) } } as const;
    for (const more of [{ fingerprints: salted }, { minConfidence: "high" }, { only: ["token/github-pat"] }] as const) {
      const without = await results(more);
      assert.deepEqual(await read(cached(SETTLED, more)), ["0.txt", "1.txt", "3.txt"], JSON.stringify(more));
      assert.deepEqual(await cached(SETTLED, more), without);
    }
    await cached(SETTLED);
    folder.write(".tokenward.yml", "rules:\n  token/github-pat: info\n");
    assert.deepEqual(await cached(SETTLED), await results({}));
    assert.equal((await read(cached(SETTLED, {}, "two"))).length, TEXTS.length, "all, and the config");
  });

  it("keeps no quick hash of what could be guessed", async () => {
    folder.write("weak.txt", weak);
    folder.write("strong.txt", strong);
    const counting = { ...lasting, countingOnly: true };
    const fingerprints = (results: readonly FileResult[]) =>
      results.flatMap((result) =>
        "found" in result ? result.found.map((one) => ("fingerprint" in one ? one.fingerprint : "")) : [],
      );
    folder.write("weak-too.txt", weak);
    const first = fingerprints(await cached(SETTLED, { fingerprints: counting }));
    assert.equal(new Set(first).size, 2);
    const kept = readdirSync(home.path).map((name) => readFileSync(join(home.path, name), "latin1"));
    for (const [at, one] of first.entries())
      assert.equal(kept.join("").includes(one), at === 0, "only the strong one's");
    reads = [];
    const second = fingerprints(await cached(SETTLED, { fingerprints: counting }));
    assert.deepEqual(reads, []);
    assert.equal(new Set(second).size, 2, "equal values are counted once");
    for (const [at, fingerprint] of first.entries()) assert.equal(second[at] === fingerprint, at === 0, "strong alone");
    folder.write("new.txt", weak);
    reads = [];
    assert.equal(new Set(fingerprints(await cached(SETTLED, { fingerprints: counting }))).size, 2);
    assert.deepEqual(reads.sort(), ["new.txt", "weak-too.txt", "weak.txt"], "what is new may be what was counted");
  });

  it("gives what a scan without it gives, after anything that may happen to files", () =>
    forSeedsAsync(3, async (random) => {
      const NAMES = ["a.txt", "b.txt", "src/c.ts", "src/d.env", "src/e/f.py"];
      const path = (): string => join(folder.path, pick(NAMES, random));
      const events: (() => void)[] = [
        () => folder.write(pick(NAMES, random), pick(TEXTS, random)),
        () => folder.remove(pick(NAMES, random)),
        () => {
          const [from, to] = [path(), path()];
          if (existsSync(from) && existsSync(join(to, ".."))) renameSync(from, to);
        },
        () => {
          const touched = path();
          const past = new Date(Date.now() - 1e9 * random());
          if (existsSync(touched)) utimesSync(touched, past, past);
        },
        () => {
          const file = path();
          if (existsSync(file)) chmodSync(file, pick([0o600, 0o644], random));
        },
        () => folder.write(".gitignore", pick(["a.txt\n", "src/\n", ""], random)),
        () => folder.write(".tokenward.yml", pick(["ignore: [b.txt]\n", "rules: { token/*: info }\n", ""], random)),
      ];
      for (const name of NAMES) folder.write(name, pick(TEXTS, random));
      for (let step = 0; step < 12; step++) {
        await wait(TICK);
        for (let left = 1 + Math.floor(random() * 3); left > 0; left--) pick(events, random)();
        const later = pick([0, SETTLED], random);
        assert.deepEqual(await cached(later), await results({}), `step ${step}`);
      }
    }));
});
