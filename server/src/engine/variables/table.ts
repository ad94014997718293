/** All names of a folder with their places, kept file by file. */
import type { FileVariables, VariablePlace } from "./variable.ts";

/** A place and the file that it is in. */
export interface PlacedVariable extends VariablePlace {
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

export class VariableTable {
  readonly #files = new Map<string, FileVariables>();
  /** Made when it is asked for, forgotten when a file changes. */
  #byName: ReadonlyMap<string, readonly PlacedVariable[]> | undefined;

  /** @param file undefined where there is no such file any more */
  put(path: string, file: FileVariables | undefined): void {
    const before = this.#files.get(path);
    if (file && (file.places.length > 0 || file.unseen)) this.#files.set(path, file);
    else if (!this.#files.delete(path)) return;
    if (before !== file) this.#byName = undefined;
  }

  /** Forgets a file, or all files below a folder. */
  forget(path: string): void {
    for (const file of [...this.#files.keys()])
      if (file === path || file.startsWith(`${path}/`)) this.put(file, undefined);
  }

  /** In the order of their names; the places of one by path, then in their order. */
  get all(): ReadonlyMap<string, readonly PlacedVariable[]> {
    this.#byName ??= byName(this.#files);
    return this.#byName;
  }

  of(name: string): readonly PlacedVariable[] {
    return this.all.get(name) ?? [];
  }

  fileAt(path: string): FileVariables | undefined {
    return this.#files.get(path);
  }

  get paths(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** Some code reads variables by names that no pattern tells: then nobody can say that one is unused. */
  get unseen(): boolean {
    return [...this.#files.values()].some(({ unseen }) => unseen);
  }
}

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
