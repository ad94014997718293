/** `tokenward fix`: moves values into the store beside the code and leaves references; shows the difference first. */
import { createTwoFilesPatch } from "diff";
import type { Catalogue } from "../engine/catalogue.ts";
import type { ShownFinding } from "../engine/finding.ts";
import type { References } from "../engine/fix/index.ts";
import { scan } from "../engine/index.ts";
import { isOfToken } from "../engine/inventory.ts";
import { dotenv } from "../providers/dotenv.ts";
import { plural } from "../report/count.ts";
import { type Moves, planMoves } from "../workspace/moves.ts";
import { countingFingerprints } from "./fingerprints.ts";
import { type GatherOptions, gather } from "./gather.ts";
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
  catalogue: Catalogue,
  references: References,
  terminal: Terminal,
): Promise<number> {
  const findings: ShownFinding[] = [];
  await gather(paths, options, countingFingerprints(terminal), catalogue, terminal, (found) => {
    findings.push(...found.filter(isOfToken).map(({ finding }) => finding));
  });
  const request = {
    base: terminal.workingDirectory,
    findings,
    catalogue,
    references,
    store: dotenv,
    unsafe: options.unsafe,
  };
  const moves = await planMoves(request, terminal.host);
  terminal.out(shown(moves, catalogue));
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

function shown(moves: Moves, catalogue: Catalogue): string {
  const stores = new Set(moves.moved.flatMap(({ plan }) => plan.changes.map(({ path }) => path).filter(isStore)));
  const diffs = [...moves.changes]
    .filter(([path]) => !stores.has(path))
    .map(([path, { before, after }]) =>
      patch(path, masked(path, before ?? "", catalogue), masked(path, after, catalogue)),
    );
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

/** Every value, also one that a comment accepts, is shown as its mask: the difference is for eyes and logs. */
function masked(path: string, text: string, catalogue: Catalogue): string {
  const { masks } = scan({ path, text }, catalogue);
  return [...masks]
    .reverse()
    .reduce((shown, { start, end, masked: mask }) => shown.slice(0, start) + mask + shown.slice(end), text);
}
