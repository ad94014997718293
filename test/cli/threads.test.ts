/** The bundled command line with threads: what it writes does not depend on their number. */
import assert from "node:assert/strict";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { mintedOf, tokenward } from "../scratch.ts";

/** Enough work for threads to be started, in files of a megabyte. */
const FILLERS = 24;

describe("tokenward scan --threads", () => {
  let folder: TestFolder;
  before(() => {
    folder = new TestFolder({ "image.png": "\0" });
    const filler = "const nothing = Math.max(1, 2);\n".repeat(31_250);
    for (let at = 0; at < FILLERS; at++) folder.write(`f${at}/filler.js`, filler);
    for (let at = 0; at < 60; at++)
      folder.write(`f${at % FILLERS}/a${at}.js`, `const t = "${mintedOf("token/github-pat", 1 + (at % 7)).value}";\n`);
    // A person chose it: its fingerprint takes the slow hash.
    folder.write("f3/.env.production", `DATABASE_PASSWORD="${mint("[[{alnum:14}]]", seededRandom(5)).text}"\n`);
  });
  after(() => folder.remove());

  const scan = (...args: string[]): string => {
    const { status, stdout, stderr } = tokenward(folder.path, [
      "scan",
      "--no-cache",
      "--fingerprint-key-file",
      "key",
      ...args,
    ]);
    assert.deepEqual([status, stderr], [1, ""]);
    return stdout.replace(/\d+ ms|"milliseconds": \d+/g, "");
  };

  for (const format of ["text", "json", "ndjson", "sarif"])
    it(`writes the same with one as with several (${format})`, () => {
      folder.write("key", "0123456789abcdef");
      const [one, ...others] = ["1", "2", "4"].map((count) => scan("--format", format, "--threads", count));
      for (const other of others) assert.equal(other, one);
      assert.ok(one!.split("token/github-pat").length > 60);
      if (format.endsWith("json")) assert.match(one!, /"fingerprint": ?"[0-9a-f]{20}"/);
    });

  it("is also called --jobs, and takes a number of threads", () => {
    assert.equal(scan("--format", "ndjson", "--jobs", "2"), scan("--format", "ndjson"));
    for (const wrong of ["0", "-1", "two", "1000"])
      assert.equal(tokenward(folder.path, ["scan", "--threads", wrong]).status, 2, wrong);
  });
});
