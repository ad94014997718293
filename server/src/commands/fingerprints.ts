/** Gives the findings of a command their fingerprints. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { AnyFinding, Finding } from "../engine/finding.ts";
import { Fingerprinter, type FingerprintKey } from "../engine/fingerprint.ts";
import type { ReportedFinding, ReportedToken } from "../report/report.ts";
import { fingerprintKeyFor } from "../workspace/fingerprint-key.ts";
import { CommandError, type Terminal } from "./terminal.ts";

/** Fingerprints that may be printed and kept. @param keyFile names the file whose bytes are the key */
export async function fingerprinterFor(
  keyFile: string | undefined,
  { host, workingDirectory }: Terminal,
): Promise<Fingerprinter> {
  if (keyFile === undefined) return new Fingerprinter(await fingerprintKeyFor(workingDirectory, host), host.hashes);
  const bytes = await host.files.read(keyFile);
  if (!bytes || bytes.length < 16)
    throw new CommandError(`${keyFile} must hold at least 16 bytes to be a fingerprint key`);
  return new Fingerprinter({ scope: "file", bytes }, host.hashes);
}

/** For counting equal values in this run alone: nothing of it leaves the process, so the slow hash is not needed. */
export function countingFingerprinter({ host }: Terminal): Fingerprinter {
  const key: FingerprintKey = { scope: "run", bytes: host.random(32) };
  return new Fingerprinter(key, { hmac: host.hashes.hmac, scrypt: host.hashes.hmac });
}

/** Findings of handling rules hold no value, and have none. */
export async function reported(
  findings: readonly AnyFinding[],
  fingerprinter: Fingerprinter,
  catalogue: Catalogue,
): Promise<ReportedFinding[]> {
  return Promise.all(
    findings.map(async (finding) =>
      finding.kind === "token" ? fingerprinted(finding, fingerprinter, catalogue) : { finding },
    ),
  );
}

export const withFingerprints = (
  findings: readonly Finding[],
  fingerprinter: Fingerprinter,
  catalogue: Catalogue,
): Promise<ReportedToken[]> => Promise.all(findings.map((finding) => fingerprinted(finding, fingerprinter, catalogue)));

async function fingerprinted(
  finding: Finding,
  fingerprinter: Fingerprinter,
  catalogue: Catalogue,
): Promise<ReportedToken> {
  return { finding, fingerprint: await fingerprinter.of(finding, catalogue.rule(finding.ruleId)!) };
}
