/** Finds values in encoded text: decodes what may be encoded, layer by layer, and suspects there what would be suspected in plain text. */
import type { Call } from "../calls.ts";
import { overlaps, type SourceDocument, type Span } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import { SpanIndex } from "../span-index.ts";
import { unitsOf } from "../units.ts";
import { type Decoded, decodeBase64, decodeEscapes, decodeHex, mayDecode } from "./decode.ts";
import { marksOf } from "./marks.ts";
import { detectRunFormat } from "./run-format.ts";
import { visitEscaped, visitRuns } from "./runs.ts";
import { searchText } from "./search.ts";
import { ScannedText } from "./text.ts";

/** Encodings inside encodings are followed so deep. */
const DEEPEST = 5;
/** So much text is decoded for one document in all, in UTF-16 code units. */
const MOST_TEXT = 1 << 20;

/** A text and where its parts stand in the document. */
interface Layer {
  readonly scanned: ScannedText;
  readonly depth: number;
  spanOf(span: Span): Span;
}

/**
 * The suspicions of a document's encoded texts, and those that the same runs of characters hold as they stand. Their span is that of the encoded text: what the code holds is moved, shown masked
 * and fingerprinted; what it decodes to is only judged.
 * @param escapes where escapes may begin in the document
 * @param plain what was suspected in the text as it stands: it is not suspected again
 */
export function detectEncoded(
  document: SourceDocument,
  scanned: ScannedText,
  escapes: readonly number[],
  plain: readonly Suspicion[],
): Suspicion[] {
  const found: Suspicion[] = [];
  const layers: Layer[] = [{ scanned, depth: 0, spanOf: (span) => span }];
  let left = MOST_TEXT;
  for (let layer = layers.pop(); layer; layer = layers.pop()) {
    const { scanned: outer, depth, spanOf } = layer;
    const enter = (decoded: Decoded | undefined, isWhole: boolean): void => {
      if (!decoded || decoded.text.length > left) return;
      left -= decoded.text.length;
      const kind = decoded.isScript ? "script" : isWhole ? "whole" : "part";
      const inner = {
        scanned: scannedLayer(document.path, decoded.text, kind, scanned),
        depth: depth + 1,
        spanOf: (span: Span) => spanOf(decoded.spanOf(span)),
      };
      found.push(...suspicionsIn(inner, kind));
      if (inner.depth < DEEPEST) layers.push(inner);
    };
    visitRuns(outer, (run) => {
      if (depth === 0) found.push(...detectRunFormat(scanned, run));
      if (mayDecode(outer.units, run.start)) enter(decodeRun(outer.text, run), true);
    });
    const places = depth === 0 ? escapes : marksOf(outer.units).escapes;
    visitEscaped(outer, places, (stretch) => enter(decodeEscapes(outer.text, stretch), false));
  }
  return withoutKnown(found, plain);
}

/** Those that were not suspected in the text as it stands. */
function withoutKnown(found: readonly Suspicion[], plain: readonly Suspicion[]): Suspicion[] {
  if (found.length === 0) return [];
  const known = new SpanIndex(plain);
  return found.filter((suspicion) => !known.over(suspicion.span).some((each) => isKnown(suspicion, each)));
}

const scannedLayer = (path: string, text: string, kind: Kind, { catalogue, budget }: ScannedText): ScannedText =>
  new ScannedText({ path, text }, unitsOf(text), catalogue, budget, kind === "script" ? "word" : "line");

function decodeRun(text: string, run: Span): Decoded | undefined {
  const decoded = decodeHex(text, run) ?? decodeBase64(text, run);
  if (!decoded || isSourceMap(text, run)) return undefined;
  const padding = /^={0,2}/.exec(text.slice(run.end, run.end + 2))![0].length;
  const span = { start: run.start, end: run.end + padding };
  return { ...decoded, spanOf: () => span };
}

/** The sources that a source map repeats stand in files of their own. */
const isSourceMap = (text: string, { start }: Span): boolean =>
  text[start - 1] === "," && /sourceMappingURL=data:[^,\s]{0,60},$/.test(text.slice(Math.max(0, start - 90), start));

/** A `script` is read as if it stood there; of a `part` nothing is known of its beginning. */
type Kind = "script" | "whole" | "part";

function suspicionsIn({ scanned, spanOf }: Layer, kind: Kind): Suspicion[] {
  const found: Suspicion[] = [];
  const { text } = scanned;
  const isScript = kind === "script";
  const isShaped = isScript || JSON_TEXT.test(text) || (kind === "whole" && SETTINGS.test(text));
  // Words near a value, and places for any value, say too little in a text that nobody reads as it stands.
  const isWanted = (call: Call): boolean =>
    call.kind === "name" ? isShaped : call.kind === "anchor" && (isScript || call.rule.breadth < 2);
  const add = (suspicion: Suspicion): void => {
    const { quote: _, judged, span, encoding, ...rest } = suspicion;
    const here = { text, span, ...(judged && { judged }) };
    found.push({ ...rest, span: spanOf(span), encoding: encoding ?? here });
  };
  searchText(scanned, add, isWanted);
  return found;
}

/** An object of JSON that names something. */
const JSON_TEXT = /^\s*\[?\s*\{\s*"[^"\n]{1,80}"\s*:/;
/** Lines of `NAME=value` or `name: value`, after comments. */
const SETTINGS = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:export[ \t]+)?[A-Za-z_][\w.-]{1,60}[ \t]*(?:=|:[ \t])[ \t]*\S/;

/** The same rule saw it before it was decoded; or it is a piece of a longer token, as the claims are of a JWT. */
function isKnown({ rule, span }: Suspicion, known: Suspicion): boolean {
  if (!overlaps(span, known.span)) return false;
  if (rule.id === known.rule.id) return true;
  const isLonger = known.span.end - known.span.start > span.end - span.start;
  return known.rule.trigger.kind === "anchor" && known.rule.breadth < 2 && isLonger;
}
