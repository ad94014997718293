/** The messages that client and server put through l10n, collected from the sources for translators. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "..");
const SOURCES = ["client/src", "server/src"];

/** A bundle as VS Code loads it: each message by itself, in the order of the alphabet. */
export type Bundle = Readonly<Record<string, string>>;

/** @throws Error naming the place of a call whose message is not written out, which no translator could know */
export function collectMessages(): Bundle {
  const messages = SOURCES.flatMap(sourceFiles).flatMap(messagesIn);
  return Object.fromEntries([...new Set(messages)].sort().map((message) => [message, message]));
}

function sourceFiles(folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".ts")).map((name) => `${folder}/${name}`);
}

function messagesIn(path: string): string[] {
  const text = readFileSync(join(root, path), "utf8");
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /(^|\.)l10n\.t$/.test(node.expression.getText(file)))
      found.push(messageOf(node, file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function messageOf({ arguments: [message], pos }: ts.CallExpression, file: ts.SourceFile): string {
  if (message && ts.isStringLiteralLike(message)) return message.text;
  const { line } = file.getLineAndCharacterOfPosition(pos);
  throw new Error(`${file.fileName}:${line + 1}: a message for l10n has to be written out in one piece`);
}
