/** `requires`: whether this Tokenward is one that a config is written for. */
import satisfies from "semver/functions/satisfies.js";
import validRange from "semver/ranges/valid.js";

/**
 * @param version of Tokenward; undefined where it is not known, and any will do
 * @returns what is wrong, in words; undefined where nothing is
 */
export function unmetRange(range: string, version: string | undefined): string | undefined {
  if (validRange(range) === null) return 'this is no range of versions, as ">=0.1"';
  if (version === undefined || satisfies(version, range, { includePrerelease: true })) return undefined;
  return `this config requires Tokenward ${range}, and this is ${version}`;
}
