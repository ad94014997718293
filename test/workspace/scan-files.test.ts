/** Scanning a folder: what is read, what is skipped and why, and in which order. */
import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "../../server/src/host/host.ts";
import { nodeFiles } from "../../server/src/host/node-files.ts";
import type { FileResult } from "../../server/src/workspace/result.ts";
import { type ScanRequest, scanFiles } from "../../server/src/workspace/scan-files.ts";
import { builtinCatalogue } from "../builtin.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { mintedOf } from "../scratch.ts";
import { MemoryFiles, memoryHost } from "./memory-host.ts";

const RULE = "token/github-pat";
const token = mintedOf(RULE, 3);

const requestFor = (base: string, more: Partial<ScanRequest> = {}): ScanRequest => ({
  roots: [base],
  base,
  honourIgnoreFiles: true,
  maxFileSize: 1000,
  useConfig: true,
  minConfidence: "low",
  fingerprints: { key: { scope: "run", bytes: new Uint8Array(32) }, countingOnly: true },
  ...more,
});

async function results(base: string, more: Partial<ScanRequest> = {}, files: Files = nodeFiles) {
  const found: FileResult[] = [];
  for await (const result of scanFiles(requestFor(base, more), memoryHost(files), builtinCatalogue)) found.push(result);
  return found;
}

const findingsOf = (found: readonly FileResult[]) =>
  found.flatMap((result) => ("found" in result ? result.found.map(({ finding }) => finding) : []));
const reasons = (found: readonly FileResult[]): Record<string, string> =>
  Object.fromEntries(found.flatMap((result) => ("reason" in result ? [[result.path, result.reason]] : [])));

