/** What a run of the benchmark says: figures, what was asked of them, and the series behind the plots. */

/** What must hold of a figure. */
type Asked = { readonly least: number } | { readonly most: number };

export type Unit = "times" | "yes or no" | "ms" | "MB";

export interface Figure {
  readonly kind: "figure";
  /** The part of the benchmark that measured it. */
  readonly part: string;
  readonly name: string;
  readonly measured: number;
  readonly unit: Unit;
  readonly asked?: Asked;
  /** What else a reader should know. */
  readonly note?: string;
}

/** A figure that could not be had. */
export interface Missing {
  readonly kind: "missing";
  readonly part: string;
  readonly name: string;
  readonly why: string;
}

export interface Series {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Figures that a page shows in full. The first column is text, the others are numbers. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Machine {
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  /** In bytes. */
  readonly memory: number;
  readonly node: string;
  readonly ripgrep: string;
  /** Processes that wanted to run, a minute's average, when the run began: with more than a few tenths it was not alone. */
  readonly load: number;
}

/** One run; what `bench.json` holds. */
export interface Run {
  readonly version: 1;
  readonly tokenward: string;
  /** When it began, in ISO 8601. */
  readonly date: string;
  /** False where only some parts were run, or quickly. */
  readonly whole: boolean;
  readonly machine: Machine;
  readonly figures: readonly (Figure | Missing)[];
  /** By the plot that they belong to. */
  readonly series: Readonly<Record<string, readonly Series[]>>;
  readonly tables: Readonly<Record<string, Table>>;
}

/** @returns undefined where nothing was asked, or nothing measured */
export function holds({ measured, asked }: Figure): boolean | undefined {
  if (!asked) return undefined;
  return "least" in asked ? measured >= asked.least : measured <= asked.most;
}
