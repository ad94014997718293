/** Finds out who hands the store's values to the program, and how somebody could be made to. */
import type { SourceDocument } from "../document.ts";
import { holds, type Sign } from "./condition.ts";
import { type FileTexts, relativePath, storeFolder } from "./folder.ts";
import type { Advice } from "./plan.ts";
import { type Loader, type References, type Row, rowOf } from "./references.ts";
import type { FileStore } from "./store.ts";
import { filled, type NameParts } from "./template.ts";
import type { TopLine } from "./top.ts";

export interface LoaderRequest {
  readonly document: SourceDocument;
  readonly row: Row;
  /** Where the store lies, with `/` behind it; "" for the workspace folder. */
  readonly folder: string;
  readonly storePath: string;
  readonly files: FileTexts;
  readonly references: References;
}

/** Whether a sign stands in a file of the store's folder, or in the document and the package's first files. */
export function signReader({
  document,
  folder,
  files,
  references,
}: Omit<LoaderRequest, "row" | "storePath">): (sign: Sign) => boolean {
  const code = [document.text, ...references.entries.map((entry) => files.get(folder + entry) ?? "")];
  return ({ file, text }) =>
    (file === "code" ? code : [files.get(folder + file)]).some(
      (content) => content !== undefined && text.test(content),
    );
}

const isFor = ({ for: rows }: Loader, { id, run }: Row): boolean =>
  rows.includes(id) || (rows.includes("*") && run !== undefined);

/** The loader that is at work. */
export function loaderAtWork(request: LoaderRequest): Loader | undefined {
  const has = signReader(request);
  return request.references.loaders.find((loader) => isFor(loader, request.row) && loader.signs.some(has));
}

/** The store beside a document, and who loads it; undefined where the document's language has no reference. */
export function loaderIn({
  document,
  files,
  store,
  references,
}: Pick<LoaderRequest, "document" | "files" | "references"> & { readonly store: FileStore }):
  | { readonly storePath: string; readonly title?: string }
  | undefined {
  const row = rowOf(document, references);
  if (!row) return undefined;
  const folder = storeFolder(document, row, files, store, references);
  const storePath = folder + store.file;
  const loader = loaderAtWork({ document, row, folder, storePath, files, references });
  return { storePath, ...(loader && { title: loader.title }) };
}

/**
 * Why a loader at work may come too late for the document.
 * @param first where the first reference stands in the document
 */
function lateness(request: LoaderRequest, { signs, title }: Loader, first: number): string | undefined {
  const has = signReader(request);
  if (signs.some((sign) => !sign.call && has(sign))) return undefined;
  const calls = signs.flatMap(({ text }) => text.exec(request.document.text)?.index ?? []);
  if (calls.some((at) => at < first)) return undefined;
  return calls.length > 0
    ? `The value is read above the call of ${title} that loads it.`
    : `The call of ${title} stands in another file: what this module reads while it is loaded may come too early.`;
}

/** The loader that could be added to the code as it is: what it needs is at hand. */
export function loaderOnOffer(request: LoaderRequest): Loader | undefined {
  const has = signReader(request);
  return request.references.loaders.find(
    (loader) =>
      isFor(loader, request.row) &&
      loader.offer !== undefined &&
      (loader.offer.when.length === 0 || loader.offer.when.some(has)),
  );
}

/**
 * What to tell the user about how the values come to the program.
 * @param first where the document reads the value first; absent where the loader is added above
 */
export function adviceOf(request: LoaderRequest, name: NameParts, loader: Loader | undefined, first?: number): Advice {
  const { row, storePath } = request;
  if (row.handOver) {
    const text = filled(row.handOver.text, { ...name, store: storePath, path: request.document.path });
    return { loader: row.handOver.loader, sure: false, text };
  }
  if (!loader) return adviceWithout(request, name.name);
  const late = first === undefined ? undefined : lateness(request, loader, first);
  const sentences = [`${storePath} is loaded by ${loader.title}.`, loader.note, late].filter(Boolean);
  return { loader: loader.id, sure: late === undefined, text: sentences.join(" ") };
}

function adviceWithout(request: LoaderRequest, name: string): Advice {
  const { row, storePath } = request;
  const offered = loaderOnOffer(request);
  const has = signReader(request);
  const run = row.runs.find(({ when }) => has(when))?.command ?? row.run;
  const command = run && `tokenward run -- ${run.replaceAll("{path}", quotedPath(request.document.path))}`;
  const ways = [command && `run it with \`${command}\``, offered && `have it loaded by ${offered.title}`].filter(
    Boolean,
  );
  return {
    loader: "none",
    sure: false,
    text: `Nothing loads ${storePath} here${ways.length > 0 ? `: ${ways.join(", or ")}` : ""}.`,
    ...(offered && { add: { loader: offered.id, title: titleOf(storePath, name, offered) } }),
    ...(command && { command }),
  };
}

/** What to tell the user about values that rest in no file: who starts the program hands them over. */
export function adviceElsewhere({ row, document }: LoaderRequest, name: string, title: string): Advice {
  if (row.handOver) {
    const text = row.handOver.text.replaceAll("{name}", name).replaceAll("{store}", title);
    return { loader: row.handOver.loader, sure: false, text };
  }
  const run = row.run?.replaceAll("{path}", quotedPath(document.path)) ?? "COMMAND";
  const command = `tokenward run -- ${run}`;
  return { loader: "none", sure: false, text: `${title} hands it to what \`${command}\` starts.`, command };
}

/** @param added the loader that is added along with the move */
export const titleOf = (storePath: string, name: string, added?: Loader): string =>
  `Move to ${storePath} as ${name}${added ? `, loaded by ${added.title}` : ""}`;

const quotedPath = (path: string): string => (/^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

/** What makes the document load the store: a line at its top and perhaps a call behind the imports; nothing where it does. */
export function loadingCode(request: LoaderRequest, { offer }: Loader): { lines: TopLine[]; call?: string } {
  const { document, storePath } = request;
  if (!offer || offer.present.test(document.text)) return { lines: [] };
  const at = { path: document.path, text: document.text, has: signReader(request) };
  const line = offer.lines.find((candidate) => holds(candidate, at));
  if (!line) return { lines: [] };
  const store = relativePath(document.path, storePath);
  return {
    lines: [{ ...line, line: line.line.replaceAll("{store}", store) }],
    ...(offer.call !== undefined && { call: offer.call }),
  };
}
