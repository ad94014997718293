/** Real files from registry packages with tokens put into them: what is found there is moved, and the file parses no worse. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { type Random, seededRandom } from "../../server/src/engine/mint.ts";
import { mintedOf } from "../../test/scratch.ts";
import { faultsIn } from "./faults.ts";
import { type Engine, moved } from "./moved.ts";

/** By ending: many files of few kinds would say little. */
const ENDINGS =
  "js mjs cjs jsx ts mts tsx py go rs java kt scala groovy rb php pl pm lua R ex exs sh ps1 cs swift dart yml yaml json toml properties ini cfg xml tf".split(
    " ",
  );
const SMALLEST = 300;
const LARGEST = 60_000;
const RULE = "token/github-pat";

export interface PackageRun {
  readonly files: number;
  readonly fixed: number;
  readonly left: ReadonlyMap<string, number>;
  readonly kinds: ReadonlyMap<string, number>;
  readonly faults: readonly { readonly path: string; readonly seed: number; readonly fault: string }[];
  /** Before and after, by path, of those that were changed. */
  readonly changed: readonly { readonly path: string; readonly before: string; readonly after: string }[];
}

/** @param roots folders that hold packages as the registries give them out */
export async function runPackages(
  roots: readonly string[],
  count: number,
  first: number,
  engine: Engine,
): Promise<PackageRun> {
  const files = chosen(roots, count, seededRandom(first));
  const left = new Map<string, number>();
  const kinds = new Map<string, number>();
  const faults: { path: string; seed: number; fault: string }[] = [];
  const changed: { path: string; before: string; after: string }[] = [];
  let fixed = 0;
  for (const [at, path] of files.entries()) {
    const seed = first + at;
    const name = `src/file${extname(path)}`;
    const text = await injectedSoundly(name, readFileSync(path, "utf8"), seed, engine);
    if (text === undefined) continue;
    const outcome = await moved(name, new Map([[name, text]]), engine);
    fixed += outcome.moves.moved.length;
    more(kinds, extname(path));
    for (const { reason } of outcome.moves.left)
      more(left, reason.replace(/reads \S+ (?:take|is not known)[^,:]*|take \S+ from/g, "..."));
    for (const fault of outcome.faults) faults.push({ path, seed, fault });
    if (outcome.before !== outcome.after) changed.push({ path, before: outcome.before, after: outcome.after });
  }
  return { files: files.length, fixed, left, kinds, faults, changed };
}

const more = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** As many of each ending as there are, up to the count together. */
function chosen(roots: readonly string[], count: number, random: Random): string[] {
  const byEnding = new Map<string, string[]>(ENDINGS.map((ending) => [ending, []]));
  for (const root of roots) for (const path of filesIn(root)) byEnding.get(extname(path).slice(1))?.push(path);
  const queues = [...byEnding.values()].map((paths) => shuffled(paths.sort(), random));
  const files: string[] = [];
  for (let round = 0; files.length < count && queues.some((queue) => queue.length > round); round++)
    for (const queue of queues) if (queue[round] !== undefined && files.length < count) files.push(queue[round]!);
  return files;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function* filesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile() && isFit(path)) yield path;
  }
}

function isFit(path: string): boolean {
  if (
    !ENDINGS.includes(extname(path).slice(1)) ||
    /\.min\.|\.d\.[mc]?ts$|[/\\](?:package|tsconfig)[^/\\]*\.json$/.test(path)
  )
    return false;
  const { size } = statSync(path);
  return size >= SMALLEST && size <= LARGEST;
}

/** With tokens at places where the file parses as well as before; undefined where none is found. */
async function injectedSoundly(
  name: string,
  original: string,
  seed: number,
  { grammars }: Engine,
): Promise<string | undefined> {
  const random = seededRandom(seed);
  const faults = (await faultsIn(name, original, grammars)) ?? 0;
  for (let attempt = 0; attempt < 10; attempt++) {
    const text = injected(original, random, mintedOf(RULE, seed).value);
    if (text !== original && ((await faultsIn(name, text, grammars)) ?? 0) <= faults) return text;
  }
  return undefined;
}

/** What looks like a value: between quotes, or behind a colon or an equals sign. */
const SPOT =
  /(["'`])(?<quoted>[^"'`\\\n$#{}<>]{2,60})\1|(?<=^[ \t]*[\w.-]+[ \t]*[:=][ \t]*)(?<bare>[A-Za-z][\w./-]{2,40})(?=[ \t]*\r?$)/gm;

/** Puts a token into a few places, whatever they are: in the place of a value, or inside it. */
function injected(text: string, random: Random, token: string): string {
  const all = Array.from(text.matchAll(SPOT));
  // Most of what stands in code is a name, a path or a message: values are given, or handed over.
  const given = all.filter(({ index }) => /[=(,:[+]\s*$/.test(text.slice(Math.max(0, index - 20), index)));
  const spots = given.length > 0 && random() < 0.85 ? given : all;
  const few = shuffled(spots, random).slice(0, 1 + Math.floor(random() * 4));
  let result = text;
  for (const { index, groups, 0: whole } of few.sort((a, b) => b.index - a.index)) {
    const old = groups?.quoted ?? groups?.bare ?? "";
    const start = index + whole.indexOf(old);
    const at = random() < 0.35 ? Math.floor(random() * (old.length + 1)) : undefined;
    const written =
      at === undefined
        ? token
        : `${old.slice(0, at).replace(/\w$/, "$& ")}${token}${old.slice(at).replace(/^\w/, " $&")}`;
    result = result.slice(0, start) + written + result.slice(start + old.length);
  }
  return result;
}
