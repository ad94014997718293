/** A move into a store: whatever fails, the value is in the code or in the store. */
import assert from "node:assert/strict";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import type { Host } from "../../server/src/host/host.ts";
import { carryOut, type Edited, settleInterrupted } from "../../server/src/workspace/transaction.ts";
import { MemoryFiles, memoryHost } from "./memory-host.ts";
import { MemoryNotes } from "./memory-notes.ts";
import { MemoryStore, type StoreFault } from "./store-in-memory.ts";

const value = new Secret(mint("ghp_{alnum:36}", seededRandom(3)).text);

interface Try {
  readonly store: MemoryStore;
  readonly notes: MemoryNotes;
  readonly outcome: string;
  /** Whether the edit was made. */
  readonly edited: boolean;
}

async function move(
  fault?: StoreFault,
  result: Edited | Error = "done",
  notes = new MemoryNotes(),
  store = new MemoryStore(fault),
): Promise<Try> {
  let edited = false;
  const edit = async (): Promise<Edited> => {
    assert.equal(store.values.get("A")?.equals(value), true, "the value is in the store before the code changes");
    if (result instanceof Error) throw result;
    edited = result !== "refused";
    return result;
  };
  const host: Host = { ...memoryHost(new MemoryFiles({})), notes };
  const put = { folder: "", at: store.opened, name: "A", value, files: ["a.js"] };
  const outcome = await carryOut({ base: "/w", puts: [put], edit }, host).catch((error: Error) => error.message);
  return { store, notes, outcome, edited };
}

describe("a move into a store", () => {
  it("puts, reads back, edits, and leaves no note", async () => {
    const { store, notes, outcome, edited } = await move();
    assert.deepEqual(
      [outcome, edited, store.values.get("A")?.equals(value), notes.texts.size],
      ["done", true, true, 0],
    );
  });

  for (const fault of ["get", "put-before", "put-after", "read-back", "other-value"] as const)
    it(`leaves code and store as they were where it fails at ${fault}`, async () => {
      const { store, notes, outcome, edited } = await move(fault);
      assert.notEqual(outcome, "done");
      assert.deepEqual([edited, store.values.size, notes.texts.size], [false, 0, 0]);
    });

  it("takes the value back where the edit is refused", async () => {
    const { store, notes, outcome } = await move(undefined, "refused");
    assert.deepEqual([outcome, store.values.size, notes.texts.size], ["refused", 0, 0]);
  });

  it("takes the value back where the edit fails", async () => {
    const { store, notes, outcome } = await move(undefined, new Error("no space"));
    assert.deepEqual([outcome, store.values.size, notes.texts.size], ["no space", 0, 0]);
  });

  it("keeps the value, and the note, where only a part was edited", async () => {
    const { store, notes, outcome } = await move(undefined, "partly");
    assert.match(outcome, /rest can be moved again/);
    assert.deepEqual([store.values.size, notes.texts.size], [1, 1]);
  });

  it("says what is left, and keeps the note, where it cannot be taken back", async () => {
    const { store, notes, outcome } = await move("remove", "refused");
    assert.match(outcome, /could not be taken back: A in /);
    assert.deepEqual([store.values.size, notes.texts.size], [1, 1]);
  });

  it("leaves another value under the name as it is", async () => {
    const store = new MemoryStore();
    store.values.set("A", new Secret("other"));
    const { outcome, edited } = await move(undefined, "done", new MemoryNotes(), store);
    assert.match(outcome, /holds another value/);
    assert.deepEqual([edited, store.values.get("A")?.equals(new Secret("other"))], [false, true]);
  });

  it("takes back nothing that was there before", async () => {
    const store = new MemoryStore();
    store.values.set("A", value);
    await move(undefined, "refused", new MemoryNotes(), store);
    assert.equal(store.values.get("A")?.equals(value), true);
  });

  for (const failAt of [1, 2, 3])
    it(`leaves code and store as they were where note ${failAt} cannot be written`, async () => {
      const notes = new MemoryNotes();
      notes.failAt = failAt;
      const { store, edited, outcome } = await move(undefined, "done", notes);
      assert.match(outcome, /disk is full/);
      assert.deepEqual([edited, store.values.size], [false, 0]);
    });

  it("holds no value in its notes", async () => {
    const { notes } = await move(undefined, "partly");
    assert.ok(![...notes.texts.values()].some((text) => value.standsIn(text)));
  });
});

describe("a move that a crash interrupted", () => {
  const note = (phase: string, files: readonly string[]): string =>
    JSON.stringify({
      version: 1,
      base: "/w",
      phase,
      owner: 7,
      puts: [{ folder: "", provider: "dotenv", name: "A", files }],
    });

  /** The store is `.env`, so that what the start finds is a file as well. */
  async function settled(phase: string, texts: Record<string, string>, alive = false) {
    const notes = new MemoryNotes();
    notes.texts.set(
      "move-1",
      note(
        phase,
        Object.keys(texts).filter((path) => path !== ".env"),
      ),
    );
    if (alive) notes.alive.add(7);
    const files = new MemoryFiles(
      Object.fromEntries(Object.entries(texts).map(([path, text]) => [`/w/${path}`, text])),
    );
    const host: Host = { ...memoryHost(files, { tracked: async () => false }), notes };
    const results = await settleInterrupted(host, "/w");
    return { became: results.map(({ became }) => became), left: notes.texts.size, env: files.texts.get("/w/.env") };
  }

  const text = mint("ghp_{alnum:36}", seededRandom(3)).text;
  const env = `A=${text}\n`;

  it("is finished where the code no longer holds the value", async () => {
    const result = await settled("editing", { ".env": env, "a.js": "f(process.env.A)" });
    assert.deepEqual(result, { became: ["finished"], left: 0, env });
  });

  it("is taken back where the code was not touched", async () => {
    const result = await settled("putting", { ".env": env, "a.js": `f("${text}")` });
    assert.deepEqual(result, { became: ["taken-back"], left: 0, env: "" });
  });

  it("is told, and kept in both, where a part of the code was changed", async () => {
    const result = await settled("editing", { ".env": env, "a.js": "f(process.env.A)", "b.js": `f("${text}")` });
    assert.deepEqual(result, { became: ["halfway"], left: 0, env });
  });

  it("is kept in both where an editor may not have saved the edit", async () => {
    const result = await settled("editing", { ".env": env, "a.js": `f("${text}")` });
    assert.deepEqual(result, { became: ["halfway"], left: 0, env });
  });

  it("waits for the provider where this program does not know it", async () => {
    const notes = new MemoryNotes();
    notes.texts.set("move-1", note("putting", ["a.js"]).replace('"dotenv"', '"editor"'));
    const host: Host = { ...memoryHost(new MemoryFiles({})), notes };
    assert.deepEqual(
      (await settleInterrupted(host, "/w")).map(({ became }) => became),
      ["unreachable"],
    );
    assert.equal(notes.texts.size, 1);
  });

  it("is nothing where the value never arrived", async () => {
    const result = await settled("putting", { "a.js": `f("${text}")` });
    assert.deepEqual(result, { became: [], left: 0, env: undefined });
  });

  it("is left alone while its process runs", async () => {
    const result = await settled("putting", { ".env": env, "a.js": `f("${text}")` }, true);
    assert.deepEqual(result, { became: [], left: 1, env });
  });
});
