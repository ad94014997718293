/** While somebody types: the newest version wins, and what nobody waits for any more is dropped. */
import assert from "node:assert/strict";
import {
  DidChangeTextDocumentNotification,
  DocumentDiagnosticRequest,
  LSPErrorCodes,
} from "vscode-languageserver/node";
import { TestClient } from "./client.ts";
import { Mint } from "./tokens.ts";

const uri = "untitled:typed";

describe("typing", () => {
  let client: TestClient;
  let mint: Mint;

  beforeEach(async () => {
    client = TestClient.inProcess();
    mint = new Mint(61);
    await client.initialize();
    await client.open(uri, "");
    await client.pull(uri);
  });
  afterEach(() => client.stop(mint.values));

  const change = (version: number, text: string) => ({
    method: DidChangeTextDocumentNotification.method,
    params: { textDocument: { uri, version }, contentChanges: [{ text }] },
  });
  const pull = (id: string) => ({
    id,
    method: DocumentDiagnosticRequest.method,
    params: { textDocument: { uri } },
  });
  const versionsIn = (result: unknown) =>
    (result as { items: { data: { version: number } }[] }).items.map(({ data }) => data.version);

  it("is answered for the newest version, whatever version was asked of", async () => {
    const text = `t = "${mint.github()}";\n`;
    client.burst(change(2, text), pull("first"), change(3, `\n${text}`), pull("second"), change(4, `\n\n${text}`));
    assert.deepEqual(versionsIn((await client.answerTo("first")).result), [4]);
    assert.deepEqual(versionsIn((await client.answerTo("second")).result), [4]);
  });

  it("drops what is cancelled", async () => {
    client.burst(
      change(2, `t = "${mint.github()}";\n`),
      pull("stale"),
      { method: "$/cancelRequest", params: { id: "stale" } },
      change(3, ""),
      pull("fresh"),
    );
    assert.equal((await client.answerTo("stale")).error?.code, LSPErrorCodes.RequestCancelled);
    assert.deepEqual(versionsIn((await client.answerTo("fresh")).result), []);
  });
});
