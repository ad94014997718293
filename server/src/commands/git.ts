/** `tokenward scan --staged`, `--diff BASE` and `--history`: chooses what git is asked for, and scans it. */
import type { Catalogue } from "../engine/catalogue.ts";
import { isGitFailure } from "../host/host.ts";
import type { FileResult } from "../workspace/result.ts";
import type { ScanRequest } from "../workspace/scan-files.ts";
import { CommandError, type Terminal } from "./terminal.ts";

export interface GitOptions {
  /** Only what git's index changes. */
  readonly staged?: boolean;
  /** Only what is changed since this commit or in this range; `-` for a patch on standard input. */
  readonly diff?: string;
  /** Every version of every file. */
  readonly history?: boolean;
}

type Options = GitOptions & { readonly stdin?: boolean; readonly progress: boolean; readonly cache?: boolean };

/** Whether it is git that is asked, and not the files as they are. */
export const isOfGit = ({ staged, diff, history }: GitOptions): boolean =>
  staged === true || history === true || diff !== undefined;

const PATCH = "-";

/** @throws CommandError where git cannot tell, or the options contradict each other */
export async function inGit(
  options: Options,
  request: ScanRequest,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<AsyncIterable<FileResult>> {
  const { staged, diff, history, stdin } = options;
  const named = [staged && "--staged", diff !== undefined && "--diff", history && "--history", stdin && "--stdin"];
  const [option, other] = named.filter((name) => name !== undefined && name !== false);
  if (other) throw new CommandError(`${option} and ${other} name two things to scan: leave one out`);
  if (diff === PATCH) {
    const { scanPatch } = await import("../workspace/changes/scan-patch.ts");
    return scanPatch(await terminal.input(), request, terminal.host, catalogue);
  }
  return told(String(option), () =>
    history ? inHistory(options, request, catalogue, terminal) : inChange(diff, request, catalogue, terminal),
  );
}

async function inChange(
  diff: string | undefined,
  request: ScanRequest,
  catalogue: Catalogue,
  { host, workingDirectory }: Terminal,
): Promise<AsyncIterable<FileResult>> {
  const [{ Repository }, { changeSetOf }, { scanChangeSet }] = await Promise.all([
    import("../workspace/git/repository.ts"),
    import("../workspace/changes/changed-files.ts"),
    import("../workspace/changes/scan-change-set.ts"),
  ]);
  const repository = await Repository.open(workingDirectory, host);
  const comparison = diff === undefined ? ({ kind: "staged" } as const) : ({ kind: "since", base: diff } as const);
  return scanChangeSet(await changeSetOf(repository, comparison), request, repository, host, catalogue);
}

async function inHistory(
  options: Options,
  request: ScanRequest,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<AsyncIterable<FileResult>> {
  const { historyOf, historyResults } = await import("./history.ts");
  return historyResults(await historyOf(options, request, catalogue, terminal), request);
}

/** Runs what asks git. @param option that wants to know */
async function told<T>(option: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isGitFailure(error)) throw new CommandError(`${option} cannot be told: ${error.message}`);
    throw error;
  }
}
