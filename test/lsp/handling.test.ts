/** Findings of handling rules over the wire: diagnostics with their way, and hovers. */
import assert from "node:assert/strict";
import type { MarkupContent } from "vscode-languageserver/node";
import { builtinCatalogue } from "../builtin.ts";
import { builtGrammars } from "../handling-examples.ts";
import { TestClient } from "./client.ts";
import { Mint } from "./tokens.ts";

describe("handling rules in the language server", () => {
  let client: TestClient;
  const mint = new Mint(17);
  const uri = "file:///demo/a.js";

  beforeEach(() => {
    client = TestClient.inProcess(builtinCatalogue, { grammars: builtGrammars });
  });
  afterEach(() => client.stop(mint.values));

  it("are diagnostics with the way of the value", async () => {
    await client.initialize();
    await client.open(uri, "const a = process.env.API_TOKEN;\nconst b = `x ${a}`;\nconsole.log(b);\n");
    const { items } = await client.pull(uri);
    assert.deepEqual(
      items.map(({ code, range }) => [code, range.start.line]),
      [["handling/token-logged", 2]],
    );
    assert.deepEqual(
      items[0]!.relatedInformation?.map(({ location }) => location.range.start.line),
      [0, 1],
    );
  });

  it("stand beside tokens, and show none", async () => {
    await client.initialize();
    const token = mint.github();
    await client.open(uri, `const jwt = require("jsonwebtoken");\njwt.verify(t, "${token}");\n`);
    const { items } = await client.pull(uri);
    assert.deepEqual(items.map(({ code }) => code).sort(), ["handling/jwt-hardcoded-key", "token/github-pat"]);
  });

  it("follow the text", async () => {
    await client.initialize();
    await client.open(uri, "console.log(password);\n");
    assert.equal((await client.pull(uri)).items.length, 1);
    await client.change(uri, 2, { text: "console.log(name);\n" });
    assert.equal((await client.pull(uri)).items.length, 0);
  });

  it("say what to do in a hover", async () => {
    await client.initialize();
    await client.open(uri, "console.log(password);\n");
    const hover = await client.hover(uri, { line: 0, character: 14 });
    const { value } = hover!.contents as MarkupContent;
    assert.match(value, /\*\*Token written to a log\*\*/);
    assert.match(value, /Relates to PCI DSS 8\.3\.2/);
  });

  it("know a language by its identifier where the name tells none", async () => {
    await client.initialize();
    await client.open("untitled:Untitled-1", "print(password)\n", "python");
    const { items } = await client.pull("untitled:Untitled-1");
    assert.deepEqual(
      items.map(({ code }) => code),
      ["handling/token-logged"],
    );
  });

  it("can be accepted with a reason where they stand", async () => {
    await client.initialize();
    await client.open(uri, "console.log(password);\n");
    const actions = await client.actions(uri, { start: { line: 0, character: 14 }, end: { line: 0, character: 14 } });
    assert.ok(actions.some(({ title }) => title === "Suppress handling/token-logged here, with a reason"));
    assert.ok(!actions.some(({ title }) => /^Move/.test(title)));
  });

  it("are mended where their rule has a fix that holds", async () => {
    await client.initialize();
    await client.open(uri, "const agent = new https.Agent({ rejectUnauthorized: false });\n");
    const actions = await client.actions(uri, { start: { line: 0, character: 36 }, end: { line: 0, character: 36 } });
    const action = actions.find(({ title }) => title === "Fix: Check the certificate");
    assert.ok(action, actions.map(({ title }) => title).join(", "));
    const text = JSON.stringify((await client.resolve(action)).edit);
    assert.match(text, /"newText":"true"/);
  });
});
