/** `tokenward fix`: moves values into a store and leaves references; shows the difference first. */
import { join } from "node:path";
import { createTwoFilesPatch } from "diff";
import type { Catalogue } from "../engine/catalogue.ts";
import type { References } from "../engine/fix/index.ts";
import { type FingerprintedFinding, isOfToken } from "../engine/inventory.ts";
import { keepsAccounts, type MovedToken, recordMoved } from "../lifecycle/moved.ts";
import { accountsRoot, pathBelow } from "../lifecycle/root.ts";
import { chooseProvider } from "../providers/choose.ts";
import { dotenv } from "../providers/dotenv.ts";
import { providerOf } from "../providers/index.ts";
import { openProvider, requireReady, valuesIn } from "../providers/project.ts";
import { type Provider, ProviderError } from "../providers/provider.ts";
import { plural } from "../report/count.ts";
import { type Moves, type MovesRequest, planMoves } from "../workspace/moves.ts";
import { Surroundings } from "../workspace/surroundings.ts";
import { carryOut, type Edited } from "../workspace/transaction.ts";
import { telling } from "./accounts.ts";
import { countingFingerprints, lastingFingerprints } from "./fingerprints.ts";
import { type GatherOptions, gather } from "./gather.ts";
import { tellInterrupted } from "./interrupted.ts";
import { type Mends, mendFiles, noMends } from "./mend-files.ts";
import { namedProvider } from "./named-provider.ts";
import { teamFor, teamProvider } from "./team.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export interface FixOptions extends GatherOptions {
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly unsafe: boolean;
  readonly handling?: boolean;
  /** The id of the provider that values go to; without it the team's, or the one that the project's files tell of. */
  readonly provider?: string;
}

/** @returns the exit status: 1 where findings are left */
export async function fixCommand(
  paths: readonly string[],
  options: FixOptions,
  builtin: Catalogue,
  references: References,
  terminal: Terminal,
): Promise<number> {
  try {
    return await fix(paths, options, builtin, references, terminal);
  } catch (error) {
    if (error instanceof ProviderError) throw new CommandError(error.message);
    throw error;
  }
}

async function fix(
  paths: readonly string[],
  options: FixOptions,
  builtin: Catalogue,
  references: References,
  terminal: Terminal,
): Promise<number> {
  const { workingDirectory: base, host } = terminal;
  const team = await teamFor(options, builtin, terminal);
  const { catalogue } = team;
  if (!options.untrusted && !options.dryRun) await tellInterrupted(terminal);
  const provider = await wantedProvider(options, terminal);
  const root = await accountsRoot(base, host);
  const accounts = !options.untrusted && (await keepsAccounts(root, host));
  const fingerprints = accounts ? await lastingFingerprints(undefined, terminal) : countingFingerprints(terminal);
  const findings: FingerprintedFinding[] = [];
  const mendable = new Set<string>();
  await gather(paths, { ...options, team }, fingerprints, catalogue, terminal, (found) => {
    findings.push(...found.filter(isOfToken));
    for (const { finding } of found)
      if (finding.kind === "handling" && finding.fix !== "none") mendable.add(finding.path);
  });
  const surroundings = new Surroundings(team.configs);
  const request: MovesRequest = {
    base,
    findings: findings.map(({ finding }) => finding),
    teamOf: async (path) => (await surroundings.of(join(base, path))).team,
    catalogue,
    references,
    store: dotenv,
    unsafe: options.unsafe,
    ...(provider.id !== "dotenv" && { elsewhere: opener(provider, terminal) }),
  };
  const moves = await planMoves(request, host);
  const mended = mendable.size > 0 ? await mendFiles([...mendable], moves, options, catalogue, terminal) : noMends;
  const texts = textsAfter(moves, mended.files);
  terminal.out(texts.size === 0 ? shown(moves) : mended.shown + shownMoves(moves));
  if (options.dryRun || texts.size === 0)
    return moves.left.length > 0 || (options.dryRun && texts.size > 0) ? exits.findings : exits.clean;
  await confirm(options, terminal, moves, texts.size, provider);
  await apply(moves, texts, terminal);
  if (accounts) await telling(recordMoved(root, host, movedTokens(moves, findings, provider, pathBelow(root, base))));
  if (mended.count > 0) terminal.out(`Mended ${plural(mended.count, "place")}.\n`);
  if (moves.moved.length === 0) return moves.left.length > 0 ? exits.findings : exits.clean;
  terminal.out(
    `Moved ${plural(tokensOf(moves), "token")}. The history of git still holds what was committed: rotate those tokens.\n`,
  );
  return moves.left.length > 0 ? exits.findings : exits.clean;
}

async function wantedProvider({ provider: id, untrusted, config }: FixOptions, terminal: Terminal): Promise<Provider> {
  const { host, workingDirectory: folder, err } = terminal;
  if (id === undefined) {
    if (untrusted) return providerOf("dotenv")!;
    const { provider, why } = await chooseProvider(host, folder, await teamProvider({ config }, terminal));
    if (why) err(`Values go to ${provider.title}, ${why}; --provider names another one.\n`);
    return provider;
  }
  return namedProvider(id);
}

