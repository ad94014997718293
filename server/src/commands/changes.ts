/** `tokenward scan --staged` and `--diff BASE`: chooses what is compared, and scans it. */
import type { Catalogue } from "../engine/catalogue.ts";
import { isGitFailure } from "../host/host.ts";
import type { FileResult } from "../workspace/result.ts";
import type { ScanRequest } from "../workspace/scan-files.ts";
import { CommandError, type Terminal } from "./terminal.ts";

export interface ChangeOptions {
  /** Only what git's index changes. */
  readonly staged?: boolean;
  /** Only what is changed since this commit or in this range; `-` for a patch on standard input. */
  readonly diff?: string;
}

/** Whether a change is scanned, and not files as they are. */
export const isOfChange = ({ staged, diff }: ChangeOptions): boolean => staged === true || diff !== undefined;

const PATCH = "-";

/** @throws CommandError where git cannot tell */
export async function inChanges(
  { staged, diff, stdin }: ChangeOptions & { readonly stdin?: boolean },
  request: ScanRequest,
  catalogue: Catalogue,
  { host, input, workingDirectory }: Terminal,
): Promise<AsyncIterable<FileResult>> {
  if (staged && diff !== undefined) throw new CommandError("--staged and --diff name two changes: leave one out");
  if (stdin) throw new CommandError("--stdin is a text, and no change: leave it out, or pass a patch with --diff -");
  if (diff === PATCH) {
    const { scanPatch } = await import("../workspace/changes/scan-patch.ts");
    return scanPatch(await input(), request, host, catalogue);
  }
  const [{ Repository }, { changeSetOf }, { scanChanges }] = await Promise.all([
    import("../workspace/git/repository.ts"),
    import("../workspace/changes/changed-files.ts"),
    import("../workspace/changes/scan-changes.ts"),
  ]);
  return told(diff === undefined ? "--staged" : "--diff", async () => {
    const repository = await Repository.open(workingDirectory, host);
    const comparison = diff === undefined ? ({ kind: "staged" } as const) : ({ kind: "since", base: diff } as const);
    return scanChanges((await changeSetOf(repository, comparison)).files, request, repository, host, catalogue);
  });
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
