/** Scans with the built-in rules, and findings made by it, for tests of what is done with findings. */
import type { Finding } from "../../server/src/engine/finding.ts";
import { scan } from "../../server/src/engine/index.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { builtinCatalogue } from "../builtin.ts";

/** A GitHub token whose checksum holds. */
export const githubToken = (seed: number): string =>
  mint("[[ghp_{alnum:36}]]", seededRandom(seed), "github-crc32").text;

/** A value that only the name before it gives away. */
export const nameless = (seed: number): string => mint("{alnum:24}", seededRandom(seed)).text;

export const findingsIn = (text: string, path = "src/app.ts"): readonly Finding[] =>
  scan({ path, text }, builtinCatalogue).findings;

/** The one finding of a text. */
export function findingIn(text: string, path?: string): Finding {
  const findings = findingsIn(text, path);
  if (findings.length !== 1) throw new Error(`${findings.length} findings instead of one`);
  return findings[0]!;
}
