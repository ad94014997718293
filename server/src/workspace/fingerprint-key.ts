/** Chooses the key of fingerprints: the team's salt, else the repository's first commit, else one for this run. */
import type { FingerprintKey } from "../engine/fingerprint.ts";
import type { Host } from "../host/host.ts";

/** Committed by the team, so that editor, command line and CI agree. */
const SALT = ".tokenward/salt";
/** In bytes. */
const RUN_KEY = 32;

/** @param folder absolute; undefined where there is none (an untitled document) */
export async function fingerprintKeyFor(folder: string | undefined, host: Host): Promise<FingerprintKey> {
  if (folder !== undefined) {
    const root = (await host.git.root(folder)) ?? folder;
    const salt = await host.files.read(`${root}/${SALT}`);
    if (salt && salt.length > 0) return { scope: "repository", bytes: salt };
    const commit = await host.git.rootCommit(folder);
    if (commit) return { scope: "repository", bytes: new TextEncoder().encode(commit) };
  }
  return { scope: "run", bytes: host.random(RUN_KEY) };
}
