/** Completes the names of known variables where one may follow: `process.env.`, `os.environ["`, `${`, `secrets.`, a line of `.env`. */
import * as l10n from "@vscode/l10n";
import { type CompletionItem, CompletionItemKind, type CompletionParams } from "vscode-languageserver";
import { namingsOf } from "../../engine/variables/read.ts";
import type { PlacedVariable } from "../../engine/variables/table.ts";
import type { TextDocument } from "../documents.ts";
import type { Session } from "../session.ts";
import { tableOf } from "./tables.ts";

/** How far before the caret it is looked, in UTF-16 code units. */
const REACH = 300;

export async function variableCompletions(
  session: Session,
  { textDocument, position }: CompletionParams,
): Promise<CompletionItem[]> {
  const open = session.documents.get(textDocument.uri);
  if (!open) return [];
  const { folder, path } = session.locate(open.uri);
  const asked = folder && askedAt(session, open, path, open.offsetAt(position));
  if (!folder || !asked) return [];
  const table = await tableOf(session, folder);
  const { typed, prefix } = asked;
  const range = { start: { line: position.line, character: position.character - typed.length }, end: position };
  const own = { path, line: position.line };
  return [...table.all].flatMap(([name, places]) => {
    const others = places.filter((place) => place.path !== own.path || place.range.start.line !== own.line);
    if (!name.startsWith(prefix) || (prefix === "" && name.includes(":")) || others.length === 0) return [];
    const label = name.slice(prefix.length);
    return [
      { label, kind: CompletionItemKind.Variable, detail: detailOf(others), textEdit: { range, newText: label } },
    ];
  });
}

/** What was typed of a name before the caret; undefined where no name is asked for. */
function askedAt(
  { references, names }: Session,
  open: TextDocument,
  path: string,
  caret: number,
): { readonly typed: string; readonly prefix: string } | undefined {
  const text = open.getText();
  const start = text.lastIndexOf("\n", caret - 1) + 1;
  const from = Math.max(start, caret - REACH);
  // A line that is cut off at its beginning must not look like one that begins there.
  const line = (from > start ? "\0" : "") + text.slice(from, caret);
  const { all } = namingsOf({ path, text, languageId: open.languageId }, references, names.namings);
  for (const { completes, prefix = "" } of all)
    for (const pattern of completes) {
      const typed = pattern.exec(line)?.groups?.typed;
      if (typed !== undefined) return { typed, prefix };
    }
  return undefined;
}

function detailOf(places: readonly PlacedVariable[]): string {
  const set = places.find(({ role }) => role === "set");
  if (set) return l10n.t("set in {0}", set.path);
  const declared = places.find(({ role }) => role === "declared");
  if (declared) return l10n.t("handed on in {0}", declared.path);
  const listed = places.find(({ role }) => role === "listed");
  return listed ? l10n.t("listed in {0}", listed.path) : l10n.t("read in {0}", places[0]!.path);
}
