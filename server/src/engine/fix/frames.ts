/** What the reader of code is in: code, a literal, or an element. */
import type { Span } from "../document.ts";
import type { MarkupFrame } from "./markup.ts";
import type { Form } from "./references.ts";

/** Code at the top, or in a hole of a literal or an element. */
export interface CodeFrame {
  readonly kind: "code";
  readonly close: string;
  readonly depth: number;
  /** Where the hole opened. */
  readonly start: number;
  onClose?(hole: Span): void;
}

export interface LiteralFrame {
  readonly kind: "literal";
  readonly form: Form;
  readonly quote: string;
  readonly prefix: string;
  readonly start: number;
  readonly holes: Span[];
}

export type Frame = CodeFrame | LiteralFrame | MarkupFrame;
