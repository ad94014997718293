/** Plays a typing session into a document that is open on a server. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Editor } from "./editor.ts";
import { changesAt, hurried, type Session, Waiting } from "./session.ts";

export class Typist {
  readonly #editor: Editor;
  readonly #uri: string;
  #version = 1;

  /** @param uri of a document that was opened with version 1 and changes through this typist only */
  constructor(editor: Editor, uri: string) {
    this.#editor = editor;
    this.#uri = uri;
  }

  /**
   * Types a session on a new line.
   * @param line zero-based
   * @returns how long each keystroke waited for diagnostics that know of it, in milliseconds
   */
  async type({ edits }: Session, line: number): Promise<readonly number[]> {
    const start = { line, character: 0 };
    await this.#editor.change(this.#uri, ++this.#version, [{ range: { start, end: start }, text: "\n" }]);
    await this.#editor.pull(this.#uri).answer;
    const waiting = new Waiting();
    let asked: ReturnType<Editor["pull"]> | undefined;
    let due = performance.now();
    for (const edit of edits) {
      due += hurried(edit[0]);
      await sleep(Math.max(0, due - performance.now()));
      const version = ++this.#version;
      waiting.sent(version, performance.now());
      void this.#editor.change(this.#uri, version, changesAt(edit, line));
      // As editors do: who asks anew does not wait for the old answer.
      if (waiting.left > 1) asked?.takeBack();
      asked = this.#editor.pull(this.#uri);
      void asked.answer.then((answer) => answer && waiting.answered(version, performance.now()));
    }
    await asked?.answer;
    return waiting.waited;
  }
}
