/** Reads a Dockerfile: the shell code of RUN, and what the other instructions are given. */
import type { Span } from "../document.ts";
import { blanked, type Literal, type ReadText } from "./literal.ts";
import { readShell } from "./shell.ts";

const INSTRUCTION = /^[ \t]*([A-Za-z]+)(?:[ \t]+|$)/;
const HERE = /<<-?["']?(\w+)["']?/g;

/** RUN's literals are a shell's, under the key RUN; other instructions have literals `argument` under their name. */
export function readDockerfile(text: string): ReadText {
  const literals: Literal[] = [];
  const comments: Span[] = [];
  let broken = false;
  for (const { start, end } of instructionsIn(text, comments)) {
    const line = text.slice(start, end);
    const [head, name = ""] = INSTRUCTION.exec(line) ?? [];
    if (head === undefined) continue;
    const keys = name.toUpperCase();
    const from = start + head.length;
    if (keys === "RUN" && !/^\s*(?:--\S+\s+)*\[/.test(line.slice(head.length))) {
      const read = readShell(text.slice(from, end));
      broken ||= read.broken;
      literals.push(...read.literals.map((literal) => ({ ...shifted(literal, from), keys })));
      comments.push(...read.comments.map((span) => moved(span, from)));
    } else if (from < end) literals.push({ ...bare, keys, outer: { start: from, end }, inner: { start: from, end } });
  }
  return { text, literals, comments, mask: blanked(text, comments), brackets: new Map(), broken };
}

const bare = { form: "argument", quote: "", prefix: "", holes: [], bracket: -1 };

/** From an instruction's name to the end of its last line, with the here-documents that it announces. */
function instructionsIn(text: string, comments: Span[]): Span[] {
  const instructions: Span[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    let end = lineEnd(text, at);
    const line = text.slice(start, end);
    if (/^[ \t]*#/.test(line)) comments.push({ start, end });
    else if (line.trim() !== "") {
      end = instructionEnd(text, start);
      instructions.push({ start, end });
    }
    at = end + 1;
  }
  return instructions;
}

function instructionEnd(text: string, start: number): number {
  let end = lineEnd(text, start);
  // A comment and an empty line do not end what a backslash goes on with.
  for (let last = text.slice(start, end); end < text.length && goesOn(last, text.slice(start, end)); ) {
    const next = end + 1;
    end = lineEnd(text, next);
    last = text.slice(next, end);
  }
  for (const [, name] of text.slice(start, end).matchAll(HERE)) {
    const close = new RegExp(`^\\t*${name}\\r?$`, "m").exec(text.slice(end + 1));
    if (close) end = end + 1 + close.index + close[0].length;
  }
  return end;
}

const goesOn = (last: string, all: string): boolean =>
  /\\[ \t]*\r?$/.test(last) || (/^[ \t]*(?:#.*)?\r?$/.test(last) && all !== last);

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

const shifted = (literal: Literal, by: number): Literal => ({
  ...literal,
  outer: moved(literal.outer, by),
  inner: moved(literal.inner, by),
  holes: literal.holes.map((hole) => moved(hole, by)),
});
