/** Plans the move of a token's value into a store beside the code: one set of edits, or the reason why not. */
import type { SourceDocument, Span } from "../document.ts";
import type { Finding } from "../finding.ts";
import type { TokenRule } from "../rule.ts";
import { Secret } from "../secret.ts";
import { missingImport, referenceEdits } from "./code-edits.ts";
import { declarationOf } from "./declaration.ts";
import { applyEdits, insertion, joined, type TextEdit } from "./edit.ts";
import { type FileTexts, storeFolder } from "./folder.ts";
import { ignoreChange } from "./ignore-file.ts";
import { standsThere } from "./joined.ts";
import type { ReadText } from "./literal.ts";
import {
  adviceElsewhere,
  adviceOf,
  type LoaderRequest,
  loaderAtWork,
  loaderOnOffer,
  loadingCode,
  signReader,
  titleOf,
} from "./loader.ts";
import { pickName, usualName } from "./name.ts";
import { type Place, placeOf, readDocument } from "./place.ts";
import { type FileChange, type Left, type MovePlan, refused } from "./plan.ts";
import { type Loader, type References, type Row, rowOf } from "./references.ts";
import type { Elsewhere, FileStore } from "./store.ts";
import { type NameParts, namePartsOf } from "./template.ts";
import { insertAfterImports, insertAtTop, type TopLine } from "./top.ts";

/** What of a finding the move needs. */
type Movable = Pick<Finding, "span" | "secret" | "name">;

export interface MoveRequest {
  /** Its path is relative to the workspace folder. */
  readonly document: SourceDocument;
  readonly finding: Movable;
  /** All findings of the document with the same value; the finding itself may be among them. */
  readonly sameValue: readonly Movable[];
  readonly rule: Pick<TokenRule, "env" | "trigger" | "severity">;
  readonly references: References;
  readonly store: FileStore;
  /** Where the value goes instead of the file that `store` is; code and the list of names are changed as for that file. */
  readonly elsewhere?: Elsewhere;
  /** The texts of those of `filesNeeded` that exist, by path. */
  readonly files: FileTexts;
  /** Whether git tracks the store (`storePathOf`), and whether it leaves it out; undefined where that is not known. */
  readonly envTracked?: boolean | undefined;
  readonly envIgnored?: boolean | undefined;
  /** Also adds the loader that `advice.add` of the plan without it names. */
  readonly withLoader?: boolean;
}

/** The path of the store that the document's values go to; undefined where its language has no reference. */
export function storePathOf({
  document,
  files,
  store,
  references,
}: Pick<MoveRequest, "document" | "files" | "store" | "references">): string | undefined {
  const row = rowOf(document, references);
  return row && storeFolder(document, row, files, store, references) + store.file;
}

/** Pure: reads nothing but its argument, and never throws on any text. */
export function planMove(request: MoveRequest): MovePlan {
  const { document, finding, references, files, store } = request;
  const row = rowOf(document, references);
  if (!row) return refused("There is no reference for this kind of file yet.");
  const read = readDocument(document, row);
  if (!standsThere(document, row, read, finding)) return refused("The document changed since the token was found.");
  if (typeof read === "string") return refused(read);
  const folder = storeFolder(document, row, files, store, references);
  const storePath = folder + store.file;
  if (request.envTracked && !request.elsewhere) {
    return refused(
      `${storePath} is tracked by git, so the value would be committed again. Take it out first: git rm --cached ${storePath}`,
    );
  }
  const around: LoaderRequest = { document, row, folder, storePath, files, references };
  const place = placeOf(read, document, row, finding.span, signReader(around));
  return typeof place === "string" ? refused(place) : new Move(request, row, read, place, around).plan();
}

/** One move, once it is known where the value stands and where it goes. */
class Move {
  readonly #request: MoveRequest;
  readonly #row: Row;
  readonly #read: ReadText;
  readonly #place: Place;
  readonly #around: LoaderRequest;
  readonly #eol: string;

  constructor(request: MoveRequest, row: Row, read: ReadText, place: Place, around: LoaderRequest) {
    this.#request = request;
    this.#row = row;
    this.#read = read;
    this.#place = place;
    this.#around = around;
    this.#eol = request.document.text.includes("\r\n") ? "\r\n" : "\n";
  }

