/** Which tokens stand in which blob, and one finding for each file that a token stood in. */
import { type FingerprintedFinding, isOfToken, type ReportedFinding } from "../../engine/inventory.ts";

export class Sightings {
  readonly #numbers = new Map<string, number>();
  /** By token, then by path: of several versions of a file the one that was added last. */
  readonly #findings: Map<string, FingerprintedFinding>[] = [];
  readonly #tokens = new Map<number, readonly number[]>();
  /** Most versions of a file hold what the one before held. */
  readonly #lists = new Map<string, readonly number[]>();

  get isEmpty(): boolean {
    return this.#tokens.size === 0;
  }

  /** By blob; a token that stands there twice is listed twice. */
  get tokens(): ReadonlyMap<number, readonly number[]> {
    return this.#tokens;
  }

  add(blob: number, found: readonly ReportedFinding[]): void {
    const tokens = found.filter(isOfToken).map((each) => this.#numberOf(each));
    if (tokens.length === 0) return;
    const key = tokens.join();
    const list = this.#lists.get(key) ?? tokens;
    this.#lists.set(key, list);
    this.#tokens.set(blob, list);
  }

  /** @param path where it is to stand: where no version of that file was looked at, one of another tells its place */
  findingOf(token: number, path: string): FingerprintedFinding {
    const byPath = this.#findings[token]!;
    const known = byPath.get(path) ?? byPath.values().next().value!;
    return known.finding.path === path ? known : { ...known, finding: { ...known.finding, path } };
  }

  #numberOf(each: FingerprintedFinding): number {
    const key = `${each.finding.ruleId} ${each.fingerprint}`;
    const number = this.#numbers.get(key) ?? this.#findings.push(new Map()) - 1;
    this.#numbers.set(key, number);
    this.#findings[number]!.set(each.finding.path, each);
    return number;
  }
}
