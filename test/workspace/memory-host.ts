/** A host in memory, for tests that need no disk: files by absolute path. */
import type { FileReader, Files, GitFacts, Host, Unread, WalkedFile } from "../../server/src/host/host.ts";
import { createNodeHost } from "../../server/src/host/node.ts";

export class MemoryFiles implements Files {
  readonly texts: Map<string, string | Uint8Array>;
  /** Paths that were read, in their order. */
  readonly reads: string[] = [];
  /** What a walk also comes upon. */
  readonly unread: Unread[] = [];

  constructor(texts: Readonly<Record<string, string | Uint8Array>>) {
    this.texts = new Map(Object.entries(texts));
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    this.reads.push(path);
    const content = this.texts.get(path);
    return typeof content === "string" ? Buffer.from(content) : content;
  }

  reader(): FileReader {
    return (path) => {
      this.reads.push(path);
      const content = this.texts.get(path);
      return typeof content === "string" ? Buffer.from(content) : content;
    };
  }

  async write(path: string, text: string): Promise<void> {
    this.texts.set(path, text);
  }

  async look(path: string): Promise<WalkedFile | undefined> {
    const content = this.texts.get(path);
    return content === undefined ? undefined : { path, size: content.length };
  }

  async *walk(root: string): AsyncIterable<WalkedFile | Unread> {
    yield* this.unread;
    for (const [path, content] of this.texts)
      if (path === root || path.startsWith(`${root}/`)) yield { path, size: content.length };
  }
}

const noGit: GitFacts = {
  root: async () => undefined,
  tracked: async () => undefined,
  ignored: async () => undefined,
  rootCommit: async () => undefined,
};

export const memoryHost = (files: Files, git: Partial<GitFacts> = {}): Host => ({
  ...createNodeHost(() => false),
  files,
  git: { ...noGit, ...git },
});
