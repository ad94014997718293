/** One line on standard error that says what is being done: written over in a terminal, a line each time elsewhere. */

export class Progress {
  readonly #began = Date.now();

  show(what: string): void {
    const seconds = Math.round((Date.now() - this.#began) / 1000);
    const line = `${String(seconds).padStart(5)} s  ${what}`;
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  }
}
