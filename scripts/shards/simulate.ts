/** Measures how evenly shards share out 10,000 made-up repositories: `npx tsx scripts/shards/simulate.ts > docs/shards.log`. */
import { seededRandom } from "../../server/src/engine/mint.ts";
import { weightOf } from "../../server/src/workspace/pool/weight.ts";
import { assign, type Weighed } from "../../server/src/workspace/shards/assign.ts";

const REPOSITORIES = 10_000;
const random = seededRandom(2026);

/** Normally distributed (Box and Muller). */
const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
/** Sizes of files and repositories are log-normal, with tails: a median and how much it spreads. */
const logNormal = (median: number, spread: number): number => median * Math.exp(spread * normal());

/** About 60 files a repository in the median, 3 kB each, none larger than what a scan reads. */
function* files(): Generator<Weighed> {
  for (let repository = 0; repository < REPOSITORIES; repository++) {
    const count = Math.min(20_000, Math.max(1, Math.round(logNormal(60, 1.5))));
    for (let file = 0; file < count; file++) {
      const size = Math.min(20e6, Math.round(logNormal(3000, 1.6)));
      yield { name: `repository-${repository}/file-${file}`, weight: weightOf({ size }) };
    }
  }
}

/** FNV-1a, as those share work out who hash names. */
function hashed(name: string, count: number): number {
  let hash = 2166136261;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 16777619);
  return (hash >>> 0) % count;
}

function spreadOf(items: readonly Weighed[], shares: ArrayLike<number>, count: number): string {
  const loads = new Float64Array(count);
  for (let at = 0; at < items.length; at++) loads[shares[at]!]! += items[at]!.weight;
  const mean = loads.reduce((sum, load) => sum + load, 0) / count;
  const percent = (load: number): string => `${((load / mean - 1) * 100).toFixed(4).padStart(9)} %`;
  return `${percent(Math.max(...loads))} above, ${percent(Math.min(...loads))} below the mean`;
}

const items = [...files()];
const total = items.reduce((sum, { weight }) => sum + weight, 0);
console.log(`${REPOSITORIES} repositories, ${items.length} files, ${(total / 1e9).toFixed(1)} GB of work, seed 2026`);
for (const count of [2, 16, 64, 256, 1024]) {
  const started = performance.now();
  const shares = assign(items, count);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${String(count).padStart(5)} shards, longest first: ${spreadOf(items, shares, count)} (planned in ${seconds} s)`,
  );
  const byHash = items.map(({ name }) => hashed(name, count));
  console.log(`${String(count).padStart(5)} shards, files by hash: ${spreadOf(items, byHash, count)}`);
  const byRepository = items.map(({ name }) => hashed(name.slice(0, name.indexOf("/")), count));
  console.log(`${String(count).padStart(5)} shards, repositories by hash: ${spreadOf(items, byRepository, count)}`);
}
