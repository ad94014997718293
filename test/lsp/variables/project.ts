/** A small project whose variables stand in many kinds of files, and a client that is at home in it. */
import type { Position } from "vscode-languageserver/node";
import { type Start, TestClient } from "../client.ts";
import { Mint } from "../tokens.ts";
import { TestFolder } from "../workspace.ts";

export class Project {
  readonly mint = new Mint(11);
  readonly token = this.mint.github();
  readonly folder: TestFolder;
  readonly client = TestClient.inProcess();

  constructor(more: Readonly<Record<string, string>> = {}) {
    this.folder = new TestFolder({
      ".gitignore": ".env\nnode_modules\n",
      ".env": `# of this machine\nGITHUB_TOKEN=${this.token}\nEMPTY=\nOLD_KEY=1\n`,
      ".env.example": "GITHUB_TOKEN=\nEMPTY=\nLATER=\n",
      "src/app.js": 'import "dotenv/config";\nconst t = process.env.GITHUB_TOKEN;\nconst e = process.env["EMPTY"];\n',
      "src/other.ts": "const { GITHUB_TOKEN, MISSING } = process.env;\nuse(GITHUB_TOKEN, MISSING);\n",
      "job.py": 'import os\nx = os.environ["GITHUB_TOKEN"]\n# os.environ["GITHUB_TOKEN"] is said here only\n',
      "compose.yml": "services:\n  web:\n    env_file: .env\n    environment:\n      GITHUB_TOKEN: ${GITHUB_TOKEN:?}\n",
      ".github/workflows/ci.yml":
        "on: push\njobs:\n  a:\n    steps:\n      - run: npm test\n        env:\n          DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}\n",
      "node_modules/a/index.js": "process.env.GITHUB_TOKEN;\n",
      ...more,
    });
  }

  async start(start: Partial<Start> = {}): Promise<this> {
    await this.client.initialize({ folders: [{ uri: this.folder.uri, name: "demo" }], ...start });
    return this;
  }

  uri(path: string): string {
    return this.folder.uriOf(path);
  }

  /** Opens a file as it is on disk. */
  async open(path: string, languageId = path.split(".").at(-1)!): Promise<string> {
    await this.client.open(this.uri(path), this.folder.read(path), languageId);
    return this.uri(path);
  }

  /** Of the n-th place of a text in a file on disk, one character in. */
  at(path: string, what: string, n = 0): Position {
    const text = this.folder.read(path);
    let offset = text.indexOf(what);
    for (let i = 0; i < n; i++) offset = text.indexOf(what, offset + 1);
    const before = text.slice(0, offset).split("\n");
    return { line: before.length - 1, character: before.at(-1)!.length + 1 };
  }

  /** An address as `path:line`, one-based. */
  place({ uri, range }: { readonly uri: string; readonly range: { readonly start: Position } }): string {
    return `${uri.slice(this.folder.uri.length + 1)}:${range.start.line + 1}`;
  }

  async end(): Promise<void> {
    await this.client.stop(this.mint.values);
    this.folder.remove();
  }
}
