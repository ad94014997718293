/** Reads JSON (RFC 8259), with the comments and trailing commas that configuration files have: strings and the keys above. */
import type { Span } from "../document.ts";
import { blanked, type Literal, type ReadText } from "./literal.ts";

/** An object or a list that is open. */
interface Level {
  readonly close: "}" | "]";
  /** The key at hand; of a list its item. */
  key: string;
  item: number;
  /** A key is awaited, not a value. */
  atKey: boolean;
}

const TOKEN = /"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[[\]{}:,]|[^\s"[\]{}:,/]+|\S/g;

/** Strings are literals `string` or `key`, numbers and words `bare`. */
export function readJson(text: string): ReadText {
  const literals: Literal[] = [];
  const comments: Span[] = [];
  const levels: Level[] = [];
  let broken = false;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const span = { start: index, end: index + token.length };
    const level = levels.at(-1);
    if (token.startsWith("//") || token.startsWith("/*")) comments.push(span);
    else if (token === "{" || token === "[") levels.push(opened(token));
    else if (token === "}" || token === "]") broken ||= levels.pop()?.close !== token;
    else if (token === ",") next(level);
    else if (token === ":") awaitValue(level);
    else if (token === '"') broken = true;
    else literals.push(scalar(token, span, levels));
  }
  const mask = blanked(text, comments);
  return { text, literals, comments, mask, brackets: new Map(), broken: broken || levels.length > 0 };
}

const opened = (token: "{" | "["): Level =>
  token === "{" ? { close: "}", key: "", item: 0, atKey: true } : { close: "]", key: "0", item: 0, atKey: false };

function next(level: Level | undefined): void {
  if (!level) return;
  level.item++;
  if (level.close === "]") level.key = String(level.item);
  level.atKey = level.close === "}";
}

function awaitValue(level: Level | undefined): void {
  if (level) level.atKey = false;
}

function scalar(token: string, span: Span, levels: readonly Level[]): Literal {
  const level = levels.at(-1);
  const isKey = level?.atKey === true;
  const quoted = token.length > 1 && token.startsWith('"');
  const inner = quoted ? { start: span.start + 1, end: span.end - 1 } : span;
  if (isKey && level) level.key = quoted ? token.slice(1, -1) : token;
  const form = isKey ? "key" : quoted ? "string" : "bare";
  const keys = levels.map(({ key }) => key).join(".");
  return { form, quote: quoted ? '"' : "", prefix: "", outer: span, inner, holes: [], bracket: -1, keys };
}
