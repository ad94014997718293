/** Names that nothing defines, nothing reads, or that are listed and not set: told in the editor, mended by its actions, off by rule. */
import assert from "node:assert/strict";
import type { CodeAction, Diagnostic } from "vscode-languageserver/node";
import { scanWorkspace } from "../../../server/src/protocol.ts";
import { eventually } from "../client.ts";
import { applyEdit } from "../edits.ts";
import { Project } from "./project.ts";

const shown = (items: readonly Diagnostic[]): string[] =>
  items
    .filter(({ code }) => String(code).startsWith("reference/"))
    .map(
      ({ code, severity, range, message }) =>
        `${code} ${severity} ${range.start.line + 1} ${String(message).split(/ (?:is|reads)/)[0]}`,
    );

describe("what is wrong with names of variables", () => {
  let project: Project;

  /** What is said of a file once all names were read. */
  const told = async (path: string, count: number): Promise<string[]> => {
    let items: string[] = [];
    await eventually(async () => {
      items = shown((await project.client.pull(project.uri(path))).items);
      return items.length === count;
    });
    return items;
  };

  const actionsAt = (path: string, what: string): Promise<CodeAction[]> =>
    project.client.actions(project.uri(path), { start: project.at(path, what), end: project.at(path, what) });

  const applied = async (action: CodeAction | undefined): Promise<ReadonlyMap<string, string>> => {
    const { edit } = await project.client.resolve(action!);
    const texts = new Map([".env", ".env.example"].map((path) => [project.uri(path), project.folder.read(path)]));
    applyEdit(edit, texts);
    return new Map([...texts].map(([uri, text]) => [uri.slice(project.folder.uri.length + 1), text]));
  };

  afterEach(() => project.end());

  it("is not told before the workspace was scanned or a name was asked for", async () => {
    project = await new Project().start();
    await project.open("src/other.ts", "typescript");
    assert.deepEqual(shown((await project.client.pull(project.uri("src/other.ts"))).items), []);
    assert.equal(project.client.refreshes, 0);
    await project.client.connection.sendRequest(scanWorkspace, {});
    await eventually(() => project.client.refreshes > 0);
    assert.deepEqual(await told("src/other.ts", 1), ["reference/undefined 2 1 MISSING"]);
  });

  it("is what nothing reads and what is not set, in a store and its list", async () => {
    project = await new Project().start();
    await project.client.connection.sendRequest(scanWorkspace, {});
    await project.open(".env", "dotenv");
    await project.open(".env.example", "dotenv");
    assert.deepEqual(await told(".env", 1), ["reference/unused 3 4 Nothing in this workspace"]);
    assert.deepEqual(await told(".env.example", 2), [
      "reference/unused 3 3 Nothing in this workspace",
      "reference/unset 3 3 LATER",
    ]);
    const [remove] = await actionsAt(".env", "OLD_KEY");
    assert.equal(remove!.title, "Take OLD_KEY out of .env");
    assert.equal((await applied(remove)).get(".env"), project.folder.read(".env").replace("OLD_KEY=1\n", ""));
    const add = (await actionsAt(".env.example", "LATER")).find(({ title }) => title.startsWith("Add"));
    assert.equal(add!.title, "Add LATER to .env, without a value");
    assert.match((await applied(add)).get(".env")!, /\nLATER=\n$/);
  });

  it("is added to the list by an action, and gone when that is saved", async () => {
    project = await new Project().start();
    await project.client.connection.sendRequest(scanWorkspace, {});
    await project.open("src/other.ts", "typescript");
    await told("src/other.ts", 1);
    const actions = await actionsAt("src/other.ts", "MISSING");
    assert.deepEqual(actions.map(({ title }) => title).slice(0, 4), [
      "Add MISSING to .env.example, without a value",
      "Add MISSING to .env, without a value",
      "Suppress reference/undefined here, with a reason",
      "Turn reference/undefined off in .tokenward.yml",
    ]);
    const list = (await applied(actions[0])).get(".env.example")!;
    assert.match(list, /\nMISSING=\n$/);
    project.folder.write(".env.example", list);
    await project.client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: project.uri(".env.example"), type: 2 }],
    });
    assert.deepEqual(await told("src/other.ts", 0), []);
  });

  it("is accepted by a comment, levelled and turned off by configs", async () => {
    project = await new Project({
      ".tokenward.yml": "rules:\n  reference/unused: error\n  reference/unset: off\n",
    }).start();
    await project.client.connection.sendRequest(scanWorkspace, {});
    await project.open(".env.example", "dotenv");
    assert.deepEqual(await told(".env.example", 1), ["reference/unused 1 3 Nothing in this workspace"]);
    const config = await project.open(".tokenward.yml", "yaml");
    assert.deepEqual((await project.client.pull(config)).items, []);
    const text =
      "// tokenward-ignore-next-line reference/undefined -- set by the host\nprocess.env.MISSING;\nprocess.env.GONE;\n";
    await project.client.open(project.uri("b.js"), text);
    assert.deepEqual(await told("b.js", 1), ["reference/undefined 2 3 GONE"]);
  });

  for (const [what, more] of [
    ["what has a default somewhere in the file", { "a.js": "process.env.MISSING ?? 1; f(process.env.MISSING);\n" }],
    ["what a pipeline's service keeps", { ".gitlab-ci.yml": "a:\n  script:\n    - echo $MISSING\n" }],
    [
      "what a store keeps that is no file",
      { ".tokenward/stores.json": '{"version":1,"stores":{},"names":{"MISSING":"pass"}}' },
    ],
    ["what code sets", { "set.js": "process.env.MISSING = make();\n" }],
    ["a project without a store", { ".env": "", ".env.example": "" }],
  ] as const)
    it(`is not told of ${what}`, async () => {
      const alone: Readonly<Record<string, string>> = { "a.js": "process.env.MISSING;\n" };
      project = await new Project({ ...alone, ...more }).start();
      await project.client.connection.sendRequest(scanWorkspace, {});
      await project.open("a.js", "javascript");
      await project.client.hover(project.uri("a.js"), { line: 0, character: 14 });
      assert.deepEqual(shown((await project.client.pull(project.uri("a.js"))).items), []);
    });

  it("is not said to be unread where code takes any name", async () => {
    project = await new Project({ "all.js": "for (const name of names) use(process.env[name]);\n" }).start();
    await project.client.connection.sendRequest(scanWorkspace, {});
    await project.open(".env", "dotenv");
    await project.client.hover(project.uri(".env"), { line: 3, character: 2 });
    assert.deepEqual(shown((await project.client.pull(project.uri(".env"))).items), []);
  });
});
