/** The edits of the document itself: the references, and the import that they need. */
import type { Span } from "../document.ts";
import { asVariable } from "./constant.ts";
import { joined, type TextEdit } from "./edit.ts";
import { blanked, type Literal, type ReadText } from "./literal.ts";
import type { Place } from "./place.ts";
import type { Left } from "./plan.ts";
import type { Row } from "./references.ts";
import { expression, isTogether, spell, written } from "./spell.ts";
import type { NameParts } from "./template.ts";
import type { TopLine } from "./top.ts";

export interface CodeEdits {
  readonly edits: readonly TextEdit[];
  readonly left: readonly Left[];
}

/** Puts references in place of the values; places of one literal are edited together. */
export function referenceEdits(read: ReadText, row: Row, places: readonly Place[], name: NameParts): CodeEdits {
  const groups = new Map<Literal | Place, Place[]>();
  for (const place of places) {
    const group = isTogether(place.spelling) ? place.literal : place;
    groups.set(group, [...(groups.get(group) ?? []), place]);
  }
  const edits: TextEdit[] = [];
  const left: Left[] = [];
  for (const group of groups.values()) {
    const result = literalEdits(read, row, group, name);
    if (typeof result === "string") left.push(...group.map(({ span }) => ({ span, reason: result })));
    else edits.push(...result);
  }
  return { edits: joined(edits), left };
}

function literalEdits(
  read: ReadText,
  row: Row,
  group: readonly Place[],
  name: NameParts,
): readonly TextEdit[] | string {
  const [place] = group as [Place];
  const { literal, form, spelling, at, beside, bound } = place;
  if (bound?.absorbs && (bound.under === "any" || bound.name === name.name)) {
    const { text } = read;
    const newText =
      bound.as === undefined
        ? expression({ text, literal, spelling, name, at })
        : written(bound.as, { text, literal, name });
    return [{ span: bound.absorbs, newText }];
  }
  const spans = group.map(({ span }): Span => span).sort((a, b) => a.start - b.start);
  if (bound?.under === "exact") return `It goes by the name ${bound.name} here.`;
  const edits = spell({ text: read.text, literal, form, spelling, spans, name, at, beside });
  if (typeof edits === "string" || !row.constants) return edits;
  return asVariable(read, place, edits, row.constants);
}

/**
 * The import that the references need, where it is missing.
 * @param first where the first reference stands: an import below it does not count
 * @returns a reason where the imported name means something else
 */
export function missingImport(read: ReadText, { import: needed, top }: Row, first: number): TopLine[] | string {
  if (!needed || !top) return [];
  const code = blanked(read.text, read.comments);
  const present = needed.present.exec(code);
  if (present && present.index < first) return [];
  return needed.conflict.test(code) ? `The name ${needed.key} means something else in this file.` : [needed];
}
