/** `tokenward fix --handling`: mends what handling rules find in files, and shows the difference without values. */
import { createTwoFilesPatch } from "diff";
import type { Catalogue } from "../engine/catalogue.ts";
import { scanHandling } from "../engine/handling.ts";
import { mend } from "../engine/handling-fix.ts";
import { scan } from "../engine/index.ts";
import type { Grammars } from "../engine/read/syntax.ts";
import { openBytes } from "../workspace/decode.ts";
import type { Moves } from "../workspace/moves.ts";
import type { GatherOptions } from "./gather.ts";
import type { Terminal } from "./terminal.ts";

export interface Mends {
  /** What each file held (or would hold, once the moves are made) and holds afterwards, by its path from the working directory. */
  readonly files: ReadonlyMap<string, { readonly before: string; readonly after: string }>;
  readonly count: number;
  /** The difference, and what was done. */
  readonly shown: string;
}

export const noMends: Mends = { files: new Map(), count: 0, shown: "" };

/**
 * @param paths of files where something can be mended
 * @param moves planned for the same files: what is mended is the text that they leave
 */
export async function mendFiles(
  paths: readonly string[],
  moves: Moves,
  { grammars, only, unsafe }: GatherOptions & { readonly unsafe: boolean },
  catalogue: Catalogue,
  { host, workingDirectory }: Terminal,
): Promise<Mends> {
  if (!grammars) return noMends;
  const files = new Map<string, { before: string; after: string }>();
  const lines: string[] = [];
  let shown = "";
  for (const path of paths) {
    const before = moves.changes.get(path)?.after ?? (await textOf(path, `${workingDirectory}/${path}`, host.files));
    if (before === undefined) continue;
    const { text, fixed } = await mend(
      { path, text: before },
      catalogue,
      grammars,
      ({ fix, ruleId }) => (fix === "safe" || unsafe) && (only?.includes(ruleId) ?? true),
    );
    if (fixed.length === 0) continue;
    files.set(path, { before, after: text });
    shown += await difference(path, before, text, catalogue, grammars);
    lines.push(...fixed.map(({ title, range }) => `  ${path}:${range.start.line + 1}: ${title}`));
  }
  return { files, count: lines.length, shown: lines.length > 0 ? `${shown}\nMends:\n${lines.join("\n")}\n` : "" };
}

async function textOf(name: string, path: string, files: Terminal["host"]["files"]): Promise<string | undefined> {
  const bytes = await files.read(path);
  const opened = bytes && openBytes(name, bytes);
  return opened && !("reason" in opened) ? opened.text : undefined;
}

/** What rules hold to be a value is not shown, be it a token's or a chosen word. */
async function difference(path: string, before: string, after: string, catalogue: Catalogue, grammars: Grammars) {
  const [a, b] = [await masked(path, before, catalogue, grammars), await masked(path, after, catalogue, grammars)];
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, a, b, undefined, undefined, { context: 2 });
}

async function masked(path: string, text: string, catalogue: Catalogue, grammars: Grammars): Promise<string> {
  const { masks } = scan({ path, text }, catalogue);
  const { findings } = await scanHandling({ path, text }, catalogue, grammars);
  const values = findings
    .filter(({ cwe }) => cwe.includes("CWE-798") || cwe.includes("CWE-321"))
    .map(({ span }) => ({ ...span, masked: "..." }))
    .filter(({ start, end }) => !masks.some((mask) => mask.start < end && start < mask.end));
  return [...masks, ...values]
    .sort((x, y) => y.start - x.start)
    .reduce((shown, { start, end, masked: mask }) => shown.slice(0, start) + mask + shown.slice(end), text);
}
