/** Tells findings that the team knows of from new ones. */
import type { ReportedFinding } from "../../engine/inventory.ts";
import type { BaselineEntry, BaselineFile, BaselineHead } from "./entries.ts";

export class Baseline {
  readonly head: BaselineHead;
  readonly #exists: (path: string) => Promise<boolean>;
  /** By what an entry knows a finding by. */
  readonly #entries = new Map<string, BaselineEntry>();
  /** The paths where a value was known to stand, by its fingerprint. */
  readonly #places = new Map<string, BaselineEntry[]>();
  /** What is known of the files at former places; asked once each. */
  readonly #gone = new Map<string, Promise<boolean>>();
  readonly #seen = new Set<BaselineEntry>();

  /** @param exists whether there is a file at a path that is relative to the baseline's root */
  constructor({ head, entries }: BaselineFile, exists: (path: string) => Promise<boolean>) {
    this.head = head;
    this.#exists = exists;
    for (const entry of entries) {
      this.#entries.set(keyOf(entry), entry);
      if (entry.fingerprint === undefined) continue;
      const places = this.#places.get(entry.fingerprint);
      if (places) places.push(entry);
      else this.#places.set(entry.fingerprint, [entry]);
    }
  }

  /** Whether it can know of anything at a path: it names the path, or a file that is gone and may have become this one. */
  async concerns(path: string): Promise<boolean> {
    const paths = new Set([...this.#entries.values()].map((entry) => entry.path));
    if (paths.has(path)) return true;
    for (const other of paths) if (await this.#isGone(other)) return true;
    return false;
  }

  /**
   * A value is known in the file where it was; when that file is gone, it moved with it.
   * @param path of the finding, relative to the baseline's root
   */
  async knows(path: string, { finding, fingerprint }: ReportedFinding): Promise<boolean> {
    const { ruleId, id } = finding;
    const own = this.#entries.get(
      keyOf(fingerprint === undefined ? { path, ruleId, id } : { path, ruleId, fingerprint }),
    );
    if (own) this.#seen.add(own);
    if (own || fingerprint === undefined) return own !== undefined;
    for (const place of this.#places.get(fingerprint) ?? []) {
      if (!(await this.#isGone(place.path))) continue;
      this.#seen.add(place);
      return true;
    }
    return false;
  }

  /** The entries that matched nothing so far. */
  get unmatched(): readonly BaselineEntry[] {
    return [...this.#entries.values()].filter((entry) => !this.#seen.has(entry));
  }

  #isGone(path: string): Promise<boolean> {
    const known = this.#gone.get(path) ?? this.#exists(path).then((exists) => !exists);
    this.#gone.set(path, known);
    return known;
  }
}

/** Of a token's entry the rule's id is for people: rules are renamed. */
const keyOf = ({ path, fingerprint, id }: BaselineEntry): string =>
  fingerprint === undefined ? `id ${id}` : `value ${fingerprint} ${path}`;
