/** A workspace scan that threads do: the same inventory, and a server that survives its threads. */
import assert from "node:assert/strict";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { createCatalogue } from "../../server/src/engine/catalogue.ts";
import { createNodeHost } from "../../server/src/host/node.ts";
import { type ScanWorkspaceResult, scanWorkspace } from "../../server/src/protocol.ts";
import { type Bundle, catalogue, faultyThread } from "../workspace/pool/faulty.ts";
import { TestClient } from "./client.ts";
import { Mint } from "./tokens.ts";
import { TestFolder } from "./workspace.ts";

describe("a workspace scan in threads", () => {
  let bundle: Bundle;
  let folder: TestFolder;
  const mint = new Mint(41);
  const clients: TestClient[] = [];
  before(() => {
    bundle = faultyThread();
  });
  after(() => bundle.remove());
  beforeEach(() => {
    folder = new TestFolder({ "a/filler.txt": "nothing\n".repeat(4e5) });
    for (let at = 0; at < 20; at++) folder.write(`a/${at}.js`, `const t = "${mint.github()}";\n`);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.stop(mint.values);
    folder.remove();
  });

  async function scanned(program: string | undefined, cancel = new CancellationTokenSource()) {
    const createHost = (trusted: () => boolean) => createNodeHost(trusted, program);
    const client = TestClient.inProcess(createCatalogue(catalogue), { createHost });
    clients.push(client);
    await client.initialize({ folders: [{ uri: folder.uri, name: "w" }] });
    const result = await client.connection.sendRequest<ScanWorkspaceResult>(scanWorkspace, {}, cancel.token);
    const { tokens } = await client.inventory();
    return {
      result,
      places: tokens.flatMap(({ places, masked }) => places.map(({ path, range }) => ({ path, range, masked }))),
    };
  }

  it("fills the inventory as the server alone does", async () => {
    const [alone, threaded] = [await scanned(undefined), await scanned(bundle.file)];
    assert.equal(alone.places.length, 20);
    assert.deepEqual(threaded.places, alone.places);
    const { milliseconds: _, ...counts } = threaded.result;
    assert.deepEqual(counts, { files: 21, skipped: 0, tokens: 20, cancelled: false });
  });

  it("loses no more than the file that a thread dies of", async () => {
    folder.write("a/deadly.exit", "x");
    const { result, places } = await scanned(bundle.file);
    assert.deepEqual([result.files, result.skipped, places.length], [21, 1, 20]);
  });

  it("is cancelled though its threads are stuck", async () => {
    for (let at = 0; at < 8; at++) folder.write(`a/${at}.forever`, "x");
    const cancel = new CancellationTokenSource();
    const ended = scanned(bundle.file, cancel);
    setTimeout(() => cancel.cancel(), 1000);
    assert.equal((await ended).result.cancelled, true);
  });
});
