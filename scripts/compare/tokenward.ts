/** Runs the bundled command line over a folder, as a user would. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runProgram } from "./process.ts";
import type { ScanCommand } from "./scanner.ts";

export type Confidence = "high" | "medium" | "low";

/** A finding of `scan --format json`, as far as the measurements need it. */
export interface Finding {
  readonly ruleId: string;
  readonly kind: "token" | "handling";
  readonly confidence: Confidence;
  readonly masked: string;
  readonly path: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Scanned {
  readonly findings: readonly Finding[];
  readonly stats: { readonly files: number; readonly bytes: number };
  /** Of the whole process. */
  readonly seconds: number;
}

const cli = resolve(import.meta.dirname, "../../dist/cli.cjs");
const ARGS = ["scan", ".", "--format", "json", "--no-config", "--no-ignore", "--no-progress", "--fail-on", "never"];

/** @throws Error when the command line is not built, or could not scan */
export function scanWithTokenward(folder: string, least: Confidence): Scanned {
  const { program, args, cwd } = scanCommand(folder, least);
  const { output, seconds } = runProgram(program, args, { cwd });
  return { ...(JSON.parse(output) as Omit<Scanned, "seconds">), seconds };
}

/** @throws Error when the command line is not built */
export function scanCommand(folder: string, least: Confidence): ScanCommand {
  if (!existsSync(cli)) throw new Error("dist/cli.cjs is missing; npm run build makes it");
  const args = [cli, ...ARGS, "--min-confidence", least];
  return { program: process.execPath, args, cwd: folder, accepted: [0], prints: true };
}

/** @returns the text that a finding covers; it must not be shown */
export function coveredText(folder: string, { path, range }: Finding): string {
  const text = readFileSync(join(folder, path), "utf8");
  const starts = [0, ...[...text.matchAll(/\n/g)].map((newline) => newline.index + 1)];
  const offset = ({ line, character }: Position): number => (starts[line] ?? text.length) + character;
  return text.slice(offset(range.start), offset(range.end));
}
