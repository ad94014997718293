/** Tokens are underlined where they stand, as text changes, and their values go nowhere else. */
import { deepEqual, equal, ok } from "node:assert/strict";
import * as vscode from "vscode";
import { githubToken, password } from "../../support/minted.ts";
import { closeAll, codeOf, diagnostics, folder, hover, open, replaceText, untilDiagnostics } from "../workbench.ts";

describe("diagnostics", () => {
  afterEach(closeAll);

  it("underline the value, without its quotes", async () => {
    const token = githubToken(1);
    const document = await open("one.js", `const a = 1;\nconst token = "${token}";\n`);
    const [found] = await untilDiagnostics(document, 1);
    equal(codeOf(found!), "token/github-pat");
    equal(found!.severity, vscode.DiagnosticSeverity.Error);
    equal(document.getText(found!.range), token);
  });

  it("count in UTF-16 behind emoji, and over CRLF", async () => {
    const token = githubToken(2);
    const document = await open("emoji.js", `// \u{1f511}\r\nsend("\u{1f511}\u{1f511}", "${token}");\r\n`);
    const [found] = await untilDiagnostics(document, 1);
    equal(document.getText(found!.range), token);
  });

  it("never hold the value", async () => {
    const token = githubToken(3);
    const document = await open("silent.js", `const token = "${token}";\n`);
    const [found] = await untilDiagnostics(document, 1);
    ok(!JSON.stringify(found).includes(token));
  });

  it("come and go with unsaved text", async () => {
    const document = await open("typed.js", "const token = undefined;\n");
    await replaceText(document, `const token = "${githubToken(4)}";\n`);
    await untilDiagnostics(document, 1);
    await replaceText(document, "const token = process.env.TOKEN;\n");
    await untilDiagnostics(document, 0);
  });

  it("follow a token that is pushed down", async () => {
    const token = githubToken(5);
    const document = await open("pushed.js", `const token = "${token}";\n`);
    await untilDiagnostics(document, 1);
    await replaceText(document, `\n\n\n  const token = "${token}";\n`);
    await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, new vscode.Position(3, 20));
    const [found] = await untilDiagnostics(document, 1);
    equal(document.getText(found!.range), token);
  });

  it("name the other places of the same value", async () => {
    const token = githubToken(6);
    const document = await open("twice.js", `const a = "${token}";\nconst b = "${token}";\n`);
    const [first] = await untilDiagnostics(document, 2);
    equal(first!.relatedInformation?.length, 1);
  });

  it("appear in untitled documents", async () => {
    const content = `token = "${githubToken(7)}"\n`;
    const document = await vscode.workspace.openTextDocument({ language: "python", content });
    await vscode.window.showTextDocument(document);
    const [found] = await untilDiagnostics(document, 1);
    equal(codeOf(found!), "token/github-pat");
    await replaceText(document, "");
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("appear in every folder of the workspace", async () => {
    const documents = [
      await open("app.js", `const token = "${githubToken(8)}";\n`, folder("app")),
      await open("service.js", `const token = "${githubToken(9)}";\n`, folder("service")),
    ];
    for (const document of documents) await untilDiagnostics(document, 1);
  });

  it("appear in the cells of a notebook", async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, `token = "${githubToken(10)}"`, "python");
    const notebook = await vscode.workspace.openNotebookDocument("jupyter-notebook", new vscode.NotebookData([cell]));
    await vscode.window.showNotebookDocument(notebook);
    await untilDiagnostics(notebook.cellAt(0).document, 1);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("explain themselves in a hover that masks the value", async () => {
    const token = githubToken(11);
    const document = await open("hover.js", `const token = "${token}";\n`);
    const [found] = await untilDiagnostics(document, 1);
    const text = await hover(document, found!.range.start.translate(0, 3));
    ok(text.includes("GitHub"), text);
    ok(text.includes(`ghp_...${token.slice(-2)}`), text);
    ok(!text.includes(token));
  });

  it("are none where there is a reference", async () => {
    const document = await open("clean.js", "const token = process.env.GITHUB_TOKEN;\n");
    const other = await open("marker.js", `const token = "${githubToken(12)}";\n`);
    await untilDiagnostics(other, 1);
    deepEqual(diagnostics(document), []);
  });

  it("heed the setting of confidence at once", async () => {
    const settings = vscode.workspace.getConfiguration("tokenward", folder("app"));
    // A test's password is held less sure than one that runs.
    const document = await open("test/sure.js", `const dbPassword = "${password(13)}";\n`);
    await untilDiagnostics(document, 1);
    try {
      await settings.update("minConfidence", "high", vscode.ConfigurationTarget.Workspace);
      await untilDiagnostics(document, 0);
    } finally {
      await settings.update("minConfidence", undefined, vscode.ConfigurationTarget.Workspace);
    }
    await untilDiagnostics(document, 1);
  });
});
