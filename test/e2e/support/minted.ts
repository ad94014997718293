/** Tokens for the tests: made when they run, so that none stands in the repository. */
import { mint, seededRandom } from "../../../server/src/engine/mint.ts";

/** @param seed equal seeds give equal tokens */
export function githubToken(seed: number): string {
  return minted("[[ghp_{alnum:36}]]", seed, "github-crc32");
}

/** A value of no known format, as a password manager makes them. */
export function password(seed: number): string {
  return minted("{alnum:24}", seed);
}

/** @param template as in the examples of a rule */
export function minted(template: string, seed: number, checksum?: string): string {
  return mint(template, seededRandom(seed), checksum).text;
}
