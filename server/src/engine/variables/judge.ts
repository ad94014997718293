/** Judges the names of one document by those of its whole folder: undefined, unused, unset. */
import type { ReferenceRuleId } from "./rules.ts";
import type { PlacedVariable, VariableTable } from "./table.ts";
import type { FileVariables, VariablePlace } from "./variable.ts";

/** What is known besides the table. */
export interface Knowledge {
  /** Whether a store that is no file has the name. */
  isKept(name: string): boolean;
  /** Whether programs read the name by themselves, without being told in code. */
  isRead(name: string): boolean;
}

export interface Remark {
  readonly ruleId: ReferenceRuleId;
  readonly place: VariablePlace;
}

/**
 * @param path of the document, relative to the folder
 * @param table with the document's own names as they stand in it
 */
export function remarksOn(
  path: string,
  { places }: FileVariables,
  table: VariableTable,
  knowledge: Knowledge,
): Remark[] {
  const store = storeBeside(path, table);
  const has = { lists: [...table.all.values()].some((each) => each.some(isOfStore)), unseen: table.unseen };
  return places.flatMap((place): Remark[] => {
    if (place.role === "read")
      return has.lists && isUndefined(place, places, table.of(place.name), knowledge)
        ? [{ ruleId: "reference/undefined", place }]
        : [];
    if (!isStore(path)) return [];
    const { name, role } = place;
    const isRead = has.unseen || knowledge.isRead(name) || table.of(name).some((other) => takes(other));
    const isUnset = role === "listed" && store?.has(name) === false && !knowledge.isKept(name);
    return [
      ...(isRead ? [] : [{ ruleId: "reference/unused", place } as const]),
      ...(isUnset ? [{ ruleId: "reference/unset", place } as const] : []),
    ];
  });
}

/** Files of names and values, and of names alone. */
export const isStore = (path: string): boolean =>
  /(?:^|\/)(?:\.?env(?:\.[\w.-]+)?|[\w-]+\.env|\.dev\.vars|\.flaskenv)$/.test(path);

const isOfStore = ({ path, role }: PlacedVariable): boolean => (role === "set" || role === "listed") && isStore(path);

/** What hands a name on needs it as much as what reads it; one line of a store reads another by `${NAME}`. */
const takes = ({ role }: PlacedVariable): boolean => role === "read" || role === "declared";

/** Where the document itself does without the variable at one place, it knows that it may be missing. */
function isUndefined(
  { name, sure, optional, keeper }: VariablePlace,
  own: readonly VariablePlace[],
  everywhere: readonly PlacedVariable[],
  { isKept }: Knowledge,
): boolean {
  if (!sure || optional || keeper || isKept(name)) return false;
  if (own.some((other) => other.name === name && other.optional)) return false;
  return everywhere.every((other) => other.role === "read" && !other.keeper);
}

/** Names that files of values in the folder of a list set; undefined where there is no such file. */
function storeBeside(path: string, table: VariableTable): ReadonlySet<string> | undefined {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const names = new Set<string>();
  for (const [name, places] of table.all)
    if (places.some((other) => other.role === "set" && isStore(other.path) && folderOf(other.path) === folder))
      names.add(name);
  return names.size > 0 ? names : undefined;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);
