/** Commands for those who write rules: why one is on, a playground, and a rule made of a selection. */
import assert from "node:assert/strict";
import { stringify } from "yaml";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import {
  type DraftRuleResult,
  draftRule,
  type PlaygroundResult,
  playground,
  type WhyRuleResult,
  whyRule,
} from "../../server/src/protocol.ts";
import { acmeRule } from "../acme-rule.ts";
import { rangeOf, TestClient } from "./client.ts";
import { Mint } from "./tokens.ts";
import { TestFolder } from "./workspace.ts";

const rule = {
  ...acmeRule,
  examples: ["[[acme_{base62:36}]]", "k = '[[acme_{base62:36}]]'"],
  nonExamples: ["acme_{base62:35}", "b"],
};

describe("for those who write rules the server", () => {
  let folder: TestFolder;
  let client: TestClient;
  const values: string[] = [];
  beforeEach(async () => {
    folder = new TestFolder();
    client = TestClient.inProcess();
    await client.initialize({ folders: [{ uri: folder.uri, name: "w" }] });
  });
  afterEach(async () => {
    await client.stop(values);
    folder.remove();
  });

  it("says why a rule is on, with the places that decide", async () => {
    folder.write(".tokenward.yml", "extends: strict\nrules:\n  token/github-pat: off\n");
    folder.write("src/.tokenward.yml", "rules:\n  token/*: info\n");
    const ask = (ruleId: string, path: string) =>
      client.connection.sendRequest<WhyRuleResult | null>(whyRule, {
        textDocument: { uri: folder.uriOf(path) },
        ruleId,
      });
    const inner = (await ask("token/github-pat", "src/a.js"))!;
    assert.equal(inner.title, "token/github-pat: info, high");
    assert.deepEqual(inner.markdown.split("\n").slice(1), [
      "- `strict:3` (`*`): error",
      "- `.tokenward.yml:3` (`token/github-pat`): off",
      "- **`src/.tokenward.yml:2` (`token/*`): info**",
    ]);
    assert.equal((await ask("token/github-pat", "a.js"))?.title, "token/github-pat: off, high");
    assert.equal(await ask("token/none", "a.js"), null);
  });

  it("tries rules that are being written on any text, and shows no value", async () => {
    const rules = folder.uriOf("rules/acme.yml");
    await client.open(rules, stringify({ rules: [rule] }), "yaml");
    const own = mint("acme_{alnum:36}", seededRandom(9)).text;
    const github = new Mint(5).github();
    values.push(own, github);
    const ask = (params: object) => client.connection.sendRequest<PlaygroundResult>(playground, params);
    const { markdown } = await ask({ text: `k = "${own}"\n\nt = "${github}"\nacme_short\n`, rules: { uri: rules } });
    assert.match(markdown, /# Line 1\n\n## Acme key/);
    assert.match(markdown, /# Line 3\n\n## GitHub/);
    assert.match(markdown, /# Line 4\s[\s\S]*acme-key.*its pattern matches nothing/);
    assert.ok(!(await ask({ text: `k = "${own}"` })).markdown.includes("Acme key"));
    assert.match((await ask({ text: "" })).markdown, /Write or paste/);
    assert.match((await ask({ text: "a\n".repeat(500) })).markdown, /first 200 lines/);
  });

  it("makes a rule of a selection without the value", async () => {
    const own = mint("acme_live_{alnum:36}", seededRandom(9)).text;
    values.push(own);
    const uri = folder.uriOf("a.js");
    const text = `k = "${own}"`;
    await client.open(uri, text);
    const ask = (part: string, issuer = "acme") =>
      client.connection.sendRequest<DraftRuleResult | null>(draftRule, {
        textDocument: { uri },
        range: rangeOf(text, part),
        issuer,
      });
    const drafted = (await ask(`"${own}"`))!.text;
    assert.match(drafted, /pattern: '\\bacme_live_\[A-Za-z0-9\]\{36\}\\b'/);
    assert.equal(await ask("k"), null);
    assert.equal(await ask(own, "Not An Issuer"), null);
  });
});
