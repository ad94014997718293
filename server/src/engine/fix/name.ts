/** Picks the name under which a value goes into the store: free of collisions with the store and with what the code reads. */
import type { References } from "./references.ts";

export interface NameRequest {
  /** Of the rule: GITHUB_TOKEN. */
  readonly usual: string;
  /** The name that the value is given to in the code: dbPassword, config.db.password. */
  readonly given?: string;
  /** The rule knows the value by its name alone, so that the given name says more than the usual one. */
  readonly generic: boolean;
  /**
   * The name that the code around gives the value; `only`: the reference takes the place of what reads that name;
   * `exact`: the program asks for this name and no other.
   */
  readonly bound?: { readonly name: string; readonly only: boolean; readonly exact: boolean };
  readonly value: string;
  readonly stored: ReadonlyMap<string, string>;
  /** Names that the document reads for something else. */
  readonly read: Pick<ReadonlySet<string>, "has">;
  /** Changes a name into one that may be used here. */
  readonly allowed: (name: string) => string;
  readonly references: Pick<References, "publicPrefixes" | "reserved">;
}

/** A URL, pairs of names and values, or a host with an address in parentheses: more than a password. */
const WHOLE = /:\/\/|[;,\s]\s*[A-Za-z][\w ]*=|@\w+\(|^jdbc:/;

/** The rule's own name. One that names a whole URL or connection string says so of its password where only that moves. */
export const usualName = (env: string, value: string): string =>
  WHOLE.test(value) ? env : env.replace(/_(?:URL|URI|DSN|CONNECTION_STRING)$/, "_PASSWORD");

/**
 * `DB_PASSWORD`, after the rule or the code; `_2` and so on where it is taken.
 * @returns undefined where only one name will do, and that is taken
 */
export function pickName(request: NameRequest): string | undefined {
  const { value, stored, read, bound, allowed } = request;
  const isOpen = (name: string): boolean => (stored.get(name) ?? "") === "";
  if (bound?.exact) return isOpen(bound.name) || stored.get(bound.name) === value ? bound.name : undefined;
  if (bound?.only && isOpen(bound.name)) return bound.name;
  const candidates = candidatesOf(request);
  const kept = [...stored].filter(
    ([name, known]) => known === value && /^[A-Za-z_]\w*$/.test(name) && allowed(name) === name,
  );
  const known = kept.find(([name]) => candidates.includes(name)) ?? kept[0];
  if (known) return known[0];
  const isFree = (name: string): boolean => isOpen(name) && (!read.has(name) || name === bound?.name);
  const free = candidates.find(isFree);
  if (free) return free;
  for (let number = 2; ; number++) {
    const numbered = `${candidates[0]}_${number}`;
    if (isFree(numbered)) return numbered;
  }
}

function candidatesOf({ usual, given, generic, allowed, references }: NameRequest): string[] {
  const own = given === undefined ? undefined : constantName(given, references);
  // A name of one word ("token") says less than the rule.
  const telling = own?.includes("_") ? [own] : [];
  const qualified = given === undefined ? undefined : constantName(given, references, true);
  const names = [...(generic ? [own ?? usual] : [usual, ...telling]), ...(qualified?.includes("_") ? [qualified] : [])];
  return [...new Set(names.map(allowed))];
}

const PLAIN = /^(?:PASSWORD|PASSWD|PASS|PWD|TOKEN|SECRET|KEY|API_?KEY|AUTH|CREDENTIALS?|VALUE)$/;
const HOLDERS =
  /^(?:THIS|SELF|CLS|PROCESS|ENV|MODULE|EXPORTS|CONFIG|SETTINGS|OPTIONS|OPTS|PARAMS|ARGS|PROPS|DATA|OS|ENVIRON)$/;

/**
 * `dbPassword` and `db.password` as `DB_PASSWORD`; undefined where nothing is left. Beginnings that frameworks ship to
 * browsers (`VITE_`) fall away, names that systems use (`PWD`) get `APP_` before them.
 * @param qualify puts the holder's name before any name, not only before plain ones
 */
function constantName(
  given: string,
  { publicPrefixes, reserved }: NameRequest["references"],
  qualify = false,
): string | undefined {
  const members = given
    .split(/[^\w-]+/)
    .map(constantCase)
    .filter(Boolean);
  const last = members.at(-1);
  if (last === undefined) return undefined;
  const holder = members.at(-2);
  const qualified =
    holder !== undefined && (qualify || PLAIN.test(last)) && !HOLDERS.test(holder) ? `${holder}_${last}` : last;
  const prefix = publicPrefixes.find(
    (candidate) => qualified.startsWith(candidate) && qualified.length > candidate.length,
  );
  const name = qualified.slice(prefix?.length ?? 0).replace(/^(?=\d)/, "_");
  return reserved.includes(name) ? `APP_${name}` : name;
}

const constantCase = (member: string): string =>
  member
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(Boolean)
    .join("_");
