/** The rows of rules/references.yml, compiled, and which of them a document is read by. */
import type { SourceDocument } from "../document.ts";
import { type Condition, compileCondition, compileReason, compileSign, type Reason, type Sign } from "./condition.ts";
import type {
  FormData,
  ImportData,
  LexisData,
  LoaderData,
  LoaderLineData,
  NamedData,
  ReferenceData,
  RowData,
  SpellingData,
  TopData,
  VariableData,
} from "./data.ts";

export interface Form extends Omit<FormData, "prefix" | "unread" | "pattern" | "holes"> {
  readonly prefix: RegExp;
  readonly unread?: RegExp;
  /** Sticky. */
  readonly pattern?: RegExp;
  readonly holes?: RegExp;
}

export interface Lexis
  extends Omit<LexisData, "forms" | "comments" | "skip" | "hereDocuments" | "entries" | "section"> {
  readonly forms: ReadonlyMap<string, Form>;
  /** These are sticky. */
  readonly comments?: RegExp;
  readonly skip?: RegExp;
  readonly hereDocuments: readonly { readonly pattern: RegExp; readonly form: string }[];
  readonly entries: readonly RegExp[];
  readonly section?: RegExp;
}

export interface Spelling extends Omit<SpellingData, "variants" | "wrap"> {
  readonly variants: readonly (Condition & { readonly spelling: Omit<SpellingData, "variants" | "wrap"> })[];
  readonly wrap: readonly Condition[];
}

export interface Named extends Pick<NamedData, "name" | "under" | "takes" | "as" | "review"> {
  readonly before: RegExp;
  readonly after: RegExp;
  readonly keys?: RegExp;
  readonly absorb: boolean;
}

export interface Top {
  readonly header: RegExp;
  readonly below?: RegExp;
  readonly sibling?: RegExp;
  readonly block?: { readonly open: RegExp; readonly close: RegExp; readonly sibling: RegExp };
}

interface Import extends Omit<ImportData, "present" | "conflict"> {
  readonly present: RegExp;
  readonly conflict: RegExp;
}

/** One language or file format. */
export interface Row
  extends Pick<
    RowData,
    "id" | "title" | "adjacency" | "types" | "constants" | "names" | "declare" | "storeAt" | "run" | "handOver"
  > {
  readonly lexis: Lexis;
  readonly reference?: RegExp;
  readonly apart?: RegExp;
  readonly runs: readonly { readonly when: Sign; readonly command: string }[];
  readonly spellings: ReadonlyMap<string, Spelling>;
  readonly refuse: readonly Reason[];
  readonly review: readonly Reason[];
  readonly named: readonly Named[];
  readonly rename: readonly { readonly pattern: RegExp; readonly with: string }[];
  readonly top?: Top;
  readonly import?: Import;
  /** Whether the row is meant, by the document's path, language and first line: in this order. */
  matches(document: SourceDocument): "path" | "language" | "shebang" | undefined;
}

export interface Loader extends Pick<LoaderData, "id" | "title" | "for" | "note"> {
  readonly signs: readonly Sign[];
  readonly expands: boolean;
  readonly offer?: {
    readonly when: readonly Sign[];
    readonly lines: readonly LoaderLine[];
    readonly present: RegExp;
    readonly call?: string;
  };
}

interface LoaderLine extends Condition {
  readonly line: string;
  readonly blockLine?: string;
  readonly key?: string;
}

export interface References extends Pick<ReferenceData, "publicPrefixes" | "reserved" | "packageMarkers" | "entries"> {
  readonly rows: readonly Row[];
  /** As they are written: engine/variables compiles them where they are needed. */
  readonly variables: readonly VariableData[];
  readonly tools?: string;
  readonly loaders: readonly Loader[];
}

/** @throws Error (SyntaxError) on a pattern that is none: the build compiles them once, so that no user's editor does */
export function compileReferences(data: ReferenceData): References {
  const lexes = new Map(Object.entries(data.lexes).map(([name, lexis]) => [name, compileLexis(lexis)]));
  const { publicPrefixes, reserved, packageMarkers, entries, variables = [], tools } = data;
  return {
    publicPrefixes,
    reserved,
    packageMarkers,
    entries,
    variables,
    ...(tools !== undefined && { tools }),
    rows: data.references.map((row) => compileRow(row, lexes)),
    loaders: data.loaders.map(compileLoader),
  };
}

/** The row that a document is read by: its path tells first, then the editor's language, then its first line. */
export function rowOf(document: SourceDocument, references: References): Row | undefined {
  const matches = references.rows.map((row) => ({ row, by: row.matches(document) }));
  for (const by of ["path", "language", "shebang"]) {
    const match = matches.find((candidate) => candidate.by === by);
    if (match) return match.row;
  }
  return undefined;
}

function compileLexis(data: LexisData): Lexis {
  const { forms, comments, skip, hereDocuments = [], entries = [], section, ...rest } = data;
  return {
    ...rest,
    forms: new Map(forms.map((form) => [form.name, compileForm(form)])),
    ...(comments !== undefined && { comments: new RegExp(comments, "my") }),
    ...(skip !== undefined && { skip: new RegExp(skip, "my") }),
    hereDocuments: hereDocuments.map(({ pattern, form }) => ({ pattern: new RegExp(pattern, "my"), form })),
    entries: entries.map((entry) => new RegExp(entry, "d")),
    ...(section !== undefined && { section: new RegExp(section) }),
  };
}

