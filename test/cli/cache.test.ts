/** The bundled command line keeps results for the next scan, outside the workspace, and writes the same with and without. */
import assert from "node:assert/strict";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TestFolder } from "../lsp/workspace.ts";
import { mintedOf, tokenward } from "../scratch.ts";

const token = mintedOf("token/github-pat", 3);

describe("tokenward scan with the cache", () => {
  let folder: TestFolder;
  let home: TestFolder;
  beforeEach(() => {
    folder = new TestFolder({ "a.txt": `${token.text}\n`, "b/c.txt": "nothing here\n", "d.bin": "\0" });
    home = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
    home.remove();
  });
  const run = (...args: string[]) =>
    tokenward(folder.path, ["scan", "--format", "json", ...args], { env: { XDG_CACHE_HOME: home.path } });
  const key = (): string[] => {
    writeFileSync(join(home.path, "key"), "0123456789abcdef");
    return ["--fingerprint-key-file", join(home.path, "key")];
  };
  const report = (text: string): string => text.replace(/"milliseconds": \d+/, "");
  const kept = (): string[] => readdirSync(join(home.path, "tokenward"));

  it("writes the same, keeps one file for the user alone, and nothing in the workspace", () => {
    const before = readdirSync(folder.path, { recursive: true });
    const without = run("--no-cache", ...key());
    assert.ok(!readdirSync(home.path).includes("tokenward"));
    for (let times = 3; times > 0; times--) {
      const cached = run(...key());
      assert.equal(report(cached.stdout), report(without.stdout));
      assert.deepEqual([cached.status, cached.stderr], [1, ""]);
    }
    const [name, ...others] = kept();
    assert.deepEqual(others, []);
    assert.equal(statSync(join(home.path, "tokenward", name!)).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder.path, { recursive: true }), before);
  });

  it("says a word where the cache is damaged, and goes on", () => {
    const first = run(...key());
    writeFileSync(join(home.path, "tokenward", kept()[0]!), "something else");
    const again = run(...key());
    assert.match(again.stderr, /^tokenward: the cache of results is made anew: /);
    assert.equal(report(again.stdout), report(first.stdout));
    assert.equal(run(...key()).stderr, "");
  });
});
