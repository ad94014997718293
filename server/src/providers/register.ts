/** `.tokenward/stores.json`: which name rests with which provider. Committed, so that a clone finds the values; it holds none. */
import { isName } from "./asking.ts";

export const REGISTER = ".tokenward/stores.json";

export interface Register {
  /** Where in each store the project's values rest, by the provider's id. */
  readonly stores: Readonly<Record<string, { readonly at: string }>>;
  /** The provider's id, by name. */
  readonly names: Readonly<Record<string, string>>;
}

const nothing: Register = { stores: {}, names: {} };

/** @returns nothing registered where the text is no register */
export function readRegister(text: string | undefined): Register {
  const content = parsed(text);
  const stores = Object.entries(recordOf(content.stores)).flatMap(([id, store]): [string, { at: string }][] => {
    const { at } = recordOf(store);
    return typeof at === "string" ? [[id, { at }]] : [];
  });
  const names = Object.entries(recordOf(content.names)).filter(
    (entry): entry is [string, string] => isName(entry[0]) && typeof entry[1] === "string",
  );
  return { stores: Object.fromEntries(stores), names: Object.fromEntries(names) };
}

/** The register's text with one more name, in the order of names, so that merges are easy. */
export function withName(text: string | undefined, name: string, id: string, at: string): string {
  const { stores, names } = readRegister(text);
  const content = { version: 1, stores: sorted({ ...stores, [id]: { at } }), names: sorted({ ...names, [name]: id }) };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function parsed(text: string | undefined): Record<string, unknown> {
  try {
    return recordOf(text === undefined ? nothing : JSON.parse(text));
  } catch {
    return {};
  }
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
