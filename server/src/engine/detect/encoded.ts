/** Finds values in encoded text: decodes what may be encoded, layer by layer, and suspects there what would be suspected in plain text. */
import type { Call, Catalogue } from "../catalogue.ts";
import { overlaps, type SourceDocument, type Span } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import { type Decoded, decodeBase64, decodeEscapes, decodeHex } from "./decode.ts";
import { visitEscaped, visitRuns } from "./runs.ts";
import { searchText } from "./search.ts";
import { ScannedText } from "./text.ts";

/** Encodings inside encodings are followed so deep. */
const DEEPEST = 5;
/** So much text is decoded for one document in all, in UTF-16 code units. */
const MOST_TEXT = 1 << 20;

/** A text and where its parts stand in the document. */
interface Layer {
  readonly text: string;
  readonly depth: number;
  spanOf(span: Span): Span;
}

/**
 * The suspicions of a document's encoded texts. Their span is that of the encoded text: what the code holds is moved, shown masked
 * and fingerprinted; what it decodes to is only judged.
 * @param plain what was suspected in the text as it stands: it is not suspected again
 */
export function detectEncoded(
  document: SourceDocument,
  catalogue: Catalogue,
  plain: readonly Suspicion[],
): Suspicion[] {
  const found: Suspicion[] = [];
  const layers: Layer[] = [{ text: document.text, depth: 0, spanOf: (span) => span }];
  let left = MOST_TEXT;
  for (let layer = layers.pop(); layer; layer = layers.pop()) {
    const { text, depth, spanOf } = layer;
    const enter = (decoded: Decoded | undefined, isWhole: boolean): void => {
      if (!decoded || decoded.text.length > left) return;
      left -= decoded.text.length;
      const inner = { text: decoded.text, depth: depth + 1, spanOf: (span: Span) => spanOf(decoded.spanOf(span)) };
      found.push(...suspicionsIn(inner, document, catalogue, isWhole));
      if (inner.depth < DEEPEST) layers.push(inner);
    };
    visitRuns(text, (run) => enter(decodeRun(text, run), true));
    visitEscaped(text, (stretch) => enter(decodeEscapes(text, stretch), false));
  }
  return found.filter((suspicion) => !plain.some((known) => isKnown(suspicion, known)));
}

function decodeRun(text: string, run: Span): Decoded | undefined {
  const decoded = decodeHex(text, run) ?? decodeBase64(text, run);
  if (!decoded || isSourceMap(text, run)) return undefined;
  const padding = /^={0,2}/.exec(text.slice(run.end, run.end + 2))![0].length;
  const span = { start: run.start, end: run.end + padding };
  return { text: decoded.text, spanOf: () => span };
}

/** The sources that a source map repeats stand in files of their own. */
const isSourceMap = (text: string, { start }: Span): boolean =>
  text[start - 1] === "," && /sourceMappingURL=data:[^,\s]{0,60},$/.test(text.slice(Math.max(0, start - 90), start));

function suspicionsIn(layer: Layer, document: SourceDocument, catalogue: Catalogue, isWhole: boolean): Suspicion[] {
  const found: Suspicion[] = [];
  const { text } = layer;
  const isShaped = JSON_TEXT.test(text) || (isWhole && SETTINGS.test(text));
  // Words near a value, and places for any value, say too little in a text that nobody reads as it stands.
  const isWanted = (call: Call): boolean =>
    call.kind === "name" ? isShaped : call.kind === "anchor" && call.rule.breadth < 2;
  searchText(
    new ScannedText({ path: document.path, text }, catalogue, "line"),
    (suspicion) => {
      const { span, judged } = suspicion;
      const { quote: _, judged: __, ...rest } = suspicion;
      found.push({ ...rest, span: layer.spanOf(span), encoding: { text, span, ...(judged && { judged }) } });
    },
    isWanted,
  );
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
