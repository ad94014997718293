/** For each row, programs put together from its pieces: what is found in them is moved, and nothing of it is found afterwards. */
import { type Random, seededRandom } from "../../server/src/engine/mint.ts";
import { mintedOf } from "../../test/scratch.ts";
import type { ProgramFile } from "../programs/program-file.ts";
import { type Engine, moved } from "./moved.ts";
import { variantOf } from "./variant.ts";

const RULES = ["token/github-pat", "token/gitlab-pat", "token/stripe-secret-key", "token/openai-project-key"];

export interface RowRun {
  readonly programs: number;
  readonly fixed: number;
  readonly refused: number;
  /** The first of each kind, with the seed that makes it again. */
  readonly faults: ReadonlyMap<string, { readonly seed: number; readonly text: string }>;
}

/** @param first the first seed */
export async function runRow(file: ProgramFile, count: number, first: number, engine: Engine): Promise<RowRun> {
  const faults = new Map<string, { seed: number; text: string }>();
  let fixed = 0;
  let refused = 0;
  for (let seed = first; seed < first + count; seed++) {
    const random = seededRandom(seed);
    const { path, files } = variantOf(file, random, () => tokenOf(random));
    const outcome = await moved(path, files, engine);
    fixed += outcome.moves.moved.length;
    refused += outcome.moves.left.length;
    const text = `${outcome.before}\n-- becomes --\n${outcome.after}`;
    for (const fault of [...outcome.faults, ...unmoved(file, outcome.moves)])
      if (!faults.has(fault)) faults.set(fault, { seed, text });
  }
  return { programs: count, fixed, refused, faults };
}

/** A value that one of the rules finds, whatever stands around it. */
export const tokenOf = (random: Random): string =>
  mintedOf(RULES[Math.floor(random() * RULES.length)]!, Math.floor(random() * 1e6)).value;

/** What should have been moved and was not, or the other way round. */
function unmoved(
  { refused }: ProgramFile,
  { moved: done, left }: Awaited<ReturnType<typeof moved>>["moves"],
): string[] {
  if (done.length + left.length === 0) return ["nothing is found"];
  if (refused === undefined) return left.map(({ reason }) => `is left: ${reason}`);
  const others = left.filter(({ reason }) => !reason.startsWith(refused));
  return [...done.map(() => "is moved"), ...others.map(({ reason }) => `is left otherwise: ${reason}`)];
}
