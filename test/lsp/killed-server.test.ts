/** A server that is killed in the middle of a move loses nothing: the value is in the code on disk or in the store. */
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { type MoveToStoreParams, moveToStore } from "../../server/src/protocol.ts";
import { Scratch } from "../providers/backends/backend.ts";
import { mintedOf } from "../scratch.ts";
import { eventually, rangeOf, TestClient } from "./client.ts";
import { StoreClient } from "./store-client.ts";
import { TestFolder } from "./workspace.ts";

const token = mintedOf("token/github-pat", 5).value;
const TEXT = `const a = "${token}";\n`;
const EDITED = "const a = process.env.GITHUB_TOKEN;\n";
const ENOUGH = 12;

/** When a server is to die: at a note of its own, or at a message of its that the editor gets. */
interface Point {
  readonly note?: number;
  readonly message?: number;
}

interface Run {
  readonly stored: Map<string, string>;
  readonly text: string;
  /** Whether the move came to its end. */
  readonly done: boolean;
  readonly messages: number;
}

describe("a server killed in the middle of a move", () => {
  const scratch = new Scratch();
  const program = join(scratch.path, "server.cjs");
  const state = process.env.XDG_STATE_HOME;
  before(async () => {
    process.env.XDG_STATE_HOME = join(scratch.path, "state");
    const entry = join(import.meta.dirname, "killed-server.ts");
    await build({
      entryPoints: [entry],
      outfile: program,
      bundle: true,
      platform: "node",
      format: "cjs",
      logLevel: "error",
    });
  });
  after(() => {
    if (state === undefined) delete process.env.XDG_STATE_HOME;
    else process.env.XDG_STATE_HOME = state;
    scratch.remove();
  });

  async function moved(
    folder: TestFolder,
    stored: Map<string, string>,
    { note = 0, message = 0 }: Point,
  ): Promise<Run> {
    const { client, process: server } = TestClient.spawned([program, String(note), "--stdio"]);
    const editor = new StoreClient(client, stored);
    let messages = 0;
    editor.onRequest = () => {
      if (++messages === message) server.kill("SIGKILL");
    };
    const ended = once(server, "exit");
    const uri = folder.uriOf("a.js");
    const done = await inSession(client, folder, uri).catch(() => false);
    await over(server, ended);
    return { stored, text: folder.read("a.js"), done, messages };
  }

  async function inSession(client: TestClient, folder: TestFolder, uri: string): Promise<boolean> {
    await client.initialize({ folders: [{ uri: folder.uri, name: "demo" }], options: StoreClient.options() });
    const text = folder.read("a.js");
    await client.open(uri, text);
    if (!text.includes(token)) {
      // The move was done; what is left of it is settled.
      await eventually(() => notes().length === 0);
      return true;
    }
    const [action] = (await client.actions(uri, rangeOf(text, token))).filter(({ title }) =>
      /secret storage/.test(title),
    );
    const params = action?.command?.arguments?.[0] as MoveToStoreParams;
    await client.connection.sendRequest(moveToStore, params);
    return true;
  }

  const notes = (): string[] => {
    const folder = join(scratch.path, "state/tokenward");
    mkdirSync(folder, { recursive: true });
    return readdirSync(folder);
  };

  async function survives(point: Point): Promise<void> {
    const at = JSON.stringify(point);
    const folder = new TestFolder({ "a.js": TEXT });
    const { stored, text } = await moved(folder, new Map(), point);
    assert.ok(text.includes(token) || stored.get("GITHUB_TOKEN") === token, `lost at ${at}`);
    assert.ok([TEXT, EDITED].includes(text), `half written at ${at}`);
    const next = await moved(folder, stored, {});
    assert.deepEqual([next.done, next.text, next.stored.get("GITHUB_TOKEN")], [true, EDITED, token], `after ${at}`);
    assert.deepEqual(notes(), [], `notes left after ${at}`);
    folder.remove();
  }

  it("loses nothing at any point, and the next one settles it", async function () {
    this.timeout(300_000);
    const folder = new TestFolder({ "a.js": TEXT });
    const { done, messages } = await moved(folder, new Map(), {});
    folder.remove();
    assert.equal(done, true);
    // Three notes are written and one removed, each with a point before it and one behind.
    const points = [
      ...Array.from({ length: 8 }, (_, at): Point => ({ note: at + 1 })),
      ...Array.from({ length: messages }, (_, at): Point => ({ message: at + 1 })),
    ];
    assert.ok(points.length >= ENOUGH, `${points.length} points`);
    for (const point of points) await survives(point);
  });
});

/** One that was not killed ends when its client is gone. */
async function over(server: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) server.kill("SIGTERM");
  await ended;
}
