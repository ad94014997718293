/** Which files a change touches, each as it was and as it is: in git's index, since a commit, between two, or up to the work tree. */
import { GitFailure } from "../../host/host.ts";
import { readRawDiff, type Side } from "../git/raw-diff.ts";
import type { Repository } from "../git/repository.ts";

/** What is compared. */
export type Comparison =
  /** What the next commit would change. */
  | { readonly kind: "staged" }
  /** What is changed since a commit, by its name, or in a range (`A..B`, `A...B`). */
  | { readonly kind: "since"; readonly base: string };

/** One file of a change; a side is absent where there was, or is, no such file. */
export interface ChangedFile {
  readonly before?: Side;
  /** Without an id it stands in the work tree. */
  readonly after?: Omit<Side, "id"> & { readonly id?: string };
  readonly unmerged?: true;
}

/** A change, and the commits that make it up, as git names their range; absent where it is none of commits. */
export interface ChangeSet {
  readonly files: readonly ChangedFile[];
  readonly commits?: readonly string[];
}

const OPTIONS = ["-r", "-z", "--no-abbrev", "--no-textconv", "--no-ext-diff", "--ignore-submodules=dirty"];
const RENAMES = ["--find-renames", "-l5000"];

/** @throws GitFailure where there is no such commit, or none that both have come from */
export async function changeSetOf(repository: Repository, comparison: Comparison): Promise<ChangeSet> {
  if (comparison.kind === "staged") {
    const head = (await repository.commit("HEAD")) ?? (await repository.emptyTree());
    return { files: await staged(repository, head) };
  }
  const range = /^(.*?)(\.\.\.?)(.*)$/s.exec(comparison.base);
  if (!range) return sinceBase(repository, comparison.base);
  const [from, to] = await Promise.all([range[1], range[3]].map((name) => known(repository, name || "HEAD")));
  const before = range[2] === "..." ? await forkOf(repository, from!, to!) : from!;
  const args = ["diff-tree", ...OPTIONS, ...RENAMES, before, to!];
  return { files: await readRawDiff(repository.run(args)), commits: [to!, `^${from}`] };
}

async function sinceBase(repository: Repository, base: string): Promise<ChangeSet> {
  const from = await known(repository, base);
  const head = await known(repository, "HEAD");
  const fork = await forkOf(repository, from, head);
  return { files: await untilWorkTree(repository, fork), commits: [head, `^${fork}`] };
}

async function known(repository: Repository, name: string): Promise<string> {
  const commit = await repository.commit(name);
  if (commit !== undefined) return commit;
  if (name === "HEAD") throw new GitFailure("there is no commit yet to compare with");
  const missing = (await repository.isShallow()) ? "; this clone is shallow: fetch more of it" : "";
  throw new GitFailure(`there is no commit ${JSON.stringify(name)}${missing}`);
}

async function forkOf(repository: Repository, one: string, other: string): Promise<string> {
  const fork = await repository.mergeBase(one, other);
  if (fork !== undefined) return fork;
  const why = (await repository.isShallow())
    ? "this clone is shallow and does not hold where they part: fetch more of it (git fetch --unshallow)"
    : "they share no commit";
  throw new GitFailure(`the two cannot be compared: ${why}`);
}

async function staged(repository: Repository, tree: string): Promise<readonly ChangedFile[]> {
  return readRawDiff(repository.run(["diff-index", "--cached", ...OPTIONS.slice(1), ...RENAMES, tree]));
}

/**
 * What the index has is compared by git; the work tree's own changes are named by it and read by us, so that no filter
 * that a repository configures looks at a file.
 */
async function untilWorkTree(repository: Repository, tree: string): Promise<ChangedFile[]> {
  const [inIndex, inWorkTree, untracked] = await Promise.all([
    staged(repository, tree),
    readRawDiff(repository.run(["diff-files", ...OPTIONS.slice(1), "--no-renames"])),
    repository.fields(["ls-files", "-z", "--others", "--exclude-standard"]),
  ]);
  const files = new Map<string, ChangedFile>();
  for (const change of inIndex) files.set((change.after ?? change.before)!.path, change);
  for (const { before, after, unmerged } of inWorkTree) {
    const { path } = (after ?? before)!;
    const known = files.get(path);
    // What is unchanged in the index is there as it was in the tree.
    const was = known ? known.before : before;
    files.set(path, {
      ...(was && { before: was }),
      ...(after && { after: { path, mode: after.mode } }),
      ...((unmerged || known?.unmerged) && { unmerged: true }),
    });
  }
  // A folder is another repository of its own.
  for (const path of untracked)
    if (!path.endsWith("/")) files.set(path, { ...files.get(path), after: { path, mode: "100644" } });
  return [...files.values()];
}
