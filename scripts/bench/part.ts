/** A part of the benchmark, and what it is handed. */
import type { Figure, Series, Table } from "./figure.ts";
import type { Product } from "./product.ts";
import type { Pace } from "./run/interleaved.ts";
import type { EditorStart } from "./server/editor.ts";

export interface Bench {
  readonly product: Product;
  /** Less of everything: to see that it works, not to be believed. */
  readonly quick: boolean;
  /** Also what takes very long. */
  readonly large: boolean;
  readonly pace: Pace;
  /** An empty folder that is removed in the end. */
  readonly scratch: string;
  /** Packages the extension, once. @returns its path */
  vsix(): Promise<string>;
  /** How a language server is started on a workspace without files. */
  readonly server: EditorStart;
  add(figure: Omit<Figure, "kind" | "part">): void;
  miss(name: string, why: string): void;
  /** Replaces what was said under the name before, so that a part can show what it has got so far. */
  plot(name: string, series: readonly Series[]): void;
  detail(name: string, table: Table): void;
  progress(what: string): void;
}

export interface Part {
  readonly name: string;
  /** For the list of parts. */
  readonly about: string;
  /** A part that throws is a figure that is missing; the others go on. */
  measure(bench: Bench): Promise<void>;
}
