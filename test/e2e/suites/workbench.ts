/** What the suites do with the editor that they run in. */
import { ok } from "node:assert/strict";
import * as vscode from "vscode";

/** @param name of a workspace folder; the first one where there is only one */
export function folder(name?: string): vscode.Uri {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = name === undefined ? folders[0] : folders.find((each) => each.name === name);
  ok(found, `there is a workspace folder ${name ?? ""}`);
  return found.uri;
}

/** Writes a file into the folder and shows it. */
export async function open(path: string, text: string, at = folder("app")): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.joinPath(at, path);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const document = await vscode.workspace.openTextDocument(uri);
  // A preview's tab is taken by the next document, and the diagnostics go with it.
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** What stands on disk, or undefined where there is no such file. */
export async function onDisk(path: string, at = folder("app")): Promise<string | undefined> {
  try {
    return Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(at, path))).toString();
  } catch {
    return undefined;
  }
}

/** Waits until something is so. @throws Error that says what was waited for */
export async function until<Value>(
  what: string,
  ask: () => Value | PromiseLike<Value>,
): Promise<NonNullable<Exclude<Value, false>>> {
  for (let tries = 0; tries < 300; tries++) {
    const value = await ask();
    if (value) return value as NonNullable<Exclude<Value, false>>;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited in vain: ${what}`);
}

export function diagnostics({ uri }: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "tokenward");
}

/** Waits until the document has so many diagnostics. */
export function untilDiagnostics(document: vscode.TextDocument, count: number): Promise<vscode.Diagnostic[]> {
  return until(`${count} diagnostics in ${document.uri.path}`, () => {
    const found = diagnostics(document);
    return found.length === count && found;
  });
}

export const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === "object" ? code.value : code);

/** The code actions at a range, resolved, whose title fits. */
export async function actions(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: RegExp,
  kind?: string,
): Promise<vscode.CodeAction[]> {
  const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    kind,
    100,
  );
  return offered.filter((action) => title.test(action.title));
}

/** Applies the only code action whose title fits. */
export async function apply(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: RegExp,
  kind?: string,
): Promise<void> {
  const [action, ...others] = await actions(document, range, title, kind);
  ok(action?.edit, `an action ${title} with an edit is offered`);
  ok(others.length === 0, `only one action ${title} is offered`);
  ok(await vscode.workspace.applyEdit(action.edit), `${action.title} can be applied`);
}

/** The text of the hovers at a position. */
export async function hover(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents.map((part) => (typeof part === "string" ? part : part.value)))
    .join("\n");
}

/** Replaces the whole text of a document without saving it. */
export async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  ok(await vscode.workspace.applyEdit(edit));
}

/** Files that an edit made have no editor at first, and only editors are saved. */
export async function saveAll(): Promise<void> {
  await until("all documents saved", async () => {
    await vscode.workspace.saveAll(false);
    return vscode.workspace.textDocuments.every(({ isDirty, isUntitled }) => isUntitled || !isDirty);
  });
}

export async function closeAll(): Promise<void> {
  await saveAll();
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
