/** Team configs hold from the nearest upward to the folder's root. */
import assert from "node:assert/strict";
import { ConfigTree } from "../../server/src/workspace/configs.ts";
import { MemoryFiles } from "./memory-host.ts";

describe("the configs of a path", () => {
  const files = new MemoryFiles({
    "/.tokenward.yml": "ignore: [above]\n",
    "/w/.tokenward.yml": "ignore: [outer]\n",
    "/w/src/app/.tokenward.yml": "ignore: [inner]\n",
    "/wide/.tokenward.yml": "ignore: [neighbour]\n",
  });
  const ignores = async (tree: ConfigTree, path: string): Promise<string[]> =>
    (await tree.configsFor(path)).flatMap(({ ignore }) => ignore);

  it("are those above it, outermost first, up to the root and no further", async () => {
    const tree = new ConfigTree(files, "/w");
    assert.deepEqual(await ignores(tree, "/w/src/app/a.ts"), ["outer", "inner"]);
    assert.deepEqual(await ignores(tree, "/w/src/a.ts"), ["outer"]);
    assert.deepEqual(await ignores(tree, "/w/a.ts"), ["outer"]);
  });

  it("know the folder that they lie in", async () => {
    const configs = await new ConfigTree(files, "/w/").configsFor("/w/src/app/a.ts");
    assert.deepEqual(
      configs.map(({ folder }) => folder),
      ["/w", "/w/src/app"],
    );
  });

  it("are none outside the root, though its name begins alike", async () => {
    const tree = new ConfigTree(files, "/w");
    assert.deepEqual(await ignores(tree, "/wide/a.ts"), []);
    assert.deepEqual(await ignores(tree, "/other/a.ts"), []);
  });

  it("are read once, and again after they changed", async () => {
    const changing = new MemoryFiles({ "/w/.tokenward.yml": "ignore: [old]\n" });
    const tree = new ConfigTree(changing, "/w");
    for (const path of ["/w/a", "/w/b", "/w/c"]) assert.deepEqual(await ignores(tree, path), ["old"]);
    assert.equal(changing.reads.length, 1);
    await changing.write("/w/.tokenward.yml", "ignore: [new]\n");
    tree.invalidate();
    assert.deepEqual(await ignores(tree, "/w/a"), ["new"]);
  });

  it("hold as far as they are understood", async () => {
    const odd = new MemoryFiles({ "/w/.tokenward.yml": "ignore: [ok, 5]\nodd: 1\n" });
    const [config] = await new ConfigTree(odd, "/w").configsFor("/w/a");
    assert.deepEqual(config?.ignore, ["ok"]);
    assert.equal(config?.problems.length, 2);
  });
});
