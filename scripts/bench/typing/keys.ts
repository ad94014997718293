/** Turns what is typed into keys with pauses between them, slips and all. */
import type { Random } from "../../../server/src/engine/mint.ts";
import { DOWN, PASTE } from "./typed.ts";

export interface Key {
  /** Before it, in milliseconds. */
  readonly pause: number;
  /** What is typed or pasted at once; absent for the other keys. */
  readonly text?: string;
  readonly key?: "backspace" | "down";
}

/** Of a hundred letters, how many are missed and corrected. */
const SLIPS = 4;
/** Between two letters, in the middle: 240 ms are typical, and a person who knows the text takes less. */
const MEDIAN = 150;
const SPREAD = 0.5;

/** Pauses are log-normal; a new word, a new line and a noticed slip take longer. */
export function keysOf(typed: string, random: Random): Key[] {
  const pause = (times = 1): number => Math.round(MEDIAN * times * Math.exp(SPREAD * normal(random)));
  const parts = typed.split(new RegExp(`${PASTE.open}([^${PASTE.close}]*)${PASTE.close}`));
  return parts.flatMap((part, at): Key[] =>
    at % 2 === 1 ? [{ pause: pause(6), text: part }] : [...part].flatMap((letter) => keyed(letter, random, pause)),
  );
}

function keyed(letter: string, random: Random, pause: (times?: number) => number): Key[] {
  if (letter === DOWN) return [{ pause: pause(2), key: "down" }];
  if (letter === "\n") return [{ pause: pause(3), text: letter }];
  const key = { pause: pause(letter === " " ? 1.3 : 1), text: letter };
  if (!/[a-z]/.test(letter) || random() * 100 >= SLIPS) return [key];
  const missed = String.fromCharCode(97 + ((letter.charCodeAt(0) - 97 + 1) % 26));
  return [{ pause: pause(), text: missed }, { pause: pause(2), key: "backspace" }, key];
}

/** Box and Muller's normal variate. */
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
