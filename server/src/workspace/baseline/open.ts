/** Finds and opens a team's baseline, and makes sure that its fingerprints can be compared with those of the scan. */
import type { FingerprintKey } from "../../engine/fingerprint.ts";
import type { Host } from "../../host/host.ts";
import type { PlacedConfig } from "../configs.ts";
import { relativePath } from "../paths.ts";
import { Baseline } from "./baseline.ts";
import { BaselineError, readBaseline } from "./entries.ts";

/** Where a baseline is written to unless something else is said. */
export const BASELINE = ".tokenward/baseline.jsonl";

export interface OpenBaseline {
  readonly baseline: Baseline;
  /** Absolute; the paths of its entries are relative to it. */
  readonly root: string;
}

/** The innermost config that names a baseline. @returns its path, absolute */
export function baselineIn(configs: readonly PlacedConfig[]): string | undefined {
  const config = configs.findLast(({ baseline }) => baseline !== undefined);
  return config && `${config.folder}/${config.baseline}`;
}

/**
 * @param path absolute
 * @throws BaselineError where there is none, or it cannot be used
 */
export async function openBaseline(path: string, key: FingerprintKey, host: Host): Promise<OpenBaseline> {
  const bytes = await host.files.read(path);
  if (!bytes) throw new BaselineError("there is no such file; `tokenward baseline write` makes it");
  const file = readBaseline(new TextDecoder().decode(bytes));
  if (file.head.mark !== (await keyMark(key, host))) throw new BaselineError(OTHER_KEY);
  const root = await baselineRoot(path, host);
  const exists = async (inside: string): Promise<boolean> => {
    const walk = host.files.walk(`${root}/${inside}`, { ignore: [], honourIgnoreFiles: false });
    // A missing file is told by an error.
    return walk[Symbol.asyncIterator]()
      .next()
      .then(
        () => true,
        () => false,
      );
  };
  return { baseline: new Baseline(file, exists), root };
}

const OTHER_KEY =
  "it was written with another fingerprint key. In a shallow clone fetch the whole history (`fetch-depth: 0`), or commit .tokenward/salt (`tokenward init`) and write the baseline again";

/** Tells keys apart, and nothing else of them. */
export async function keyMark({ bytes }: FingerprintKey, { hashes }: Pick<Host, "hashes">): Promise<string> {
  const hash = await hashes.hmac(bytes, "tokenward baseline");
  return Array.from(hash.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The repository, else the folder that `.tokenward` lies in, else the file's own. */
export async function baselineRoot(path: string, { git }: Pick<Host, "git">): Promise<string> {
  const folder = path.replace(/[\\/][^\\/]*$/, "");
  return (await git.root(folder)) ?? folder.replace(/[\\/]\.tokenward$/, "");
}

/** @returns undefined for files outside the root */
export function pathInBaseline(root: string, file: string): string | undefined {
  const path = relativePath(root, file);
  return path === file.replaceAll("\\", "/") ? undefined : path;
}
