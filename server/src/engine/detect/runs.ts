/** Finds the stretches of a text that may be encoded, in one cheap pass each. */
import type { Span } from "../document.ts";
import type { Units } from "../units.ts";

/** A text, and what it looks like before it is decoded. */
interface Scanned {
  readonly text: string;
  readonly units: Units;
}

/** Shorter stretches hold no token, in UTF-16 code units. */
const SHORTEST = 20;

const inRun = new Uint8Array(256);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_") {
  inRun[character.charCodeAt(0)] = 1;
}

/** Visits the runs of base64 characters, both alphabets, without padding; hexadecimal digits are such runs too. */
export function visitRuns(scanned: Scanned, visit: (run: Span) => void): void {
  const { units } = scanned;
  let done = 0;
  // From the far end of the shortest run backwards: most places are stepped over unseen.
  for (let start = 0; start + SHORTEST <= units.length; ) {
    let at = start + SHORTEST - 1;
    while (at >= start && inRun[units[at]!] === 1) at--;
    if (at >= start) {
      start = at + 1;
      continue;
    }
    let end = start + SHORTEST;
    while (end < units.length && inRun[units[end]!] === 1) end++;
    visit({ start, end });
    const block = start >= done && end - start >= SHORTEST_LINE ? blockFrom(scanned, start, end) : end;
    if (block > end) visit({ start, end: block });
    done = Math.max(done, block);
    start = end + 1;
  }
}

/** Programs break base64 into lines of 64 or 76 characters (RFC 7468, RFC 2045); shorter lines are lists, in UTF-16 code units. */
const SHORTEST_LINE = 48;
const LAST_LINE = /^(?:$|[=\s"'`])/;
const LINE_BREAK = /\r?\n[ \t]{0,40}/y;

/** Where the block ends whose first line is given: lines of the same length, and a last one that may be shorter. */
function blockFrom({ text, units }: Scanned, start: number, end: number): number {
  const width = end - start;
  for (let last = end; ; ) {
    LINE_BREAK.lastIndex = last;
    const from = last + (LINE_BREAK.exec(text)?.[0].length ?? 0);
    let to = from;
    while (to - from <= width && inRun[units[to]!] === 1) to++;
    if (from === last || to === from || to - from > width) return last;
    if (to - from < width) return LAST_LINE.test(text.slice(to, to + 3)) ? to : last;
    last = to;
  }
}

/** An escape for which a stretch is worth decoding: plain text has the others too (`\n`, `\"`), and is read with them as it stands. */
const TELLING = /\\(?:u00[2-7]|u\{0*[2-7]|U0000|x[2-7]|\/|\\[ux/])|%(?:[2-7][0-9a-fA-F]|0[aAdD])/y;
/** Escapes and whatever stands between them, up to white space or the literal's end. */
const STRETCH = /(?:\\.|[^\s"'`\\])+/y;
/** How far a stretch reaches to each side of its first escape, in UTF-16 code units. */
const REACH = 4096;

/**
 * Visits the stretches that hold escapes or percent-encoding.
 * @param escapes where such may begin, in the order of the text
 */
export function visitEscaped(scanned: Scanned, escapes: readonly number[], visit: (stretch: Span) => void): void {
  if (escapes.length === 0) return;
  const { text } = scanned;
  let done = 0;
  for (const first of escapes) {
    TELLING.lastIndex = first;
    if (first < done || !TELLING.test(text)) continue;
    const telling = TELLING.lastIndex;
    const start = beginning(text, first, Math.max(done, first - REACH));
    STRETCH.lastIndex = start;
    const length = STRETCH.exec(text.slice(0, first + REACH))?.[0].length ?? 0;
    done = Math.max(start + length, telling);
    if (length >= SHORTEST) visit({ start, end: start + length });
  }
}

function beginning(text: string, from: number, limit: number): number {
  let at = from;
  while (at > limit && !/\s/.test(text[at - 1]!)) {
    if (/["'`]/.test(text[at - 1]!) && text[at - 2] !== "\\") break;
    at--;
  }
  return at;
}
