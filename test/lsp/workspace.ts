/** A folder on disk for one test. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { URI } from "vscode-uri";

export class TestFolder {
  readonly path: string;

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.path = realpathSync(mkdtempSync(join(tmpdir(), "tokenward-lsp-")));
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  /** As VS Code spells it. */
  get uri(): string {
    return URI.file(this.path).toString();
  }

  uriOf(path: string): string {
    return URI.file(join(this.path, path)).toString();
  }

  write(path: string, text: string): void {
    const whole = join(this.path, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  }

  read(path: string): string {
    return readFileSync(join(this.path, path), "utf8");
  }

  remove(path = ""): void {
    rmSync(join(this.path, path), { recursive: true, force: true });
  }
}
