/** `tokenward fix`: moves values into the store beside the code and leaves references; shows the difference first. */
import { join } from "node:path";
import { createTwoFilesPatch } from "diff";
import type { Catalogue } from "../engine/catalogue.ts";
import type { ShownFinding } from "../engine/finding.ts";
import type { References } from "../engine/fix/index.ts";
import { isOfToken } from "../engine/inventory.ts";
import { dotenv } from "../providers/dotenv.ts";
import { plural } from "../report/count.ts";
import { type Moves, planMoves } from "../workspace/moves.ts";
import { Surroundings } from "../workspace/surroundings.ts";
import { countingFingerprints } from "./fingerprints.ts";
import { type GatherOptions, gather } from "./gather.ts";
import { teamFor } from "./team.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export interface FixOptions extends GatherOptions {
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly unsafe: boolean;
}

/** @returns the exit status: 1 where findings are left */
export async function fixCommand(
  paths: readonly string[],
  options: FixOptions,
  builtin: Catalogue,
  references: References,
  terminal: Terminal,
): Promise<number> {
  const team = await teamFor(options, builtin, terminal);
  const { catalogue } = team;
  const findings: ShownFinding[] = [];
  await gather(paths, { ...options, team }, countingFingerprints(terminal), catalogue, terminal, (found) => {
    findings.push(...found.filter(isOfToken).map(({ finding }) => finding));
  });
  const surroundings = new Surroundings(team.configs);
  const request = {
    base: terminal.workingDirectory,
    findings,
    teamOf: async (path: string) => (await surroundings.of(join(terminal.workingDirectory, path))).team,
    catalogue,
    references,
    store: dotenv,
    unsafe: options.unsafe,
  };
  const moves = await planMoves(request, terminal.host);
  terminal.out(shown(moves));
  if (options.dryRun || moves.changes.size === 0)
    return moves.left.length > 0 || (options.dryRun && moves.moved.length > 0) ? exits.findings : exits.clean;
  await confirm(options, terminal, moves);
  // In this order the value is never in neither place: stores come before the code that refers to them.
  for (const [path, { after }] of moves.changes)
    await terminal.host.files.write(`${terminal.workingDirectory}/${path}`, after);
  terminal.out(
    `Moved ${plural(tokensOf(moves), "token")}. The history of git still holds what was committed: rotate those tokens.\n`,
  );
  return moves.left.length > 0 ? exits.findings : exits.clean;
}

/** A value that stands in several files is one token. */
const tokensOf = ({ moved }: Moves): number =>
  moved.filter(({ finding }, at) => moved.findIndex((other) => other.finding.secret.equals(finding.secret)) === at)
    .length;

async function confirm({ yes }: FixOptions, terminal: Terminal, { changes }: Moves): Promise<void> {
  if (yes) return;
  if (!terminal.interactive)
    throw new CommandError("nothing was changed: pass --yes to apply this, or --dry-run to only look");
  terminal.err(`Change ${plural(changes.size, "file")}? [y/N] `);
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

const isStore = (path: string): boolean => path === dotenv.file || path.endsWith(`/${dotenv.file}`);

const patch = (path: string, before: string, after: string): string =>
  createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 2 });
