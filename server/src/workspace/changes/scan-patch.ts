/** Scans a patch: what it adds and what it removes, with the lines' numbers in the files that it is for. */
import type { Catalogue } from "../../engine/catalogue.ts";
import type { Host } from "../../host/host.ts";
import { type Planned, type PlanRequest, surroundingsFor } from "../plan.ts";
import type { FileResult } from "../result.ts";
import type { ContentRequest } from "../scan-files.ts";
import { type PatchedFile, readPatch } from "./patch.ts";
import { type Pair, scanPairs } from "./scan-changes.ts";

/** One result a file of the patch; its paths are taken to be relative to the base. */
export async function* scanPatch(
  patch: string,
  request: ContentRequest & Pick<PlanRequest, "base" | "useConfig" | "configs">,
  host: Pick<Host, "files" | "hashes" | "threads">,
  catalogue: Catalogue,
): AsyncGenerator<FileResult> {
  yield* scanPairs(pairsOf(readPatch(patch), request, host), request, host, catalogue);
}

async function* pairsOf(
  files: readonly PatchedFile[],
  request: Pick<PlanRequest, "base" | "useConfig" | "configs">,
  host: Pick<Host, "files">,
): AsyncGenerator<Pair> {
  const surroundings = surroundingsFor(request, host.files);
  for (const { before, after, reason } of files) {
    const { path: name } = (after ?? before)!;
    const path = `${request.base}/${name}`;
    const { ignored, levels, team } = await surroundings.of(path);
    if (ignored) continue;
    if (reason !== undefined) yield { after: { name, reason } };
    else {
      const planned = (side: { readonly path: string; readonly text: string }): Planned => {
        const bytes = new TextEncoder().encode(side.text);
        return { name: side.path, path, size: bytes.length, bytes, levels, ...(team && { team }) };
      };
      yield { ...(before && { before: planned(before) }), ...(after && { after: planned(after) }) };
    }
  }
}
