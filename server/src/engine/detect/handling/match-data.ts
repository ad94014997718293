/** Matches values of data files, and commands of shells. */
import type { CommandMatcher, KeyMatcher } from "../../handling-rule.ts";
import type { Expression, KeyValue } from "../../read/facts.ts";
import { type Hit, hitAt, literalsOf } from "./hit.ts";
import type { Match } from "./match-code.ts";
import { pathTest } from "./paths.ts";
import type { Scene } from "./scene.ts";

export function keyMatch(matcher: KeyMatcher): Match {
  const { key, named, value, hidden = named !== undefined } = matcher;
  const keys = pathTest(key);
  const stands = surroundings(matcher);
  const regex = value === undefined ? undefined : new RegExp(value, "i");
  const hitOf = (entry: KeyValue): Hit[] => {
    const { inner, value: text } = entry.value;
    const kept = hidden && text ? [inner] : [];
    if (!regex) return [hitAt(text ? inner : entry, [], kept)];
    const found = regex.exec(text);
    if (!found) return [];
    // What was reckoned is told in other words than it is written in.
    if (inner.end - inner.start !== text.length) return [hitAt(inner, [], kept)];
    const start = inner.start + found.index;
    return [hitAt({ start, end: start + found[0].length }, [], kept)];
  };
  return (scene) => {
    return scene.facts.keyValues
      .filter(({ path }, at) => keys(scene.keyPaths[at]!) && (!named || scene.isOf(named, path.at(-1) ?? "")))
      .filter((entry) => stands(entry, scene))
      .flatMap(hitOf);
  };
}

/** Whether what must stand around a key does, and what must not does not. */
function surroundings({ around, lacks, spares, beside = [] }: KeyMatcher): (entry: KeyValue, scene: Scene) => boolean {
  if (!lacks && !spares && beside.length === 0) return () => true;
  const lacking = lacks && pathTest(lacks);
  const sparing = spares && { key: pathTest(spares.key), value: new RegExp(spares.value, "i") };
  const needed = beside.map(({ key, value, named }) => ({
    key: pathTest(key),
    value: value === undefined ? undefined : new RegExp(value, "i"),
    named,
  }));
  return (entry, scene) => {
    const depth = around === undefined ? 0 : Math.max(0, entry.path.length - around);
    const near = scene.facts.keyValues.filter((other) => isUnder(other, entry, depth));
    const pathIn = ({ path }: KeyValue): string => path.slice(depth).join(".");
    if (lacking && near.some((other) => lacking(pathIn(other)))) return false;
    if (sparing && near.some((other) => sparing.key(pathIn(other)) && sparing.value.test(other.value.value)))
      return false;
    return needed.every(({ key, value, named }) =>
      near.some(
        (other) =>
          key(pathIn(other)) &&
          (!value || value.test(other.value.value)) &&
          (!named || scene.isOf(named, other.path.at(-1) ?? "")),
      ),
    );
  };
}

/** Whether two keys go the same way for so many steps, through the same items of lists, in one document. */
function isUnder(other: KeyValue, entry: KeyValue, depth: number): boolean {
  if (other.items?.[0] !== entry.items?.[0]) return false;
  let lists = 0;
  for (let at = 0; at < depth; at++) {
    if (other.path[at] !== entry.path[at]) return false;
    if (entry.path[at] === "*" && other.items?.[++lists] !== entry.items?.[lists]) return false;
  }
  return true;
}

export function commandMatch({ command, word, after, holds, hidden, reads, printed }: CommandMatcher): Match {
  const name = pathTest(command);
  const regex = word === undefined ? undefined : new RegExp(word);
  const before = after === undefined ? undefined : new RegExp(after);
  return (scene) => {
    if (reads !== undefined && !scene.facts.members.some((part) => scene.isOf(reads, part.name))) return [];
    return scene.facts.commands.flatMap((called) => {
      if (!name(called.name) || (printed && called.captured)) return [];
      if (!regex && !holds && !before) return [hitAt(called)];
      const found = called.words.find(
        (part, at) =>
          (!before || (at > 0 && isWord(called.words[at - 1]!, before))) &&
          isWord(part, regex) &&
          (!holds || scene.holds(part, holds)),
      );
      return found ? [hitAt(found, [], hidden ? literalsOf(found) : [])] : [];
    });
  };
}

const isWord = (part: Expression, regex: RegExp | undefined): boolean => {
  if (!regex) return true;
  const [first] = part.kind === "template" ? part.parts : [part];
  return regex.test(first?.kind === "constant" ? first.value : "");
};
