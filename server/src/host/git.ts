/** Runs git's plumbing: hardened against what a repository's own configuration would have it run, fetch or write. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { devNull } from "node:os";
import { GitFailure, type GitProgram } from "./host.ts";

/** Each names a program, a hook, a network or a lock that git would use of its own. */
const settings = [
  "core.fsmonitor=false",
  `core.hooksPath=${devNull}`,
  "core.pager=cat",
  "core.askPass=",
  "core.sshCommand=false",
  "core.alternateRefsCommand=",
  "credential.helper=",
  "diff.external=",
  "gpg.program=false",
  "log.showSignature=false",
  "protocol.allow=never",
  "maintenance.auto=false",
  "gc.auto=0",
  "submodule.recurse=false",
];

/** They win over what the user's shell, or a hook that runs us, has set. `GIT_INDEX_FILE` stays: a commit in the making names its index by it. */
const variables: Readonly<Record<string, string | undefined>> = {
  GIT_ALLOW_PROTOCOL: "none",
  GIT_NO_LAZY_FETCH: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  GIT_LITERAL_PATHSPECS: "1",
  GIT_FLUSH: "0",
  LC_ALL: "C",
  GIT_EXTERNAL_DIFF: undefined,
  GIT_DIFF_OPTS: undefined,
  GIT_TRACE: undefined,
};

/**
 * @param trusted asked before each run
 * @param patience after so many milliseconds a run is ended; without it there is no limit
 */
export function nodeGitProgram(trusted: () => boolean, patience?: number): GitProgram {
  return {
    mayRun: trusted,
    run: (folder, args, input) => {
      if (!trusted()) throw new GitFailure("git is not run in a folder that is not trusted");
      return run(folder, args, input, patience);
    },
  };
}

async function* run(
  folder: string,
  args: readonly string[],
  input: AsyncIterable<string> | undefined,
  patience: number | undefined,
): AsyncGenerator<Uint8Array> {
  const all = [...settings.flatMap((setting) => ["-c", setting]), "--no-pager", "-C", folder, ...args];
  const child = spawn("git", all, {
    env: { ...process.env, ...variables },
    stdio: "pipe",
    ...(patience && { timeout: patience }),
  });
  const end = endOf(child);
  const fed = feed(child, input);
  try {
    yield* child.stdout;
    const failure = await end;
    if (failure !== undefined) throw new GitFailure(failure);
    await fed;
  } finally {
    child.kill();
  }
}

/** The first words that git says of a failure are enough, in characters. */
const MOST_WORDS = 400;

/** @returns why it failed, or undefined where it did not; never rejects */
function endOf(child: ChildProcessWithoutNullStreams): Promise<string | undefined> {
  let words = "";
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (said: string) => {
    if (words.length < MOST_WORDS) words += said;
  });
  return new Promise((resolve) => {
    child.once("error", ({ code }: NodeJS.ErrnoException) =>
      resolve(code === "ENOENT" ? "git is not installed, or not on the PATH" : `git could not be run (${code})`),
    );
    child.once("close", (status) => {
      const said = words.split("\n")[0]!.replace(/^(?:fatal|error): /, "");
      resolve(status === 0 ? undefined : `git failed: ${said.slice(0, MOST_WORDS) || `status ${status}`}`);
    });
  });
}

async function feed(child: ChildProcessWithoutNullStreams, input: AsyncIterable<string> | undefined): Promise<void> {
  const { stdin } = child;
  // A program that ended has said why; that it no longer reads tells nothing more.
  stdin.on("error", () => {});
  for await (const text of input ?? []) {
    if (stdin.destroyed) return;
    if (!stdin.write(text)) await Promise.race([once(stdin, "drain"), once(stdin, "close")]);
  }
  stdin.end();
}

const once = (stream: NodeJS.WritableStream, event: string): Promise<void> =>
  new Promise((resolve) => void stream.once(event, () => resolve()));
