/** Sets of names that rules speak of: what is called a token, what is made as one, what carries one. */
import type { HandlingWords } from "../../handling-rule.ts";
import { type NameClassifier, segmentsOf } from "../../names.ts";

/** Whether a name is of a set. */
export type NameTest = (name: string) => boolean;

/**
 * The sets of names for one text.
 * @param text in a lexer or a language model's client "token" means a word
 */
export function nameSets(
  words: HandlingWords,
  classify: NameClassifier,
  text: string,
): Readonly<Record<string, NameTest>> {
  const lexical = words.lexical.length > 0 && new RegExp(words.lexical.join("|"), "i").test(text);
  const sensitive = sensitiveTest(words, classify, lexical);
  return Object.fromEntries(
    Object.entries(words.sets).map(([set, { sensitive: all, also }]) => {
      const listed = new Set(also);
      // A set without the sensitive names says nothing of tokens.
      const harmless = new Set(all ? words.harmless : []);
      const test: NameTest = (name) => (all && sensitive(name)) || holdsListed(segmentsOf(name), listed, harmless);
      return [set, remembered(test)];
    }),
  );
}

function remembered(test: NameTest): NameTest {
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const now = test(name);
    known.set(name, now);
    return now;
  };
}

function sensitiveTest({ weak, keys, harmless }: HandlingWords, classify: NameClassifier, lexical: boolean): NameTest {
  const tooLittle = new Set(weak);
  const before = new Set(keys);
  const vetoes = new Set(harmless);
  return (name) => {
    const nameClass = classify(name);
    if (!nameClass) return false;
    const segments = segmentsOf(name);
    if (segments.some((segment) => vetoes.has(segment))) return false;
    if (lexical && segments.some((segment) => /^tokens?$/.test(segment)) && segments.length <= 2) return false;
    if (segments.length === 1) return !tooLittle.has(segments[0]!);
    if (nameClass !== "key") return true;
    const at = segments.findLastIndex((segment) => segment.endsWith("key") || segment.endsWith("keys"));
    return at < 0 || !/^keys?$/.test(segments[at]!) || (at > 0 && before.has(segments[at - 1]!));
  };
}

/** The listed segment, or the joint of two, must be the last that says something. */
function holdsListed(segments: readonly string[], listed: ReadonlySet<string>, harmless: ReadonlySet<string>): boolean {
  if (segments.some((segment) => harmless.has(segment) && !listed.has(segment))) return false;
  const [before = "", last = ""] = segments.length > 1 ? segments.slice(-2) : ["", ...segments];
  return listed.has(last) || listed.has(before + last);
}
