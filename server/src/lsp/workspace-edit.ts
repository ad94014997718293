/** Changes of files as the protocol's one undoable, previewable edit. */
import {
  type AnnotatedTextEdit,
  type ChangeAnnotation,
  CreateFile,
  type SnippetTextEdit,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { LineIndex, type Span } from "../engine/document.ts";
import type { ClientFeatures } from "./capabilities.ts";

/** A stretch of a file's text and what stands there afterwards. */
export interface SpanEdit {
  readonly span: Span;
  readonly newText: string;
  /** The same with tab stops (TextMate's syntax), for clients that let the user fill them in. */
  readonly snippet?: string;
}

export interface FileChange {
  readonly uri: string;
  /** Of the document that the spans are meant for; null where the file is not open. */
  readonly version: number | null;
  /** The text that the spans are meant for; empty for a file that does not exist yet. */
  readonly text: string;
  /** Whether the file is made by the change. */
  readonly create: boolean;
  /** They do not overlap. */
  readonly edits: readonly SpanEdit[];
  /** For the preview. */
  readonly description: string;
  /** More of that, less prominent. */
  readonly note?: string;
  /** Whether the user is to confirm it in the preview. */
  readonly needsConfirmation: boolean;
}

/** @returns undefined where the client cannot make files and one has to be made */
export function toWorkspaceEdit(changes: readonly FileChange[], features: ClientFeatures): WorkspaceEdit | undefined {
  if (!features.createsFiles && changes.some(({ create }) => create)) return undefined;
  if (!features.documentChanges) return { changes: plainChanges(changes) };
  // Files first, so that all text is changed in one run: VS Code undoes a run as a whole, and a file's own only while it is open.
  const documentChanges = [
    ...changes.flatMap((change, at) => creation(change, features, annotationId(at))),
    ...changes.map((change, at) => textChange(change, features, annotationId(at))),
  ];
  if (!features.changeAnnotations) return { documentChanges };
  return {
    documentChanges,
    changeAnnotations: Object.fromEntries(changes.map((change, at) => [annotationId(at), annotation(change)])),
  };
}

const annotationId = (at: number): string => `tokenward-${at + 1}`;

const annotation = ({ description, note, needsConfirmation }: FileChange): ChangeAnnotation => ({
  label: description,
  needsConfirmation,
  ...(note !== undefined && { description: note }),
});

function plainChanges(changes: readonly FileChange[]): Record<string, TextEdit[]> {
  return Object.fromEntries(changes.map((change) => [change.uri, textEdits(change)]));
}

function creation({ uri, create }: FileChange, features: ClientFeatures, id: string): CreateFile[] {
  const annotated = features.changeAnnotations ? id : undefined;
  return create ? [CreateFile.create(uri, { ignoreIfExists: true }, annotated)] : [];
}

function textChange(change: FileChange, features: ClientFeatures, id: string): TextDocumentEdit {
  const { uri, version } = change;
  const mark = features.changeAnnotations ? { annotationId: id } : {};
  const edits = textEdits(change).map((edit, at): TextEdit | AnnotatedTextEdit | SnippetTextEdit => {
    const snippet = features.snippetEdits ? inOrder(change)[at]!.snippet : undefined;
    if (snippet === undefined) return { ...edit, ...mark };
    return { range: edit.range, snippet: { kind: "snippet", value: snippet }, ...mark };
  });
  return { textDocument: { uri, version }, edits };
}

function textEdits(change: FileChange): TextEdit[] {
  const lines = new LineIndex(change.text);
  return inOrder(change).map(({ span, newText }) => ({ range: lines.rangeOf(span), newText }));
}

/** From the end to the beginning, so that a client which applies them one by one moves nothing it still needs. */
const inOrder = ({ edits }: FileChange): readonly SpanEdit[] =>
  [...edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);

/** The smallest single edit that turns one text into the other; it splits neither a line break nor a surrogate pair. */
export function editBetween(before: string, after: string): SpanEdit {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
  start = wholeUnits(before, start);
  let kept = 0;
  const most = Math.min(before.length, after.length) - start;
  while (kept < most && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept++;
  while (kept > 0 && wholeUnits(before, before.length - kept) !== before.length - kept) kept--;
  return { span: { start, end: before.length - kept }, newText: after.slice(start, after.length - kept) };
}

/** The offset, or the one before it where it lies inside `\r\n` or a surrogate pair. */
function wholeUnits(text: string, at: number): number {
  const inside = (text[at - 1] === "\r" && text[at] === "\n") || /[\uD800-\uDBFF]/.test(text[at - 1] ?? "");
  return inside ? at - 1 : at;
}
