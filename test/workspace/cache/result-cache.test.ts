/** The cache of results says of a file what is certain, and nothing else. */
import assert from "node:assert/strict";
import type { FingerprintedFinding } from "../../../server/src/engine/inventory.ts";
import type { CacheFolder, FileStamp } from "../../../server/src/host/host.ts";
import { type CacheScope, ResultCache } from "../../../server/src/workspace/cache/result-cache.ts";

const scope: CacheScope = { base: "/work", build: "one", kinds: "tokens" };
const everything = (): boolean => true;
const nothing = (): boolean => false;
/** In milliseconds since 1970. */
const NOW = 1_800_000_000_000;
const stampAt = (time: number, more: Partial<FileStamp> = {}): FileStamp => ({
  size: 10,
  modified: BigInt(time) * 1_000_000n,
  changed: BigInt(time) * 1_000_000n,
  inode: 7n,
  ...more,
});
const settled = stampAt(NOW - 60_000);

class MemoryCache implements CacheFolder {
  readonly files = new Map<string, Uint8Array>();
  writes = 0;
  fault: string | undefined;

  async read(name: string) {
    if (this.fault) return { reason: this.fault };
    const bytes = this.files.get(name);
    return bytes && { bytes };
  }
  async write(name: string, bytes: Uint8Array) {
    this.writes++;
    this.files.set(name, bytes);
    return this.fault;
  }
  hash = (): Uint8Array => new Uint8Array(16);
  random = (length: number): Uint8Array => new Uint8Array(length).fill(5);
}

