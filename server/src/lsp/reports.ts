/** Ids of diagnostic reports: a report that says nothing new keeps the id of the one before. */
import type { Diagnostic } from "vscode-languageserver";

export class Reports {
  readonly #last = new Map<string, { readonly resultId: string; readonly content: string }>();
  /** Ids of an earlier server mean nothing to this one. */
  readonly #prefix: string;
  #count = 0;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** @returns the same id as before where the diagnostics are the same, whatever version they were found in */
  resultId(uri: string, items: readonly Diagnostic[]): string {
    const content = JSON.stringify(
      items.map(({ data, ...shown }) => [shown, (data as { readonly id?: string } | undefined)?.id]),
    );
    const last = this.#last.get(uri);
    if (last?.content === content) return last.resultId;
    const resultId = `${this.#prefix}-${this.#count++}`;
    this.#last.set(uri, { resultId, content });
    return resultId;
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }
}
