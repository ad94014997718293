/** A stranger's repository, opened in Restricted Mode: everything that runs no program works. */
import { equal, match, ok } from "node:assert/strict";
import * as vscode from "vscode";
import { githubToken } from "../../support/minted.ts";
import { apply, closeAll, folder, hover, onDisk, open, saveAll, until, untilDiagnostics } from "../workbench.ts";

describe("Restricted Mode", () => {
  afterEach(closeAll);

  it("is what this window is in", () => {
    equal(vscode.workspace.isTrusted, false);
  });

  it("lets the extension start", async () => {
    await until("active", () => vscode.extensions.getExtension("tokenward.tokenward")?.isActive);
  });

  it("finds tokens and explains them", async () => {
    const document = await open("deploy.js", `const token = "${githubToken(51)}";\n`, folder());
    const [found] = await untilDiagnostics(document, 1);
    match(await hover(document, found!.range.start), /GitHub/);
  });

  it("explains a line, and anew when it is asked again", async () => {
    const page = () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "tokenward-line")?.getText();
    const document = await open("explained.js", 'const password = "changeme";\n', folder());
    await vscode.commands.executeCommand("tokenward.explain");
    await until("the page", () => page()?.includes("Dropped by placeholder"));
    await until("its preview", () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes("explained.js:1"))),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, 1, 0), "let x = 1;\n");
    await vscode.workspace.applyEdit(edit);
    await vscode.commands.executeCommand("tokenward.explain", { uri: document.uri, lineNumber: 1 });
    await until("the new page", () => page()?.includes("No rule suspected anything here."));
    await document.save();
  });

  it("moves a value to .env", async () => {
    const token = githubToken(52);
    const document = await open("move.js", `const token = "${token}";\n`, folder());
    const [found] = await untilDiagnostics(document, 1);
    await apply(document, found!.range, /^Move to \S*\.env as GITHUB_TOKEN$/, "quickfix");
    await saveAll();
    equal(await onDisk("move.js", folder()), "const token = process.env.GITHUB_TOKEN;\n");
    ok((await onDisk(".env", folder()))?.includes(token));
  });

  it("scans the workspace and shows its tokens", async () => {
    await vscode.commands.executeCommand("tokenward.scanWorkspace");
    await vscode.commands.executeCommand("tokenward.inventory.focus");
  });
});
