/** `tokenward scan`: finds tokens and reports them, each file's when its turn has come. */
import type { Catalogue } from "../engine/catalogue.ts";
import { type Severity, severities } from "../engine/rule.ts";
import { type FormatName, formatNamed } from "../report/index.ts";
import { countingFingerprints, lastingFingerprints } from "./fingerprints.ts";
import { type GatherOptions, gather } from "./gather.ts";
import { exits, type Terminal } from "./terminal.ts";

export interface ScanOptions extends GatherOptions {
  readonly format: FormatName;
  readonly output?: string;
  readonly failOn: Severity | "never";
  readonly fingerprintKeyFile?: string;
  /** Of what is scanned, where the surroundings tell. */
  readonly commit?: string;
}

/** @returns the exit status */
export async function scanCommand(
  paths: readonly string[],
  options: ScanOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const fingerprints =
    options.format === "text"
      ? countingFingerprints(terminal)
      : await lastingFingerprints(options.fingerprintKeyFile, terminal);
  const { format, output, commit } = options;
  const report = (await formatNamed(format, terminal.color && !output))({
    version: terminal.version,
    fingerprintScope: fingerprints.key.scope,
    started: new Date(),
    ...(commit && { commit }),
    rule: catalogue.anyRule,
  });
  const sink = sinkFor(output, terminal);
  const failing = severities.slice(0, severities.indexOf(options.failOn as Severity) + 1);
  let fails = false;
  const gathered = await gather(paths, options, fingerprints, catalogue, terminal, (found) => {
    fails ||= found.some(({ finding }) => failing.includes(finding.severity));
    return sink.write(report.file(found));
  });
  await sink.write(report.end(gathered));
  await sink.close();
  return fails ? exits.findings : exits.clean;
}

interface Sink {
  write(text: string): void | Promise<void>;
  close(): Promise<void>;
}

/** A file is replaced whole, and only when the scan is done. */
function sinkFor(output: string | undefined, { out, host }: Terminal): Sink {
  if (output === undefined) return { write: out, close: async () => {} };
  const written: string[] = [];
  return { write: (text) => void written.push(text), close: () => host.files.write(output, written.join("")) };
}
