/** What the text inside a literal stands for, as far as its form's escapes are known. */
import type { Form } from "./references.ts";

/** @returns undefined where the value is written with escapes that are not read */
export function decoded(raw: string, form: Form): string | undefined {
  if (form.unread?.test(raw)) return undefined;
  // Languages read a line break in a literal as one character, however the file writes it.
  let value = raw.replaceAll("\r\n", "\n");
  for (const character of form.doubles ?? []) value = value.replaceAll(character + character, character);
  return form.escapes || form.otherEscapes ? unescaped(value, form) : value;
}

function unescaped(raw: string, { escapes = {}, otherEscapes = "keep", escapeWith = "\\" }: Form): string | undefined {
  let value = "";
  for (let at = 0; at < raw.length; at++) {
    const unit = raw[at]!;
    if (unit !== escapeWith) {
      value += unit;
      continue;
    }
    at++;
    const next = raw[at];
    const known = next === undefined ? undefined : escapes[next];
    if (known !== undefined) value += known;
    else if (next === undefined || otherEscapes === "refuse") return undefined;
    else value += otherEscapes === "keep" ? unit + next : next;
  }
  return value;
}
