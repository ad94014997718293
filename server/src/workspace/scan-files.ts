/** Scans many files: walks, reads, decodes, scans, and applies the team's configs; one result a file, in the walk's order. */
import { applyLevels } from "../config/team-config.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import type { SourceDocument } from "../engine/document.ts";
import type { Finding, HandlingFinding } from "../engine/finding.ts";
import { dispositionsOf, type References } from "../engine/fix/index.ts";
import { scanHandling } from "../engine/handling.ts";
import { scan } from "../engine/index.ts";
import type { Grammars } from "../engine/read/syntax.ts";
import type { Files, WalkedFile } from "../host/host.ts";
import { ConfigTree, type PlacedConfig } from "./configs.ts";
import { type Decoded, decode } from "./decode.ts";
import { isIgnored } from "./ignored.ts";
import { relativePath } from "./paths.ts";

export interface ScanRequest {
  /** Files and folders, absolute. */
  readonly roots: readonly string[];
  /** Findings' paths are relative to this folder, with `/`. */
  readonly base: string;
  readonly honourIgnoreFiles: boolean;
  /** Larger files are not read, in bytes. */
  readonly maxFileSize: number;
  readonly useConfig: boolean;
  /** With it each finding says whether it can be fixed. */
  readonly references?: References;
  /** With them handling rules look at the files too. */
  readonly grammars?: Grammars;
  /** Ids of rules that are off by default and asked for. */
  readonly asked?: readonly string[];
}

export type FileResult =
  | {
      readonly path: string;
      readonly findings: readonly Finding[];
      readonly handling: readonly HandlingFinding[];
      /** Why handling rules did not look at the file, where they should have. */
      readonly unread?: string;
      readonly bytes: number;
    }
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
  const { base, honourIgnoreFiles, useConfig } = request;
  const configs = useConfig ? new ConfigTree(files, base) : undefined;
  const configsFor = async (path: string): Promise<readonly PlacedConfig[]> => (await configs?.configsFor(path)) ?? [];
  const ignore = (await configsFor(`${base}/x`)).map(({ folder, ignore: patterns }) => ({ folder, patterns }));
  let sliceEnd = performance.now() + SLICE;
  for (const root of request.roots) {
    for await (const found of files.walk(root, { ignore, honourIgnoreFiles })) {
      if (signal?.aborted) return;
      const path = relativePath(base, found.path);
      const own = await configsFor(found.path);
      if (isIgnored(found.path, own)) continue;
      if ("reason" in found) yield { path, reason: found.reason };
      else yield await scanFile(found, path, own, request, files, catalogue);
      if (performance.now() < sliceEnd) continue;
      await new Promise((resolve) => setTimeout(resolve, 0));
      sliceEnd = performance.now() + SLICE;
    }
  }
}

async function scanFile(
  file: WalkedFile,
  path: string,
  configs: readonly PlacedConfig[],
  { maxFileSize, references, grammars, asked }: ScanRequest,
  files: Files,
  catalogue: Catalogue,
): Promise<FileResult> {
  if (file.size > maxFileSize) return { path, reason: `larger than ${Math.round(maxFileSize / 1e6)} MB` };
  const read = await readText(file.path, files);
  if ("reason" in read) return { path, reason: read.reason };
  const document: SourceDocument = { path, text: read.text };
  const judged = scan(document, catalogue, new Date());
  const findings = applyLevels(judged.findings, configs);
  const handled = grammars && (await scanHandling(document, catalogue, grammars, judged.masks));
  return {
    path,
    findings: references ? withFixes(document, findings, catalogue, references) : findings,
    handling: applyLevels(handled?.findings ?? [], configs, asked),
    ...(handled?.unread !== undefined && { unread: handled.unread }),
    bytes: file.size,
  };
}

async function readText(path: string, files: Files): Promise<Decoded> {
  try {
    const bytes = await files.read(path);
    return bytes ? decode(bytes) : { reason: "gone before it was read" };
  } catch (error) {
    return { reason: `could not be read (${(error as { code?: string }).code ?? "unknown"})` };
  }
}

function withFixes(
  document: SourceDocument,
  findings: readonly Finding[],
  catalogue: Catalogue,
  references: References,
): Finding[] {
  const fixable = findings.map((finding) => ({ finding, rule: catalogue.rule(finding.ruleId)! }));
  const fixes = dispositionsOf(document, fixable, references);
  return findings.map((finding, at) => ({ ...finding, fix: fixes[at]! }));
}
