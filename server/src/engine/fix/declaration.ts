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
   * @param starts where the references stand in it
   */
  edits(starts: readonly number[]): TextEdit[];
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
  const nearest = declare.places.some((place) => place.nearest);
  const texts = [document.text, text ?? "", ...(declare.alsoIn ?? []).map((file) => files.get(folder + file) ?? "")];
  const present = !nearest && texts.some((candidate) => unless.test(candidate));
  if (nearest) return { present, edits: (starts) => beside(document.text, starts, declare, name, unless) };
  const edits = present ? [] : added(text ?? "", declare, name, eol);
  if (path === document.path) return { present, edits: () => edits };
  const create = text === undefined;
  const description = `Declare ${name.bare}`;
  const change = edits.length > 0 ? { path, create, edits, description, needsConfirmation: false } : undefined;
  return { present, ...(change && { change }), edits: () => [] };
}

function added(text: string, { places }: DeclarationData, name: NameParts, eol: string): TextEdit[] {
  for (const { after, text: template } of places) {
    const match = new RegExp(after).exec(text);
    if (match) return [insertion(match.index + match[0].length, filled(template, name).replaceAll("\n", eol))];
  }
  return [];
}

/** One for each statement that a reference stands in. */
function beside(
  text: string,
  starts: readonly number[],
  { places }: DeclarationData,
  name: NameParts,
  unless: RegExp,
): TextEdit[] {
  const { after, text: template } = places[0]!;
  const ends = starts.flatMap((start) => {
    const match = [...text.slice(0, start).matchAll(new RegExp(after, "g"))].at(-1);
    const end = match && match.index + match[0].length;
    return end === undefined || unless.test(text.slice(end, start)) ? [] : [end];
  });
  return [...new Set(ends)].map((end) => insertion(end, filled(template, name)));
}
