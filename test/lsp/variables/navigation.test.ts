/** Variables are found again from every place where they stand: definitions, references, renaming. */
import assert from "node:assert/strict";
import {
  type CompletionItem,
  CompletionRequest,
  DefinitionRequest,
  type Location,
  type MarkupContent,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { applyEdit } from "../edits.ts";
import { Project } from "./project.ts";

describe("the names of variables", () => {
  let project: Project;

  before(async () => {
    project = await new Project().start();
    await project.open("src/app.js", "javascript");
    await project.open("src/other.ts", "typescript");
  });
  after(() => project.end());

  const ask = <T>(method: string, path: string, what: string, more: object = {}): Promise<T> =>
    project.client.connection.sendRequest<T>(method, {
      textDocument: { uri: project.uri(path) },
      position: project.at(path, what),
      ...more,
    });

  it("leads to where the value is set, which git leaves out", async () => {
    const found = await ask<Location[]>(DefinitionRequest.method, "src/app.js", "GITHUB_TOKEN");
    assert.deepEqual(
      found.map((each) => project.place(each)),
      [".env:2"],
    );
  });

  it("leads to the list where nothing sets it", async () => {
    await project.client.open(project.uri("later.js"), "process.env.LATER", "javascript");
    const found = await project.client.connection.sendRequest<Location[]>(DefinitionRequest.method, {
      textDocument: { uri: project.uri("later.js") },
      position: { line: 0, character: 14 },
    });
    assert.deepEqual(
      found.map((each) => project.place(each)),
      [".env.example:3"],
    );
    await project.client.close(project.uri("later.js"));
  });

  it("finds the places that read it, in every language, and not comments, nor what git leaves out", async () => {
    const found = await ask<Location[]>(ReferencesRequest.method, "src/app.js", "GITHUB_TOKEN", {
      context: { includeDeclaration: false },
    });
    assert.deepEqual(found.map((each) => project.place(each)).sort(), [
      "compose.yml:5",
      "job.py:2",
      "src/app.js:2",
      "src/other.ts:1",
    ]);
  });

  it("finds all places, where they are asked for", async () => {
    const found = await ask<Location[]>(ReferencesRequest.method, "src/app.js", "GITHUB_TOKEN", {
      context: { includeDeclaration: true },
    });
    assert.deepEqual(found.map((each) => project.place(each)).sort(), [
      ".env.example:1",
      ".env:2",
      "compose.yml:5",
      "compose.yml:5",
      "job.py:2",
      "src/app.js:2",
      "src/other.ts:1",
    ]);
  });

  it("says nothing where no name stands", async () => {
    assert.deepEqual(await ask(DefinitionRequest.method, "src/app.js", "const"), []);
    assert.equal(await ask(PrepareRenameRequest.method, "src/app.js", "const"), null);
  });

  it("renames everywhere in one edit, and keeps the local name of what is taken apart", async () => {
    assert.deepEqual(await ask(PrepareRenameRequest.method, "src/app.js", "GITHUB_TOKEN"), {
      range: { start: { line: 1, character: 22 }, end: { line: 1, character: 34 } },
      placeholder: "GITHUB_TOKEN",
    });
    const edit = await ask<WorkspaceEdit>(RenameRequest.method, "src/app.js", "GITHUB_TOKEN", { newName: "GH_PAT" });
    const paths = [".env", ".env.example", "src/app.js", "src/other.ts", "job.py", "compose.yml"];
    const texts = new Map(paths.map((path) => [project.uri(path), project.folder.read(path)]));
    applyEdit(edit, texts);
    const read = (path: string): string => texts.get(project.uri(path))!;
    assert.equal(read(".env"), project.folder.read(".env").replace("GITHUB_TOKEN", "GH_PAT"));
    assert.match(read(".env.example"), /^GH_PAT=\n/);
    assert.match(read("src/app.js"), /process\.env\.GH_PAT;/);
    assert.match(read("src/other.ts"), /^const \{ GH_PAT: GITHUB_TOKEN, MISSING \} = process\.env;\nuse\(GITHUB_TOKEN/);
    assert.match(read("job.py"), /x = os\.environ\["GH_PAT"\]\n# os\.environ\["GITHUB_TOKEN"\]/);
    assert.match(read("compose.yml"), / GH_PAT: \$\{GH_PAT:\?\}/);
    // What is open is edited in the version that is open.
    const versions = (edit.documentChanges as TextDocumentEdit[]).map(({ textDocument }) => textDocument.version);
    assert.deepEqual(versions.sort(), [1, 1, null, null, null, null]);
  });

  it("asks before it renames what a service keeps", async () => {
    await project.open(".github/workflows/ci.yml", "yaml");
    const edit = await ask<WorkspaceEdit>(RenameRequest.method, ".github/workflows/ci.yml", "DEPLOY_TOKEN", {
      newName: "SHIP_TOKEN",
    });
    assert.deepEqual(Object.values(edit.changeAnnotations!), [
      {
        label: "Rename DEPLOY_TOKEN to SHIP_TOKEN",
        description: "GitHub keeps the value: give it the new name there too.",
        needsConfirmation: true,
      },
    ]);
    const refused = ask(RenameRequest.method, ".github/workflows/ci.yml", "DEPLOY_TOKEN", { newName: "GITHUB_X" });
    await assert.rejects(refused, /GitHub Actions cannot have such a name: GITHUB_X/);
  });

  for (const [newName, reason] of [
    ["1ST", /begins with no digit/],
    ["A-B", /letters, digits and underscores/],
    ["", /letters, digits and underscores/],
    ["PATH", /a name that systems use/],
    ["EMPTY", /another variable's name: it stands in \.env\./],
  ] as const)
    it(`refuses "${newName}"`, () =>
      assert.rejects(ask(RenameRequest.method, "src/app.js", "GITHUB_TOKEN", { newName }), reason));

  it("says where the value is, what it is, who loads it, and not the value", async () => {
    const { contents } = (await project.client.hover(
      project.uri("src/app.js"),
      project.at("src/app.js", "GITHUB_TOKEN"),
    ))!;
    const { value } = contents as MarkupContent;
    assert.match(
      value,
      /^\*\*GITHUB_TOKEN\*\*\n\n- Set in \[\.env:2\]\(file:\S+#L2\), GitHub personal access token \(classic\) `ghp_\.\.\.\w\w`, in a file changed today\n/,
    );
    assert.match(value, /- Handed on in \[compose\.yml:5\]/);
    assert.match(value, /- Listed without its value in \[\.env\.example:1\]/);
    assert.match(value, /- Read in 4 places of 4 files\n- \.env is loaded by dotenv$/);
  });

  it("says that it is set to nothing, or nowhere", async () => {
    const page = async (path: string, what: string): Promise<string> =>
      ((await project.client.hover(project.uri(path), project.at(path, what)))!.contents as MarkupContent).value;
    assert.match(await page("src/app.js", "EMPTY"), /Set to nothing in \[\.env:3\]/);
    assert.match(
      await page("src/other.ts", "MISSING"),
      /Nothing in this workspace gives it a value\.\n\n- Read here only/,
    );
  });

  for (const [path, languageId, line, wanted, unwanted] of [
    ["a.js", "javascript", "process.env.GIT", "GITHUB_TOKEN", "node_modules"],
    ["a.ts", "typescript", 'process.env["', "LATER", ""],
    ["a.py", "python", 'os.environ["', "EMPTY", ""],
    ["a.go", "go", 'os.Getenv("', "GITHUB_TOKEN", ""],
    ["compose.override.yml", "dockercompose", "services:\n  a:\n    image: ${", "OLD_KEY", ""],
    [".github/workflows/b.yml", "yaml", "on: push\nenv:\n  A: ${{ secrets.", "DEPLOY_TOKEN", ""],
    [".env.local", "dotenv", "MIS", "MISSING", ""],
  ] as const)
    it(`completes known names in ${path}`, async () => {
      const uri = project.uri(path);
      await project.client.open(uri, line, languageId);
      const lines = line.split("\n");
      const position = { line: lines.length - 1, character: lines.at(-1)!.length };
      const items = await project.client.connection.sendRequest<CompletionItem[]>(CompletionRequest.method, {
        textDocument: { uri },
        position,
      });
      const labels = items.map(({ label }) => label);
      assert.ok(labels.includes(wanted), labels.join());
      assert.ok(!labels.includes(unwanted || "nothing"));
      await project.client.close(uri);
    });

  it("completes nothing elsewhere", async () => {
    const uri = project.uri("b.js");
    await project.client.open(uri, "const a = other.", "javascript");
    const params = { textDocument: { uri }, position: { line: 0, character: 16 } };
    assert.deepEqual(await project.client.connection.sendRequest(CompletionRequest.method, params), []);
    await project.client.close(uri);
  });

  it("follows what is typed and what changes on disk", async () => {
    const uri = project.uri("src/app.js");
    await project.client.change(uri, 2, { text: "process.env.NEW_ONE" });
    project.folder.write(".env", "NEW_ONE=1\n");
    await project.client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: project.uri(".env"), type: 2 }],
    });
    const params = { textDocument: { uri }, position: { line: 0, character: 14 } };
    const found = await project.client.connection.sendRequest<Location[]>(DefinitionRequest.method, params);
    assert.deepEqual(
      found.map((each) => project.place(each)),
      [".env:1"],
    );
  });
});
