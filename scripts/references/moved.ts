/** Finds, moves and finds again, as `tokenward fix --unsafe` does, with files in memory; says what went wrong. */
import type { Catalogue } from "../../server/src/engine/catalogue.ts";
import type { Finding } from "../../server/src/engine/finding.ts";
import type { References } from "../../server/src/engine/fix/index.ts";
import { scan } from "../../server/src/engine/index.ts";
import type { Grammars } from "../../server/src/engine/read/syntax.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import { dotenv } from "../../server/src/providers/dotenv.ts";
import { type Moves, planMoves } from "../../server/src/workspace/moves.ts";
import { MemoryFiles, memoryHost } from "../../test/workspace/memory-host.ts";
import { faultsIn } from "./faults.ts";

const BASE = "/w";

export interface Moved {
  readonly before: string;
  readonly after: string;
  /** All files afterwards. */
  readonly files: ReadonlyMap<string, string>;
  readonly moves: Moves;
  /** Sentences; empty where all is well. */
  readonly faults: readonly string[];
}

export interface Engine {
  readonly catalogue: Catalogue;
  readonly references: References;
  readonly grammars: Grammars;
}

/** @param files by path; the one at `path` is searched and fixed */
export async function moved(path: string, files: ReadonlyMap<string, string>, engine: Engine): Promise<Moved> {
  const { catalogue, references, grammars } = engine;
  const before = files.get(path)!;
  const { findings } = scan({ path, text: before }, catalogue);
  const memory = new MemoryFiles(Object.fromEntries([...files].map(([name, text]) => [`${BASE}/${name}`, text])));
  const request = { base: BASE, findings, catalogue, references, store: dotenv, unsafe: true };
  const moves = await planMoves(request, memoryHost(memory));
  const after = new Map(files);
  // What is read from a file has no byte order mark; whoever writes it back puts it there again.
  for (const [name, change] of moves.changes) after.set(name, change.after);
  const text = after.get(path)!;
  const parses = [await faultsIn(path, before, grammars), await faultsIn(path, text, grammars)];
  const faults = [
    ...foundAgain(path, findings, [before, text], moves, catalogue),
    ...misplaced(moves, after),
    ...leaking(
      moves,
      findings.map(({ secret }) => secret),
    ),
    ...((parses[1] ?? 0) > (parses[0] ?? 0) ? [`parses worse: ${parses.join(" -> ")} faults`] : []),
  ];
  return { before, after: text, files: after, moves, faults };
}

/** Of what was fixed nothing is found any more, and nothing that was not there before. */
function foundAgain(
  path: string,
  before: readonly Finding[],
  [old, text]: readonly [string, string],
  { moved: done }: Moves,
  catalogue: Catalogue,
): string[] {
  const faults: string[] = [];
  const { findings: after } = scan({ path, text }, catalogue);
  for (const { finding, plan } of done) {
    const again = after.filter(({ secret }) => secret.equals(finding.secret)).length;
    if (again > plan.left.length) faults.push(`${finding.ruleId} is found again, ${again} times`);
  }
  // What is left of a text that was cut may look like a value of its own.
  for (const finding of after)
    if (!before.some(({ secret }) => secret.equals(finding.secret)) && !finding.secret.standsIn(old))
      faults.push(`${finding.ruleId} is found in line ${finding.range.start.line + 1}, and was not before`);
  return faults;
}

/** Each value is in the store under its name, as the program is to read it. */
function misplaced({ moved: done }: Moves, files: ReadonlyMap<string, string>): string[] {
  return done.flatMap(({ plan }) => {
    const stores = [...files].filter(([name]) => /(?:^|\/)\.env$/.test(name));
    const kept = stores.some(([, text]) => plan.value.equals(new Secret(dotenv.read(text).get(plan.name) ?? "")));
    return kept ? [] : [`${plan.name} is not in the store`];
  });
}

/** A refusal is shown to people, and kept in reports. */
const leaking = ({ left }: Moves, values: readonly Secret[]): string[] =>
  left.flatMap(({ reason }) => (values.some((value) => value.standsIn(reason)) ? ["a reason holds a value"] : []));
