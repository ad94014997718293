/** The commands do what they say. */
import { equal, ok } from "node:assert/strict";
import * as vscode from "vscode";
import { githubToken } from "../../support/minted.ts";
import { closeAll, diagnostics, open, until, untilDiagnostics } from "../workbench.ts";

describe("commands", () => {
  afterEach(closeAll);

  it("scan the workspace to its end", async () => {
    await open("scanned.js", `const token = "${githubToken(41)}";\n`);
    await vscode.commands.executeCommand("tokenward.scanWorkspace");
  });

  it("start and stop a scan", async () => {
    const scan = vscode.commands.executeCommand("tokenward.scanWorkspace");
    await vscode.commands.executeCommand("tokenward.stopScan");
    await scan;
  });

  it("show the tokens and group them", async () => {
    await vscode.commands.executeCommand("tokenward.inventory.focus");
    for (const grouping of ["Issuer", "File", "Severity"])
      await vscode.commands.executeCommand(`tokenward.groupBy${grouping}`);
  });

  it("copy what is shown", async () => {
    await vscode.commands.executeCommand("tokenward.copyMasked", "ghp_...Qx");
    equal(await until("the clipboard", () => vscode.env.clipboard.readText()), "ghp_...Qx");
  });

  it("explain a rule in a document that cannot be changed", async () => {
    const uri = vscode.Uri.from({ scheme: "tokenward-rule", path: "/token/github-pat.md" });
    const document = await vscode.workspace.openTextDocument(uri);
    ok(document.getText().startsWith("# GitHub personal access token"), document.getText());
    ok(document.getText().includes("https://github.com/settings/tokens"), document.getText());
    await vscode.commands.executeCommand("tokenward.explainRule", "token/github-pat");
    await until("a page", () =>
      vscode.window.tabGroups.activeTabGroup.tabs.some(({ label }) => label.includes("github-pat")),
    );
  });

  it("restart the server, which then knows everything again", async () => {
    const document = await open("restarted.js", `const token = "${githubToken(42)}";\n`);
    await untilDiagnostics(document, 1);
    const restarting = vscode.commands.executeCommand("tokenward.restartServer");
    await until("the old server's diagnostics to go", () => diagnostics(document).length === 0);
    await restarting;
    await untilDiagnostics(document, 1);
  });

  it("leave an address alone that is not https", async () => {
    await vscode.commands.executeCommand("tokenward.openRevocation", "file:///etc/passwd");
  });
});
