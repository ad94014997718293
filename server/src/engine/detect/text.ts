/** What the detectors of one scan share: the document, its form, and the assignments read so far. */
import type { Catalogue } from "../catalogue.ts";
import type { SourceDocument, Span } from "../document.ts";
import { segmentsOf } from "../names.ts";
import { nameAround, readAssignment } from "../read/assignment.ts";
import type { Assignment } from "../read/facts.ts";
import { type Form, formOf } from "../read/form.ts";
import { mayBeTied } from "../read/tied.ts";
import type { Units } from "../units.ts";
import type { Budget } from "./budget.ts";

export class ScannedText {
  readonly units: Units;
  /** Shared by all texts of one document. */
  readonly budget: Budget;
  readonly #document: SourceDocument;
  readonly form: Form;
  readonly catalogue: Catalogue;
  #segments: (Span & { readonly list: readonly string[] }) | undefined;
  /** The name that was read last; a hit inside it is the same assignment. */
  #last: { readonly span: Span; readonly assignment: Assignment | undefined } | undefined;

  /** @param units those of the document's text */
  constructor(document: SourceDocument, units: Units, catalogue: Catalogue, budget: Budget, form = formOf(document)) {
    this.budget = budget;
    this.#document = document;
    this.units = units;
    this.form = form;
    this.catalogue = catalogue;
  }

  /** Decoded when it is first asked for. */
  get text(): string {
    return this.#document.text;
  }

  /** The segments of all names in a stretch; words that stand in the same one ask again and again. */
  segmentsIn({ start, end }: Span): readonly string[] {
    if (this.#segments?.start !== start || this.#segments.end !== end) {
      this.#segments = { start, end, list: segmentsOf(this.text.slice(start, end)) };
    }
    return this.#segments.list;
  }

  /** The assignment whose name holds the offset; read once per name. */
  assignmentAt(offset: number): Assignment | undefined {
    const last = this.#last;
    if (last && offset >= last.span.start && offset < last.span.end) return last.assignment;
    const span = nameAround(this.units, offset);
    const assignment = mayBeTied(this, span) ? readAssignment(this.text, span, this.form) : undefined;
    this.#last = { span: assignment?.nameSpan ?? span, assignment };
    return assignment;
  }
}
