/** Fills the places of a template of rules/references.yml: `{name}`, `{bare}`, `{id}`. */
import type { RowData } from "./data.ts";

/** What templates call a variable. */
export type NameParts = Readonly<Record<"name" | "bare" | "id", string>>;

/** `TF_VAR_db_password` is called `db_password` in the code where `TF_VAR_` is what the program puts before it. */
export function namePartsOf(name: string, names: RowData["names"]): NameParts {
  const bare = names && name.startsWith(names.prefix) ? name.slice(names.prefix.length) : name;
  return { name, bare, id: bare.toLowerCase() };
}

export const filled = (template: string, parts: Readonly<Record<string, string>>): string =>
  Object.entries(parts).reduce((text, [part, value]) => text.replaceAll(`{${part}}`, () => value), template);

/** A pattern with parts in it, which stand for themselves. */
export function filledPattern(template: string, parts: Readonly<Record<string, string>>, flags = "m"): RegExp {
  const quoted = Object.entries(parts).map(([part, value]) => [part, value.replace(/[.+?^${}()|[\]\\*]/g, "\\$&")]);
  return new RegExp(filled(template, Object.fromEntries(quoted)), flags);
}
