/** Documents that are too large for every keystroke: the edited region at once, the whole in the background. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { scan } from "../../../server/src/engine/index.ts";
import { seededRandom } from "../../../server/src/engine/mint.ts";
import { createNodeHost } from "../../../server/src/host/node.ts";
import { LARGE } from "../../../server/src/lsp/scans.ts";
import { type UnseenParams, unseenChanged } from "../../../server/src/protocol.ts";
import { pick, upTo } from "../../texts.ts";
import { capabilities, eventually, TestClient } from "../client.ts";
import { catalogue, Mint } from "../tokens.ts";
import { TestFolder } from "../workspace.ts";
import { TestThreads } from "./threads.ts";

const FILLER = "  call(another, 'part of', this.program); // and what it is for\n";
const LINES = Math.ceil((LARGE * 1.1) / FILLER.length);

/** An editor that only listens. */
const { diagnostic: _, ...textDocument } = capabilities.textDocument!;

describe("large documents", () => {
  let folder: TestFolder;
  let mint: Mint;
  let threads: TestThreads;
  let client: TestClient;
  let unseen: UnseenParams[];
  let uri: string;

  beforeEach(() => {
    folder = new TestFolder();
    mint = new Mint(31);
    threads = new TestThreads(catalogue);
    client = TestClient.inProcess(catalogue, {
      createHost: (trusted) => ({ ...createNodeHost(trusted), threads }),
    });
    unseen = [];
    client.connection.onNotification(unseenChanged, (params: UnseenParams) => void unseen.push(params));
    uri = folder.uriOf("large.ts");
  });
  afterEach(async () => {
    await client.stop(mint.values);
    folder.remove();
  });

  const start = (more: Parameters<TestClient["initialize"]>[0] = {}) =>
    client.initialize({ folders: [{ uri: folder.uri, name: "demo" }], ...more });

  /** Filler with assignments of minted values at some lines. */
  function largeText(...at: number[]): string {
    const lines = Array.from({ length: LINES }, () => FILLER);
    for (const line of at) lines[line] = `const token = "${mint.github()}";\n`;
    return lines.join("");
  }

  const linesFound = async (): Promise<number[]> => (await client.pull(uri)).items.map(({ range }) => range.start.line);
  const insert = (version: number, line: number, text: string, character = 0) =>
    client.change(uri, version, { range: { start: { line, character }, end: { line, character } }, text });
  const assignment = () => `const more = "${mint.github()}";\n`;

  /** What a scan of the whole says of the text. */
  function assertWhole(items: readonly { readonly range: object; readonly data?: unknown }[], text: string): void {
    const { findings } = scan({ path: "large.ts", text, languageId: "typescript" }, catalogue, new Date());
    assert.deepEqual(
      items.map(({ range, data }) => [(data as { id: string }).id, range]),
      findings.map(({ id, range }) => [id, range]),
    );
  }

  it("are scanned aside, and the first answer waits for it", async () => {
    await start();
    const text = largeText(5, 9000, LINES - 1);
    await client.open(uri, text, "typescript");
    assertWhole((await client.pull(uri)).items, text);
    assert.equal(threads.jobs.length, 1);
    await client.close(uri);
    await eventually(() => threads.ended === 1);
  });

  it("show what is typed at once, whatever the scan of the whole is at", async () => {
    await start();
    await client.open(uri, largeText(5, 9000), "typescript");
    assert.deepEqual(await linesFound(), [5, 9000]);
    threads.fate = () => "hangs";
    await insert(2, 100, assignment());
    assert.deepEqual(await linesFound(), [5, 100, 9001]);
    await insert(3, 9001, "// one more\n\n");
    assert.deepEqual(await linesFound(), [5, 100, 9003]);
    await client.change(uri, 4, {
      range: { start: { line: 4, character: 0 }, end: { line: 6, character: 0 } },
      text: "",
    });
    assert.deepEqual(await linesFound(), [98, 9001]);
  });

  it("lead a scan of the whole on over the edits that were made meanwhile", async () => {
    await start();
    let release = (): void => {};
    threads.fate = () => new Promise((resolve) => (release = () => resolve("answers")));
    await client.open(uri, largeText(5, 9000), "typescript");
    const first = client.pull(uri);
    await eventually(() => threads.jobs.length === 1);
    await insert(2, 0, "// on top\n");
    threads.fate = () => "answers";
    release();
    assert.deepEqual(
      (await first).items.map(({ range }) => range.start.line),
      [6, 9001],
    );
    await eventually(() => threads.jobs.length === 2);
  });

  it("say what a scan of the whole says, once it is quiet", async () => {
    await start();
    const random = seededRandom(7);
    const text = largeText(5, 700, 701, 5000, 9000);
    const shadow = TextDocument.create(uri, "typescript", 1, text);
    await client.open(uri, text, "typescript");
    await client.pull(uri);
    for (let version = 2; version < 40; version++) {
      const [from, more] = [upTo(shadow.getText().length, random), pick([0, 0, 1, 80, 3000], random)];
      const range = { start: shadow.positionAt(from), end: shadow.positionAt(from + more) };
      const change = { range, text: pick(["x", "\n", '"', assignment(), text.slice(from, from + 500)], random) };
      TextDocument.update(shadow, [change], version);
      await client.change(uri, version, change);
      if (random() < 0.3) await client.pull(uri);
    }
    const jobs = threads.jobs.length;
    await client.pull(uri);
    await eventually(() => threads.jobs.length > jobs);
    await eventually(async () => threads.jobs.at(-1)!.document.text === shadow.getText());
    await client.pull(uri);
    const { items } = await client.pull(uri);
    assertWhole(items, shadow.getText());
  });

  it("are told of again when the whole says more than the region did", async () => {
    await start();
    const twin = mint.github();
    const text = largeText().replace(FILLER, `const token = "${twin}";\n`);
    await client.open(uri, text, "typescript");
    await client.pull(uri);
    const before = client.refreshes;
    // Both lines are equal: which is the first of them only the whole can tell.
    await insert(2, LINES - 1, `const token = "${mint.github()}";\n`);
    assert.deepEqual(await linesFound(), [0, LINES - 1]);
    await eventually(() => client.refreshes > before);
  });

  it("are pushed to editors that only listen", async () => {
    await start({ capabilities: { ...capabilities, textDocument } });
    await client.open(uri, largeText(5), "typescript");
    await eventually(() => client.published.at(-1)?.diagnostics.length === 1);
    await insert(2, 9000, assignment());
    await eventually(() => client.published.at(-1)?.diagnostics.length === 2);
  });

  it("say which lines are not looked at where the whole takes too long, and go on", async () => {
    await start();
    const text = largeText(5, LINES - 5);
    threads.fate = ({ document }) => (document.text.length > text.length * 0.6 ? "dies" : "answers");
    await client.open(uri, text, "typescript");
    assert.deepEqual(await linesFound(), [5]);
    await eventually(() => unseen.length > 0);
    const { lines } = unseen.at(-1)!;
    assert.equal(lines!.last, LINES);
    assert.ok(lines!.first > LINES * 0.4 && lines!.first < LINES * 0.6, `from line ${lines!.first}`);
    await insert(2, LINES - 100, assignment());
    assert.deepEqual(await linesFound(), [5, LINES - 100, LINES - 4]);
    await insert(3, 0, "\n");
    assert.deepEqual(await linesFound(), [6, LINES - 99, LINES - 3]);
    await eventually(() => unseen.at(-1)!.lines?.first === lines!.first + 1);
    await client.close(uri);
    await eventually(() => unseen.at(-1)!.lines === null);
  });

  it("are served where no thread answers at all", async () => {
    await start();
    threads.fate = () => "dies";
    await client.open(uri, largeText(5), "typescript");
    assert.deepEqual(await linesFound(), []);
    await insert(2, 100, assignment());
    assert.ok((await linesFound()).includes(100));
    await eventually(() => unseen.at(-1)?.lines?.first === 0);
  });

  it("become small, and large again", async () => {
    await start();
    const text = largeText(5);
    await client.open(uri, text, "typescript");
    assert.deepEqual(await linesFound(), [5]);
    await client.change(uri, 2, { text: `\n${assignment()}` });
    assert.deepEqual(await linesFound(), [1]);
    await client.change(uri, 3, { text });
    assert.deepEqual(await linesFound(), [5]);
  });
});

describe("large documents without threads", () => {
  it("are scanned between other work", async () => {
    const client = TestClient.inProcess();
    const mint = new Mint(32);
    await client.initialize();
    const text = `${FILLER.repeat(LINES)}const token = "${mint.github()}";\n`;
    await client.open("untitled:large", text, "typescript");
    const { items } = await client.pull("untitled:large");
    assert.deepEqual(
      items.map(({ range }) => range.start.line),
      [LINES],
    );
    await client.stop(mint.values);
  });
});
