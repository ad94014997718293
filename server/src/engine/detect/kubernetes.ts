/** Reads the `data` of Kubernetes Secret manifests in YAML: the values are base64, and their keys say what they are (https://kubernetes.io/docs/concepts/configuration/secret/). */
import type { Catalogue } from "../catalogue.ts";
import type { SourceDocument, Span } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import { type Decoded, decodeBase64 } from "./decode.ts";

/** An entry of `data`, decoded. */
interface Entry {
  readonly key: string;
  readonly span: Span;
  readonly value: string;
}

/**
 * Lets the values of Secret manifests be judged by what they decode to, and suspects those whose key is a sensitive name.
 * @returns the suspicions, those on such values with their decoded text
 */
export function readSecretManifests(
  { text }: SourceDocument,
  catalogue: Catalogue,
  suspicions: readonly Suspicion[],
): Suspicion[] {
  const entries = entriesOf(text);
  if (entries.length === 0) return [...suspicions];
  const byPlace = new Map(entries.map((entry) => [placeOf(entry.span), entry] as const));
  const judgedDecoded = suspicions.map((suspicion) => {
    const entry = suspicion.encoding ? undefined : byPlace.get(placeOf(suspicion.span));
    return entry && isOfAnyValue(suspicion)
      ? { ...suspicion, name: entry.key, encoding: encodingOf(entry) }
      : suspicion;
  });
  const named = new Set(suspicions.flatMap(({ rule, span }) => (rule.trigger.kind === "name" ? [placeOf(span)] : [])));
  const added = entries.filter(({ span }) => !named.has(placeOf(span)));
  return [...judgedDecoded, ...added.flatMap((entry) => suspicionOf(entry, catalogue))];
}

const placeOf = ({ start, end }: Span): string => `${start} ${end}`;

/** Rules of an issuer's own format know what they saw. */
const isOfAnyValue = ({ rule }: Suspicion): boolean => rule.trigger.kind === "name" || rule.breadth > 0;

/** Written as YAML would have it in the clear, for judges that look around the value. */
function encodingOf({ key, value }: Entry): NonNullable<Suspicion["encoding"]> {
  const start = key.length + 2;
  return { text: `${key}: ${value}`, span: { start, end: start + value.length } };
}

function suspicionOf(entry: Entry, catalogue: Catalogue): Suspicion[] {
  const nameClass = catalogue.classifyName(entry.key);
  const rule = nameClass && catalogue.generic.get(nameClass);
  if (!rule) return [];
  const { key: name, span } = entry;
  return [
    { rule, span, confidence: rule.confidence, weight: 0, name, relation: "assigned", encoding: encodingOf(entry) },
  ];
}

const KIND = /^[ \t-]*kind:[ \t]*["']?Secret["']?[ \t]*\r?$/gm;
const DOCUMENT_END = /^---/gm;
const DATA = /^([ \t]*(?:- )?)data:[ \t]*\r?\n((?:\1[ \t]+\S[^\n]*(?:\n|$)|[ \t]*\r?\n)+)/gm;
const ENTRY =
  /^[ \t]+["']?([\w.-]{1,253})["']?:[ \t]*(?:[|>][+-]?[ \t]*\r?\n[ \t]+)?["']?([A-Za-z0-9+/]{4,}(?:\r?\n[ \t]+[A-Za-z0-9+/]{4,}(?=={0,2}[ \t]*\r?$))*={0,2})["']?[ \t]*(?:#[^\n]*)?\r?$/gm;

function entriesOf(text: string): Entry[] {
  const entries: Entry[] = [];
  if (!text.includes("kind:")) return entries;
  let done = 0;
  for (const { index } of text.matchAll(KIND)) {
    if (index < done) continue;
    const start = text.lastIndexOf("\n---", index) + 1;
    DOCUMENT_END.lastIndex = index;
    done = DOCUMENT_END.exec(text)?.index ?? text.length;
    const manifest = text.slice(start, done);
    for (const data of manifest.matchAll(DATA)) {
      const offset = start + data.index + data[0].length - data[2]!.length;
      entries.push(...entriesIn(text, offset, data[2]!));
    }
  }
  return entries;
}

function entriesIn(text: string, offset: number, block: string): Entry[] {
  return Array.from(block.matchAll(ENTRY)).flatMap((match): Entry[] => {
    const [whole, key, encoded] = match as unknown as [string, string, string];
    const start = offset + match.index + whole.indexOf(encoded, key.length);
    const decoded: Decoded | undefined = decodeBase64(text, { start, end: start + encoded.replace(/=+$/, "").length });
    const value = decoded?.text.trim();
    return value ? [{ key, span: { start, end: start + encoded.length }, value }] : [];
  });
}
