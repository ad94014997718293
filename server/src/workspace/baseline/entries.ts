/**
 * The file of a baseline: JSON, one entry a line, sorted, without line numbers and without values, so that branches merge
 * line by line. Its first line marks the key that the fingerprints were made with, by a keyed hash of a fixed text.
 */
import { type Confidence, confidences } from "../../engine/rule.ts";

/** A finding that the team knows of: a token by its fingerprint, an insecure use by its finding id. */
export interface BaselineEntry {
  /** Relative to the baseline's root, with `/`. */
  readonly path: string;
  readonly ruleId: string;
  readonly fingerprint?: string;
  readonly id?: string;
}

export interface BaselineHead {
  readonly baseline: 1;
  /** Findings that were less sure were not looked at. */
  readonly minConfidence: Confidence;
  readonly mark: string;
}

export interface BaselineFile {
  readonly head: BaselineHead;
  readonly entries: readonly BaselineEntry[];
}

/** A baseline that cannot be read; the message names the line, from 1, and quotes nothing. */
export class BaselineError extends Error {}

/** @throws BaselineError */
export function readBaseline(text: string): BaselineFile {
  const lines = text.split(/\r?\n/);
  let head: BaselineHead | undefined;
  const entries = lines.flatMap((line, at): BaselineEntry[] => {
    if (line.trim() === "") return [];
    const value = objectIn(line, at);
    if ("baseline" in value) {
      head = agreed(head, headIn(value, at), at);
      return [];
    }
    return [entryIn(value, at)];
  });
  if (!head) throw new BaselineError("line 1: a baseline begins with a line that tells its version and its key");
  return { head, entries };
}

/** @returns the file's text; equal baselines have equal ones */
export function writeBaseline({ head, entries }: BaselineFile): string {
  const lines = new Set(
    entries.map(({ path, ruleId, fingerprint, id }) =>
      JSON.stringify(fingerprint === undefined ? { path, ruleId, id } : { path, ruleId, fingerprint }),
    ),
  );
  const { baseline, minConfidence, mark } = head;
  return `${[JSON.stringify({ baseline, minConfidence, mark }), ...[...lines].sort()].join("\n")}\n`;
}

function objectIn(line: string, at: number): Record<string, unknown> {
  if (/^(<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)/.test(line))
    throw new BaselineError(`line ${at + 1}: a conflict that is not resolved: keep the lines of both sides`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BaselineError(`line ${at + 1}: this is no JSON`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new BaselineError(`line ${at + 1}: an entry is an object`);
}

function headIn({ baseline, minConfidence, mark }: Record<string, unknown>, at: number): BaselineHead {
  if (baseline !== 1) throw new BaselineError(`line ${at + 1}: this version of a baseline is not known here`);
  if (typeof mark !== "string" || !confidences.includes(minConfidence as Confidence))
    throw new BaselineError(`line ${at + 1}: \`minConfidence\` and \`mark\` are missing`);
  return { baseline, minConfidence: minConfidence as Confidence, mark };
}

/** A merge may leave the heads of both sides. */
function agreed(one: BaselineHead | undefined, other: BaselineHead, at: number): BaselineHead {
  if (!one) return other;
  if (one.mark !== other.mark)
    throw new BaselineError(`line ${at + 1}: written with another fingerprint key than what stands above`);
  const surer = Math.min(confidences.indexOf(one.minConfidence), confidences.indexOf(other.minConfidence));
  return { ...one, minConfidence: confidences[surer]! };
}

function entryIn({ path, ruleId, fingerprint, id }: Record<string, unknown>, at: number): BaselineEntry {
  const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
  if (isText(path) && isText(ruleId)) {
    if (isText(fingerprint)) return { path, ruleId, fingerprint };
    if (isText(id)) return { path, ruleId, id };
  }
  throw new BaselineError(`line ${at + 1}: an entry has \`path\`, \`ruleId\`, and \`fingerprint\` or \`id\``);
}
