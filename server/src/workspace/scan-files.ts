/** Scans many files: walks, reads, decodes, scans, and applies the team's configs; one result a file, in the walk's order. */
import { applyLevels } from "../config/team-config.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import type { Finding } from "../engine/finding.ts";
import { scan } from "../engine/index.ts";
import type { Files, WalkedFile } from "../host/host.ts";
import { ConfigTree, type PlacedConfig } from "./configs.ts";
import { decode } from "./decode.ts";

export interface ScanRequest {
  /** Files and folders, absolute. */
  readonly roots: readonly string[];
  /** Findings' paths are relative to this folder, with `/`. */
  readonly base: string;
  readonly honourIgnoreFiles: boolean;
  /** Larger files are not read, in bytes. */
  readonly maxFileSize: number;
  readonly useConfig: boolean;
}

export type FileResult =
  | { readonly path: string; readonly findings: readonly Finding[]; readonly bytes: number }
  | { readonly path: string; readonly reason: string };

/** How long files are scanned before others get their turn, in milliseconds. */
const SLICE = 12;

/** Ends early, without an error, when the signal aborts. */
export async function* scanFiles(
  request: ScanRequest,
  files: Files,
  catalogue: Catalogue,
  signal?: AbortSignal,
): AsyncGenerator<FileResult> {
  let sliceEnd = performance.now() + SLICE;
  for (const root of request.roots) {
    const configs = new ConfigTree(files, request.useConfig ? request.base : "\0");
    const ignore = (await configs.configsFor(`${request.base}/x`)).map(({ folder, ignore: patterns }) => ({
      folder,
      patterns,
    }));
    for await (const found of files.walk(root, { ignore, honourIgnoreFiles: request.honourIgnoreFiles })) {
      if (signal?.aborted) return;
      const path = relativePath(request.base, found.path);
      if ("reason" in found) yield { path, reason: found.reason };
      else
        yield await scanFile(found, path, request.maxFileSize, files, catalogue, await configs.configsFor(found.path));
      if (performance.now() < sliceEnd) continue;
      await new Promise((resolve) => setTimeout(resolve, 0));
      sliceEnd = performance.now() + SLICE;
    }
  }
}

async function scanFile(
  file: WalkedFile,
  path: string,
  maxFileSize: number,
  files: Files,
  catalogue: Catalogue,
  configs: readonly PlacedConfig[],
): Promise<FileResult> {
  if (file.size > maxFileSize) return { path, reason: `larger than ${Math.round(maxFileSize / 1e6)} MB` };
  let bytes: Uint8Array | undefined;
  try {
    bytes = await files.read(file.path);
  } catch (error) {
    return { path, reason: `could not be read (${(error as { code?: string }).code ?? "unknown"})` };
  }
  if (!bytes) return { path, reason: "gone before it was read" };
  const decoded = decode(bytes);
  if ("reason" in decoded) return { path, reason: decoded.reason };
  const { findings } = scan({ path, text: decoded.text }, catalogue, new Date());
  return { path, findings: applyLevels(findings, configs), bytes: bytes.length };
}

/** With `/`; a path outside the base stays absolute. */
export function relativePath(base: string, path: string): string {
  const folder = `${base.replace(/[\\/]+$/, "")}/`.replaceAll("\\", "/");
  const whole = path.replaceAll("\\", "/");
  return whole.startsWith(folder) ? whole.slice(folder.length) : whole;
}
