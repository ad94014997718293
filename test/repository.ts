/** A repository on disk for one test, and a terminal that stands in it. */
import type { Terminal } from "../server/src/commands/terminal.ts";
import { createNodeHost } from "../server/src/host/node.ts";
import { TestFolder } from "./lsp/workspace.ts";
import { git } from "./scratch.ts";

export class TestRepository extends TestFolder {
  #commits = 0;

  constructor(files: Readonly<Record<string, string>> = {}) {
    super(files);
    this.git("init", "--quiet", "--initial-branch=main");
  }

  /** @returns standard output */
  git(...args: string[]): string {
    return git(this.path, ...args);
  }

  /**
   * Commits everything as it is; each commit is a day later than the one before.
   * @param author its name, and the beginning of its address
   * @returns its id
   */
  commit(author = "Ada"): string {
    const date = new Date(Date.UTC(2024, 0, 1) + 86_400_000 * this.#commits++).toISOString();
    this.git("add", "--all");
    const address = `${author.toLowerCase().replaceAll(" ", ".")}@example.org`;
    const as = ["-c", `user.name=${author}`, "-c", `user.email=${address}`];
    const who = [`--author=${author} <${address}>`, `--date=${date}`];
    this.git(...as, "commit", "--quiet", "--allow-empty", "--message", `change ${this.#commits}`, ...who);
    return this.git("rev-parse", "HEAD").trim();
  }
}

/** A terminal on the real machine. @param folder its working directory, absolute */
export function terminalIn(folder: string, { trusted = true, input = "" } = {}) {
  let out = "";
  let err = "";
  const terminal: Terminal = {
    host: createNodeHost(() => trusted),
    workingDirectory: folder,
    version: "1.2.3",
    color: false,
    interactive: false,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    input: async () => input,
    answer: async () => "",
    hidden: async () => "",
    spawn: async () => 0,
  };
  return { terminal, written: () => ({ out, err }) };
}
