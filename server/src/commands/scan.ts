/** `tokenward scan`: finds tokens and reports them, each file's when its turn has come. */
import type { Catalogue } from "../engine/catalogue.ts";
import { type Severity, severities } from "../engine/rule.ts";
import { plural } from "../report/count.ts";
import { type FormatName, formatNamed } from "../report/index.ts";
import { countingFingerprints, lastingFingerprints } from "./fingerprints.ts";
import { type GatherOptions, gather } from "./gather.ts";
import { type BaselineOptions, baselinePath, Known } from "./known.ts";
import { exits, type Terminal } from "./terminal.ts";

export interface ScanOptions extends GatherOptions, BaselineOptions {
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
  const path = options.stdin ? undefined : await baselinePath(options, terminal);
  const isCounted = options.format === "text" && path === undefined;
  const fingerprints = isCounted
    ? countingFingerprints(terminal)
    : await lastingFingerprints(options.fingerprintKeyFile, terminal);
  const known = path === undefined ? undefined : await Known.open(path, fingerprints.key, terminal);
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
  const gathered = await gather(paths, options, fingerprints, catalogue, terminal, async (found) => {
    const marked = known ? await known.mark(found) : found;
    fails ||= marked.some((each) => !each.known && failing.includes(each.finding.severity));
    const shown = showsKnown(options) ? marked : marked.filter((each) => !each.known);
    if (shown.length > 0) await sink.write(report.file(shown));
  });
  const baseline = known?.told({ ...options, paths, partial: false }, gathered);
  await sink.write(report.end({ ...gathered, ...(baseline && { baseline }) }));
  await sink.close();
  tellUnmatched(baseline?.unmatched.length ?? 0, options, terminal);
  return fails ? exits.findings : exits.clean;
}

/** SARIF has words for what is known and what is new; elsewhere only what is new is reported. */
const showsKnown = ({ format }: ScanOptions): boolean => format === "sarif";

/** The format `text` says it itself. */
function tellUnmatched(count: number, { format }: ScanOptions, { err }: Terminal): void {
  if (count === 0 || format === "text") return;
  err(
    `tokenward: ${plural(count, "entry", "entries")} of the baseline match nothing any more; \`tokenward baseline prune\` takes them out\n`,
  );
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
