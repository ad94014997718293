/** The language server explains a line, whether something is found on it or not, and shows no value. */
import assert from "node:assert/strict";
import { type ExplainLineResult, explainLine } from "../../server/src/protocol.ts";
import { TestClient } from "./client.ts";
import { Mint } from "./tokens.ts";
import { TestFolder } from "./workspace.ts";

describe("the explanation of a line", () => {
  let client: TestClient;
  const mint = new Mint(71);
  const uri = "file:///demo/a.js";

  beforeEach(() => {
    client = TestClient.inProcess();
  });
  afterEach(() => client.stop(mint.values));

  const explain = (line: unknown, of = uri) =>
    client.connection.sendRequest<ExplainLineResult | null>(explainLine, { textDocument: { uri: of }, line });

  it("says what became of what was suspected", async () => {
    await client.initialize({ folders: [{ uri: "file:///demo", name: "demo" }] });
    await client.open(uri, `// x\nconst t = "${mint.github()}"; const password = "changeme";\n`);
    const { title, markdown } = (await explain(1))!;
    assert.equal(title, "a.js:2");
    assert.match(
      markdown,
      /^## GitHub personal access token \(classic\) `ghp_\.\.\.\w\w`\n\nColumn 12, `token\/github-pat`/,
    );
    assert.match(markdown, /\n\n\*\*A finding\*\*, high confidence, as its rule has it\.\n\n/);
    assert.match(markdown, /Dropped\.\n\n- Dropped by placeholder: its words say/);
  });

  it("says why a finding is not shown", async () => {
    await client.initialize({ settings: () => ({ minConfidence: "high" }) });
    await client.open(uri, `const t = "${mint.doubtful()}";\n`);
    const { markdown } = (await explain(0))!;
    assert.match(markdown, /\*\*A finding\*\*, medium confidence; its rule has high confidence\./);
    assert.match(markdown, /Not shown: it is less sure than the setting `tokenward\.minConfidence` asks\./);
    assert.match(markdown, /- Doubted by checksum: its checksum does not hold/);
  });

  it("minds the team's config", async () => {
    const token = mint.github();
    for (const [config, reason] of [
      ["rules: { token/github-pat: off }\n", /Not shown: `\.tokenward\.yml` switches its rule off/],
      ["ignore: [a.js]\n", /Not shown: git or `\.tokenward\.yml` leaves this file out/],
    ] as const) {
      const folder = new TestFolder({ ".tokenward.yml": config });
      const other = TestClient.inProcess();
      await other.initialize({ folders: [{ uri: folder.uri, name: "demo" }] });
      await other.open(folder.uriOf("a.js"), `const t = "${token}";\n`);
      const params = { textDocument: { uri: folder.uriOf("a.js") }, line: 0 };
      const page = await other.connection.sendRequest<ExplainLineResult>(explainLine, params);
      assert.match(page.markdown, reason);
      await other.stop(mint.values);
      folder.remove();
    }
    await client.initialize();
  });

  it("shows a comment's reason as text, and the values in it masked", async () => {
    await client.initialize();
    const token = mint.github();
    await client.open(uri, `const t = "${token}"; // tokenward-ignore * -- see [x](y) ${token}\n`);
    const { markdown } = (await explain(0))!;
    assert.match(markdown, /Dropped by suppression: a comment accepts it: see \\\[x\\\]\(y\) ghp\\_\.\.\./);
  });

  it("says what a rule would ask for where nothing was suspected", async () => {
    await client.initialize();
    await client.open(uri, "let a = 1;\nlet b = ghp_short;\n");
    assert.match((await explain(0))!.markdown, /^No rule suspected anything here\. A rule looks where/);
    assert.match(
      (await explain(1))!.markdown,
      /## Rules that looked here[\s\S]*`token\/github-pat`\): called by “ghp_”/,
    );
  });

  it("answers with nothing where there is no such line or document", async () => {
    await client.initialize();
    await client.open(uri, "");
    for (const line of [1, -1, "x", null, 0.5]) assert.equal(await explain(line), null);
    assert.equal(await explain(0, "file:///demo/unknown.js"), null);
  });
});
