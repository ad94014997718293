/** What changes on disk is scanned again: much at once in one go, and nothing that is known already. */
import assert from "node:assert/strict";
import { DidChangeWatchedFilesNotification, FileChangeType } from "vscode-languageserver/node";
import type { CacheFolder, Files, Host } from "../../server/src/host/host.ts";
import { createNodeHost } from "../../server/src/host/node.ts";
import { scanWorkspace } from "../../server/src/protocol.ts";
import { eventually, TestClient } from "./client.ts";
import { catalogue, Mint } from "./tokens.ts";
import { TestFolder } from "./workspace.ts";

const AN_HOUR = 3600n * 10n ** 9n;

describe("changes on disk", () => {
  let client: TestClient;
  let folder: TestFolder;
  let mint: Mint;
  let walks: string[];
  let reads: string[];
  let kept: Map<string, Uint8Array>;

  beforeEach(() => {
    folder = new TestFolder();
    mint = new Mint(51);
    [walks, reads, kept] = [[], [], new Map()];
    client = startedClient();
  });
  afterEach(async () => {
    await client.stop(mint.values);
    folder.remove();
  });

  const startedClient = () => TestClient.inProcess(catalogue, { createHost: watchedHost, build: "test" });

  /** A host that notes what is walked and read, and whose files are old enough to be known again. */
  function watchedHost(trusted: () => boolean): Host {
    const host = createNodeHost(trusted);
    const files: Files = {
      ...host.files,
      reader: () => {
        const read = host.files.reader();
        return (path) => {
          reads.push(path.slice(folder.path.length + 1));
          return read(path);
        };
      },
      walk: async function* (root, options) {
        walks.push(root);
        for await (const found of host.files.walk(root, options)) {
          const stamp = "stamp" in found ? found.stamp : undefined;
          const aged = stamp && { ...stamp, modified: stamp.modified - AN_HOUR, changed: stamp.changed - AN_HOUR };
          yield aged ? { ...found, stamp: aged } : found;
        }
      },
    };
    return { ...host, files, cache: inMemory(host.cache!) };
  }

  const inMemory = (cache: CacheFolder): CacheFolder => ({
    ...cache,
    read: async (name) => {
      const bytes = kept.get(name);
      return bytes && { bytes };
    },
    write: async (name, bytes) => {
      kept.set(name, bytes.slice());
      return undefined;
    },
  });

  const start = () => client.initialize({ folders: [{ uri: folder.uri, name: "demo" }] });
  const scan = () => client.connection.sendRequest(scanWorkspace, {});
  const changed = (paths: readonly string[], type: FileChangeType = FileChangeType.Changed) =>
    client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: paths.map((path) => ({ uri: folder.uriOf(path), type })),
    });
  const comesTo = (...lines: string[]) =>
    eventually(async () => {
      const { tokens } = await client.inventory();
      const places = tokens.flatMap((token) => token.places.map(({ path, range }) => `${path}:${range.start.line}`));
      return JSON.stringify(places.sort()) === JSON.stringify(lines);
    });

  it("are one walk, however many come in however many messages", async () => {
    const paths = Array.from({ length: 5000 }, (_, at) => `src/f${at}.js`);
    folder.write("src/f7.js", `f("${mint.github()}");\n`);
    await start();
    await scan();
    await comesTo("src/f7.js:0");
    walks.length = 0;
    folder.write("src/f7.js", `\nf("${mint.github()}");\n`);
    folder.write("src/f4999.js", `f("${mint.github()}");\n`);
    for (let from = 0; from < paths.length; from += 500) await changed(paths.slice(from, from + 500));
    await comesTo("src/f4999.js:0", "src/f7.js:1");
    assert.deepEqual(walks, [folder.path]);
  });

  it("are a few files that are scanned by themselves, the last state of each", async () => {
    folder.write("a.js", "nothing();\n");
    folder.write("b.js", "nothing();\n");
    await start();
    await scan();
    reads.length = 0;
    folder.write("a.js", `f("${mint.github()}");\n`);
    await changed(["a.js"]);
    await changed(["a.js"]);
    await comesTo("a.js:0");
    assert.deepEqual(reads, ["a.js"]);
  });

  it("are all that a second scan reads", async () => {
    folder.write("found.js", `f("${mint.github()}");\n`);
    for (const name of ["a", "b", "c"]) folder.write(`${name}.js`, "nothing();\n");
    await start();
    await scan();
    assert.deepEqual(reads.sort(), ["a.js", "b.js", "c.js", "found.js"]);
    reads.length = 0;
    folder.write("b.js", `\n\nf("${mint.github()}");\n`);
    await scan();
    // A file with findings may be read again.
    assert.deepEqual(
      reads.filter((path) => path !== "found.js"),
      ["b.js"],
    );
    await comesTo("b.js:2", "found.js:0");
  });

  it("are all that a server which starts anew reads", async () => {
    folder.write("found.js", `f("${mint.github()}");\n`);
    folder.write("a.js", "nothing();\n");
    await start();
    await scan();
    await client.stop(mint.values);
    reads.length = 0;
    client = startedClient();
    await start();
    await scan();
    await comesTo("found.js:0");
    assert.ok(!reads.includes("a.js"));
  });
});
