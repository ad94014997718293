/** The host with what only the client reaches beside it: what is asked of an address goes to the client, and to nothing on this machine. */
import {
  type Files,
  type GitFacts,
  GitFailure,
  type GitProgram,
  type Host,
  type Notes,
  type Records,
} from "../../host/host.ts";
import { isElsewhere } from "../address.ts";

export interface Elsewhere {
  readonly files: Files;
  /** Absent where the client keeps none. */
  readonly notes?: Notes;
  /** The workspace folder that holds a path: what a repository's root is where no git tells. */
  folderOf(path: string): string | undefined;
}

export function withElsewhere(host: Host, elsewhere: Elsewhere): Host {
  const { records, gitProgram } = host;
  const notes = host.notes ?? elsewhere.notes;
  return {
    ...host,
    files: routed(host.files, elsewhere.files),
    git: gitOf(host.git, elsewhere),
    ...(gitProgram && { gitProgram: inFoldersOf(gitProgram) }),
    ...(records && { records: onDiskOnly(records) }),
    ...(notes && { notes }),
  };
}

function routed(here: Files, elsewhere: Files): Files {
  const at = (path: string): Files => (isElsewhere(path) ? elsewhere : here);
  return {
    read: (path) => at(path).read(path),
    reader: () => here.reader(),
    write: (path, text) => at(path).write(path, text),
    look: (path) => at(path).look(path),
    walk: (root, options) => at(root).walk(root, options),
  };
}

function gitOf(git: GitFacts, { folderOf }: Elsewhere): GitFacts {
  const unless = <T>(path: string, ask: (path: string) => Promise<T | undefined>): Promise<T | undefined> =>
    isElsewhere(path) ? Promise.resolve(undefined) : ask(path);
  return {
    root: (path) => (isElsewhere(path) ? Promise.resolve(folderOf(path)) : git.root(path)),
    tracked: (path) => unless(path, (asked) => git.tracked(asked)),
    ignored: (path) => unless(path, (asked) => git.ignored(asked)),
    rootCommit: (path) => unless(path, (asked) => git.rootCommit(asked)),
  };
}

/** No program runs where only the client reaches. */
function inFoldersOf(git: GitProgram): GitProgram {
  return {
    mayRun: () => git.mayRun(),
    run: (folder, args, input) => {
      if (isElsewhere(folder)) throw new GitFailure("git does not reach this folder");
      return git.run(folder, args, input);
    },
  };
}

/** Taken for a path, an address would make folders wherever this program runs. */
function onDiskOnly(records: Records): Records {
  const on = (path: string): Records => {
    if (isElsewhere(path)) throw new Error("accounts are kept where the files are");
    return records;
  };
  return {
    exclusively: async (folder, work) => on(folder).exclusively(folder, work),
    replace: async (path, text) => on(path).replace(path, text),
    append: async (path, text) => on(path).append(path, text),
    remove: async (path) => on(path).remove(path),
    list: async (folder) => on(folder).list(folder),
    hash: (text) => records.hash(text),
    identity: async (folder) => on(folder).identity(folder),
  };
}
