/** Sets of units, and what must stand round an anchor, as flat tables: nearly all hits of the automaton end here, at a few reads each. */
import type { Stretch, UnitSet } from "./rule.ts";
import type { Units } from "./units.ts";

/** 256 entries, 1 for a unit of the set; all that is not ASCII looks alike. */
export type UnitTable = Uint8Array;

export function unitTable(units: UnitSet): UnitTable {
  const table = new Uint8Array(256);
  for (let at = 0; at < units.length; at += 2) {
    const last = Math.min(units.charCodeAt(at + 1), 128);
    for (let unit = units.charCodeAt(at); unit <= last; unit++) table[unit] = 1;
  }
  if (units.charCodeAt(units.length - 1) > 127) table.fill(1, 128);
  return table;
}

/** Makes each table once. */
export function unitTables(): (units: UnitSet) => UnitTable {
  const known = new Map<UnitSet, UnitTable>();
  return (units) => {
    const table = known.get(units) ?? unitTable(units);
    known.set(units, table);
    return table;
  };
}

/** What must stand round an anchor, one entry a place. */
export interface Gate {
  readonly from: Int8Array;
  readonly to: Int8Array;
  readonly tables: readonly UnitTable[];
}

export const gateOf = (around: readonly Stretch[], tableOf: (units: UnitSet) => UnitTable): Gate => ({
  from: Int8Array.from(around, ({ from }) => from),
  to: Int8Array.from(around, ({ to }) => to),
  tables: around.map(({ units }) => tableOf(units)),
});

/** Whether the anchor at `start` may be part of a match. Where the text ends nothing is known. */
export function isOpen({ from, to, tables }: Gate, units: Units, start: number): boolean {
  for (let stretch = 0; stretch < tables.length; stretch++) {
    const table = tables[stretch]!;
    const last = Math.min(start + to[stretch]!, units.length);
    for (let at = Math.max(start + from[stretch]!, 0); at < last; at++) if (table[units[at]!] === 0) return false;
  }
  return true;
}

/** Whether so many units of one set stand in a row somewhere in a stretch, and on behind it; most units are stepped over unseen. */
export function hasRun(units: Units, from: number, to: number, table: UnitTable, length: number): boolean {
  const end = Math.min(to, units.length);
  for (let start = from; start < end; ) {
    const last = start + length - 1;
    if (last >= units.length) return false;
    let at = last;
    while (at >= start && table[units[at]!] === 1) at--;
    if (at < start) return true;
    start = at + 1;
  }
  return false;
}
