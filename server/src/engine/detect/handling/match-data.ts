/** Matches values of data files, and commands of shells. */
import type { CommandMatcher, KeyMatcher } from "../../handling-rule.ts";
import type { Expression, KeyValue } from "../../read/facts.ts";
import { type Hit, hitAt } from "./hit.ts";
import type { Match } from "./match-code.ts";
import { pathTest } from "./paths.ts";

export function keyMatch({ key, named, value, lacks, hidden = named !== undefined }: KeyMatcher): Match {
  const keys = pathTest(key);
  const lacking = lacks && pathTest(lacks);
  const regex = value === undefined ? undefined : new RegExp(value, "i");
  const hitOf = (entry: KeyValue): Hit[] => {
    const { inner, value: text } = entry.value;
    const kept = hidden && text ? [inner] : [];
    if (!regex) return [hitAt(text ? inner : entry, [], kept)];
    const found = regex.exec(text);
    if (!found) return [];
    const start = inner.start + found.index;
    return [hitAt({ start, end: start + found[0].length }, [], kept)];
  };
  return (scene) => {
    const all = scene.facts.keyValues;
    if (lacking && all.some(({ path }) => lacking(path.join(".")))) return [];
    return all
      .filter(({ path }) => keys(path.join(".")) && (!named || scene.isOf(named, path.at(-1) ?? "")))
      .flatMap(hitOf);
  };
}

export function commandMatch({ command, word, holds, printed }: CommandMatcher): Match {
  const name = pathTest(command);
  const regex = word === undefined ? undefined : new RegExp(word);
  return (scene) =>
    scene.facts.commands.flatMap((called) => {
      if (!name(called.name) || (printed && called.captured)) return [];
      if (!regex && !holds) return [hitAt(called)];
      const found = called.words.find((part) => isWord(part, regex) && (!holds || scene.holds(part, holds)));
      return found ? [hitAt(found)] : [];
    });
}

const isWord = (part: Expression, regex: RegExp | undefined): boolean => {
  if (!regex) return true;
  const [first] = part.kind === "template" ? part.parts : [part];
  return first?.kind === "constant" && regex.test(first.value);
};
