/** All names of a folder with their places, kept file by file. */
import type { FileVariables, VariablePlace } from "./variable.ts";

/** A place and the file that it is in. */
export interface PlacedVariable extends VariablePlace {
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

export class VariableTable {
  readonly #files = new Map<string, FileVariables>();
  #revision = 0;
  /** Made when it is asked for, forgotten when a file changes. */
  #byName: ReadonlyMap<string, readonly PlacedVariable[]> | undefined;

  /** @param file undefined where there is no such file any more */
  put(path: string, file: FileVariables | undefined): void {
    const before = this.#files.get(path);
    const after = file && (file.places.length > 0 || file.unseen) ? file : undefined;
    if (after === before) return;
    if (after) this.#files.set(path, after);
    else this.#files.delete(path);
    this.#byName = undefined;
    if (contentOf(before) !== contentOf(after)) this.#revision++;
  }

  /** Another number whenever a file names other variables, or does other things with them. */
  get revision(): number {
    return this.#revision;
  }

  /** Forgets a file, or all files below a folder. */
  forget(path: string): void {
    for (const file of [...this.#files.keys()])
      if (file === path || file.startsWith(`${path}/`)) this.put(file, undefined);
  }

  /** Forgets all files but these. */
  retain(paths: ReadonlySet<string>): void {
    for (const path of [...this.#files.keys()]) if (!paths.has(path)) this.put(path, undefined);
  }

  /** In the order of their names; the places of one by path, then in their order. */
  get all(): ReadonlyMap<string, readonly PlacedVariable[]> {
    this.#byName ??= byName(this.#files);
    return this.#byName;
  }

  of(name: string): readonly PlacedVariable[] {
    return this.all.get(name) ?? [];
  }

  /** Some code reads variables by names that no pattern tells: then nobody can say that one is unused. */
  get unseen(): boolean {
    return [...this.#files.values()].some(({ unseen }) => unseen);
  }
}

/** What a file says, wherever in it. */
const contentOf = (file: FileVariables | undefined): string =>
  file
    ? `${file.unseen} ${[...new Set(file.places.map(({ name, role, optional, empty }) => `${name} ${role} ${optional} ${empty}`))].sort()}`
    : "";

function byName(files: ReadonlyMap<string, FileVariables>): ReadonlyMap<string, readonly PlacedVariable[]> {
  const names = new Map<string, PlacedVariable[]>();
  for (const path of [...files.keys()].sort())
    for (const place of files.get(path)!.places) {
      const places = names.get(place.name);
      if (places) places.push({ ...place, path });
      else names.set(place.name, [{ ...place, path }]);
    }
  return new Map([...names].sort(([a], [b]) => (a < b ? -1 : 1)));
}
