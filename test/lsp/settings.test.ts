/** The user's settings and the team's configs decide what is shown, and take effect when they change. */
import assert from "node:assert/strict";
import {
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from "vscode-languageserver/node";
import { soundSettings } from "../../server/src/lsp/settings.ts";
import { defaultSettings } from "../../server/src/protocol.ts";
import { capabilities, eventually, TestClient } from "./client.ts";
import { Mint } from "./tokens.ts";
import { TestFolder } from "./workspace.ts";

describe("settings", () => {
  let client: TestClient;
  let folder: TestFolder;
  let mint: Mint;

  beforeEach(() => {
    client = TestClient.inProcess();
    folder = new TestFolder();
    mint = new Mint(31);
  });
  afterEach(async () => {
    await client.stop(mint.values);
    folder.remove();
  });

  const folders = () => [{ uri: folder.uri, name: "demo" }];
  const changed = (path: string, type: FileChangeType = FileChangeType.Changed) =>
    client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: folder.uriOf(path), type }],
    });

  /** A finding of medium confidence, in a document of its own. */
  async function openDoubtful(path = "a.js"): Promise<string> {
    const uri = folder.uriOf(path);
    await client.open(uri, `const token = "${mint.doubtful()}";\n`);
    return uri;
  }

  const codes = async (uri: string) => (await client.pull(uri)).items.map(({ code }) => code);

  it("are asked for per folder", async () => {
    const other = new TestFolder();
    const asked: (string | undefined)[] = [];
    await client.initialize({
      folders: [...folders(), { uri: other.uri, name: "other" }],
      settings: (scope) => {
        asked.push(scope);
        return { minConfidence: scope === other.uri ? "high" : "low" };
      },
    });
    assert.deepEqual(await codes(await openDoubtful()), ["token/github-pat"]);
    const uri = other.uriOf("a.js");
    await client.open(uri, `const token = "${mint.doubtful()}";\n`);
    assert.deepEqual(await codes(uri), []);
    assert.deepEqual(asked, [folder.uri, other.uri]);
    other.remove();
  });

  it("hold when they change", async () => {
    let minConfidence = "high";
    await client.initialize({ folders: folders(), settings: () => ({ minConfidence }) });
    await eventually(() =>
      client.registrations.some(({ method }) => method === DidChangeConfigurationNotification.method),
    );
    const uri = await openDoubtful();
    assert.deepEqual(await codes(uri), []);
    minConfidence = "medium";
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await eventually(() => client.refreshes > 0);
    assert.deepEqual(await codes(uri), ["token/github-pat"]);
  });

  it("can be sent by clients that cannot be asked", async () => {
    await client.initialize({ folders: folders(), capabilities: { ...capabilities, workspace: {} } });
    const uri = await openDoubtful();
    assert.deepEqual(await codes(uri), ["token/github-pat"]);
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { tokenward: { minConfidence: "high" } },
    });
    assert.deepEqual(await codes(uri), []);
  });

  it("are their defaults where they are no such thing", () => {
    for (const odd of [null, undefined, 5, "x", [], { minConfidence: "none", maxFileSize: -1, scanOnStartup: "yes" }]) {
      assert.deepEqual(soundSettings(odd), defaultSettings);
    }
    assert.deepEqual(soundSettings({ maxFileSize: 2 }), { ...defaultSettings, maxFileSize: 2 });
  });

  it("of the team hold, the nearest first, and when they change", async () => {
    folder.write(".tokenward.yml", "rules:\n  token/*: info\n");
    folder.write("src/.tokenward.yml", "rules:\n  token/github-*: off\n");
    await client.initialize({ folders: folders() });
    await eventually(() =>
      client.registrations.some(({ registerOptions }) => JSON.stringify(registerOptions).includes("**/*.{yml,yaml}")),
    );
    const [outer, inner] = [await openDoubtful(), await openDoubtful("src/b.js")];
    assert.equal((await client.pull(outer)).items[0]!.severity, DiagnosticSeverity.Information);
    assert.deepEqual(await codes(inner), []);
    folder.remove("src/.tokenward.yml");
    await changed("src/.tokenward.yml", FileChangeType.Deleted);
    await eventually(() => client.refreshes > 0);
    assert.equal((await client.pull(inner)).items[0]!.severity, DiagnosticSeverity.Information);
  });

  it("of the team leave paths out", async () => {
    folder.write(".tokenward.yml", "ignore: [/src/b.js, '*.test.js']\n");
    await client.initialize({ folders: folders() });
    assert.deepEqual(await codes(await openDoubtful("src/b.js")), []);
    assert.deepEqual(await codes(await openDoubtful("src/c.js")), ["token/github-pat"]);
  });

  it("of the team have their mistakes shown on their lines while they are edited", async () => {
    await client.initialize({ folders: folders() });
    const uri = folder.uriOf("src/.tokenward.yml");
    await client.open(uri, "rules:\n  token/x: sometimes\nnonsense: 1\n", "yaml");
    const { items } = await client.pull(uri);
    assert.deepEqual(
      items.map(({ code, range }) => [code, range.start.line]),
      [
        ["config", 1],
        ["config", 2],
      ],
    );
    assert.match(String(items[1]!.message), /"nonsense" is not a key/);
    await client.change(uri, 2, { text: "rules:\n  token/github-pat: info\n" });
    assert.deepEqual((await client.pull(uri)).items, []);
  });

  it("of the team that hold a token are shown for that, and not quoted", async () => {
    await client.initialize({ folders: folders() });
    const uri = folder.uriOf(".tokenward.yml");
    await client.open(uri, `${mint.github()}: 1\n`, "yaml");
    assert.deepEqual(await codes(uri), ["token/github-pat"]);
  });
});
