/** Scans what the command line names, and keeps what its options let through. */
import { isAbsolute, join } from "node:path";
import { applyLevels, type TeamConfig } from "../config/team-config.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import type { AnyFinding, Finding } from "../engine/finding.ts";
import type { References } from "../engine/fix/index.ts";
import { scanHandling } from "../engine/handling.ts";
import { scan } from "../engine/index.ts";
import type { Grammars } from "../engine/read/syntax.ts";
import { type Confidence, confidences } from "../engine/rule.ts";
import { ConfigTree } from "../workspace/configs.ts";
import { scanFiles } from "../workspace/scan-files.ts";
import { CommandError, type Terminal } from "./terminal.ts";

export interface GatherOptions {
  readonly config: boolean;
  /** Whether .gitignore is honoured. */
  readonly ignore: boolean;
  readonly minConfidence: Confidence;
  readonly only?: readonly string[];
  readonly progress: boolean;
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  /** With it each finding says whether it can be fixed. */
  readonly references?: References;
  /** With them handling rules look too. */
  readonly grammars?: Grammars;
}

export interface Gathered {
  /** Of both kinds, file by file, in the order of their place. */
  readonly all: readonly AnyFinding[];
  /** The tokens alone. */
  readonly findings: readonly Finding[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly stats: { readonly files: number; readonly bytes: number; readonly milliseconds: number };
}

/** Before the options of the command are applied. */
type Ungated = Omit<Gathered, "findings">;

/** Larger files are generated or data, in bytes. */
const MAX_FILE_SIZE = 20e6;

export async function gather(
  paths: readonly string[],
  options: GatherOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<Gathered> {
  const only = options.only?.map((id) => knownId(id, catalogue));
  const started = performance.now();
  const gathered = options.stdin
    ? await gatherInput(options, catalogue, terminal)
    : await gatherFiles(paths, options, catalogue, terminal);
  const all = gathered.all.filter(
    ({ ruleId, confidence }) =>
      confidences.indexOf(confidence) <= confidences.indexOf(options.minConfidence) && (!only || only.includes(ruleId)),
  );
  return {
    ...gathered,
    all,
    findings: all.filter((finding) => finding.kind === "token"),
    stats: { ...gathered.stats, milliseconds: Math.round(performance.now() - started) },
  };
}

/** The id of a rule that is named by it or by a former one. */
export function knownId(id: string, catalogue: Catalogue): string {
  const rule = catalogue.anyRule(id);
  if (!rule) throw new CommandError(`there is no rule "${id}"; \`tokenward rules list\` shows those that exist`);
  return rule.id;
}

async function gatherFiles(
  paths: readonly string[],
  options: GatherOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<Ungated> {
  const base = terminal.workingDirectory;
  const roots = (paths.length > 0 ? paths : ["."]).map((path) => (isAbsolute(path) ? path : join(base, path)));
  const request = {
    roots,
    base,
    honourIgnoreFiles: options.ignore,
    maxFileSize: MAX_FILE_SIZE,
    useConfig: options.config,
    ...(options.references && { references: options.references }),
    ...(options.grammars && { grammars: options.grammars }),
    ...(options.only && { asked: options.only.map((id) => knownId(id, catalogue)) }),
  };
  const all: AnyFinding[] = [];
  const skipped: { path: string; reason: string }[] = [];
  const stats = { files: 0, bytes: 0, milliseconds: 0 };
  const watched = options.progress && terminal.interactive;
  try {
    for await (const result of scanFiles(request, terminal.host.files, catalogue)) {
      if ("reason" in result) {
        skipped.push(result);
        continue;
      }
      all.push(...byPlace([...result.findings, ...result.handling]));
      if (result.unread !== undefined) skipped.push({ path: result.path, reason: `handling rules: ${result.unread}` });
      stats.files++;
      stats.bytes += result.bytes;
      if (watched && stats.files % 200 === 0) terminal.err(`\r${stats.files} files, ${all.length} findings `);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new CommandError(`there is no file or folder ${(error as NodeJS.ErrnoException).path}`);
  } finally {
    if (watched) terminal.err("\r\x1b[K");
  }
  return { all, skipped, stats };
}

const byPlace = (found: readonly AnyFinding[]): AnyFinding[] => [...found].sort((a, b) => a.span.start - b.span.start);

async function gatherInput(options: GatherOptions, catalogue: Catalogue, terminal: Terminal): Promise<Ungated> {
  const text = await terminal.input();
  const path = options.stdinFilename ?? "stdin";
  const configs: readonly TeamConfig[] = options.config
    ? await new ConfigTree(terminal.host.files, terminal.workingDirectory).configsFor(
        join(terminal.workingDirectory, path),
      )
    : [];
  const document = { path, text };
  const { findings, masks } = scan(document, catalogue, new Date());
  const handled = options.grammars && (await scanHandling(document, catalogue, options.grammars, masks));
  const found = byPlace([...findings, ...(handled?.findings ?? [])]);
  const all = applyLevels<AnyFinding>(
    found,
    configs,
    options.only?.map((id) => knownId(id, catalogue)),
  );
  const skipped = handled?.unread === undefined ? [] : [{ path, reason: `handling rules: ${handled.unread}` }];
  return { all, skipped, stats: { files: 1, bytes: Buffer.byteLength(text), milliseconds: 0 } };
}
