/** The teams' baselines: which findings of an open document they know. */
import { URI } from "vscode-uri";
import type { AnyFinding } from "../engine/finding.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import { BaselineError } from "../workspace/baseline/entries.ts";
import { baselineIn, type OpenBaseline, openBaseline, pathInBaseline } from "../workspace/baseline/open.ts";
import type { Analysis } from "./analysis.ts";
import type { Session } from "./session.ts";

export class Baselines {
  #open = new Map<string, Promise<OpenBaseline | undefined>>();

  /** Whether a file is one that was asked for. */
  has(uri: string): boolean {
    return [...this.#open.keys()].some((path) => URI.file(path).toString() === uri);
  }

  /** They are read again when they are next asked for. */
  invalidate(): void {
    this.#open = new Map();
  }

  /**
   * Fingerprints that take long are only made where the baseline can know of anything in the file.
   * @returns the ids of the findings that the team knows of
   */
  async known(session: Session, { location }: Analysis, findings: readonly AnyFinding[]): Promise<ReadonlySet<string>> {
    const known = new Set<string>();
    if (findings.length === 0 || location.file === undefined) return known;
    const named = baselineIn(await session.configs.for(location));
    const open = named === undefined ? undefined : await this.#at(session, named, location.folder?.root);
    const path = open && pathInBaseline(open.root, location.file);
    if (path === undefined || !(await open!.baseline.concerns(path))) return known;
    for (const finding of findings) {
      const reported: ReportedFinding =
        finding.kind === "handling"
          ? { finding }
          : { finding, fingerprint: await session.fingerprints.of(finding, location.folder?.root) };
      if (await open!.baseline.knows(path, reported)) known.add(finding.id);
    }
    return known;
  }

  #at(session: Session, path: string, root: string | undefined): Promise<OpenBaseline | undefined> {
    const known = this.#open.get(path) ?? openAt(session, path, root);
    this.#open.set(path, known);
    return known;
  }
}

/** One that cannot be used takes nothing with it: all findings are new, and the log says why. */
async function openAt(session: Session, path: string, root: string | undefined): Promise<OpenBaseline | undefined> {
  try {
    return await openBaseline(path, await session.fingerprints.keyOf(root), { ...session.host, files: session.files });
  } catch (error) {
    const reason = error instanceof BaselineError ? error.message : "it could not be read";
    session.connection.console.warn(`The baseline ${path} is left out: ${reason}`);
    return undefined;
  }
}
