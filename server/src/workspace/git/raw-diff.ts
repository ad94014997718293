/** Reads git's raw difference format with `-z` (https://git-scm.com/docs/git-diff#_raw_output_format). */
import { fieldsOf } from "./fields.ts";

/** One side of a changed path. */
export interface Side {
  /** Relative to the work tree's root, with `/`. */
  readonly path: string;
  /** As git writes it: `100644`, `120000` for a link, `160000` for a submodule. */
  readonly mode: string;
  /** Of the blob; zeros where git has not looked at the file. */
  readonly id: string;
}

/** A path that changed; a side is absent where there was, or is, nothing. */
export interface RawChange {
  readonly before?: Side;
  readonly after?: Side;
  /** Several versions of it wait to be merged. */
  readonly unmerged?: true;
}

const NOTHING = "000000";

/** Renames and copies name two paths, all else one. */
export async function readRawDiff(output: AsyncIterable<Uint8Array>): Promise<RawChange[]> {
  const fields: string[] = [];
  for await (const some of fieldsOf(output)) for (const field of some) fields.push(field);
  const changes: RawChange[] = [];
  for (let at = 0; at + 1 < fields.length; ) {
    const head = fields[at]!.slice(1).split(" ");
    const isPair = /^[RC]/.test(head[4]!);
    changes.push(changeOf(head, fields[at + 1]!, fields[isPair ? at + 2 : at + 1]!));
    at += isPair ? 3 : 2;
  }
  return changes;
}

function changeOf(head: readonly string[], from: string, to: string): RawChange {
  const [modeBefore, modeAfter, idBefore, idAfter, status] = head as [string, string, string, string, string];
  if (status === "U") return { after: { path: to, mode: modeAfter, id: idAfter }, unmerged: true };
  return {
    ...(modeBefore !== NOTHING && { before: { path: from, mode: modeBefore, id: idBefore } }),
    ...(modeAfter !== NOTHING && { after: { path: to, mode: modeAfter, id: idAfter } }),
  };
}
