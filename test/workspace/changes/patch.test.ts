/** Patches, as git and others write them, and as nobody should. */
import assert from "node:assert/strict";
import { readPatch } from "../../../server/src/workspace/changes/patch.ts";

const header = "diff --git a/x.js b/x.js\nindex 1..2 100644\n--- a/x.js\n+++ b/x.js\n";

describe("readPatch", () => {
  it("puts each line where it stands in its file", () => {
    const [file] = readPatch(`${header}@@ -2,3 +3,2 @@ function\n same\n-gone\n-too\n+come\n@@ -9 +9,0 @@\n-last\n`);
    assert.deepEqual(file, {
      before: { path: "x.js", text: ["", "same", "gone", "too", "", "", "", "", "last"].join("\n") },
      after: { path: "x.js", text: ["", "", "same", "come", "", "", "", ""].join("\n") },
    });
  });

  it("takes removed and added lines that look like headers for what they are", () => {
    const [file, ...others] = readPatch(`${header}@@ -1,2 +1,2 @@\n--- a/y\n-two\n+++ b/y\n+two\n`);
    assert.deepEqual([file?.before?.text, file?.after?.text, others], ["-- a/y\ntwo", "++ b/y\ntwo", []]);
  });

  const names: Record<string, [string, string | undefined, string | undefined]> = {
    "git's new file": ["diff --git a/n b/n\nnew file mode 100644\n--- /dev/null\n+++ b/n\n", undefined, "n"],
    "git's deleted file": ["diff --git a/n b/n\ndeleted file mode 100644\n--- a/n\n+++ /dev/null\n", "n", undefined],
    "an empty new file": ["diff --git a/n b/n\nnew file mode 100644\nindex 0..1\n", undefined, "n"],
    "a mere rename": ["diff --git a/o b/n\nsimilarity index 100%\nrename from o o\nrename to n n\n", "o o", "n n"],
    "quoted names": ['--- "a/\\303\\244\\t\\"b"\n+++ "b/\\303\\244\\t\\"b"\n', 'ä\t"b', 'ä\t"b'],
    "a plain patch with times": ["--- old/x.c\t2024-01-01\n+++ new/x.c\t2024-01-02\n", "old/x.c", "new/x.c"],
    "names without prefix": ["--- x.c\n+++ x.c\n", "x.c", "x.c"],
    "Windows lines": ["--- a/x.c\r\n+++ b/x.c\r\n", "x.c", "x.c"],
  };
  for (const [what, [patch, before, after]] of Object.entries(names))
    it(`reads ${what}`, () => {
      const [file, ...others] = readPatch(`From: someone\n\n${patch}`);
      assert.deepEqual([file?.before?.path, file?.after?.path, others], [before, after, []]);
    });

  const unread: Record<string, [string, RegExp]> = {
    "binary files": ["diff --git a/i b/i\nindex 1..2\nBinary files a/i and b/i differ\n", /binary/],
    links: ["diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+x\n", /link/],
    merges: ["diff --cc m\nindex 1,2..3\n--- a/m\n+++ b/m\n@@@ -1,1 -1,1 +1,1 @@@\n++x\n", /merge/],
    "absurd lines": [`${header}@@ -1 +999999999999 @@\n+x\n`, /beyond/],
  };
  for (const [what, [patch, reason]] of Object.entries(unread))
    it(`says that it does not read ${what}`, () => {
      assert.match(readPatch(patch)[0]?.reason ?? "", reason);
    });

  it("finds nothing in what is no patch, or is cut", () => {
    assert.deepEqual(readPatch(""), []);
    assert.deepEqual(readPatch("@@ -1 +1 @@\n-a\n+b\n"), []);
    assert.equal(readPatch(`${header}@@ -1,5 +1,5 @@\n a\n-b`)[0]?.before?.text, "a\nb");
  });
});
