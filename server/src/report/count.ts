/** What a report says in sum; equal values are counted once. */
import type { Change, ReportedFinding } from "../engine/inventory.ts";
import type { Severity } from "../engine/rule.ts";

export class Count {
  readonly #tokens = new Set<string>();
  readonly #files = new Set<string>();
  readonly severities = new Map<Severity, number>();
  #places = 0;
  /** Findings of handling rules. */
  #uses = 0;
  /** Of findings of a change. */
  readonly changes = new Map<Change, number>();

  get files(): number {
    return this.#files.size;
  }

  /** "2 tokens in 3 places and 1 insecure use"; undefined where nothing was found. */
  get said(): string | undefined {
    const what = [
      ...(this.#places > 0 ? [`${plural(this.#tokens.size, "token")} in ${plural(this.#places, "place")}`] : []),
      ...(this.#uses > 0 ? [plural(this.#uses, "insecure use")] : []),
    ];
    return what.length > 0 ? what.join(" and ") : undefined;
  }

  add(found: readonly ReportedFinding[]): void {
    for (const { finding, fingerprint, change } of found) {
      if (change) this.changes.set(change, (this.changes.get(change) ?? 0) + 1);
      this.#files.add(finding.path);
      if (fingerprint === undefined) this.#uses++;
      else {
        this.#places++;
        this.#tokens.add(fingerprint);
      }
      this.severities.set(finding.severity, (this.severities.get(finding.severity) ?? 0) + 1);
    }
  }
}

export const plural = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : nouns}`;
