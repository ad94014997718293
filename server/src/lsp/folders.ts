/** The workspace folders, and which of them a document belongs to. */
import type { WorkspaceFolder, WorkspaceFoldersChangeEvent } from "vscode-languageserver";
import { URI, Utils } from "vscode-uri";
import { addressOf, elsewherePath, isElsewhere } from "./address.ts";

/** A folder that findings' paths are relative to. */
export interface Folder {
  /** As the client spells it, without a slash at the end. */
  readonly uri: string;
  readonly name: string;
  /** Absolute path on this machine, or an address of what the client reaches; undefined where nobody reaches it. */
  readonly root: string | undefined;
  /** Not a workspace folder, but the folder of a file that lies in none. */
  readonly loose: boolean;
}

/** Where a document belongs. */
export interface Location {
  readonly folder: Folder | undefined;
  /** Relative to the folder, with `/`; the whole path where there is no folder. */
  readonly path: string;
  /** As the folder's root; undefined for untitled documents and what nobody reaches. */
  readonly file: string | undefined;
  /** Of the document, as people write it; where there is no file it is known by this. */
  readonly address: string;
}

/** What can be reached. */
export interface Reach {
  /** Whether the server has a disk. */
  readonly disk: boolean;
  /** Whether the client answers for what lies elsewhere. */
  readonly elsewhere: boolean;
}

export class Folders {
  readonly #reach: Reach;
  #folders: readonly Folder[];

  constructor(folders: readonly WorkspaceFolder[], reach: Reach = { disk: true, elsewhere: false }) {
    this.#reach = reach;
    this.#folders = folders.map((folder) => this.#toFolder(folder));
  }

  get all(): readonly Folder[] {
    return this.#folders;
  }

  change({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const gone = new Set(removed.map(({ uri }) => trimEnd(uri)));
    const come = added
      .map((folder) => this.#toFolder(folder))
      .filter(({ uri }) => !this.#folders.some((folder) => folder.uri === uri));
    this.#folders = [...this.#folders.filter(({ uri }) => !gone.has(uri)), ...come];
  }

  /** Finds the innermost folder that holds the document; a file in none of them has its own folder for one. */
  locate(uri: string): Location {
    const address = URI.parse(uri);
    const file = this.#pathOf(address);
    const holders = this.#folders.filter((folder) => insideOf(folder, address) !== undefined);
    const loose = address.scheme === "file" && file !== undefined;
    const folder =
      holders.sort((a, b) => b.uri.length - a.uri.length)[0] ?? (loose ? this.#looseFolder(address) : undefined);
    return {
      folder,
      file: folder && file,
      address: address.toString(true),
      path: (folder && insideOf(folder, address)) ?? (address.path.replace(/^\//, "") || "untitled"),
    };
  }

  /**
   * The file at a folder's path, absolute; asked for each file of a scan.
   * @returns undefined where another folder inside this one holds it
   */
  fileIn(folder: Folder, path: string): string | undefined {
    if (this.#folders.some(({ uri }) => uri.startsWith(`${folder.uri}/`))) {
      const { file, folder: owner } = this.locate(uriOf(folder, path));
      return owner?.uri === folder.uri ? file : undefined;
    }
    const separator = folder.root?.includes("\\") ? "\\" : "/";
    return folder.root === undefined ? undefined : [folder.root, ...path.split("/")].join(separator);
  }

  /** A file, absolute or by its address, as people read it: relative to the folder that holds it. */
  pathOf(file: string): string {
    const isFile = /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(file);
    return isFile || isElsewhere(file) ? this.display(this.locate(addressOf(file).toString())) : file;
  }

  /** The root of the innermost folder that holds a path. */
  rootOf(path: string): string | undefined {
    return this.locate(addressOf(path).toString()).folder?.root;
  }

  /** How a path is shown: with the folder's name in front where there are several, whole where it lies in none. */
  display({ folder, file, path }: Location): string {
    if (folder?.loose) return file ?? path;
    return folder && this.#folders.length > 1 ? `${folder.name}/${path}` : path;
  }

  #toFolder({ uri, name }: WorkspaceFolder): Folder {
    const address = URI.parse(uri);
    const path = this.#pathOf(address);
    return {
      uri: trimEnd(uri),
      name: name || Utils.basename(address),
      root: path === undefined ? undefined : trimEnd(path),
      loose: false,
    };
  }

  #looseFolder(file: URI): Folder {
    return { ...this.#toFolder({ uri: Utils.dirname(file).toString(), name: "" }), loose: true };
  }

  #pathOf(address: URI): string | undefined {
    if (address.scheme === "file" && this.#reach.disk) return address.fsPath;
    return this.#reach.elsewhere && address.scheme !== "untitled" ? elsewherePath(address) : undefined;
  }
}

/** The address of a path relative to a folder. */
export const uriOf = (folder: Folder, path: string): string => Utils.joinPath(URI.parse(folder.uri), path).toString();

/** The address's path relative to the folder, or undefined where it lies outside. */
function insideOf(folder: Folder, address: URI): string | undefined {
  const base = URI.parse(folder.uri);
  if (base.scheme !== address.scheme || base.authority !== address.authority) return undefined;
  const prefix = `${comparable(base).replace(/\/+$/, "")}/`;
  return comparable(address).startsWith(prefix) ? address.path.slice(prefix.length) : undefined;
}

/** Windows drives are spelt in either case. */
const comparable = ({ path }: URI): string =>
  path.replace(/^\/([A-Z]):/, (_, drive: string) => `/${drive.toLowerCase()}:`);

const trimEnd = (path: string): string => path.replace(/(?<=.)[\\/]+$/, "");
