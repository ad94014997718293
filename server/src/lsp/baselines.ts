/** The teams' baselines: which findings of an open document they know. */
import type { AnyFinding } from "../engine/finding.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import type { Host } from "../host/host.ts";
import { BaselineError } from "../workspace/baseline/entries.ts";
import { baselineIn, type OpenBaseline, openBaseline, pathInBaseline } from "../workspace/baseline/open.ts";
import { addressOf } from "./address.ts";
import type { Fingerprints } from "./fingerprints.ts";
import type { Location } from "./folders.ts";
import type { TeamConfigs } from "./team-configs.ts";

export interface BaselineParts {
  /** With the files as they stand in the editor. */
  readonly host: Host;
  readonly configs: TeamConfigs;
  readonly fingerprints: Fingerprints;
  /** Told of a baseline that cannot be used; the reason quotes nothing. */
  readonly warn: (message: string) => void;
}

export class Baselines {
  readonly #parts: BaselineParts;
  #open = new Map<string, Promise<OpenBaseline | undefined>>();

  constructor(parts: BaselineParts) {
    this.#parts = parts;
  }

  /** Whether a file is one that was asked for. */
  has(uri: string): boolean {
    return [...this.#open.keys()].some((path) => addressOf(path).toString() === uri);
  }

  /** They are read again when they are next asked for. */
  invalidate(): void {
    this.#open = new Map();
  }

  /**
   * Fingerprints that take long are only made where the baseline can know of anything in the file.
   * @returns the ids of the findings that the team knows of
   */
  async known(location: Location, findings: readonly AnyFinding[]): Promise<ReadonlySet<string>> {
    const known = new Set<string>();
    const { file, folder } = location;
    if (findings.length === 0 || file === undefined) return known;
    const named = baselineIn(await this.#parts.configs.for(location));
    const open = named === undefined ? undefined : await this.#at(named, folder?.root);
    const path = open && pathInBaseline(open.root, file);
    if (path === undefined || !(await open!.baseline.concerns(path))) return known;
    for (const finding of findings) {
      const reported: ReportedFinding =
        finding.kind === "handling"
          ? { finding }
          : { finding, fingerprint: await this.#parts.fingerprints.of(finding, folder?.root) };
      if (await open!.baseline.knows(path, reported)) known.add(finding.id);
    }
    return known;
  }

  #at(path: string, root: string | undefined): Promise<OpenBaseline | undefined> {
    const known = this.#open.get(path) ?? this.#openAt(path, root);
    this.#open.set(path, known);
    return known;
  }

  /** One that cannot be used takes nothing with it: all findings are new, and the log says why. */
  async #openAt(path: string, root: string | undefined): Promise<OpenBaseline | undefined> {
    const { host, fingerprints, warn } = this.#parts;
    try {
      return await openBaseline(path, await fingerprints.keyOf(root), host);
    } catch (error) {
      const reason = error instanceof BaselineError ? error.message : "it could not be read";
      warn(`The baseline ${path} is left out: ${reason}`);
      return undefined;
    }
  }
}
