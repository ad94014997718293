/** The record of a run: grows as parts measure, and is written down each time, so that a run that breaks off leaves what it had. */
import { renameSync, writeFileSync } from "node:fs";
import type { Figure, Missing, Run, Series, Table } from "./figure.ts";

export class RunRecord {
  readonly #head: Omit<Run, "figures" | "series" | "tables">;
  readonly #file: string;
  readonly #figures: (Figure | Missing)[] = [];
  readonly #series: Record<string, readonly Series[]> = {};
  readonly #tables: Record<string, Table> = {};

  /** @param file where it is written to, as JSON */
  constructor(head: Omit<Run, "figures" | "series" | "tables">, file: string) {
    this.#head = head;
    this.#file = file;
    this.#write();
  }

  get run(): Run {
    return { ...this.#head, figures: this.#figures, series: this.#series, tables: this.#tables };
  }

  add(figure: Figure | Missing): void {
    this.#figures.push(figure);
    this.#write();
  }

  plot(name: string, series: readonly Series[]): void {
    this.#series[name] = series;
    this.#write();
  }

  detail(name: string, table: Table): void {
    this.#tables[name] = table;
    this.#write();
  }

  #write(): void {
    const draft = `${this.#file}.draft`;
    writeFileSync(draft, `${JSON.stringify(this.run, undefined, 2)}\n`);
    renameSync(draft, this.#file);
  }
}
