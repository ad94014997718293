/** The key of fingerprints is chosen in the order that the design says. */
import assert from "node:assert/strict";
import type { GitFacts } from "../../server/src/host/host.ts";
import { fingerprintKeyFor } from "../../server/src/workspace/fingerprint-key.ts";
import { MemoryFiles, memoryHost } from "./memory-host.ts";

const SALT = "a salt of the team";

describe("the key of fingerprints", () => {
  const git: Partial<GitFacts> = { root: async () => "/w", rootCommit: async () => "c0ffee" };
  const keyOf = async (folder: string | undefined, files: Record<string, string>, facts: Partial<GitFacts>) => {
    const { scope, bytes } = await fingerprintKeyFor(folder, memoryHost(new MemoryFiles(files), facts));
    return [scope, Buffer.from(bytes).toString()] as const;
  };

  it("is the team's salt before all, which lies at the root of the work tree", async () => {
    const files = { "/w/.tokenward/salt": SALT, "/w/sub/.tokenward/salt": "another" };
    assert.deepEqual(await keyOf("/w", files, git), ["repository", SALT]);
    assert.deepEqual(await keyOf("/w/sub", files, git), ["repository", SALT]);
    assert.deepEqual(await keyOf("/x", { "/x/.tokenward/salt": SALT }, {}), ["repository", SALT]);
  });

  it("is the first commit's id where there is no salt, or an empty one", async () => {
    assert.deepEqual(await keyOf("/w", {}, git), ["repository", "c0ffee"]);
    assert.deepEqual(await keyOf("/w", { "/w/.tokenward/salt": "" }, git), ["repository", "c0ffee"]);
  });

  it("is made for the run where neither is known, another each time", async () => {
    const host = memoryHost(new MemoryFiles({}));
    const keys = [await fingerprintKeyFor("/w", host), await fingerprintKeyFor(undefined, host)];
    for (const { scope, bytes } of keys) assert.deepEqual([scope, bytes.length], ["run", 32]);
    assert.notDeepEqual(keys[0]!.bytes, keys[1]!.bytes);
  });
});
