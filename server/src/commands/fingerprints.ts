/** Chooses what the fingerprints of a command are made with. */
import type { FingerprintSetting } from "../workspace/file-scanner.ts";
import { fingerprintKeyFor } from "../workspace/fingerprint-key.ts";
import { CommandError, type Terminal } from "./terminal.ts";

/** Fingerprints that may be printed and kept. @param keyFile names the file whose bytes are the key */
export async function lastingFingerprints(
  keyFile: string | undefined,
  { host, workingDirectory }: Terminal,
): Promise<FingerprintSetting> {
  if (keyFile === undefined) return { key: await fingerprintKeyFor(workingDirectory, host), countingOnly: false };
  const bytes = await host.files.read(keyFile);
  if (!bytes || bytes.length < 16)
    throw new CommandError(`${keyFile} must hold at least 16 bytes to be a fingerprint key`);
  return { key: { scope: "file", bytes }, countingOnly: false };
}

/** For counting equal values in this run alone. */
export const countingFingerprints = ({ host }: Terminal): FingerprintSetting => ({
  key: { scope: "run", bytes: host.random(32) },
  countingOnly: true,
});
