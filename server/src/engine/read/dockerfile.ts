/** Reads a Dockerfile by its lines: instructions with their names and values, continued lines joined (https://docs.docker.com/reference/dockerfile/). */
import { constantAt, dataFacts } from "./data.ts";
import type { FileFacts, KeyValue } from "./facts.ts";

const INSTRUCTION = /^[ \t]*([A-Za-z]+)[ \t]+((?:\\\r?\n|[^\n])*)/gm;

/** `ENV A=b C="d e"`, `ENV A b`, `ARG A`: each name is a value at `ENV.A`; other instructions are whole, at `RUN`. */
export function readDockerfile(text: string): FileFacts {
  const keyValues: KeyValue[] = [];
  for (const match of text.matchAll(INSTRUCTION)) {
    const instruction = match[1]!.toUpperCase();
    const start = match.index + match[0].length - match[2]!.length;
    if (/^(ENV|ARG|LABEL)$/.test(instruction)) keyValues.push(...pairsOf(text, instruction, start, match[2]!));
    else keyValues.push(at(text, [instruction], start, start + match[2]!.trimEnd().length));
  }
  return dataFacts("dockerfile", keyValues);
}

const PAIR = /([\w.-]+)(?:=("(?:\\.|[^"\\])*"|'[^']*'|[^\s"'\\]*))?/g;

function pairsOf(text: string, instruction: string, start: number, rest: string): KeyValue[] {
  // The old form has a name, white space, and the rest of the line as the value.
  const old = instruction === "ENV" && /^([\w.-]+)[ \t]+(\S.*)/.exec(rest);
  if (old) {
    const from = start + old[0].length - old[2]!.length;
    return [at(text, [instruction, old[1]!], from, from + old[2]!.trimEnd().length)];
  }
  return [...rest.matchAll(PAIR)].map((match) => {
    const end = start + match.index + match[0].length;
    const value = match[2];
    if (value === undefined) return named(text, instruction, match[1]!, start + match.index);
    return at(text, [instruction, match[1]!], end - value.length, end);
  });
}

/** A name without a value is shown itself. */
function named(text: string, instruction: string, name: string, start: number): KeyValue {
  const end = start + name.length;
  const whole = at(text, [instruction, name], start, end);
  return { ...whole, value: { ...whole.value, type: "nothing", value: "" } };
}

const at = (text: string, path: readonly string[], start: number, end: number): KeyValue => ({
  start,
  end,
  path,
  value: constantAt(text, start, end),
});
