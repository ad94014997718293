/** Tells whether a place in TypeScript is a type, where a literal is a type too and no expression can stand. */
import type { ReadText } from "./literal.ts";

/** How far back the code before a place is looked at, in UTF-16 code units. */
const REACH = 4000;

/** Brackets nested deeper than this are not looked through. */
const DEEPEST = 40;

/**
 * @param bracket the innermost bracket that is open at `at`, or -1
 * @returns true where it is a type, or cannot be told from one
 */
export function isTypePosition(read: ReadText, at: number, bracket: number): boolean {
  return isTooDeep(read, bracket) || isType(read, at, bracket);
}

function isTooDeep({ brackets }: ReadText, bracket: number): boolean {
  let depth = 0;
  for (let outer = bracket; outer >= 0; outer = brackets.get(outer) ?? -1) {
    if (++depth > DEEPEST) return true;
  }
  return false;
}

function isType(read: ReadText, at: number, bracket: number): boolean {
  const before = codeBefore(read, at, bracket);
  if (/(?:\b(?:as|satisfies|is|keyof|extends|infer)|(?<!\|)\||(?<!&)&|<)$/.test(before)) return true;
  if (/[<,]$/.test(before) && /^[^\n]{0,200}?["'`]\s*(?:,[^=;()]{0,100})?>/.test(read.mask.slice(at, at + 300)))
    return true;
  if (/:$/.test(before) && isTypeColon(read, before, bracket)) return true;
  if (/:\s*\([^()]*\)\s*=>$/.test(before) && bracket < 0) return true;
  if (isInTypeAlias(before)) return true;
  return bracket >= 0 && isTypeBracket(read, bracket);
}

/** The code between the innermost open bracket and the place, without what stands in closed brackets. */
function codeBefore({ mask }: ReadText, at: number, bracket: number): string {
  return withoutNested(mask.slice(Math.max(bracket + 1, at - REACH), at)).trimEnd();
}

/** `{ a; b } c` becomes `{} c`. */
function withoutNested(code: string): string {
  let rest = code;
  for (let depth = 0; depth < 40; depth++) {
    const shorter = rest.replace(/\([^()[\]{}]+\)|\[[^()[\]{}]+\]|\{[^()[\]{}]+\}/g, (pair) => pair[0]! + pair.at(-1)!);
    if (shorter === rest) return rest;
    rest = shorter;
  }
  return rest;
}

/** `x: "a"` where the colon says a type; not in an object, a conditional expression or a `case`. */
function isTypeColon(read: ReadText, before: string, bracket: number): boolean {
  const statement = /[^;{},]*:$/.exec(before)?.[0] ?? before;
  if (/\bcase\b/.test(statement) || isConditional(statement)) return false;
  return bracket < 0 || read.mask[bracket] !== "{" || braceKind(read, bracket) !== "object";
}

/** Whether the colon at the end belongs to a `?`; `?.`, `??` and `?:` are none. */
function isConditional(statement: string): boolean {
  const marks = (statement.match(/\?(?![.?:])(?<!\?\?)|:/g) ?? []).slice(0, -1);
  let open = 0;
  for (const mark of marks) open = mark === ":" ? Math.max(0, open - 1) : open + 1;
  return open > 0;
}

/** `type X = ...` that has not ended yet: its lines go on only at an operator. */
function isInTypeAlias(before: string): boolean {
  const alias = /(?:^|[;{}\n])\s*(?:export\s+)?(?:declare\s+)?type\s+[\w$]+\s*(?:<[^=;]*>)?\s*=(?!=)([^;]*)$/.exec(
    before,
  );
  if (!alias) return false;
  const lines = alias[1]!
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.every((line, at) => at === 0 || /^[|&?:=<>([{]/.test(line) || /[|&?:=<,([{]$/.test(lines[at - 1]!));
}

function isTypeBracket(read: ReadText, bracket: number): boolean {
  const outer = read.brackets.get(bracket) ?? -1;
  const unit = read.mask[bracket];
  const before = codeBefore(read, bracket, outer);
  if (unit === "{") {
    const kind = braceKind(read, bracket);
    return kind === "type" || (kind === "object" && isType(read, bracket, outer));
  }
  // `f(...)` and `x[...]` hold expressions, unless they stand in a type themselves.
  if (/[\w$)\]]$/.test(before) && !/\b(?:return|typeof|case|in|of|as|extends|keyof)$/.test(before)) {
    return unit === "[" && (isInTypeAlias(before) || isIndexedType(read, before, outer));
  }
  return isType(read, bracket, outer);
}

/** `x as T["a"]`, `x: T["a"]`. */
function isIndexedType(read: ReadText, before: string, outer: number): boolean {
  const rest = before.replace(/(?:[\w$]+\s*\.\s*)*[\w$]+(?:<[^<>]*>)?(?:\[\])*$/, "").trimEnd();
  if (/\b(?:as|satisfies|extends|keyof|infer|is)$|[|&<]$/.test(rest)) return !/(?:\|\||&&)$/.test(rest);
  return /:$/.test(rest) && isTypeColon(read, rest, outer);
}

type BraceKind = "object" | "type" | "block";

function braceKind(read: ReadText, bracket: number): BraceKind {
  const outer = read.brackets.get(bracket) ?? -1;
  const before = codeBefore(read, bracket, outer);
  // `f({ ... })` and `[{ ... }]`, unless these stand in a type themselves.
  if (before === "" && outer >= 0 && read.mask[outer] !== "{") return isTypeBracket(read, outer) ? "type" : "object";
  const statement = /[^;{}]*$/.exec(before)![0];
  if (/(?:^|\s)(?:interface\s+[\w$]+|enum\s+[\w$]+)[^=]*$/.test(statement)) return "type";
  if (isInTypeAlias(before) || /(?:[|&<]|\b(?:as|satisfies|extends))$/.test(before)) return "type";
  if (/:$/.test(before)) return isTypeColon(read, before, outer) ? "type" : "object";
  if (/(?:[=([,?]|&&|\|\||\?\?|\.\.\.|\b(?:return|default|yield|await|throw|in|of))$/.test(before)) return "object";
  return "block";
}
