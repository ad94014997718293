/** The hover tells what a token opens and what to do, and not the token. */
import assert from "node:assert/strict";
import type { MarkupContent } from "vscode-languageserver/node";
import { mintJwt, seededRandom } from "../../server/src/engine/mint.ts";
import { type ExplainRuleResult, explainRule } from "../../server/src/protocol.ts";
import { capabilities, rangeOf, TestClient } from "./client.ts";
import { Mint } from "./tokens.ts";

describe("hover", () => {
  let client: TestClient;
  const mint = new Mint(3);
  const uri = "file:///demo/a.js";

  beforeEach(() => {
    client = TestClient.inProcess();
  });
  afterEach(() => client.stop(mint.values));

  it("says what is known of a token", async () => {
    await client.initialize();
    const token = mint.github();
    const text = `const t = "${token}";\n`;
    await client.open(uri, text);
    const range = rangeOf(text, token);
    const hover = await client.hover(uri, range.start);
    assert.deepEqual(hover!.range, range);
    const { kind, value } = hover!.contents as MarkupContent;
    assert.equal(kind, "markdown");
    assert.match(value, /\*\*GitHub personal access token \(classic\)\*\* `ghp_\.\.\.\w\w`/);
    assert.match(value, /acts as the user/);
    assert.match(value, /- Issuer: github/);
    assert.match(value, /- Lifetime: Never expires/);
    assert.match(value, /very likely a token/);
    assert.match(value, /\]\(https:\/\/github\.com\/settings\/tokens\)/);
    assert.deepEqual((await client.hover(uri, range.end))!.range, range);
  });

  it("is plain text where the client reads no Markdown", async () => {
    await client.initialize({
      capabilities: { ...capabilities, textDocument: { ...capabilities.textDocument, hover: {} } },
    });
    const token = mint.github();
    await client.open(uri, token);
    const { kind, value } = (await client.hover(uri, { line: 0, character: 1 }))!.contents as MarkupContent;
    assert.equal(kind, "plaintext");
    assert.doesNotMatch(value, /\*\*|`|\]\(/);
    assert.match(value, /https:\/\/github\.com\/settings\/tokens/);
  });

  it("says what a JSON Web Token says of itself, and not its signature", async () => {
    await client.initialize();
    const claims = { iss: "https://login.acme.dev", sub: "ada`[x](y)`\n# h", exp: 1_900_000_000 };
    const jwt = mintJwt(claims, seededRandom(1));
    await client.open(uri, `const session = "${jwt}";\n`);
    const { value } = (await client.hover(uri, { line: 0, character: 20 }))!.contents as MarkupContent;
    assert.match(
      value,
      /- Issued by: `https:\/\/login\.acme\.dev`\n- Subject: `ada \[x\]\(y\) # h`\n- Algorithm: `HS256`/,
    );
    assert.match(value, /- Expires: 2030-03-17T17:46:40\.000Z/);
    for (const part of jwt.split(".")) assert.ok(!value.includes(part.slice(4, 16)));
  });

  it("says nothing of what a JSON Web Token leaves out", async () => {
    await client.initialize();
    await client.open(uri, `const session = "${mintJwt({ sub: { id: 1 }, iss: "" }, seededRandom(2))}";\n`);
    const { value } = (await client.hover(uri, { line: 0, character: 20 }))!.contents as MarkupContent;
    assert.doesNotMatch(value, /- (?:Issued by|Subject|Expires):/);
    assert.match(value, /- Algorithm: `HS256`/);
  });

  it("says nothing elsewhere", async () => {
    await client.initialize();
    await client.open(uri, `const t = "${mint.github()}";\n`);
    assert.equal(await client.hover(uri, { line: 0, character: 2 }), null);
    assert.equal(await client.hover(uri, { line: 99, character: 99 }), null);
    assert.equal(await client.hover("file:///demo/unknown.js", { line: 0, character: 0 }), null);
  });

  it("has a page for a rule, and none for a rule that is not there", async () => {
    await client.initialize();
    const explain = (ruleId: string) =>
      client.connection.sendRequest<ExplainRuleResult | null>(explainRule, { ruleId });
    const page = await explain("token/github-pat");
    assert.equal(page!.title, "GitHub personal access token (classic)");
    assert.match(page!.markdown, /acts as the user/);
    assert.equal(await explain("token/none"), null);
  });
});
