/** An extension of the tests: a repository that lies on a server, as on github.dev, by a file system of the editor's own. */
import * as vscode from "vscode";

/** Paths below `/acme/pay`, with what stands there. */
type Files = Record<string, string>;

const ROOT = "/acme/pay";
/** Makes what reads faster than it should be seen. */
const SLOW = 2;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = context.extensionUri.with({ path: "/repository" }).toString(true);
  const files = (await (await fetch(server)).json()) as Files;
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider("vscode-vfs", new Repository(files, server), { isCaseSensitive: true }),
  );
}

class Repository implements vscode.FileSystemProvider {
  readonly #files: Map<string, Uint8Array>;
  readonly #server: string;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  constructor(files: Files, server: string) {
    this.#server = server;
    this.#files = new Map(
      Object.entries(files).map(([path, text]) => [`${ROOT}/${path}`, new TextEncoder().encode(text)]),
    );
  }

  watch(): vscode.Disposable {
    return { dispose: () => {} };
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const file = this.#files.get(uri.path);
    const times = { ctime: 0, mtime: 0 };
    if (file) return { ...times, type: vscode.FileType.File, size: file.length };
    if (this.#below(uri).length === 0) throw vscode.FileSystemError.FileNotFound(uri);
    return { ...times, type: vscode.FileType.Directory, size: 0 };
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const found = new Map<string, vscode.FileType>();
    for (const path of this.#below(uri)) {
      const [name, ...rest] = path.split("/");
      found.set(name!, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File);
    }
    return [...found];
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    await new Promise((resolve) => setTimeout(resolve, SLOW));
    const file = this.#files.get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const type = this.#files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.#files.set(uri.path, content);
    this.#changed.fire([{ type, uri }]);
    // The test looks at what was written.
    await fetch(this.#server + uri.path.slice(ROOT.length), { method: "PUT", body: content as never });
  }

  async delete(uri: vscode.Uri): Promise<void> {
    this.#files.delete(uri.path);
    this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  createDirectory(): void {}

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  #below({ path }: vscode.Uri): string[] {
    const start = `${path.replace(/\/$/, "")}/`;
    return [...this.#files.keys()].filter((each) => each.startsWith(start)).map((each) => each.slice(start.length));
  }
}
