/** What a reference needs besides itself: the declaration of a variable, a secret that is asked for or handed in. */
import type { SourceDocument } from "../document.ts";
import type { DeclarationData } from "./data.ts";
import { insertion, type TextEdit } from "./edit.ts";
import { type FileTexts, foldersOf } from "./folder.ts";
import type { FileChange } from "./plan.ts";
import type { Row } from "./references.ts";
import { filled, filledPattern, type NameParts } from "./template.ts";

export interface Declaration {
  /** It is there already. */
  readonly present: boolean;
  /** The file that gets it, where it is another one than the document. */
  readonly change?: FileChange;
  /**
   * What the document gets.
   * @param first where the first reference stands in it
   */
  edits(first: number): TextEdit[];
}

/** @returns undefined where the row's references need none */
export function declarationOf(
  { document, files }: { readonly document: SourceDocument; readonly files: FileTexts },
  { declare }: Row,
  name: NameParts,
  eol: string,
): Declaration | undefined {
  if (!declare) return undefined;
  const folder = foldersOf(document.path)[0]!;
  const path = declare.file === undefined ? document.path : folder + declare.file;
  const text = path === document.path ? document.text : files.get(path);
  const unless = filledPattern(declare.unless, name);
  const texts = [document.text, text ?? "", ...(declare.alsoIn ?? []).map((file) => files.get(folder + file) ?? "")];
  const present = texts.some((candidate) => unless.test(candidate));
  const add = (within: string, first: number): TextEdit[] => (present ? [] : added(within, first, declare, name, eol));
  if (path === document.path) return { present, edits: (first) => add(document.text, first) };
  const edits = add(text ?? "", 0);
  const create = text === undefined;
  const description = `Declare ${name.bare}`;
  const change = edits.length > 0 ? { path, create, edits, description, needsConfirmation: false } : undefined;
  return { present, ...(change && { change }), edits: () => [] };
}

function added(text: string, first: number, { places }: DeclarationData, name: NameParts, eol: string): TextEdit[] {
  for (const { after, text: template, nearest } of places) {
    const pattern = new RegExp(after, "g");
    const within = nearest ? text.slice(0, first) : text;
    const match = nearest ? [...within.matchAll(pattern)].at(-1) : pattern.exec(within);
    if (!match) continue;
    const newText = filled(template, name).replaceAll("\n", eol);
    return [insertion(match.index + match[0].length, newText)];
  }
  return [];
}
