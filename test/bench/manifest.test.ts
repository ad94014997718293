/** What a corpus is made of. */
import assert from "node:assert/strict";
import { atMost, isSource, mixed, type SourceFile, select } from "../../scripts/bench/corpus/manifest.ts";

const file = (path: string, bytes = 100): SourceFile => ({ path, bytes });
const sources = Array.from({ length: 50 }, (_, at) => file(`package-${at % 5}/src/${at}.ts`, 10 + at));

describe("the manifest of a corpus", () => {
  it("takes source and leaves what scanners leave", () => {
    assert.ok(isSource(file("p-1/src/app.ts")) && isSource(file("p-1/README.md")));
    const left = [
      "p-1/a.png",
      "p-1/a.map",
      "p-1/a.min.js",
      "p-1/package-lock.json",
      "p-1/node_modules/x/a.js",
      "p-1/.ci/a.yml",
    ];
    assert.deepEqual(
      left.filter((path) => isSource(file(path))),
      [],
    );
    assert.ok(!isSource(file("p-1/empty.ts", 0)) && !isSource(file("p-1/huge.ts", 3e6)));
  });

  it("mixes the same way whatever order files come in", () => {
    const order = mixed(sources).map(({ path }) => path);
    assert.deepEqual(
      mixed([...sources].reverse()).map(({ path }) => path),
      order,
    );
    assert.notDeepEqual(
      order,
      sources.map(({ path }) => path),
    );
  });

  it("makes a small corpus out of the beginning of a large one", () => {
    const small = select(sources, { bytes: 200 });
    const large = select(sources, { bytes: 900 });
    assert.deepEqual(large.copies.slice(0, small.copies.length), small.copies);
    assert.ok(small.bytes >= 200 && small.bytes < 300 && small.rounds === 1);
  });

  it("repeats the sources under other folders only when they run out", () => {
    const { copies, rounds } = select(sources, { files: 120 });
    assert.equal(rounds, 3);
    assert.equal(copies.length, 120);
    assert.equal(new Set(copies.map(({ to }) => to)).size, 120);
    assert.deepEqual(copies.filter(({ from, to }) => from === to).length, sources.length);
  });

  it("takes no more of a package than was said", () => {
    const some = atMost([file("a", 60), file("b", 60), file("c", 10)], 100);
    assert.ok(some.reduce((sum, { bytes }) => sum + bytes, 0) <= 100 && some.length > 0);
  });
});
