/** Ledger and audit log as they stand on disk after deeds, merges and crashes. */
import assert from "node:assert/strict";
import { appendFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readAudit } from "../../server/src/lifecycle/audit.ts";
import { readLedger } from "../../server/src/lifecycle/ledger.ts";
import { verify } from "../../server/src/lifecycle/verify.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { git } from "../scratch.ts";
import { accept, accountsIn, fingerprintOf, hashOf, reveal, revoke, write } from "./accounts.ts";

const breaches = (root: string): string[] => verify(accountsIn(root), hashOf).breaches.map(({ message }) => message);
const writers = (root: string): number => verify(accountsIn(root), hashOf).writers;

describe("the accounts", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => folder.remove());

  it("hold one sorted line a token, and one line a deed", async () => {
    await write(folder.path, revoke("b"), accept("a"));
    await write(folder.path, reveal("c"));
    const { ledger, audit } = accountsIn(folder.path);
    const lines = ledger.trimEnd().split("\n");
    assert.equal(lines.length, 3);
    assert.deepEqual(lines.slice(0, 2), [...lines.slice(0, 2)].sort());
    assert.deepEqual(
      readAudit(audit, hashOf).map(({ entry }) => [entry?.seq, entry?.action]),
      [
        [1, "revoked"],
        [2, "accepted"],
        [3, "revealed"],
      ],
    );
    assert.deepEqual(breaches(folder.path), []);
  });

  it("keep the last word of a token, and know that it took the place of another", async () => {
    await write(folder.path, accept("a"));
    await write(folder.path, revoke("a"));
    const { entries } = readLedger(accountsIn(folder.path).ledger, hashOf);
    assert.equal(entries.get(fingerprintOf("a"))?.state, "revoked");
    assert.deepEqual(breaches(folder.path), []);
  });

  it("finish what a crash left pending, whichever step it came to", async () => {
    await write(folder.path, revoke("a"));
    const before = accountsIn(folder.path);
    await write(folder.path, accept("b"), revoke("a", "twice"));
    const after = accountsIn(folder.path);
    const added = after.audit.slice(before.audit.length);
    const pending = pendingFor(folder, before, after);
    for (const cut of [0, 1, 40, added.indexOf("\n"), added.indexOf("\n") + 1, added.length - 1, added.length]) {
      for (const ledger of [before.ledger, after.ledger]) {
        folder.write(".tokenward/audit.jsonl", before.audit + added.slice(0, cut));
        folder.write(".tokenward/ledger.jsonl", ledger);
        folder.write(".tokenward/.pending.json", pending);
        await write(folder.path);
        assert.deepEqual(accountsIn(folder.path), after, `cut at ${cut}`);
        assert.ok(!existsSync(join(folder.path, ".tokenward/.pending.json")));
      }
    }
  });

  it("begin another chain where a copy of the folder goes on beside it", async () => {
    await write(folder.path, revoke("a"));
    const copy = new TestFolder();
    try {
      for (const name of ["ledger.jsonl", "audit.jsonl", ".writer.json"])
        copy.write(`.tokenward/${name}`, folder.read(`.tokenward/${name}`));
      await write(copy.path, revoke("b"));
      assert.equal(writers(copy.path), 2);
      assert.deepEqual(breaches(copy.path), []);
    } finally {
      copy.remove();
    }
  });

  it("write nothing over a line that they cannot read", async () => {
    await write(folder.path, revoke("a"));
    appendFileSync(join(folder.path, ".tokenward/ledger.jsonl"), '{"fingerprint":"x"}\n');
    await assert.rejects(write(folder.path, revoke("b")), /line 3 .*cannot be read/);
  });

  describe("in branches", () => {
    beforeEach(async () => {
      git(folder.path, "init", "-q", "-b", "main");
      await write(folder.path, accept("a"));
      commit();
    });
    const commit = (): void => {
      git(folder.path, "add", ".");
      git(folder.path, "commit", "-qm", "c");
    };

    it("merge without a conflict and stay whole, each branch with its own chain", async () => {
      git(folder.path, "checkout", "-qb", "side");
      await write(folder.path, revoke("b"), accept("c"));
      commit();
      git(folder.path, "checkout", "-q", "main");
      await write(folder.path, revoke("d"));
      await write(folder.path, accept("e"));
      commit();
      git(folder.path, "merge", "-q", "side", "-m", "m");
      assert.deepEqual(breaches(folder.path), []);
      assert.equal(writers(folder.path), 2);
      assert.equal(readLedger(accountsIn(folder.path).ledger, hashOf).entries.size, 5);
      await write(folder.path, revoke("f"));
      assert.deepEqual(breaches(folder.path), []);
      assert.equal(writers(folder.path), 2);
    });

    it("let the graver of two words on one token hold, and tell the log which one was lost", async () => {
      git(folder.path, "checkout", "-qb", "side");
      await write(folder.path, revoke("x"));
      commit();
      git(folder.path, "checkout", "-q", "main");
      await write(folder.path, accept("x"));
      commit();
      git(folder.path, "merge", "-q", "side", "-m", "m");
      assert.equal(
        readLedger(accountsIn(folder.path).ledger, hashOf).entries.get(fingerprintOf("x"))?.state,
        "revoked",
      );
      assert.deepEqual(breaches(folder.path), []);
      await write(folder.path, reveal("x"));
      const { audit } = accountsIn(folder.path);
      assert.deepEqual(
        readAudit(audit, hashOf).flatMap(({ entry }) => (entry?.action === "merged" ? [entry.fingerprint] : [])),
        [fingerprintOf("x")],
      );
      assert.deepEqual(breaches(folder.path), []);
    });

    it("go on with the chain of a branch that is checked out again", async () => {
      git(folder.path, "checkout", "-qb", "side");
      await write(folder.path, revoke("b"));
      commit();
      git(folder.path, "checkout", "-q", "main");
      await write(folder.path, revoke("c"));
      commit();
      git(folder.path, "checkout", "-q", "side");
      await write(folder.path, revoke("d"));
      commit();
      assert.equal(writers(folder.path), 1);
      git(folder.path, "merge", "-q", "main", "-m", "m");
      assert.deepEqual(breaches(folder.path), []);
      assert.equal(writers(folder.path), 2);
    });

    it("read both sides of a conflict that was left in", async () => {
      rmSync(join(folder.path, ".tokenward/.gitattributes"));
      commit();
      git(folder.path, "checkout", "-qb", "side");
      await write(folder.path, revoke("b"));
      rmSync(join(folder.path, ".tokenward/.gitattributes"));
      commit();
      git(folder.path, "checkout", "-q", "main");
      await write(folder.path, revoke("c"));
      rmSync(join(folder.path, ".tokenward/.gitattributes"));
      commit();
      assert.throws(() => git(folder.path, "merge", "-q", "side", "-m", "m"));
      assert.ok(breaches(folder.path).includes("a mark of a merge conflict"));
      assert.equal(readLedger(accountsIn(folder.path).ledger, hashOf).entries.size, 3);
    });
  });

  it("are not written by two at once", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, at) => write(folder.path, revoke(`t${at}`))));
    assert.equal(readAudit(accountsIn(folder.path).audit, hashOf).length, 20);
    assert.deepEqual(breaches(folder.path), []);
  });

  it("take over the lock of a process that is gone", async () => {
    const gone = JSON.stringify({ id: "gone", pid: 2 ** 22 + 1, machine: (await import("node:os")).hostname() });
    folder.write(".tokenward/.lock", gone);
    folder.write(".tokenward/.lock-gone", gone);
    await Promise.all([write(folder.path, revoke("a")), write(folder.path, revoke("b"))]);
    assert.equal(readAudit(accountsIn(folder.path).audit, hashOf).length, 2);
  });

  it("are whole where the folder was moved", async () => {
    await write(folder.path, revoke("a"));
    const moved = new TestFolder();
    try {
      renameSync(join(folder.path, ".tokenward"), join(moved.path, ".tokenward"));
      await write(moved.path, revoke("b"));
      assert.deepEqual(breaches(moved.path), []);
    } finally {
      moved.remove();
    }
  });
});

type Texts = ReturnType<typeof accountsIn>;

/** What was pending between the two: as it is written before the first step. */
function pendingFor(folder: TestFolder, before: Texts, after: Texts): string {
  const [was, is] = [readLedger(before.ledger, hashOf), readLedger(after.ledger, hashOf)];
  const written = (fingerprint: string): string => JSON.stringify(was.entries.get(fingerprint));
  return JSON.stringify({
    lines: after.audit.slice(before.audit.length).trimEnd().split("\n"),
    entries: [...is.entries.values()].filter((entry) => JSON.stringify(entry) !== written(entry.fingerprint)),
    removed: [],
    anchor: [...is.anchors.values()][0],
    writer: JSON.parse(folder.read(".tokenward/.writer.json")),
  });
}
