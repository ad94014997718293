/** Reads the names of variables in a text, by the entries of its row and path. Never a value. */
import { LineIndex, type SourceDocument, type Span } from "../document.ts";
import { inComment, literalAt, type ReadText } from "../fix/literal.ts";
import { readText } from "../fix/read-text.ts";
import { type References, type Row, rowOf } from "../fix/references.ts";
import type { Naming, Namings, Spot } from "./compile.ts";
import type { FileVariables, VariablePlace } from "./variable.ts";

/** Longer texts are made by programs, in UTF-16 code units. */
const LONGEST = 1_000_000;
/** How far around a name its circumstances are looked at, in UTF-16 code units. */
const REACH = 200;

const nothing: FileVariables = { places: [], unseen: false };

/** What the path and the text alone tell of how a document names variables. */
export function namingsOf(
  document: SourceDocument,
  references: References,
  namings: Namings,
): { readonly row: Row | undefined; readonly all: readonly Naming[] } {
  const own = namings.ofPath(document.path);
  // A file that is known by its path alone is never read as something else.
  const row = own.length > 0 ? undefined : rowOf(document, references);
  return { row, all: row ? namings.ofRow(row) : own };
}

/** Pure, and never throws on any text. */
export function variablesIn(document: SourceDocument, references: References, namings: Namings): FileVariables {
  const { row, all } = namingsOf(document, references, namings);
  if (all.length === 0) return nothing;
  const { text } = document;
  if (text.length > LONGEST) return nothing;
  const hinted = all.filter(({ hint }) => hint?.test(text) !== false);
  if (hinted.length === 0) return nothing;
  const read = row && readText(text, row.lexis);
  const found = new Map<number, Found>();
  for (const naming of hinted)
    for (const each of foundBy(naming, text, read?.broken ? undefined : read))
      if (!found.has(each.span.start)) found.set(each.span.start, each);
  const lines = new LineIndex(text);
  const places = [...found.values()]
    .sort((a, b) => a.span.start - b.span.start)
    .map((place): VariablePlace => ({ ...place, range: lines.rangeOf(place.span) }));
  return { places, unseen: hinted.some(({ unseen }) => unseen?.test(text) ?? false) };
}

type Found = Omit<VariablePlace, "range">;

function foundBy(naming: Naming, text: string, read: ReadText | undefined): Found[] {
  const found = naming.spots.flatMap((spot) => placesBy(spot, naming, text, read));
  const given = new Set(found.flatMap(({ role, name }) => (role === "set" ? [name] : [])));
  const own = new Set(
    naming.own
      .flatMap((pattern) => Array.from(text.matchAll(pattern), ({ groups }) => groups?.name ?? ""))
      .filter((name) => !given.has(name)),
  );
  return found.filter(({ name, role }) => role !== "read" || !own.has(name));
}

function placesBy(spot: Spot, naming: Naming, text: string, read: ReadText | undefined): Found[] {
  if (!spot.keys)
    return Array.from(text.matchAll(spot.pattern)).flatMap((match) => {
      const place = placeOf(match, 0, spot, naming, text);
      return place && stands(read, naming, match.index, place.span) ? [place] : [];
    });
  return (read?.literals ?? [])
    .filter(({ keys = "", form }) => spot.keys!.test(keys) && spot.forms?.includes(form) !== false)
    .filter(({ outer }) => spot.after?.test(text.slice(outer.end, outer.end + REACH)) !== false)
    .flatMap(({ inner }) =>
      Array.from(text.slice(inner.start, inner.end).matchAll(spot.pattern)).flatMap(
        (match) => placeOf(match, inner.start, spot, naming, text) ?? [],
      ),
    );
}

/** @param from where the text that matched begins in the document */
function placeOf(
  match: RegExpExecArray,
  from: number,
  { role }: Spot,
  naming: Naming,
  text: string,
): Found | undefined {
  const { name, short, value } = match.groups ?? {};
  const written = name ?? short;
  const at = match.indices?.groups?.[name === undefined ? "short" : "name"];
  if (written === undefined || !at || naming.system?.test(written)) return undefined;
  const { prefix, keeper, sure } = naming;
  const span = { start: from + at[0], end: from + at[1] };
  return {
    name: (prefix ?? "") + written,
    span,
    role,
    ...(prefix && { prefix }),
    ...(short !== undefined && { short: true }),
    ...(value !== undefined && isNothing(value) && { empty: true }),
    ...(role === "read" && isOptional(naming, text, from + match.index, span.end) && { optional: true }),
    ...(role === "read" && sure && { sure: true }),
    ...(role === "read" && keeper && { keeper }),
  };
}

const isNothing = (value: string): boolean => /^\s*(?:""|''|``)?\s*$/.test(value);

const isOptional = ({ optionalBefore, optionalAfter }: Naming, text: string, start: number, end: number): boolean =>
  optionalAfter?.test(text.slice(end, end + REACH)) ||
  optionalBefore?.test(text.slice(Math.max(0, start - REACH), start)) ||
  false;

/** Whether what was found means anything where it stands. */
function stands(read: ReadText | undefined, { inside, inert }: Naming, index: number, span: Span): boolean {
  if (!read) return true;
  const start = { start: index, end: index + 1 };
  if (inComment(read, start) || inComment(read, span)) return false;
  const literal = literalAt(read, inside ? span : start);
  if (!literal) return true;
  return inside && inert?.includes(literal.form) !== true;
}
