/** Which environments a token appears in, as far as the names of files and folders and the token's own format tell. */

export type Environment = "production" | "staging" | "development" | "test";

/** Whole words of a path. */
const WORDS: readonly (readonly [Environment, RegExp])[] = [
  ["production", /^(?:prod|production|prd|live)$/],
  ["staging", /^(?:staging|stage|stg|preprod|preproduction|uat|qa)$/],
  ["development", /^(?:dev|develop|development|local|devel)$/],
  ["test", /^(?:test|tests|testing|spec|specs|e2e|fixtures?|mocks?|ci)$/],
];

/** @param path with `/`. @returns undefined where it tells none; the innermost word counts */
export function environmentOf(path: string): Environment | undefined {
  const words = path.toLowerCase().split(/[^a-z0-9]+/);
  for (const word of words.reverse()) {
    const found = WORDS.find(([, pattern]) => pattern.test(word));
    if (found) return found[0];
  }
  return undefined;
}
