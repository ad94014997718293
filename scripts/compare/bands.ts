/** Counts what is right and wrong at each confidence. */
import type { Row } from "./rows.ts";
import { type Hit, isRight, isWanted } from "./score.ts";
import type { Confidence } from "./tokenward.ts";

/** A finding with how sure its scanner is. */
export type Sure = Hit & { readonly confidence: Confidence };

export interface Band {
  readonly confidence: Confidence;
  /** Rows that hold a secret and were found. */
  readonly right: number;
  /** Rows that hold none, and in which something was found. */
  readonly wrong: number;
}

const BANDS: readonly Confidence[] = ["high", "medium", "low"];

/** Each row counts once, in the band of its surest finding. */
export function bandsOf(rows: readonly Row[], hits: readonly Sure[]): Band[] {
  const surest = new Map<Row, Confidence>();
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const hit of hits) {
    const row = byId.get(hit.row);
    if (!row || !counts(row, hit)) continue;
    const before = surest.get(row);
    if (before === undefined || BANDS.indexOf(hit.confidence) < BANDS.indexOf(before)) surest.set(row, hit.confidence);
  }
  const found = [...surest];
  return BANDS.map((confidence) => {
    const own = found.filter(([, its]) => its === confidence).map(([row]) => row);
    const right = own.filter(isWanted).length;
    return { confidence, right, wrong: own.length - right };
  });
}

/** Whatever is found in a row without a secret is wrong; in one with a secret, only what finds it says anything. */
const counts = (row: Row, hit: Hit): boolean => row.expected === "not-secret" || (isWanted(row) && isRight(row, hit));
