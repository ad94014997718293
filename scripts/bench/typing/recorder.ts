/** Runs inside VS Code's extension host: presses the keys, and writes down what the editor made of each. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { seededRandom } from "../../../server/src/engine/mint.ts";
import type { Change, Edit } from "../server/session.ts";
import { type Key, keysOf } from "./keys.ts";
import { typed } from "./typed.ts";

/** What VS Code calls. */
export async function run(): Promise<void> {
  let done: unknown = true;
  try {
    for (const languageId of Object.keys(typed)) await record(languageId);
  } catch (error) {
    done = String(error);
  }
  writeFileSync(join(__dirname, "done.json"), JSON.stringify(done));
}

async function record(languageId: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: languageId, content: "" });
  await vscode.window.showTextDocument(document);
  const edits: Edit[] = [];
  let changes: Change[] = [];
  const listening = vscode.workspace.onDidChangeTextDocument((event) => {
    if (event.document === document) changes.push(...event.contentChanges.map(changeOf));
  });
  for (const key of keysOf(typed[languageId]!, seededRandom(languageId.length))) {
    changes = [];
    await press(key);
    if (changes.length > 0) edits.push([key.pause, ...changes]);
  }
  listening.dispose();
  const how = `recorded in VS Code ${vscode.version}; the keys and the pauses come from scripts/bench/typing`;
  writeFileSync(join(__dirname, `${languageId}.json`), JSON.stringify({ languageId, how, edits }));
}

const changeOf = ({ range, text }: vscode.TextDocumentContentChangeEvent): Change => [
  range.start.line,
  range.start.character,
  range.end.line,
  range.end.character,
  text,
];

async function press({ text, key }: Key): Promise<void> {
  if (text !== undefined && text.length > 1) await vscode.commands.executeCommand("paste", { text });
  else if (text !== undefined) await vscode.commands.executeCommand("type", { text });
  else if (key === "backspace") await vscode.commands.executeCommand("deleteLeft");
  else {
    await vscode.commands.executeCommand("cursorDown");
    await vscode.commands.executeCommand("cursorEnd");
  }
  // What the editor does on its own account, such as closing a bracket, follows at once.
  await new Promise((resolve) => setTimeout(resolve, 20));
}
