/** The built product as it stood when the run began, and how its command line is run. */
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../compare/process.ts";
import type { Candidate } from "./run/interleaved.ts";

const dist = join(import.meta.dirname, "../../dist");

export interface ScanWay {
  readonly name: string;
  readonly folder: string;
  /** Asked of the command line where it can be; else it decides itself. */
  readonly threads?: number;
  /** Where the report goes. */
  readonly output?: string;
  readonly format?: "text" | "json";
  /** Honours .gitignore and keeps what it learnt for the next time, as a user's scan does. */
  readonly asUser?: boolean;
  /** Where results are kept between runs; where none is named nothing is kept. */
  readonly cache?: string;
}

export class Product {
  readonly #folder: string;
  readonly #scratch: string;
  readonly #help: string;

  /**
   * @param scratch a folder that the copy of the product and its caches go into: others may build anew meanwhile
   * @throws Error where it is not built
   */
  constructor(scratch: string) {
    if (!existsSync(join(dist, "cli.cjs"))) throw new Error("dist/cli.cjs is missing; npm run build makes it");
    this.#scratch = scratch;
    this.#folder = join(scratch, "product");
    cpSync(dist, this.#folder, { recursive: true, filter: (path) => !/\.(?:map|vsix)$/.test(path) });
    this.#help = runProgram(process.execPath, [this.cli, "scan", "--help"]).output;
  }

  get cli(): string {
    return join(this.#folder, "cli.cjs");
  }

  get server(): string {
    return join(this.#folder, "server.cjs");
  }

  /** Whether `scan` knows an option. */
  can(option: string): boolean {
    return this.#help.includes(`${option} `);
  }

  /** A scan by the command line. Text is its own format, and needs no slow hashes of what it finds. */
  scan({ name, folder, threads, output, format = "text", asUser = false, cache }: ScanWay): Candidate {
    const args = [this.cli, "scan", ".", "--format", format, "--no-progress", "--fail-on", "never"];
    if (!asUser) args.push("--no-config", "--no-ignore");
    if (!asUser && this.can("--no-cache")) args.push("--no-cache");
    if (threads !== undefined && this.can("--threads")) args.push("--threads", String(threads));
    const own = cache ?? mkdtempSync(join(this.#scratch, "cache-"));
    return {
      name,
      program: process.execPath,
      args,
      cwd: folder,
      env: { XDG_CACHE_HOME: own },
      ...(output !== undefined && { output }),
      before: () => {
        if (cache === undefined) rmSync(own, { recursive: true, force: true });
      },
    };
  }
}
