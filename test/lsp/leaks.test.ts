/** Everything that the server writes is searched for values of the built-in rules: none is there, save in the edits. */
import assert from "node:assert/strict";
import { type CodeAction, type MarkupContent, ShutdownRequest } from "vscode-languageserver/node";
import { scanWorkspace } from "../../server/src/protocol.ts";
import { type BuiltinRule, builtinCatalogue, builtinRules, examplesOf } from "../builtin.ts";
import { TestClient } from "./client.ts";
import { leaksIn } from "./wire.ts";
import { TestFolder } from "./workspace.ts";

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
/** Each rule with one of these, in turn. */
const LANGUAGES = [
  ["javascript", "js"],
  ["python", "py"],
  ["yaml", "yml"],
  ["shellscript", "sh"],
  ["json", "json"],
  ["go", "go"],
] as const;
/** Of so many rules one is tried here; what is particular to a rule is its own texts, which all rules' tests read. */
const STEP = 6;

const valuesOf = (rule: BuiltinRule, seed: number): string[] =>
  examplesOf(rule, seed).flatMap(({ text, expected }) => expected.map(({ start, end }) => text.slice(start, end)));

describe("values on the wire", () => {
  const rules = builtinRules.filter((_, at) => at % STEP === 0);
  const values = rules.flatMap((rule) => valuesOf(rule, 1));
  const common = rules.flatMap((rule) => valuesOf(rule, 2));

  it("are seen by the search where they are", () => {
    assert.equal(
      leaksIn([{ a: [`x ${values[0]} y`] }, { edit: values[0] }, { [values[0]!]: 1 }], values, common).length,
      2,
    );
  });

  it("stand in edits and nowhere else", async () => {
    const folder = new TestFolder({
      "package.json": '{"dependencies":{"dotenv":"^17.0.0"}}',
      ".tokenward.yml": "rules: {}\n",
    });
    const client = TestClient.inProcess(builtinCatalogue);
    await client.initialize({
      folders: [{ uri: folder.uri, name: "demo" }],
      options: {
        trusted: false,
        commands: ["tokenward.copyMasked", "tokenward.openRevocation", "tokenward.showAdvice"],
      },
      settings: () => ({ minConfidence: "low" }),
    });
    let edits = 0;
    for (const [at, rule] of rules.entries()) {
      const [languageId, extension] = LANGUAGES[at % LANGUAGES.length]!;
      const path = `rule${at}.${extension}`;
      const text = examplesOf(rule, 1)
        .map((example) => example.text)
        .join("\n\n");
      folder.write(path, text);
      edits += await everythingOf(client, folder.uriOf(path), text, languageId);
    }
    await client.connection.sendRequest(scanWorkspace, {});
    const { tokens } = await client.inventory();
    assert.ok(tokens.length > rules.length / 2, `${tokens.length} tokens`);
    assert.ok(edits > rules.length, `${edits} edits`);
    await client.connection.sendRequest(ShutdownRequest.type);
    assert.deepEqual(client.leaks(values, common), []);
    folder.remove();
  });
});

/** Asks for all there is to be asked of a document. @returns how many edits there were */
async function everythingOf(client: TestClient, uri: string, text: string, languageId: string): Promise<number> {
  await client.open(uri, text, languageId);
  const { items } = await client.pull(uri);
  for (const { range } of items) {
    const hover = await client.hover(uri, range.start);
    assert.ok((hover!.contents as MarkupContent).value.length > 50);
  }
  const actions: CodeAction[] = [
    ...(await client.actions(uri, WHOLE)),
    ...(await client.actions(uri, WHOLE, ["source.fixAll"])),
  ];
  const resolved = await Promise.all(actions.filter(({ data }) => data).map((action) => client.resolve(action)));
  await client.close(uri);
  return resolved.filter(({ edit }) => edit).length;
}
