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
  lazyGrammars((name) => readFile(join(folder, name)), budget);