/** Each token once, with all places that it was moved from. @param inside path of the working directory in the root, with `/` */
function movedTokens(
  moves: Moves,
  findings: readonly FingerprintedFinding[],
  { id }: Provider,
  inside: string,
): MovedToken[] {
  const tokens = new Map<string, MovedToken>();
  for (const { finding, plan } of moves.moved) {
    const fingerprint = findings.find((found) => found.finding.id === finding.id)?.fingerprint;
    if (fingerprint === undefined) continue;
    const same = findings.filter((found) => found.fingerprint === fingerprint);
    const places = [...new Set(same.map(({ finding: { path } }) => inside + path))];
    tokens.set(fingerprint, { fingerprint, ruleId: finding.ruleId, name: plan.name, provider: id, places });
  }
  return [...tokens.values()];
}

/** A store is opened, and has to be ready, for the first value that goes there. */
function opener(provider: Provider, { host, workingDirectory }: Terminal): NonNullable<MovesRequest["elsewhere"]> {
  return async (folder) => {
    const at = await openProvider(provider, host, workingDirectory, folder);
    await requireReady(at);
    return { at, values: await valuesIn(at.store) };
  };
}

interface Text {
  /** Undefined: the file is new. */
  readonly before: string | undefined;
  readonly after: string;
}

/** What files hold afterwards, in this order: stores, the code that refers to them, and what is only mended. */
function textsAfter({ changes }: Moves, mended: Mends["files"]): ReadonlyMap<string, Text> {
  const texts = new Map<string, Text>();
  for (const [path, { before, after }] of changes) texts.set(path, { before, after: mended.get(path)?.after ?? after });
  for (const [path, text] of mended) if (!texts.has(path)) texts.set(path, text);
  return texts;
}

async function apply(moves: Moves, texts: ReadonlyMap<string, Text>, terminal: Terminal): Promise<void> {
  const { workingDirectory: base, host } = terminal;
  if (moves.puts.length === 0) return writeAll(texts, terminal);
  const edit = (): Promise<Edited> => writeOrRestore(texts, terminal);
  const outcome = await carryOut({ base, puts: moves.puts, edit }, host);
  if (outcome === "refused") throw new CommandError("a file could not be written; everything is as it was before");
}

/** In this order the value is never in neither place: stores come before the code that refers to them. */
async function writeAll(texts: ReadonlyMap<string, Text>, { host, workingDirectory }: Terminal): Promise<void> {
  for (const [path, { after }] of texts) await host.files.write(`${workingDirectory}/${path}`, after);
}

/** Where a file cannot be written, those before it become what they were; a new one cannot be taken away, and is harmless. */
async function writeOrRestore(texts: ReadonlyMap<string, Text>, { host, workingDirectory }: Terminal): Promise<Edited> {
  const written: [string, string | undefined][] = [];
  try {
    for (const [path, { before, after }] of texts) {
      await host.files.write(`${workingDirectory}/${path}`, after);
      written.push([path, before]);
    }
    return "done";
  } catch {
    for (const [path, before] of written.reverse())
      if (before !== undefined) {
        const restored = await host.files.write(`${workingDirectory}/${path}`, before).then(
          () => true,
          () => false,
        );
        if (!restored) return "partly";
      }
    return "refused";
  }
}

/** A value that stands in several files is one token. */
const tokensOf = ({ moved }: Moves): number =>
  moved.filter(({ finding }, at) => moved.findIndex((other) => other.finding.secret.equals(finding.secret)) === at)
    .length;

async function confirm(
  { yes }: FixOptions,
  terminal: Terminal,
  moves: Moves,
  files: number,
  { title }: Provider,
): Promise<void> {
  if (yes) return;
  if (!terminal.interactive)
    throw new CommandError("nothing was changed: pass --yes to apply this, or --dry-run to only look");
  const values = moves.puts.length === 0 ? "" : `Put ${plural(moves.puts.length, "value")} into ${title} and change`;
  terminal.err(`${values || "Change"} ${plural(files, "file")}? [y/N] `);
  const answer = (await terminal.answer()).trim();
  if (!/^y(?:es)?$/i.test(answer)) throw new CommandError("nothing was changed");
}

function shown(moves: Moves): string {
  const stores = new Set(moves.moved.flatMap(({ plan }) => plan.changes.map(({ path }) => path).filter(isStore)));
  const diffs = [...moves.changes]
    .filter(([path]) => !stores.has(path))
    .map(([path, { masked }]) => patch(path, masked.before, masked.after));
  const stored = moves.moved.map(({ finding, plan }) => `  ${plan.title} (${finding.masked})`);
  const advice = [...new Set(moves.moved.map(({ plan }) => plan.advice.text))].map((text) => `  ${text}`);
  const left = moves.left.map(
    ({ finding, reason }) => `  ${finding.path}:${finding.range.start.line + 1}: ${finding.title}: ${reason}`,
  );
  const sections: (readonly [string, readonly string[]])[] = [
    ["Moves", stored],
    ["How the program gets the values", advice],
    ["Left as they are", left],
  ];
  const lists = sections.flatMap(([title, lines]) => (lines.length > 0 ? [`${title}:\n${lines.join("\n")}\n`] : []));
  return [...diffs, ...lists].join("\n") || "Nothing to move.\n";
}

/** Without the line that says that there is nothing. */
const shownMoves = (moves: Moves): string =>
  moves.moved.length + moves.left.length + moves.changes.size > 0 ? shown(moves) : "";

const isStore = (path: string): boolean => path === dotenv.file || path.endsWith(`/${dotenv.file}`);

const patch = (path: string, before: string, after: string): string =>
  createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 2 });