  plan(): MovePlan {
    const { withLoader = false } = this.#request;
    const { storePath } = this.#around;
    const { places, left } = this.#places();
    const name = this.#name();
    if (name === undefined) return refused(`${storePath} has another value under the name that is asked for here.`);
    const parts = namePartsOf(name, this.#row.names);
    const { elsewhere } = this.#request;
    const atWork = elsewhere ? undefined : loaderAtWork(this.#around);
    const offered = withLoader && !atWork && !elsewhere ? loaderOnOffer(this.#around) : undefined;
    const stored = this.#storeChange(name, atWork ?? offered);
    if (typeof stored === "string") return refused(stored);
    const code = this.#codeEdits(places, parts, offered);
    if (typeof code === "string") return refused(code);
    const declared = declarationOf(this.#request, this.#row, parts, this.#eol);
    const starts = places.map(({ span }) => span.start);
    const first = Math.min(...starts);
    const advice = elsewhere
      ? adviceElsewhere(this.#around, name, elsewhere.title)
      : adviceOf(this.#around, parts, atWork ?? offered, offered ? undefined : first);
    const review = [...new Set(places.flatMap((place) => place.review))];
    const remaining = [...left, ...code.left];
    const edits = joined([...code.edits, ...(declared?.edits(starts) ?? [])]);
    const changes = [
      ...stored,
      ...this.#sideChanges(name),
      ...(declared?.change ? [declared.change] : []),
      this.#codeChange(edits, name, review.length > 0),
    ];
    const safe = review.length === 0 && remaining.length === 0 && advice.sure && !this.#isPublic();
    const title = titleOf(elsewhere?.title ?? storePath, name, offered);
    return {
      kind: "edits",
      name,
      value: new Secret(this.#place.value),
      title,
      disposition: safe ? "safe" : "unsafe",
      review,
      changes,
      left: remaining,
      advice,
    };
  }

  #codeChange(edits: readonly TextEdit[], name: string, needsConfirmation: boolean): FileChange {
    const { path } = this.#request.document;
    return { path, create: false, edits, description: `Refer to ${name} instead of the value`, needsConfirmation };
  }

  /** Where the value stands in the document, and where it has to stay. */
  #places(): { places: Place[]; left: Left[] } {
    const { document, finding, sameValue } = this.#request;
    const places = [this.#place];
    const left: Left[] = [];
    const has = signReader(this.#around);
    const isOther = ({ start, end }: Span): boolean => start !== finding.span.start || end !== finding.span.end;
    const isHere = (candidate: Movable): boolean => standsThere(document, this.#row, this.#read, candidate);
    for (const other of sameValue.filter((candidate) => isHere(candidate) && isOther(candidate.span))) {
      const place = placeOf(this.#read, document, this.#row, other.span, has);
      if (typeof place === "string") left.push({ span: other.span, reason: place });
      else if (place.value === this.#place.value) places.push(place);
      else left.push({ span: other.span, reason: "Written like this it stands for another value here." });
    }
    return { places, left };
  }

  /** @returns undefined where only one name will do, and that is taken */
  #name(): string | undefined {
    const { document, finding, rule, references, store, elsewhere, files } = this.#request;
    const { bound, value } = this.#place;
    const { reference, apart } = this.#row;
    const { keys = "" } = this.#place.literal;
    const own = apart?.test(keys) ? keys.slice(keys.lastIndexOf(".") + 1) : undefined;
    const found = reference ? Array.from(document.text.matchAll(reference), ({ groups }) => groups?.name ?? "") : [];
    const names = new Set(found.map((name) => this.#called(name)));
    const isDeclared = (name: string): boolean =>
      declarationOf(this.#request, this.#row, namePartsOf(name, this.#row.names), this.#eol)?.present ?? false;
    return pickName({
      usual: usualName(rule.env, value),
      generic: rule.trigger.kind === "name",
      value,
      stored: elsewhere ? likeFile(elsewhere, value) : store.read(files.get(this.#around.storePath) ?? ""),
      read: { has: (name) => names.has(name) || name === own || isDeclared(name) },
      allowed: (name) => this.#allowed(name),
      references,
      ...(finding.name !== undefined && { given: finding.name }),
      ...(bound && {
        bound: { name: bound.name, only: bound.absorbs !== undefined, exact: bound.under === "exact" },
      }),
    });
  }

  #allowed(name: string): string {
    const { rename } = this.#row;
    return this.#called(rename.reduce((changed, { pattern, with: other }) => changed.replace(pattern, other), name));
  }

  /** The variable's whole name, for one by which the code calls it. */
  #called(name: string): string {
    const { names } = this.#row;
    if (!names) return name;
    const { bare } = namePartsOf(name, names);
    return names.prefix + (names.lower ? bare.toLowerCase() : bare);
  }

  #storeChange(name: string, loader: Loader | undefined): FileChange[] | string {
    const { store, elsewhere, files } = this.#request;
    if (elsewhere) return [];
    const { value } = this.#place;
    const { storePath } = this.#around;
    if (loader?.expands && value.includes("$"))
      return `It holds a dollar sign, which ${loader.title} replaces in ${store.file} and others do not.`;
    const text = files.get(storePath);
    const edit = store.set(text ?? "", name, value);
    if (typeof edit === "string") return edit;
    return edit ? [change(storePath, text, edit, `Put the value into ${store.file} as ${name}`)] : [];
  }

  #codeEdits(
    places: readonly Place[],
    name: NameParts,
    loader: Loader | undefined,
  ): { edits: TextEdit[]; left: readonly Left[] } | string {
    const { finding } = this.#request;
    const { edits, left } = referenceEdits(this.#read, this.#row, places, name);
    const own = left.find(({ span }) => span.start === finding.span.start);
    if (own) return own.reason;
    const first = Math.min(...edits.map(({ span }) => span.start));
    const { reference } = this.#row;
    const refers = edits.some(({ newText }) => reference && newText.search(reference) >= 0);
    const missing = refers ? missingImport(this.#read, this.#row, first) : [];
    if (typeof missing === "string") return missing;
    const loading = loader ? loadingCode(this.#around, loader) : { lines: [] };
    return { edits: joined([...this.#topEdits([...missing, ...loading.lines], loading.call), ...edits]), left };
  }

  #topEdits(lines: readonly TopLine[], call: string | undefined): TextEdit[] {
    const { top } = this.#row;
    if (!top) return [];
    const inFile = lines.map((line) => ({ ...line, line: line.line.replaceAll("\n", this.#eol) }));
    const edits = insertAtTop(this.#read, top, inFile, this.#eol);
    return call === undefined ? edits : [...edits, insertAfterImports(this.#read, top, call, this.#eol)];
  }

  /** The list of names, and git's list of what it leaves out. */
  #sideChanges(name: string): FileChange[] {
    const { store, elsewhere, files, envIgnored } = this.#request;
    const { folder, storePath } = this.#around;
    const example = folder + (store.examples.find((candidate) => files.has(folder + candidate)) ?? store.examples[0]!);
    const text = files.get(example);
    const mention = store.mention(text ?? "", name);
    const ignore = elsewhere ? undefined : ignoreChange(storePath, envIgnored, files);
    return [
      ...(mention ? [change(example, text, mention, `Name ${name} without its value`)] : []),
      ...(ignore ? [ignore] : []),
    ];
  }

  /** Identifiers and publishable keys are often meant to stand in the code. */
  #isPublic(): boolean {
    return this.#request.rule.severity === "info";
  }
}

/** What a name's choice depends on: whether it holds nothing, this value, or something else. */
function likeFile({ values }: Elsewhere, value: string): ReadonlyMap<string, string> {
  const own = new Secret(value);
  const shown = (secret: Secret): string => (secret.equals(own) ? value : secret.length === 0 ? "" : "other");
  return new Map([...values].map(([name, secret]) => [name, shown(secret)]));
}

function change(path: string, text: string | undefined, edit: TextEdit, description: string): FileChange {
  const create = text === undefined;
  return {
    path,
    create,
    edits: [create ? insertion(0, applyEdits("", [edit])) : edit],
    description,
    needsConfirmation: false,
  };
}
