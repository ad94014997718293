/** Names a group of a pattern in RE2's syntax. */

/**
 * @param wanted counted from 1, as groups are
 * @returns the pattern with that group named `secret`; undefined where there is none
 */
export function namedGroup(pattern: string, wanted: number): string | undefined {
  let count = 0;
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "\\") at++;
    else if (inClass) inClass = character !== "]" || isFirstInClass(pattern, at);
    else if (character === "[") inClass = true;
    else if (character === "(" && opensGroup(pattern, at) && ++count === wanted)
      return `${pattern.slice(0, at)}(?P<secret>${pattern.slice(endOfOpening(pattern, at))}`;
  }
  return undefined;
}

/** A bracket that comes first in a class stands for itself. */
const isFirstInClass = (pattern: string, at: number): boolean => /\[\^?$/.test(pattern.slice(Math.max(0, at - 2), at));

const NAMED = /^\(\?P?<[A-Za-z_]\w*>/;

const opensGroup = (pattern: string, at: number): boolean =>
  pattern[at + 1] !== "?" || NAMED.test(pattern.slice(at, at + 80));

const endOfOpening = (pattern: string, at: number): number =>
  at + (NAMED.exec(pattern.slice(at, at + 80))?.[0].length ?? 1);
