/** What is done to names and values in one file, found by them. */
import type { Call, Expression, FileFacts, Setting } from "../../read/facts.ts";

/** What a call is given besides its plain arguments. */
export interface Option {
  readonly name: string;
  /** Absent where only the name is told (`.withoutExpiry()`). */
  readonly value: Expression | undefined;
  readonly at: { readonly start: number; readonly end: number };
}

/** Each in the order of the file. */
export interface Uses {
  /** What a value is assigned to, first. */
  readonly targets: ReadonlyMap<Expression, Expression>;
  /** Calls of members of what has a name. */
  readonly callsOn: ReadonlyMap<string, readonly Call[]>;
  /** Members that are set on what has a name. */
  readonly setOn: ReadonlyMap<string, readonly Setting[]>;
}

export function usesIn({ settings, calls }: FileFacts): Uses {
  const targets = new Map<Expression, Expression>();
  const callsOn = new Map<string, Call[]>();
  const setOn = new Map<string, Setting[]>();
  for (const call of calls) add(callsOn, receiverOf(call.callee), call);
  for (const setting of settings) {
    if (!setting.target) continue;
    if (!targets.has(setting.value)) targets.set(setting.value, setting.target);
    add(setOn, receiverOf(setting.target), setting);
  }
  return { targets, callsOn, setOn };
}

const receiverOf = (member: Expression): string | undefined =>
  member.kind === "member" && (member.of.kind === "name" || member.of.kind === "member") ? member.of.name : undefined;

/** Adds to a list of a map, where there is something to find it by. */
export function add<K, V>(map: Map<K, V[]>, key: K | undefined, value: V): void {
  if (key === undefined) return;
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
