/** Old entries move into a file a year, and the chain stays whole: also where the move was interrupted, or the file is gone. */
import assert from "node:assert/strict";
import { archive } from "../../server/src/lifecycle/archive.ts";
import { archiveOf } from "../../server/src/lifecycle/files.ts";
import { entriesOf } from "../../server/src/lifecycle/read.ts";
import { verify } from "../../server/src/lifecycle/verify.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { accountsIn, hashOf, host, revoke, write } from "./accounts.ts";

describe("archiving the audit log", () => {
  let folder: TestFolder;
  beforeEach(async () => {
    folder = new TestFolder();
    for (const name of ["a", "b", "c"]) await write(folder.path, revoke(name));
  });
  afterEach(() => folder.remove());

  const soon = (): Date => new Date(Date.now() + 1000);
  const checked = () => verify(accountsIn(folder.path), hashOf);
  const name = `.tokenward/${archiveOf(new Date().toISOString().slice(0, 4))}`;

  it("leaves alone what is younger than the retention", async () => {
    const before = new Date();
    before.setUTCMonth(before.getUTCMonth() - 12);
    assert.equal(await archive(folder.path, host, before), 0);
    assert.throws(() => folder.read(name));
  });

  it("moves what is older, and the chain goes on behind it", async () => {
    assert.equal(await archive(folder.path, host, soon()), 3);
    assert.deepEqual([folder.read(".tokenward/audit.jsonl"), folder.read(name).trimEnd().split("\n").length], ["", 3]);
    await write(folder.path, revoke("d"));
    const { breaches, entries, unseen } = checked();
    assert.deepEqual([breaches, entries, unseen], [[], 4, 0]);
    assert.deepEqual(
      entriesOf(accountsIn(folder.path), hashOf).map(({ seq }) => seq),
      [1, 2, 3, 4],
    );
  });

  it("tells that an archive is gone, and checks the rest", async () => {
    await archive(folder.path, host, soon());
    await write(folder.path, revoke("d"));
    folder.remove(name);
    const { breaches, unseen } = checked();
    assert.deepEqual([breaches, unseen], [[], 3]);
  });

  it("finds an archive that was tampered with", async () => {
    await archive(folder.path, host, soon());
    folder.write(name, folder.read(name).replace("leaked", "rotten"));
    assert.match(checked().breaches[0]!.message, /was edited/);
  });

  it("is finished by the next run where lines stand in both files", async () => {
    const log = folder.read(".tokenward/audit.jsonl");
    folder.write(name, log.split("\n").slice(0, 2).join("\n").concat("\n"));
    assert.deepEqual(checked().breaches, []);
    assert.equal(await archive(folder.path, host, soon()), 3);
    assert.deepEqual([folder.read(name), checked().breaches], [log, []]);
  });
});
