/** The cache folder on disk: for the user alone, whole or not there, and never larger than it may be. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { cacheFolderOf, nodeCache } from "../../server/src/host/node-cache.ts";
import { TestFolder } from "../lsp/workspace.ts";

const nameOf = (digit: string): string => `results-${digit.repeat(32)}`;
const NAME = nameOf("a");
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("the cache folder", () => {
  let folder: TestFolder;
  let path: string;
  beforeEach(() => {
    folder = new TestFolder();
    path = join(folder.path, "cache/tokenward");
  });
  afterEach(() => folder.remove());
  const textOf = async (name = NAME): Promise<string | undefined> => {
    const kept = await nodeCache(path).read(name);
    return kept && ("reason" in kept ? `! ${kept.reason}` : Buffer.from(kept.bytes).toString());
  };
  const write = (text: string, name = NAME): Promise<string | undefined> => nodeCache(path).write(name, bytes(text));
  const age = (name: string, days: number): void => {
    const then = new Date(Date.now() - days * 24 * 3600e3);
    utimesSync(join(path, name), then, then);
  };

  it("gives back what was written, and nothing where nothing was", async () => {
    assert.equal(await textOf(), undefined);
    assert.equal(await write("one"), undefined);
    assert.equal(await write("two"), undefined);
    assert.equal(await textOf(), "two");
    assert.deepEqual(readdirSync(path), [NAME]);
  });

  it("is the user's alone", async () => {
    await write("one");
    assert.equal(statSync(path).mode & 0o777, 0o700);
    assert.equal(statSync(join(path, NAME)).mode & 0o777, 0o600);
    chmodSync(join(path, NAME), 0o640);
    assert.match((await textOf())!, /^! others may read/);
    await write("two");
    assert.equal(await textOf(), "two");
  });

  it("trusts no file that is damaged, cut, foreign, a link or a folder", async () => {
    await write("some text");
    const whole = readFileSync(join(path, NAME));
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1;
      writeFileSync(join(path, NAME), changed);
      assert.match((await textOf())!, /^! /, `byte ${at}`);
      writeFileSync(join(path, NAME), whole.subarray(0, at));
      assert.match((await textOf())!, /^! /, `cut at ${at}`);
    }
    writeFileSync(join(path, nameOf("b")), whole, { mode: 0o600 });
    symlinkSync(nameOf("b"), join(path, nameOf("c")));
    assert.match((await textOf(nameOf("c")))!, /^! /);
    mkdirSync(join(path, nameOf("d")));
    assert.match((await textOf(nameOf("d")))!, /^! /);
  });

  it("says why it cannot be written to", async () => {
    folder.write("cache", "a file");
    assert.match((await write("one"))!, /cannot be written to \(\w+\)/);
  });

  it("loses what nobody used for long, drafts of a crash sooner, and nothing that is not its own", async () => {
    await write("one");
    for (const name of [nameOf("b"), nameOf("c"), `${NAME}.${"0".repeat(16)}.draft`, "other", "results-x"])
      writeFileSync(join(path, name), "x", { mode: 0o600 });
    age(nameOf("b"), 31);
    age(nameOf("c"), 29);
    age(`${NAME}.${"0".repeat(16)}.draft`, 1);
    age("other", 400);
    age("results-x", 400);
    await write("two");
    assert.deepEqual(readdirSync(path).sort(), ["other", NAME, nameOf("c"), "results-x"].sort());
  });

  it("notes that it is used, so that it is not lost", async () => {
    await write("one");
    age(NAME, 20);
    assert.equal(await textOf(), "one");
    assert.ok(Date.now() - statSync(join(path, NAME)).mtimeMs < 3600e3);
  });

  it("is whole whoever writes at the same time", async () => {
    const script = `
      import { nodeCache } from ${JSON.stringify(join(import.meta.dirname, "../../server/src/host/node-cache.ts"))};
      const cache = nodeCache(${JSON.stringify(path)});
      const text = process.argv[1].repeat(100_000);
      for (let left = 30; left > 0; left--) {
        const fault = await cache.write(${JSON.stringify(NAME)}, Buffer.from(text));
        const kept = await cache.read(${JSON.stringify(NAME)});
        if (fault || !kept || !("bytes" in kept)) { console.error(fault ?? kept?.reason); process.exit(1); }
      }`;
    const run = (letter: string): Promise<number | null> =>
      new Promise((resolve) =>
        spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script, letter], {
          stdio: ["ignore", "ignore", "inherit"],
        }).once("exit", resolve),
      );
    assert.deepEqual(await Promise.all(["a", "b", "c"].map(run)), [0, 0, 0]);
    assert.match((await textOf())!, /^(a{100000}|b{100000}|c{100000})$/);
    assert.deepEqual(readdirSync(path), [NAME]);
  });

  it("lies where the system keeps such things", () => {
    assert.equal(cacheFolderOf("linux", { XDG_CACHE_HOME: "/x" }, "/home/ada"), "/x/tokenward");
    assert.equal(cacheFolderOf("linux", { XDG_CACHE_HOME: "relative" }, "/home/ada"), "/home/ada/.cache/tokenward");
    assert.equal(cacheFolderOf("linux", {}, "/home/ada"), "/home/ada/.cache/tokenward");
    assert.equal(cacheFolderOf("darwin", {}, "/Users/ada"), "/Users/ada/Library/Caches/tokenward");
    assert.equal(cacheFolderOf("win32", { LOCALAPPDATA: "C:\\L" }, "C:\\U"), "C:\\L\\tokenward\\Cache");
    assert.equal(existsSync(path), false);
  });
});
