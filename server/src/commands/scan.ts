/** `tokenward scan`: finds tokens and reports them, each file's when its turn has come. */
import type { Catalogue } from "../engine/catalogue.ts";
import { type Severity, severities } from "../engine/rule.ts";
import { json, ndjson } from "../report/json.ts";
import type { Format } from "../report/report.ts";
import { sarif } from "../report/sarif.ts";
import { text } from "../report/text.ts";
import { countingFingerprints, lastingFingerprints } from "./fingerprints.ts";
import { type GatherOptions, gather } from "./gather.ts";
import { exits, type Terminal } from "./terminal.ts";

export const formats = ["text", "json", "ndjson", "sarif"] as const;

export interface ScanOptions extends GatherOptions {
  readonly format: (typeof formats)[number];
  readonly output?: string;
  readonly failOn: Severity | "never";
  readonly fingerprintKeyFile?: string;
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
  const head = { version: terminal.version, fingerprintScope: fingerprints.key.scope, rule: catalogue.anyRule };
  const report = formatOf(options, terminal)(head);
  const sink = sinkFor(options.output, terminal);
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

function formatOf({ format, output }: ScanOptions, { color }: Terminal): Format {
  return format === "json" ? json : format === "ndjson" ? ndjson : format === "sarif" ? sarif : text(color && !output);
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
