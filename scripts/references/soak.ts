/** The long runs of `npm run soak` over references: many programs for each row, and real files of packages. */
import { version } from "../../package.json" with { type: "json" };
import { seededRandom } from "../../server/src/engine/mint.ts";
import { runEnvironment } from "../../server/src/providers/dotenv.ts";
import { builtinCatalogue } from "../../test/builtin.ts";
import { references } from "../../test/fix/fixture.ts";
import { builtGrammars } from "../../test/handling-examples.ts";
import { type Fixed, fixed } from "../programs/fixed.ts";
import { anyProgram, type ProgramFile, programFiles } from "../programs/program-file.ts";
import { isThere, printed } from "../programs/run.ts";
import { moved } from "./moved.ts";
import { isReadByItsTool } from "./own-tools.ts";
import { runPackages } from "./packages.ts";
import { packageFolders } from "./registries.ts";
import { runRow, tokenOf } from "./rows.ts";
import { variantOf } from "./variant.ts";

const engine = { catalogue: builtinCatalogue, references, grammars: builtGrammars };
/** Programs of each row that are also run, before and after. */
const RUNS = 6;

const head = (what: string): void =>
  console.log(`tokenward ${version}, node ${process.version}, ${new Date().toISOString()}\n${what}`);

/** @returns the exit status */
export async function soakRows(count: number, first: number): Promise<number> {
  const files = programFiles();
  head(
    `${count} programs for each of ${references.rows.length} rows, from seed ${first}; up to ${RUNS} of each are run`,
  );
  let bad = 0;
  let sum = 0;
  for (const file of files) {
    const outcome = file.number ? undefined : await runRow(file, count, first, engine);
    const { ran, faults: other } = await runs(file, first);
    for (const [fault, { seed, text }] of [...(outcome?.faults ?? []), ...other]) {
      console.log(`${file.id}, seed ${seed}: ${fault}\n${text.replace(/^/gm, "    ")}`);
      bad++;
    }
    sum += outcome?.programs ?? 0;
    const found = outcome && `${outcome.fixed} moved, ${outcome.refused} refused with a reason`;
    console.log(`${file.id}: ${[found ?? "integers", ran].join(", ")}`);
  }
  console.log(
    bad === 0 ? `${sum} programs: nothing that was moved is found again, and none parses worse` : `${bad} faults`,
  );
  return bad === 0 ? 0 : 1;
}

type Faults = Map<string, { readonly seed: number; readonly text: string }>;

/** Runs programs before and after their fix, with the values handed over as `tokenward run` does. */
async function runs(file: ProgramFile, first: number): Promise<{ readonly ran: string; readonly faults: Faults }> {
  const { run, needs } = file;
  const faults: Faults = new Map();
  if (!run) return { ran: "not run", faults };
  if (needs && !isThere(needs)) return { ran: `not run: ${needs[0]} is not installed`, faults };
  for (let seed = first; seed < first + RUNS; seed++) {
    const outcome = await fixedProgram(file, seed);
    const fault = typeof outcome === "string" ? outcome : difference(outcome, run);
    if (fault !== undefined)
      faults.set(fault, { seed, text: typeof outcome === "string" ? "" : shownBoth(file, outcome) });
  }
  return { ran: `${RUNS} run before and after`, faults };
}

type Both = Pick<Fixed, "before" | "after">;

/** By turns with values that rules find, and with any others: integers, and what has signs in it. */
async function fixedProgram(file: ProgramFile, seed: number): Promise<Both | string> {
  const random = seededRandom(seed);
  if (file.number || seed % 2 === 0) return fixed(anyProgram(file, random), file.files, references, builtinCatalogue);
  const { path, files } = variantOf(file, random, () => tokenOf(random), true);
  const { faults, files: after } = await moved(path, files, engine);
  return faults.length > 0 ? faults.join("; ") : { before: files, after };
}

const shownBoth = ({ path }: ProgramFile, { before, after }: Both): string =>
  `${before.get(path)}\n-- becomes --\n${after.get(path)}`;

function difference({ before, after }: Both, run: readonly string[]): string | undefined {
  const said = printed(before, run, {});
  try {
    const again = printed(after, run, runEnvironment([after.get(".env") ?? ""]));
    return again === said ? undefined : "it prints something else";
  } catch (error) {
    return `it fails: ${(error as Error).message.split("\n").slice(0, 4).join(" / ")}`;
  }
}

/** @returns the exit status */
export async function soakPackages(count: number, first: number): Promise<number> {
  const roots = await packageFolders();
  head(`${count} files of registry packages with tokens put into them, from seed ${first}`);
  const { files, fixed: moves, left, kinds, faults, changed } = await runPackages(roots, count, first, engine);
  const worse = changed.filter(
    ({ path, before, after }) => isReadByItsTool(path, before) && isReadByItsTool(path, after) === false,
  );
  console.log(`${files} files: ${[...kinds].map(([kind, number]) => `${number} ${kind}`).join(", ")}`);
  console.log(`${moves} tokens moved in ${changed.length} files; left, with the reason:`);
  const reasons = [...left].sort((a, b) => b[1] - a[1]).slice(0, 25);
  for (const [reason, number] of reasons) console.log(`    ${number} ${reason}`);
  for (const { path, seed, fault } of faults) console.log(`seed ${seed}, ${path}: ${fault}`);
  for (const { path } of worse) console.log(`${path}: its own tool reads it no more`);
  const bad = faults.length + worse.length;
  console.log(bad === 0 ? "nothing that was moved is found again, and no file parses worse" : `${bad} faults`);
  return bad === 0 ? 0 : 1;
}
