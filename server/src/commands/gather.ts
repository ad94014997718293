/** Scans what the command line names, and hands on what its options let through, file by file. */
import { isAbsolute, join } from "node:path";
import { globMatches } from "../config/levels.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import type { References } from "../engine/fix/index.ts";
import type { Rule } from "../engine/handling-rule.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import type { Grammars } from "../engine/read/syntax.ts";
import type { Confidence } from "../engine/rule.ts";
import { FileScanner, type FingerprintSetting } from "../workspace/file-scanner.ts";
import type { FileResult } from "../workspace/result.ts";
import { type ScanRequest, scanFiles } from "../workspace/scan-files.ts";
import type { Shard } from "../workspace/shards/plan-shard.ts";
import { Surroundings } from "../workspace/surroundings.ts";
import { cached } from "./cached.ts";
import { type GitOptions, inGit, isOfGit } from "./git.ts";
import { type Team, type TeamOptions, teamFor } from "./team.ts";
import { CommandError, type Terminal } from "./terminal.ts";

export interface GatherOptions extends TeamOptions, GitOptions {
  /** What the configs mean, where the command has asked already. */
  readonly team?: Team;
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
  /** How many threads scan; 1 is the program's own, and without it there are as many as the machine runs at once. */
  readonly threads?: number;
  /** Whether files that are unchanged since a scan before this one are left unread; they are unless this is false. */
  readonly cache?: boolean;
  /** With it only this share is scanned; nothing is kept for the next scan. */
  readonly shard?: Shard;
}

/** What was read, and what was not. */
export interface Gathered {
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly stats: { readonly files: number; readonly bytes: number; readonly milliseconds: number };
}

/** Takes the findings of one file, which has some; the scan waits for it. */
export type Take = (found: readonly ReportedFinding[]) => void | Promise<void>;

/** Larger files are generated or data, in bytes. */
const MAX_FILE_SIZE = 20e6;
/** More threads read faster than disks deliver. */
const MOST_THREADS = 8;

/** Threads start in the time that so many bytes take to scan. */
const WORTH_THREADS = 16e6;

/** The findings come in the order of their files. */
export async function gather(
  paths: readonly string[],
  options: GatherOptions,
  fingerprints: FingerprintSetting,
  builtin: Catalogue,
  terminal: Terminal,
  take: Take,
): Promise<Gathered> {
  const started = performance.now();
  const team = options.team ?? (await teamFor(options, builtin, terminal));
  const { catalogue } = team;
  const request = requestOf(paths, options, fingerprints, team, terminal);
  const { skipped, files, bytes } = isOfGit(options)
    ? await takeAll(await inGit(options, request, catalogue, terminal), options, terminal, take)
    : options.stdin
      ? await takeAll(scanInput(options, request, catalogue, terminal), options, terminal, take)
      : await cached(options.cache !== false && !options.shard, request, terminal, (scanned) =>
          takeAll(scanFiles(scanned, terminal.host, catalogue), options, terminal, take),
        );
  await team.tellProblems();
  return { skipped, stats: { files, bytes, milliseconds: Math.round(performance.now() - started) } };
}

/** The ids of the rules that are named by them, by former ones, or by globs; a rule that guesses is meant by its own id alone. */
export function knownIds(named: readonly string[], catalogue: Catalogue): readonly string[] {
  return named.flatMap((id) => {
    const rule = catalogue.anyRule(id);
    const found = rule ? [rule] : id.includes("*") ? rulesLike(id, catalogue) : [];
    if (found.length === 0)
      throw new CommandError(`there is no rule "${id}"; \`tokenward rules list\` shows those that exist`);
    return found.map((one) => one.id);
  });
}

function rulesLike(glob: string, { rules, handling }: Catalogue): readonly Rule[] {
  const isMeant = (rule: Rule): boolean => globMatches(glob, rule.id);
  return [...rules.filter(isMeant), ...handling.rules.filter((rule) => rule.presets === undefined && isMeant(rule))];
}

/** What the options ask of a scan of files. */
export function requestOf(
  paths: readonly string[],
  { ignore, minConfidence, only, references, grammars, threads, shard }: GatherOptions,
  fingerprints: FingerprintSetting,
  { catalogue, configs }: Team,
  { workingDirectory: base, host }: Terminal,
): ScanRequest {
  const ids = only && knownIds(only, catalogue);
  const size = threads ?? Math.min(host.threads?.available ?? 1, MOST_THREADS);
  return {
    roots: (paths.length > 0 ? paths : ["."]).map((path) => (isAbsolute(path) ? path : join(base, path))),
    base,
    honourIgnoreFiles: ignore,
    maxFileSize: MAX_FILE_SIZE,
    useConfig: true,
    configs,
    minConfidence,
    fingerprints,
    ...(size > 1 && { threads: { size, from: WORTH_THREADS } }),
    ...(ids && { only: ids }),
    ...(references && { references }),
    ...(shard && { shard }),
    // Where no handling rule is asked for, none looks.
    ...(grammars && (ids?.some((id) => id.startsWith("handling/")) ?? true) && { grammars }),
  };
}

const IN_PART = "searched in part: it holds too many places that look like tokens";

async function takeAll(
  results: AsyncIterable<FileResult>,
  { progress }: GatherOptions,
  { interactive, err }: Terminal,
  take: Take,
): Promise<Pick<Gathered, "skipped"> & { readonly files: number; readonly bytes: number }> {
  const skipped: { path: string; reason: string }[] = [];
  const count = { files: 0, bytes: 0, findings: 0 };
  const watched = progress && interactive;
  try {
    for await (const result of results) {
      if ("reason" in result) {
        skipped.push(result);
        continue;
      }
      if (result.incomplete) skipped.push({ path: result.path, reason: IN_PART });
      if (result.unread !== undefined) skipped.push({ path: result.path, reason: `handling rules: ${result.unread}` });
      count.files++;
      count.bytes += result.bytes;
      count.findings += result.found.length;
      if (result.found.length > 0) await take(result.found);
      if (watched && count.files % 200 === 0) err(`\r${count.files} files, ${count.findings} findings `);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new CommandError(`there is no file or folder ${(error as NodeJS.ErrnoException).path}`);
  } finally {
    if (watched) err("\r\x1b[K");
  }
  return { skipped, ...count };
}

async function* scanInput(
  { stdinFilename: path = "stdin" }: GatherOptions,
  request: ScanRequest,
  catalogue: Catalogue,
  { host, input, workingDirectory }: Terminal,
): AsyncGenerator<FileResult> {
  const { grammars } = request;
  const text = await input();
  const surrounding = await new Surroundings(request.configs).of(join(workingDirectory, path));
  const setup = { ...request, now: new Date() };
  const parts = { catalogue, hashes: host.hashes, read: host.files.reader(), ...(grammars && { grammars }) };
  const threads = host.threads && { threads: host.threads };
  const scanner = new FileScanner(setup, { ...parts, ...threads });
  const found = await scanner.scanDocument({ path, text }, surrounding);
  scanner.end();
  yield { path, ...found, bytes: Buffer.byteLength(text) };
}
