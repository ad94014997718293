/** The common tongue of readers and detectors: what a text says, free of rules. */
import type { Span } from "../document.ts";

/** A literal value, without its quotes. */
export interface Literal extends Span {
  /** The quotes that it stands between; absent for bare values. */
  readonly quote?: string;
}

/**
 * How a name and a value stand together. `pair`: in two attributes or elements of markup, one for the name, one for the value;
 * `called`: the name is a function that is called without parentheses, alone on its line; `query`: in the query of an address.
 */
export type Relation =
  | "assigned"
  | "argument"
  | "flag"
  | "element"
  | "pair"
  | "called"
  | "query"
  | "compared"
  | "prose";

/** A value that a name is given to, by whatever syntax. */
export interface Assignment {
  readonly name: string;
  readonly nameSpan: Span;
  readonly relation: Relation;
  readonly value: Literal;
  /** The further values where the name is given a list. */
  readonly more: readonly Literal[];
}
