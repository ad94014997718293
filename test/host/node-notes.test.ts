/** Notes outlast the process that wrote them, and are the user's alone. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeNotes, notesFolderOf } from "../../server/src/host/node-notes.ts";

describe("notes", () => {
  const scratch = mkdtempSync(join(tmpdir(), "tokenward-notes-"));
  const folder = join(scratch, "state");
  const notes = nodeNotes(folder);
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it("are none where there is no folder", async () => {
    assert.deepEqual([await notes.names(), await notes.read("a")], [[], undefined]);
  });

  it("are written, read, replaced and removed", async () => {
    await notes.write("b", "1");
    await notes.write("a", "2");
    await notes.write("b", "3");
    assert.deepEqual([await notes.names(), await notes.read("b")], [["a", "b"], "3"]);
    await notes.remove("b");
    await notes.remove("b");
    assert.deepEqual(await notes.names(), ["a"]);
    assert.deepEqual(readdirSync(folder), ["a.json"]);
  });

  it("are for the user alone", async function () {
    if (process.platform === "win32") this.skip();
    assert.equal(statSync(join(folder, "a.json")).mode & 0o777, 0o600);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
  });

  it("have names that lead nowhere else", async () => {
    for (const name of ["../a", "a/b", "", "a.b"]) await assert.rejects(notes.write(name, ""));
  });

  it("know who is alive", () => {
    assert.equal(notes.isAlive(process.pid), true);
    assert.equal(notes.isAlive(2 ** 30), false);
  });

  it("lie where the system keeps state", () => {
    assert.equal(notesFolderOf("linux", {}, "/home/a"), "/home/a/.local/state/tokenward");
    assert.equal(notesFolderOf("linux", { XDG_STATE_HOME: "/s" }, "/home/a"), "/s/tokenward");
    assert.equal(notesFolderOf("linux", { XDG_STATE_HOME: "s" }, "/home/a"), "/home/a/.local/state/tokenward");
    assert.equal(notesFolderOf("darwin", {}, "/Users/a"), "/Users/a/Library/Application Support/tokenward");
  });
});
