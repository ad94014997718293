/** Writing configs and rules in the editor: what may stand where, what it means, and whether a rule's examples hold, live. */
import assert from "node:assert/strict";
import { CodeLensRequest, CompletionRequest, DiagnosticSeverity } from "vscode-languageserver";
import { stringify } from "yaml";
import { acmeRule } from "../acme-rule.ts";
import { TestClient } from "./client.ts";
import { TestFolder } from "./workspace.ts";

const rule = {
  ...acmeRule,
  examples: ["[[acme_{base62:36}]]", "k = '[[acme_{base62:36}]]'"],
  nonExamples: ["acme_{base62:35}", "b"],
};

describe("writing configs and rules", () => {
  let folder: TestFolder;
  let client: TestClient;
  beforeEach(async () => {
    folder = new TestFolder();
    client = TestClient.inProcess();
    await client.initialize({ folders: [{ uri: folder.uri, name: "w" }] });
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  /** `|` is the cursor. */
  async function offered(marked: string, path = ".tokenward.yml"): Promise<Record<string, string | undefined>> {
    const uri = folder.uriOf(path);
    await client.open(uri, marked.replace("|", ""), "yaml");
    const lines = marked.slice(0, marked.indexOf("|")).split("\n");
    const position = { line: lines.length - 1, character: lines.at(-1)!.length };
    const found = await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position });
    await client.close(uri);
    const items = Array.isArray(found) ? found : (found?.items ?? []);
    return Object.fromEntries(items.map(({ label, textEdit }) => [label, textEdit?.newText]));
  }

  it("offers keys, values, presets, and rules by id", async () => {
    assert.equal((await offered("|")).extends, "extends: ");
    assert.deepEqual(Object.keys(await offered("rules:\n  token/a: |")), ["error", "warning", "info", "off", "on"]);
    assert.equal((await offered("extends:\n  - |"))["pci-dss"], "pci-dss");
    const rules = await offered("rules:\n  token/git|");
    assert.equal(rules["token/github-pat"], "token/github-pat: ");
    assert.equal(rules["token/*"], "token/*: ");
    assert.equal(rules["*"], '"*": ');
    assert.equal((await offered('rules:\n  "|"'))["*"], "*");
  });

  it("offers the keys of rules in rule files, and nothing elsewhere", async () => {
    const keys = await offered("rules:\n  - id: token/acme-a\n    |", "rules/acme.yml");
    assert.equal(keys.nonExamples, "nonExamples: ");
    assert.deepEqual(await offered("rules:\n  |", "other.yml"), {});
  });

  it("says what keys and rules are", async () => {
    const uri = folder.uriOf(".tokenward.yml");
    await client.open(uri, "rules:\n  token/github-pat: off\npolicy:\n  maxAgeDays: 5\n", "yaml");
    const said = async (line: number, character: number) =>
      JSON.stringify(await client.hover(uri, { line, character }));
    assert.match(await said(0, 2), /Severities|severities/);
    assert.match(await said(1, 6), /GitHub personal access token/);
    assert.match(await said(3, 4), /overdue/);
    assert.equal(await said(1, 22), "null");
  });

  const lensesOf = async (uri: string) =>
    (await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } }))?.map(
      ({ range, command }) => [range.start.line, command?.title] as const,
    );

  it("runs examples and near misses as they stand", async () => {
    const uri = folder.uriOf("rules/acme.yml");
    const text = stringify({ rules: [rule] });
    await client.open(uri, text, "yaml");
    assert.deepEqual(await lensesOf(uri), [[1, "4 of 4 pass"]]);
    assert.deepEqual((await client.pull(uri)).items, []);
    const broken = text.replace("acme_{base62:35}", "acme_{base62:36}");
    await client.change(uri, 2, { text: broken });
    assert.deepEqual(await lensesOf(uri), [[1, "3 of 4 pass"]]);
    const { items } = await client.pull(uri);
    assert.equal(items.length, 1);
    assert.match(String(items[0]!.message), /near miss 1 is found/);
    assert.equal(
      items[0]!.range.start.line,
      broken
        .split("\n")
        .findIndex((line, at, all) => at > all.findIndex((l) => l.includes("nonExamples")) && line.includes("acme_")),
    );
  });

  it("tells what a pattern costs, and of rules that find the same", async () => {
    const uri = folder.uriOf(".tokenward.yml");
    const open = { ...rule, pattern: "acme_[A-Za-z0-9]+" };
    const same = { ...rule, id: "token/acme-two" };
    await client.open(uri, stringify({ ownRules: [open, same] }), "yaml");
    const { items } = await client.pull(uri);
    const hints = items
      .filter(({ severity }) => severity === DiagnosticSeverity.Hint)
      .map(({ message }) => String(message));
    for (const expected of [
      /acme-key: the pattern has no end/,
      /acme-key: the pattern is not anchored/,
      /acme-key: token\/acme-two finds the same/,
    ])
      assert.ok(
        hints.some((hint) => expected.test(hint)),
        String(expected),
      );
  });

  it("finds with rules as they are written, unsaved", async () => {
    const config = folder.uriOf(".tokenward.yml");
    await client.open(config, "", "yaml");
    const uri = folder.uriOf("a.js");
    await client.open(uri, `k = "acme_${"x7Qp2".repeat(7)}w"`);
    assert.deepEqual((await client.pull(uri)).items, []);
    await client.change(config, 2, { text: stringify({ ownRules: [rule] }) });
    for (let tries = 0; tries < 200 && (await client.pull(uri)).items.length === 0; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(
      (await client.pull(uri)).items.map(({ code }) => code),
      ["token/acme-key"],
    );
  });
});
