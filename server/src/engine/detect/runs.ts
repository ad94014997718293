/** Finds the stretches of a text that may be encoded, in one cheap pass each. */
import type { Span } from "../document.ts";

/** Shorter stretches hold no token, in UTF-16 code units. */
const SHORTEST = 20;

const inRun = new Uint8Array(128);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_") {
  inRun[character.charCodeAt(0)] = 1;
}
const isInRun = (text: string, at: number): boolean => inRun[text.charCodeAt(at)] === 1;

/** Visits the runs of base64 characters, both alphabets, without padding; hexadecimal digits are such runs too. */
export function visitRuns(text: string, visit: (run: Span) => void): void {
  // From the far end of the shortest run backwards: most places are stepped over unseen.
  for (let start = 0; start + SHORTEST <= text.length; ) {
    let at = start + SHORTEST - 1;
    while (at >= start && isInRun(text, at)) at--;
    if (at >= start) {
      start = at + 1;
      continue;
    }
    let end = start + SHORTEST;
    while (end < text.length && isInRun(text, end)) end++;
    visit({ start, end });
    start = end + 1;
  }
}

/** An escape for which a stretch is worth decoding: plain text has the others too (`\n`, `\"`), and is read with them as it stands. */
const TELLING = /\\(?:u00[2-7]|u\{0*[2-7]|U0000|x[2-7]|\/|\\[ux/])|%(?:[2-7][0-9a-fA-F]|0[aAdD])/g;
/** Escapes and whatever stands between them, up to white space or the literal's end. */
const STRETCH = /(?:\\.|[^\s"'`\\])+/y;
/** How far a stretch reaches to each side of its first escape, in UTF-16 code units. */
const REACH = 4096;

/** Visits the stretches that hold escapes or percent-encoding. */
export function visitEscaped(text: string, visit: (stretch: Span) => void): void {
  TELLING.lastIndex = 0;
  let done = 0;
  for (let match = TELLING.exec(text); match; match = TELLING.exec(text)) {
    const start = beginning(text, match.index, Math.max(done, match.index - REACH));
    STRETCH.lastIndex = start;
    const length = STRETCH.exec(text.slice(0, match.index + REACH))?.[0].length ?? 0;
    done = Math.max(start + length, match.index + match[0].length);
    if (length >= SHORTEST) visit({ start, end: start + length });
    TELLING.lastIndex = done;
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
