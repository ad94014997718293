/** Which positions of a pattern lie in a loop together. */
import type { Step } from "./positions.ts";

export interface Loop {
  readonly members: readonly number[];
  /** A member that does not lead back to itself is alone, and turns not. */
  readonly turns: boolean;
}

/** The strongly connected parts of the positions (Tarjan 1972); none leads to one before it. */
export function loopsOf(next: readonly (readonly Step[])[]): Loop[] {
  const numbers = next.map(() => 0);
  const low = next.map(() => 0);
  const open: number[] = [];
  const isOpen = next.map(() => false);
  const loops: Loop[] = [];
  let count = 0;
  const visit = (place: number): void => {
    numbers[place] = ++count;
    low[place] = count;
    open.push(place);
    isOpen[place] = true;
    for (const { to: target } of next[place]!) {
      if (numbers[target] === 0) visit(target);
      if (isOpen[target]) low[place] = Math.min(low[place]!, low[target]!);
    }
    if (low[place] !== numbers[place]) return;
    const members = open.splice(open.lastIndexOf(place));
    for (const member of members) isOpen[member] = false;
    loops.unshift({ members, turns: members.length > 1 || next[place]!.some(({ to }) => to === place) });
  };
  for (const place of next.keys()) if (numbers[place] === 0) visit(place);
  return loops;
}