describe("a scan of files", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder({ "src/a.txt": token.text, "b.txt": "nothing here\n" });
  });
  afterEach(() => folder.remove());

  it("gives each file's findings, with paths relative to the base", async () => {
    const found = await results(folder.path);
    assert.deepEqual(
      found.map(({ path }) => path),
      ["b.txt", "src/a.txt"],
    );
    const [finding, ...rest] = findingsOf(found);
    assert.deepEqual([finding?.ruleId, finding?.path, rest.length], [RULE, "src/a.txt", 0]);
    assert.equal("bytes" in found[1]! && found[1].bytes, Buffer.byteLength(token.text));
  });

  it("comes in the same order each time", async () => {
    for (const name of ["z", "a1", "a10", "a2", "src/0"]) folder.write(name, "x");
    const paths = async (): Promise<string[]> => (await results(folder.path)).map(({ path }) => path);
    assert.deepEqual(await paths(), await paths());
    assert.deepEqual(await paths(), [...(await paths())].sort());
  });

  it("says what it did not read, and why", async () => {
    folder.write("big.txt", "x".repeat(1001));
    folder.write("fits.txt", "x".repeat(1000));
    folder.write("image.png", "\0\0");
    symlinkSync("b.txt", join(folder.path, "link"));
    const why = reasons(await results(folder.path));
    assert.deepEqual(Object.keys(why), ["big.txt", "image.png", "link"]);
    assert.match(why["big.txt"]!, /larger than/);
    assert.equal(why["image.png"], "binary");
    assert.match(why.link!, /link/);
  });

  it("goes on past a file that cannot be read, or is gone", async () => {
    const files = new MemoryFiles({ "/w/a": "x", "/w/b": "x", "/w/c": token.text });
    const failing: Files = {
      look: (path) => files.look(path),
      walk: (root) => files.walk(root),
      write: (path, text) => files.write(path, text),
      read: (path) => files.read(path),
      reader: () => (path) => {
        if (path === "/w/a") throw Object.assign(new Error("no"), { code: "EACCES" });
        return path === "/w/b" ? undefined : files.reader()(path);
      },
    };
    const found = await results("/w", {}, failing);
    assert.deepEqual(reasons(found), { a: "could not be read (EACCES)", b: "gone before it was read" });
    assert.equal(findingsOf(found).length, 1);
  });

  it("passes on what a walk could not read", async () => {
    const files = new MemoryFiles({});
    files.unread.push({ path: "/w/closed", reason: "could not be listed (EACCES)" });
    assert.deepEqual(reasons(await results("/w", {}, files)), { closed: "could not be listed (EACCES)" });
  });

  it("reads text in UTF-16", async () => {
    const files = new MemoryFiles({ "/w/a.txt": Buffer.from(`\uFEFF${token.text}`, "utf16le") });
    assert.equal(findingsOf(await results("/w", {}, files)).length, 1);
  });

  it("stops where it is told to, without an error", async () => {
    const abort = new AbortController();
    let seen = 0;
    for await (const _ of scanFiles(requestFor(folder.path), memoryHost(nodeFiles), builtinCatalogue, abort.signal)) {
      seen++;
      abort.abort();
    }
    assert.equal(seen, 1);
  });

  it("leaves out what configs ignore, the innermost having the last word", async () => {
    folder.write(".tokenward.yml", "ignore: [src/, '*.snap']\n");
    folder.write("x.snap", token.text);
    folder.write("lib/.tokenward.yml", "ignore: ['!kept.snap']\n");
    folder.write("lib/kept.snap", "x");
    folder.write("lib/other.snap", token.text);
    const paths = (await results(folder.path)).map(({ path }) => path);
    assert.ok(!paths.some((path) => path.startsWith("src/")));
    assert.ok(!paths.includes("x.snap"));
    assert.ok(!paths.includes("lib/other.snap"));
    assert.ok(paths.includes("lib/kept.snap"));
  });

  it("gives findings the levels of the configs above their file", async () => {
    folder.write("src/deep/c.txt", token.text);
    folder.write(".tokenward.yml", `rules: { ${RULE}: info }\n`);
    folder.write("src/deep/.tokenward.yml", "rules: { 'token/*': off }\n");
    const found = findingsOf(await results(folder.path));
    assert.deepEqual(
      found.map(({ path, severity }) => [path, severity]),
      [["src/a.txt", "info"]],
    );
  });

  it("keeps what is sure enough, of the rules that are asked for", async () => {
    const [finding] = findingsOf(await results(folder.path, { minConfidence: "high", only: [RULE] }));
    assert.deepEqual([finding?.ruleId, finding?.confidence], [RULE, "high"]);
    assert.deepEqual(findingsOf(await results(folder.path, { only: ["token/generic-password"] })), []);
    folder.write("test/fixtures/a.txt", token.text);
    const doubted = async (minConfidence: "high" | "low") =>
      findingsOf(await results(folder.path, { minConfidence })).filter(({ path }) => path.startsWith("test/")).length;
    assert.deepEqual([await doubted("high"), await doubted("low")], [0, 1]);
  });

  it("gives equal values equal fingerprints, and no value", async () => {
    folder.write("c.txt", token.text);
    const found = (await results(folder.path)).flatMap((result) => ("found" in result ? result.found : []));
    assert.equal(new Set(found.map(({ fingerprint }) => fingerprint)).size, 1);
    assert.equal(found.length, 2);
    assert.ok(!JSON.stringify(found).includes(token.value.slice(4, 30)));
    for (const { finding } of found) assert.ok(!("secret" in finding));
  });

  it("tells a missing root before anything is scanned", async () => {
    const seen: FileResult[] = [];
    const request = requestFor(folder.path, { roots: [folder.path, join(folder.path, "none")] });
    const scanning = async (): Promise<void> => {
      for await (const result of scanFiles(request, memoryHost(nodeFiles), builtinCatalogue)) seen.push(result);
    };
    await assert.rejects(scanning(), { code: "ENOENT" });
    assert.deepEqual(seen, []);
  });

  it("minds no config where it is told so", async () => {
    folder.write(".tokenward.yml", "ignore: [src/]\nrules: { 'token/*': off }\n");
    assert.equal(findingsOf(await results(folder.path, { useConfig: false })).length, 1);
  });
});
