/** Random texts for property tests: reproducible from a seed, so that a failure can be run again. */
import { type Random, seededRandom } from "../server/src/engine/mint.ts";

export const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!;

/** A whole number from 0 up to, not including, `below`. */
export const upTo = (below: number, random: Random): number => Math.floor(random() * below);

/** Pieces drawn at random and joined. */
export const joinedPieces = (pieces: readonly string[], count: number, random: Random): string =>
  Array.from({ length: count }, () => pick(pieces, random)).join("");

/** The text after a few small accidents: characters dropped, doubled, swapped, replaced. */
export function mutated(text: string, random: Random, replacements = "aA0_-.=\"' \n/+"): string {
  let result = text;
  for (let left = 1 + upTo(4, random); left > 0 && result.length > 0; left--) {
    const at = upTo(result.length, random);
    const unit = pick(
      ["", result[at]! + result[at]!, pick([...replacements], random), (result[at + 1] ?? "") + result[at]!],
      random,
    );
    result = result.slice(0, at) + unit + result.slice(at + 1);
  }
  return result;
}

/** Calls `check` once a seed and names the seed in a failure. */
export function forSeeds(count: number, check: (random: Random, seed: number) => void): void {
  for (let seed = 1; seed <= count; seed++) {
    try {
      check(seededRandom(seed), seed);
    } catch (error) {
      (error as Error).message = `seed ${seed}: ${(error as Error).message}`;
      throw error;
    }
  }
}

/** The same for checks that take their time, one after the other. */
export async function forSeedsAsync(
  count: number,
  check: (random: Random, seed: number) => Promise<void>,
): Promise<void> {
  for (let seed = 1; seed <= count; seed++) {
    try {
      await check(seededRandom(seed), seed);
    } catch (error) {
      (error as Error).message = `seed ${seed}: ${(error as Error).message}`;
      throw error;
    }
  }
}
