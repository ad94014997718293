/** Copies a value for a while: the clipboard is cleared afterwards, unless it holds something else by then. */

/** What is needed of the editor. */
export interface ClipboardText {
  readText(): Thenable<string>;
  writeText(text: string): Thenable<void>;
}

/** In milliseconds. */
const WHILE = 30_000;

export class BriefClipboard {
  readonly #clipboard: ClipboardText;
  #pending: { readonly value: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;

  constructor(clipboard: ClipboardText) {
    this.#clipboard = clipboard;
  }

  async copy(value: string): Promise<void> {
    if (this.#pending) clearTimeout(this.#pending.timer);
    await this.#clipboard.writeText(value);
    const timer = setTimeout(() => void this.clear(), WHILE);
    this.#pending = { value, timer };
  }

  /** At once, where the value still lies there. */
  async clear(): Promise<void> {
    const pending = this.#pending;
    if (!pending) return;
    this.#pending = undefined;
    clearTimeout(pending.timer);
    if ((await this.#clipboard.readText()) === pending.value) await this.#clipboard.writeText("");
  }

  dispose(): void {
    void this.clear();
  }
}
