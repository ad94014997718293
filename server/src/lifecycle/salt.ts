/** Makes the salt of the team's fingerprints, once: with another one every fingerprint of the ledger would be void. */
import type { Host } from "../host/host.ts";
import { type AccountHost, exclusively, folderOf, makeCompanions, recordsOf, textOf } from "./account.ts";
import { LEDGER, SALT } from "./files.ts";
import { readLedger } from "./ledger.ts";

/** In bytes. */
const LENGTH = 32;

/** @returns `made`; `kept` where there was one; `bound` where the ledger already has fingerprints that were made without one */
export function makeSalt(root: string, host: AccountHost): Promise<"made" | "kept" | "bound"> {
  return exclusively(root, host, async () => {
    await makeCompanions(root, host);
    const path = `${folderOf(root)}/${SALT}`;
    if ((await host.files.read(path))?.length) return "kept";
    const { hash, replace } = recordsOf(host);
    if (readLedger(await textOf(host, root, LEDGER), hash).entries.size > 0) return "bound";
    await replace(path, `${toHex(host.random(LENGTH))}\n`);
    return "made";
  });
}

/** Outside git, and in clones that do not hold the first commit, fingerprints last no longer than a run: what is kept needs a salt. */
export async function needsSalt(root: string, { files, git }: Pick<Host, "files" | "git">): Promise<boolean> {
  const salt = await files.read(`${folderOf(root)}/${SALT}`);
  return !salt?.length && (await git.rootCommit(root)) === undefined;
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
