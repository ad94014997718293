/** What is known of one version of an open document, before settings and configs have their say. */
import type { SourceDocument, Span } from "../engine/document.ts";
import type { Mask } from "../engine/excerpt.ts";
import type { Finding } from "../engine/finding.ts";

export interface Scanned {
  readonly version: number;
  readonly document: SourceDocument;
  readonly findings: readonly Finding[];
  /** All values on it, sorted by place, where the whole was scanned. */
  readonly masks?: readonly Mask[];
  /** What is not looked at, as that would take too long; edits there are. */
  readonly unseen?: Span;
}
