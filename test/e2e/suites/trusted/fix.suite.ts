/** Values move out of the code, into files on disk. */
import { equal, match, ok } from "node:assert/strict";
import * as vscode from "vscode";
import { githubToken } from "../../support/minted.ts";
import {
  actions,
  apply,
  closeAll,
  diagnostics,
  folder,
  onDisk,
  open,
  replaceText,
  saveAll,
  until,
  untilDiagnostics,
} from "../workbench.ts";

const MOVE = /^Move to \S*\.env as GITHUB_TOKEN$/;

/** A package whose programs have their `.env` loaded: nothing is left to do by hand, so a move is safe. */
const PACKAGE = JSON.stringify({ scripts: { start: "node --env-file=.env app.js" } });

/** Each test in a package of its own, for `.env` belongs to the nearest one. */
async function openIn(name: string, path: string, text: string): Promise<vscode.TextDocument> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder("app"), name, "package.json"), Buffer.from(PACKAGE));
  return open(`${name}/${path}`, text);
}

describe("the fix", () => {
  afterEach(closeAll);

  it("moves a value to .env, the name to .env.example, and hides .env from git", async () => {
    const token = githubToken(21);
    const document = await openIn("move", "deploy.js", `const token = "${token}";\n`);
    const [found] = await untilDiagnostics(document, 1);
    await apply(document, found!.range, MOVE, "quickfix");
    equal(document.getText(), "const token = process.env.GITHUB_TOKEN;\n");
    await untilDiagnostics(document, 0);
    await saveAll();
    match((await onDisk("move/.env"))!, new RegExp(`^GITHUB_TOKEN=["']?${token}["']?$`, "m"));
    match((await onDisk("move/.env.example"))!, /^GITHUB_TOKEN=$/m);
    ok(!(await onDisk("move/.env.example"))!.includes(token));
    match((await onDisk("move/deploy.js"))!, /process\.env\.GITHUB_TOKEN/);
  });

  it("is the preferred one, and there is one for every rule of taste", async () => {
    const document = await openIn("menu", "deploy.js", `const token = "${githubToken(22)}";\n`);
    const [found] = await untilDiagnostics(document, 1);
    const offered = await actions(document, found!.range, /./, "quickfix");
    equal(offered.find(({ isPreferred }) => isPreferred)?.title.match(MOVE)?.index, 0);
    for (const title of [
      /^Suppress token/,
      /^Turn token\S+ off in \.tokenward\.yml$/,
      /^Copy masked/,
      /revocation page/,
    ]) {
      ok(
        offered.some((action) => title.test(action.title)),
        `${title} in ${offered.map((action) => action.title).join("; ")}`,
      );
    }
  });

  it("writes the reference of Python with its import", async () => {
    const document = await openIn("python", "deploy.py", `token = "${githubToken(23)}"\n`);
    const [found] = await untilDiagnostics(document, 1);
    await apply(document, found!.range, MOVE, "quickfix");
    equal(document.getText(), 'import os\n\ntoken = os.environ["GITHUB_TOKEN"]\n');
  });

  it("moves every place of the value in the document", async () => {
    const token = githubToken(24);
    const document = await openIn("every", "both.js", `const a = "${token}";\nconst b = "${token}";\n`);
    const [found] = await untilDiagnostics(document, 2);
    await apply(document, found!.range, MOVE, "quickfix");
    ok(!document.getText().includes(token));
    await untilDiagnostics(document, 0);
  });

  it("moves all at once", async () => {
    const document = await openIn(
      "all",
      "all.js",
      `const a = "${githubToken(26)}";\nconst b = "${githubToken(27)}";\n`,
    );
    await untilDiagnostics(document, 2);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    await apply(document, whole, /./, "source.fixAll.tokenward");
    await untilDiagnostics(document, 0);
    await saveAll();
    equal(
      (await onDisk("all/.env"))!
        .trim()
        .split("\n")
        .filter((line) => /^\w+=./.test(line)).length,
      2,
    );
  });

  it("runs when a document is saved, where that is wanted", async () => {
    const settings = vscode.workspace.getConfiguration("editor", folder("app"));
    const document = await openIn("on-save", "saved.js", "const a = 1;\n");
    await settings.update(
      "codeActionsOnSave",
      { "source.fixAll.tokenward": "explicit" },
      vscode.ConfigurationTarget.Workspace,
    );
    try {
      await replaceText(document, `const a = "${githubToken(28)}";\n`);
      await untilDiagnostics(document, 1);
      ok(await document.save());
      equal(await onDisk("on-save/saved.js"), "const a = process.env.GITHUB_TOKEN;\n");
    } finally {
      await settings.update("codeActionsOnSave", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it("puts .env into the folder of the document in a workspace of several", async () => {
    const document = await open("deploy.js", `const token = "${githubToken(29)}";\n`, folder("service"));
    const [found] = await untilDiagnostics(document, 1);
    await apply(document, found!.range, MOVE, "quickfix");
    await saveAll();
    match((await until("service/.env", () => onDisk(".env", folder("service"))))!, /^GITHUB_TOKEN=/m);
    equal(await onDisk(".env", folder("app")), undefined);
  });
});

describe("accepting a finding", () => {
  afterEach(closeAll);

  it("writes a comment with a reason above the line", async () => {
    const document = await openIn("accept", "test.js", `  const token = "${githubToken(31)}";\n`);
    const [found] = await untilDiagnostics(document, 1);
    await apply(document, found!.range, /^Suppress token/, "quickfix");
    match(document.getText(), /^ {2}\/\/ tokenward-ignore-next-line token\/github-pat -- .+\n {2}const token/);
    await untilDiagnostics(document, 0);
  });

  it("turns a rule off for the team", async () => {
    const document = await openIn("team", "test.js", `const token = "${githubToken(32)}";\n`);
    const [found] = await untilDiagnostics(document, 1);
    await apply(document, found!.range, /^Turn token\S+ off in \.tokenward\.yml$/, "quickfix");
    await saveAll();
    await until("no diagnostics", () => diagnostics(document).length === 0);
    await until("a config", async () => (await configs()).some((text) => text.includes("token/github-pat")));
    for (const uri of await vscode.workspace.findFiles("**/.tokenward.yml")) await vscode.workspace.fs.delete(uri);
    await untilDiagnostics(document, 1);
  });
});

async function configs(): Promise<string[]> {
  const uris = await vscode.workspace.findFiles("**/.tokenward.yml");
  return Promise.all(uris.map(async (uri) => Buffer.from(await vscode.workspace.fs.readFile(uri)).toString()));
}
