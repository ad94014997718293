/** A recorded typing session: how it is played at any line of any document, and how long each keystroke waited. */

/** One change as the editor sent it: from line and character, to line and character, and what stands there then; lines count from where the typing began. */
export type Change = readonly [line: number, character: number, endLine: number, endCharacter: number, text: string];

/** What one keystroke or paste did, and the milliseconds since the one before. */
export type Edit = readonly [pause: number, ...changes: Change[]];

export interface Session {
  readonly languageId: string;
  readonly edits: readonly Edit[];
}

/** Pauses are played in a quarter of their time, within bounds, in milliseconds: nobody waits for a person's thoughts. */
const HASTE = 4;
const PAUSE = { least: 8, most: 60 };

export const hurried = (pause: number): number => Math.min(PAUSE.most, Math.max(PAUSE.least, pause / HASTE));

interface ContentChange {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly text: string;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** @param line zero-based; empty when the session begins */
export function changesAt([, ...changes]: Edit, line: number): ContentChange[] {
  return changes.map(([startLine, start, endLine, end, text]) => ({
    range: { start: { line: line + startLine, character: start }, end: { line: line + endLine, character: end } },
    text,
  }));
}

/** Keystrokes that wait for diagnostics of a text that holds them. */
export class Waiting {
  readonly #sent: { readonly version: number; readonly at: number }[] = [];
  /** How long each keystroke waited that waits no more, in milliseconds. */
  readonly waited: number[] = [];

  sent(version: number, at: number): void {
    this.#sent.push({ version, at });
  }

  /** An answer for a version holds all that was typed before it, too. */
  answered(version: number, at: number): void {
    while (this.#sent.length > 0 && this.#sent[0]!.version <= version) this.waited.push(at - this.#sent.shift()!.at);
  }

  get left(): number {
    return this.#sent.length;
  }
}
