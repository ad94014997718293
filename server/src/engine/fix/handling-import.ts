/** Puts the import that a fix needs where a file's imports stand. */
import type { SourceDocument } from "../document.ts";
import type { HandlingFix } from "../handling-rule.ts";
import { insertion, type TextEdit } from "./edit.ts";

/** Lines that imports follow where a file has none: the interpreter, the language's opening, the package. */
const HEADER =
  /^(?:#!.*|<\?php.*|package\s.*|["']use strict["'];?|#.*coding.*|from __future__ .*|namespace\s.*;|declare\(.*\);)$/;
const IMPORT =
  /^(?:import\s+["'\w{*]|import\s+static|from\s+\S+\s+import|(?:const|var|let)\s.*\brequire\(|require\s|require_relative\s|use\s+[\w\\]+|using\s+[\w.]+;|@?import\s*\()/;

/** @returns undefined where it is there already */
export function importEdit(
  { text, path }: SourceDocument,
  { line, module, present }: NonNullable<HandlingFix["import"]>,
): TextEdit | undefined {
  if (new RegExp(present, "m").test(text)) return undefined;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const isModule = module !== undefined && (/^import\s.*\bfrom\b/m.test(text) || /\.(?:mjs|mts|tsx?)$/.test(path));
  const wanted = isModule ? module : line;
  // Go has its imports in a list.
  const list = /^import\s*\(\s*\n/m.exec(text);
  if (list && /^import "/.test(wanted))
    return insertion(list.index + list[0].length, `\t${wanted.slice("import ".length)}${eol}`);
  let at = 0;
  let place = 0;
  for (const written of text.split("\n")) {
    const next = at + written.length + 1;
    const trimmed = written.trimEnd();
    if (IMPORT.test(trimmed) || (HEADER.test(trimmed) && place === at)) place = Math.min(next, text.length);
    else if (trimmed !== "" && !/^\s*(?:\/\/|#|\*|\/\*)/.test(trimmed)) break;
    at = next;
  }
  const apart = place > 0 && text[place - 1] !== "\n" ? eol : "";
  return insertion(place, `${apart}${wanted}${eol}`);
}
