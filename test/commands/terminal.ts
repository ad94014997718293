/** A terminal in memory, to run commands without a process. */
import type { Terminal } from "../../server/src/commands/terminal.ts";
import type { GitFacts } from "../../server/src/host/host.ts";
import { MemoryFiles, memoryHost } from "../workspace/memory-host.ts";

export const FOLDER = "/w";

export interface TestTerminal extends Terminal {
  readonly files: MemoryFiles;
  /** What was written to standard output and standard error so far. */
  written(): { readonly out: string; readonly err: string };
}

export interface TerminalOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly git?: Partial<GitFacts>;
  readonly interactive?: boolean;
  readonly answer?: string;
  readonly input?: string;
}

/** @param options its files by path below FOLDER */
export function terminal({
  files = {},
  git,
  interactive = false,
  answer = "",
  input = "",
}: TerminalOptions): TestTerminal {
  const memory = new MemoryFiles(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${FOLDER}/${path}`, text])),
  );
  let out = "";
  let err = "";
  return {
    host: memoryHost(memory, git),
    files: memory,
    workingDirectory: FOLDER,
    version: "1.2.3",
    color: false,
    interactive,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    written: () => ({ out, err }),
    input: async () => input,
    answer: async () => answer,
    hidden: async () => answer,
    spawn: async () => 0,
  };
}
