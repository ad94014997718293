/** `tokenward scan`: finds tokens and reports them. */
import type { Catalogue } from "../engine/catalogue.ts";
import { type Severity, severities } from "../engine/rule.ts";
import { json, ndjson } from "../report/json.ts";
import type { Format } from "../report/report.ts";
import { sarif } from "../report/sarif.ts";
import { text } from "../report/text.ts";
import { countingFingerprinter, fingerprinterFor, reported } from "./fingerprints.ts";
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
  const gathered = await gather(paths, options, catalogue, terminal);
  const forPeople = options.format === "text";
  const fingerprinter = forPeople
    ? countingFingerprinter(terminal)
    : await fingerprinterFor(options.fingerprintKeyFile, terminal);
  const findings = await reported(gathered.all, fingerprinter, catalogue);
  const written = formatOf(
    options,
    terminal,
  )({
    ...gathered,
    version: terminal.version,
    findings,
    fingerprintScope: fingerprinter.scope,
    rule: catalogue.anyRule,
  });
  if (options.output) await terminal.host.files.write(options.output, written);
  else terminal.out(written);
  const failing = severities.slice(0, severities.indexOf(options.failOn as Severity) + 1);
  return gathered.all.some(({ severity }) => failing.includes(severity)) ? exits.findings : exits.clean;
}

function formatOf({ format, output }: ScanOptions, { color }: Terminal): Format {
  return format === "json" ? json : format === "ndjson" ? ndjson : format === "sarif" ? sarif : text(color && !output);
}