function compileForm({ prefix, unread, pattern, holes, ...rest }: FormData): Form {
  return {
    ...rest,
    prefix: new RegExp(`^(?:${prefix ?? ""})$`),
    ...(unread !== undefined && { unread: new RegExp(unread) }),
    ...(pattern !== undefined && { pattern: new RegExp(pattern, "my") }),
    ...(holes !== undefined && { holes: new RegExp(holes, "g") }),
  };
}

function compileRow(data: RowData, lexes: ReadonlyMap<string, Lexis>): Row {
  const lexis = lexes.get(data.lexis);
  if (!lexis) throw new Error(`${data.id}: there is no lexis named "${data.lexis}"`);
  const { id, title, adjacency, types, constants, names, declare, storeAt, run, handOver } = data;
  return {
    id,
    title,
    lexis,
    spellings: new Map(Object.entries(data.spellings).map(([form, spelling]) => [form, compileSpelling(spelling)])),
    refuse: (data.refuse ?? []).map(compileReason),
    review: (data.review ?? []).map(compileReason),
    named: (data.named ?? []).map(compileNamed),
    rename: (data.rename ?? []).map((rename) => ({ pattern: new RegExp(rename.pattern), with: rename.with })),
    matches: matcher(data),
    runs: (data.runs ?? []).map(({ when, command }) => ({ when: compileSign(when), command })),
    ...(data.reference !== undefined && { reference: new RegExp(data.reference, "g") }),
    ...(data.apart !== undefined && { apart: new RegExp(data.apart) }),
    ...(adjacency !== undefined && { adjacency }),
    ...(types !== undefined && { types }),
    ...(constants && { constants }),
    ...(names && { names }),
    ...(declare && { declare }),
    ...(storeAt && { storeAt }),
    ...(run && { run }),
    ...(handOver && { handOver }),
    ...(data.top && { top: compileTop(data.top) }),
    ...(data.import && { import: compileImport(data.import) }),
  };
}

function matcher({ paths, not, languages, shebang, content }: RowData): Row["matches"] {
  const meant = paths.map(globTester);
  const others = (not ?? []).map(globTester);
  const held = content === undefined ? undefined : new RegExp(content, "m");
  const first = shebang === undefined ? undefined : new RegExp(`^#!.*(?:${shebang})`);
  return (document) => {
    const { path, languageId } = document;
    if (others.some((isMeant) => isMeant(path))) return undefined;
    const holds = (): boolean => held?.test(document.text) !== false;
    if (meant.some((isMeant) => isMeant(path))) return holds() ? "path" : undefined;
    if (languageId !== undefined && languages.includes(languageId)) return holds() ? "language" : undefined;
    return first && !/\.[^/]+$/.test(path) && first.test(document.text) ? "shebang" : undefined;
  };
}

/**
 * Whether a path is one that a glob means. `*` stands for anything but `/`; a glob without `/` is a file's name, one with
 * `/` the end of a path. Asked hundreds of times of every file of a folder: most globs need no pattern.
 */
export function globTester(glob: string): (path: string) => boolean {
  const ending = /^\*([^*/]+)$/.exec(glob)?.[1];
  if (ending !== undefined) return (path) => path.endsWith(ending);
  if (!glob.includes("*"))
    return (path) => path.endsWith(glob) && (path.length === glob.length || path.at(-1 - glob.length) === "/");
  const source = glob.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`(?:^|/)${source.join("[^/]*")}$`);
  if (glob.includes("/")) return (path) => pattern.test(path);
  return (path) => pattern.test(path.slice(path.lastIndexOf("/") + 1));
}

const compileSpelling = ({ variants, wrap, ...rest }: SpellingData): Spelling => ({
  ...rest,
  variants: (variants ?? []).map((variant) => ({ ...compileCondition(variant), spelling: spellingOf(variant) })),
  wrap: (wrap ?? []).map(compileCondition),
});

const spellingOf = ({ whole, hole, reopen, join, around }: SpellingData): Omit<SpellingData, "variants" | "wrap"> => ({
  ...(whole !== undefined && { whole }),
  ...(hole !== undefined && { hole }),
  ...(reopen && { reopen }),
  ...(join !== undefined && { join }),
  ...(around && { around }),
});

const compileNamed = ({ before, after, keys, absorb, ...rest }: NamedData): Named => ({
  ...rest,
  before: new RegExp(before),
  after: new RegExp(after ?? ""),
  ...(keys !== undefined && { keys: new RegExp(keys) }),
  absorb: absorb ?? false,
});

const compileTop = ({ header, below, sibling, block }: TopData): Top => ({
  header: new RegExp(header),
  ...(below && { below: new RegExp(below) }),
  ...(sibling && { sibling: new RegExp(sibling) }),
  ...(block && {
    block: { open: new RegExp(block.open), close: new RegExp(block.close), sibling: new RegExp(block.sibling) },
  }),
});

const compileImport = ({ present, conflict, ...rest }: ImportData): Import => ({
  ...rest,
  present: new RegExp(present, "m"),
  conflict: new RegExp(conflict, "m"),
});

function compileLoader(data: LoaderData): Loader {
  const { id, title, note, offer } = data;
  return {
    id,
    title,
    for: data.for,
    signs: data.signs.map(compileSign),
    expands: data.expands ?? false,
    ...(note && { note }),
    ...(offer && {
      offer: {
        when: (offer.when ?? []).map(compileSign),
        lines: offer.lines.map(compileLoaderLine),
        present: new RegExp(offer.present, "m"),
        ...(offer.call && { call: offer.call }),
      },
    }),
  };
}

const compileLoaderLine = (data: LoaderLineData): LoaderLine => ({
  ...compileCondition(data),
  line: data.line,
  ...(data.blockLine !== undefined && { blockLine: data.blockLine }),
  ...(data.key !== undefined && { key: data.key }),
});
