/** What the detectors of one scan share: the document, its form, and the assignments read so far. */
import type { Catalogue } from "../catalogue.ts";
import type { SourceDocument, Span } from "../document.ts";
import { readAssignment } from "../read/assignment.ts";
import type { Assignment } from "../read/facts.ts";
import { type Form, formOf } from "../read/form.ts";

export class ScannedText {
  readonly text: string;
  readonly form: Form;
  readonly catalogue: Catalogue;
  readonly #assignments = new Map<number, Assignment | undefined>();
  /** Up to here names have been read from the left; a hit inside the same name is the same assignment. */
  #last: { readonly span: Span; readonly assignment: Assignment | undefined } | undefined;

  constructor(document: SourceDocument, catalogue: Catalogue, form = formOf(document)) {
    this.text = document.text;
    this.form = form;
    this.catalogue = catalogue;
  }

  /** The assignment whose name holds the offset; read once per name. */
  assignmentAt(offset: number): Assignment | undefined {
    const last = this.#last;
    if (last && offset >= last.span.start && offset < last.span.end) return last.assignment;
    if (!this.#assignments.has(offset)) this.#assignments.set(offset, readAssignment(this.text, offset, this.form));
    const assignment = this.#assignments.get(offset);
    if (assignment) this.#last = { span: assignment.nameSpan, assignment };
    return assignment;
  }
}
