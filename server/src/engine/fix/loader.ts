/** Finds out who hands the store's values to the program, and how somebody could be made to. */
import type { SourceDocument } from "../document.ts";
import { holds, type Sign } from "./condition.ts";
import { insertion, type TextEdit } from "./edit.ts";
import { type FileTexts, relativePath } from "./folder.ts";
import type { ReadText } from "./literal.ts";
import type { Advice } from "./plan.ts";
import type { Loader, LoaderLine, References, Row } from "./references.ts";
import { afterImports, insertAtTop } from "./top.ts";

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
export function signReader({ document, folder, files, references }: Omit<LoaderRequest, "row" | "storePath">): (sign: Sign) => boolean {
  const code = [document.text, ...references.entries.map((entry) => files.get(folder + entry) ?? "")];
  return ({ file, text }) => (file === "code" ? code : [files.get(folder + file)]).some((content) => content !== undefined && text.test(content));
}

/** The loader that is at work. */
export function loaderAtWork(request: LoaderRequest): Loader | undefined {
  const has = signReader(request);
  return request.references.loaders.find(({ for: rows, signs }) => rows.includes(request.row.id) && signs.some(has));
}

/** The loader that could be added to the code as it is: what it needs is at hand. */
export function loaderOnOffer(request: LoaderRequest): Loader | undefined {
  const has = signReader(request);
  return request.references.loaders.find(
    ({ for: rows, offer }) => rows.includes(request.row.id) && offer !== undefined && (offer.when.length === 0 || offer.when.some(has)),
  );
}

/** What to tell the user about how the values come to the program. */
export function adviceOf(request: LoaderRequest, name: string, loader: Loader | undefined, added: boolean): Advice {
  const { row, storePath } = request;
  if (row.handOver) return { loader: row.handOver.loader, text: row.handOver.text.replaceAll("{name}", name).replaceAll("{store}", storePath) };
  if (loader) {
    const note = loader.note ? ` ${loader.note}` : "";
    return { loader: loader.id, text: `${loader.title} ${added ? "will load" : "loads"} ${storePath}.${note}` };
  }
  const offered = loaderOnOffer(request);
  const command = row.run && `tokenward run -- ${row.run.replaceAll("{path}", quotedPath(request.document.path))}`;
  const ways = [command && `run it with \`${command}\``, offered && `add ${offered.title}`].filter(Boolean);
  return {
    loader: "none",
    text: `Nothing loads ${storePath} here${ways.length > 0 ? `: ${ways.join(", or ")}` : ""}.`,
    ...(offered && { add: { loader: offered.id, title: `Load ${storePath} with ${offered.title}` } }),
    ...(command && { command }),
  };
}

const quotedPath = (path: string): string => (/^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

/** The edits that make the document load the store; none where it does so already. */
export function loaderEdits(request: LoaderRequest, read: ReadText, { offer }: Loader, eol: string): TextEdit[] {
  const { document, row, storePath } = request;
  if (!offer || !row.top || offer.present.test(document.text)) return [];
  const at = { path: document.path, text: document.text, has: signReader(request) };
  const line = offer.lines.find((candidate) => holds(candidate, at));
  if (!line) return [];
  const edits = [insertAtTop(read, row.top, spelt(line, relativePath(document.path, storePath), eol), eol)];
  if (offer.call === undefined) return edits;
  const place = afterImports(read, row.top, /^(?:import|from)\b/);
  const gap = document.text.slice(place, place + 2).startsWith(eol) ? "" : eol;
  return [...edits, insertion(place, `${eol}${offer.call}${eol}${gap}`)];
}

function spelt({ line, blockLine, key }: LoaderLine, store: string, eol: string): { line: string; blockLine?: string; key?: string } {
  const fill = (text: string): string => text.replaceAll("{store}", store).trimEnd().replaceAll("\n", eol);
  return { line: fill(line), ...(blockLine !== undefined && { blockLine: fill(blockLine) }), ...(key !== undefined && { key }) };
}