describe("the cache of results", () => {
  let folder: MemoryCache;
  const open = (more: Partial<typeof scope> = {}, now = NOW): Promise<ResultCache> =>
    ResultCache.open(folder, { ...scope, ...more }, new Date(now));
  const reopened = async (fill: (cache: ResultCache) => void): Promise<ResultCache> => {
    const cache = await open();
    fill(cache);
    await cache.save(new Date(NOW), everything);
    return open();
  };
  beforeEach(() => {
    folder = new MemoryCache();
  });

  it("knows a file again by its stamp, and why it was not scanned", async () => {
    const cache = await reopened((first) => {
      first.keep("a", { stamp: settled });
      first.keep("b", { stamp: settled, reason: "binary" });
    });
    assert.deepEqual(cache.look("a", settled, "v"), {});
    assert.deepEqual(cache.look("b", settled, "v"), { reason: "binary" });
    assert.equal(cache.look("c", settled, "v"), undefined);
  });

  it("knows no file whose stamp is another in anything", async () => {
    const cache = await reopened((first) => first.keep("a", { stamp: settled }));
    for (const more of [{ size: 11 }, { modified: 1n }, { changed: 1n }, { inode: 8n }])
      assert.equal(cache.look("a", { ...settled, ...more }, "v"), undefined);
  });

  it("asks for the content where the stamp is another, or the file was changed so shortly before that it may have been again", async () => {
    const content = new Uint8Array(16).fill(3);
    const times = [NOW - 1000, NOW, NOW + 60_000].map((time) => stampAt(time));
    const restored = stampAt(NOW - 60_000, { changed: BigInt(NOW) * 1_000_000n });
    for (const stamp of [...times, restored]) {
      const cache = await reopened((first) => first.keep("a", { stamp, content }));
      assert.deepEqual(cache.look("a", stamp, "v"), { content });
    }
    const cache = await reopened((first) => {
      first.keep("a", { stamp: settled, content });
      first.keep("b", { stamp: stampAt(NOW) });
    });
    assert.deepEqual(cache.look("a", stampAt(NOW - 50_000), "v"), { content });
    assert.equal(
      cache.look("a", stampAt(NOW - 50_000, { size: 9 }), "v"),
      undefined,
      "of another length it has other content",
    );
    assert.equal(cache.look("b", stampAt(NOW), "v"), undefined, "there is no hash to go by");
  });

  it("knows findings as long as what they depend on is the same, and none of them has expired", async () => {
    const finding = { ruleId: "token/a", masked: "a...z" } as FingerprintedFinding["finding"];
    const list = [{ finding, fingerprint: "00" }];
    const expiring = [
      ...list,
      { finding: { ...finding, expires: new Date(NOW + 1000).toISOString() }, fingerprint: "01" },
    ];
    await reopened((first) => {
      first.keep("a", { stamp: settled, found: { variant: "v", list } });
      first.keep("b", { stamp: settled, found: { variant: "v", list: expiring } });
    });
    const cache = await open();
    assert.deepEqual(cache.look("a", settled, "v"), { found: { variant: "v", list } });
    assert.equal(cache.look("a", settled, "w"), undefined);
    assert.deepEqual(cache.look("b", settled, "v")?.found?.list, expiring);
    const later = await open({}, NOW + 1000);
    assert.ok(later.look("a", settled, "v"));
    assert.equal(later.look("b", settled, "v"), undefined);
  });

  it("is made anew by another build, for another folder or kind of rules, and by a clock that went back", async () => {
    const fill = (first: ResultCache): void => first.keep("a", { stamp: settled });
    assert.ok((await reopened(fill)).look("a", settled, "v"));
    for (const other of [
      await open({ build: "two" }),
      await open({ base: "/other" }),
      await open({ kinds: "all" }),
      await open({}, NOW - 1),
    ]) {
      assert.equal(other.look("a", settled, "v"), undefined);
      assert.deepEqual(other.remarks, []);
    }
  });

  it("says a word where what is kept cannot be read or is none of its own, and goes on", async () => {
    await reopened((first) => first.keep("a", { stamp: settled }));
    const [name, bytes] = [...folder.files][0]!;
    for (const other of [new Uint8Array(0), bytes.slice(0, bytes.length / 2), new TextEncoder().encode("{}\n")]) {
      folder.files.set(name, other);
      const cache = await open();
      assert.equal(cache.look("a", settled, "v"), undefined);
      assert.match(cache.remarks[0]!, /made anew: it is not one of ours/);
    }
    folder.fault = "it belongs to another user";
    const cache = await open();
    assert.match(cache.remarks[0]!, /made anew: it belongs to another user/);
    cache.keep("a", { stamp: settled });
    await cache.save(new Date(NOW), everything);
    assert.match(cache.remarks[1]!, /could not be kept/);
  });

  it("forgets what a scan did not come upon where it should have, and keeps the rest", async () => {
    const cache = await reopened((first) => {
      for (const path of ["src/a", "src/b", "test/c"]) first.keep(path, { stamp: settled });
    });
    cache.look("src/a", settled, "v");
    await cache.save(new Date(NOW), (path) => path.startsWith("src/"));
    const again = await open();
    assert.ok(again.look("src/a", settled, "v") && again.look("test/c", settled, "v"));
    assert.equal(again.look("src/b", settled, "v"), undefined);
  });

  it("is written only where something changed", async () => {
    const cache = await reopened((first) => first.keep("a", { stamp: settled }));
    assert.equal(folder.writes, 1);
    cache.look("a", settled, "v");
    await cache.save(new Date(NOW), everything);
    await (await open()).save(new Date(NOW), nothing);
    assert.equal(folder.writes, 1);
    await (await open()).save(new Date(NOW), everything);
    assert.equal(folder.writes, 2, "the file is gone");
  });

  it("holds nothing but paths, stamps, reasons and hashes", async () => {
    await reopened((first) => first.keep("a", { stamp: settled, content: new Uint8Array(16).fill(65) }));
    const text = new TextDecoder("latin1").decode([...folder.files.values()][0]);
    const printable = text.replaceAll(/[^ -~]+/g, " ");
    assert.match(
      printable,
      /^\{"base":"\/work","build":"one","kinds":"tokens","version":1,"time":1800000000000,"key":"(?:05){32}"\}/,
    );
    assert.match(printable, /\{"reasons":\[\],"count":1,"found":\[\]\}[^{}]*A{16} a$/);
  });
});
