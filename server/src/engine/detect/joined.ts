/** Finds values of known formats that are split over a concatenation of string literals. */
import type { Span } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import { type Chain, chainsIn } from "../read/chain.ts";
import { unitsOf } from "../units.ts";
import { searchText } from "./search.ts";
import { ScannedText } from "./text.ts";

/**
 * Values that no literal holds alone. Their span reaches from their first character to their last one, whatever stands between the
 * parts; `decoded` is the value.
 */
export function detectJoined(scanned: ScannedText, joints: readonly number[]): Suspicion[] {
  if (joints.length === 0) return [];
  return chainsIn(scanned.text, scanned.form, joints).flatMap((chain) => {
    const found: Suspicion[] = [];
    searchText(
      new ScannedText(
        { path: "", text: chain.text },
        unitsOf(chain.text),
        scanned.catalogue,
        scanned.budget,
        scanned.form,
      ),
      (suspicion) => found.push(suspicion),
      (call) => call.kind === "anchor" && (call.rule.breadth === 0 || call.rule.pattern.judged !== undefined),
    );
    return found.flatMap((suspicion) => placed(suspicion, chain, scanned.text) ?? []);
  });
}

/**
 * A suspicion on the joined text as one on the document; undefined where one literal holds all of it. Of a connection string only the
 * judged part moves: what stands between its literals would be lost with the whole.
 */
function placed({ judged, ...suspicion }: Suspicion, { parts, text }: Chain, document: string): Suspicion | undefined {
  const whole = spanIn(parts, suspicion.span);
  if (lengthOf(whole) === lengthOf(suspicion.span)) return undefined;
  const span = judged ? spanIn(parts, judged) : whole;
  const { start, end } = judged ?? suspicion.span;
  const name = suspicion.name ?? nameBefore(document, parts[0]!.start);
  const isSplit = lengthOf(span) !== end - start;
  return { ...suspicion, span, ...(isSplit && { decoded: text.slice(start, end) }), ...(name && { name }) };
}

const lengthOf = ({ start, end }: Span): number => end - start;

const spanIn = (parts: Chain["parts"], { start, end }: Span): Span => ({
  start: placeIn(parts, start),
  end: placeIn(parts, end - 1) + 1,
});

function placeIn(parts: Chain["parts"], offset: number): number {
  let rest = offset;
  for (const { start, end } of parts) {
    if (rest < end - start) return start + rest;
    rest -= end - start;
  }
  return parts.at(-1)!.end;
}

const NAME_BEFORE = /([\w.$-]{1,80})["']?[\])]?\s*(?::=|=>|[:=])\s*\(?[brufBRUF@$]{0,2}["']$/;

const nameBefore = (text: string, start: number): string | undefined =>
  NAME_BEFORE.exec(text.slice(Math.max(0, start - 120), start))?.[1];
