/** `tokenward hook install`: before each commit, what it changes is scanned. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export interface HookOptions {
  /** Whether a hook that somebody else wrote gives way; it is kept beside. */
  readonly force?: boolean;
}

const MARK = "# Installed by `tokenward hook install`.";
const KEPT = "pre-commit.before-tokenward";

/**
 * @param program the running program's own file, absolute
 * @returns the exit status
 * @throws CommandError outside git, and where a hook is there that is not ours
 */
export async function installHook(
  { force = false }: HookOptions,
  program: string,
  terminal: Terminal,
): Promise<number> {
  const { workingDirectory } = terminal;
  const folder = hooksFolder(workingDirectory);
  const path = join(folder.path, "pre-commit");
  if (existsSync(path) && !readFileSync(path, "utf8").includes(MARK)) {
    if (!force)
      throw new CommandError(
        `there is a hook already: ${path}. Add the line \`tokenward scan --staged\` to it, or let \`tokenward hook install --force\` replace it (it is kept as ${KEPT})`,
      );
    renameSync(path, join(folder.path, KEPT));
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, script(folder.isShared ? undefined : program));
  chmodSync(path, 0o755);
  await terminal.out(`Installed ${path}: commits that add a token stop here.\n`);
  return exits.clean;
}

interface HooksFolder {
  /** Absolute. */
  readonly path: string;
  /** It lies in the work tree, and is others' too. */
  readonly isShared: boolean;
}

/** Git knows where hooks lie: `core.hooksPath` and added work trees have their say. */
function hooksFolder(workingDirectory: string): HooksFolder {
  const git = (...args: string[]): string =>
    execFileSync("git", args, {
      cwd: workingDirectory,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trimEnd();
  let answers: readonly string[];
  try {
    answers = ["--git-path hooks", "--show-toplevel", "--git-common-dir"].map((asked) =>
      resolve(workingDirectory, git("rev-parse", ...asked.split(" "))),
    );
  } catch {
    throw new CommandError("this is no work tree of git");
  }
  const [path, root, common] = answers as [string, string, string];
  if (isInside(common, path)) return { path, isShared: false };
  if (/[\\/]\.husky[\\/]_$/.test(path))
    throw new CommandError("hooks are Husky's here: put the line `tokenward scan --staged` into .husky/pre-commit");
  if (isInside(root, path)) return { path, isShared: true };
  throw new CommandError(
    `core.hooksPath names ${path}, which is for other repositories too: add the line \`tokenward scan --staged\` to the pre-commit hook there yourself`,
  );
}

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside === "" || !(inside.startsWith("..") || resolve(folder, inside) === inside);
}

/** @param program what is run where none is installed for the repository or the machine */
function script(program: string | undefined): string {
  const own = program === undefined ? undefined : `'${program.replaceAll("'", "'\\''")}'`;
  return [
    "#!/bin/sh",
    MARK,
    "# Skip it once with `git commit --no-verify`.",
    "if [ -x node_modules/.bin/tokenward ]; then",
    "  exec node_modules/.bin/tokenward scan --staged --no-progress",
    "elif command -v tokenward >/dev/null 2>&1; then",
    "  exec tokenward scan --staged --no-progress",
    ...(own ? [`elif [ -f ${own} ]; then`, `  exec node ${own} scan --staged --no-progress`] : []),
    "fi",
    'echo "tokenward is not installed: npm install --save-dev tokenward, or git commit --no-verify" >&2',
    "exit 2",
    "",
  ].join("\n");
}
