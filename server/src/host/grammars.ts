/** Grammars on a disk. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Grammars } from "../engine/read/syntax.ts";
import { lazyGrammars } from "./lazy-grammars.ts";

/** The grammars lie beside the bundle that runs; without one there are none. */
export const grammarFolder = (): string | undefined =>
  typeof __dirname === "string" ? join(__dirname, "grammars") : undefined;

/**
 * @param folder holds `web-tree-sitter.wasm` and one `<grammar>.wasm` for each grammar
 * @param budget how long one text may take to parse, in milliseconds; a few seconds where absent
 */
export const nodeGrammars = (folder: string, budget?: number): Grammars =>
  lazyGrammars({ read: (name) => readFile(join(folder, name)), loaded: keepFirstCode }, budget);

/**
 * The lexer of a grammar is one function of up to 400 KB, which V8 takes twenty seconds of a processor to optimise, and gains little by.
 * What is loaded afterwards keeps the code that it is first given; tree-sitter itself is loaded before.
 */
async function keepFirstCode(): Promise<void> {
  const { setFlagsFromString } = await import("node:v8");
  // Of other majors it is not known that they have these flags, and what is unknown is complained of.
  if (/^(?:20|22|24)\./.test(process.versions.node))
    for (const flag of ["--no-wasm-tier-up", "--no-wasm-dynamic-tiering"]) setFlagsFromString(flag);
}
