/** The baseline of a command's scan: which findings are known, and which entries match nothing any more. */
import { isAbsolute, join } from "node:path";
import type { FingerprintKey } from "../engine/fingerprint.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import { type Confidence, confidences } from "../engine/rule.ts";
import type { ReportTail } from "../report/report.ts";
import type { Baseline } from "../workspace/baseline/baseline.ts";
import { type BaselineEntry, BaselineError } from "../workspace/baseline/entries.ts";
import { baselineIn, openBaseline, pathInBaseline } from "../workspace/baseline/open.ts";
import type { ConfigTree } from "../workspace/configs.ts";
import type { Gathered } from "./gather.ts";
import { CommandError, type Terminal } from "./terminal.ts";

export interface BaselineOptions {
  /** False where the one that a config names is to be left out. */
  readonly baseline?: string | false;
}

/** What of a scan tells whether an entry could have matched. */
export interface Scope {
  readonly minConfidence: Confidence;
  readonly only?: readonly string[];
  /** As the command line names them. */
  readonly paths: readonly string[];
  /** Only some of what lies below the paths was looked at. */
  readonly partial: boolean;
}

/** @returns the path of the baseline that holds, absolute; undefined where there is none */
export async function baselinePath(
  { baseline }: BaselineOptions,
  configs: ConfigTree,
  { workingDirectory }: Terminal,
): Promise<string | undefined> {
  if (baseline === false) return undefined;
  if (baseline !== undefined) return isAbsolute(baseline) ? baseline : join(workingDirectory, baseline);
  return baselineIn(await configs.configsFor(join(workingDirectory, "x")));
}

export class Known {
  readonly #baseline: Baseline;
  readonly #root: string;
  readonly #terminal: Terminal;
  #count = 0;

  private constructor(baseline: Baseline, root: string, terminal: Terminal) {
    this.#baseline = baseline;
    this.#root = root;
    this.#terminal = terminal;
  }

  /** @throws CommandError where there is no such baseline, or it cannot be used */
  static async open(path: string, key: FingerprintKey, terminal: Terminal): Promise<Known> {
    try {
      const { baseline, root } = await openBaseline(path, key, terminal.host);
      return new Known(baseline, root, terminal);
    } catch (error) {
      if (error instanceof BaselineError) throw new CommandError(`baseline ${path}: ${error.message}`);
      throw error;
    }
  }

  /** The same findings, each told whether it is known. */
  async mark(found: readonly ReportedFinding[]): Promise<ReportedFinding[]> {
    const marked: ReportedFinding[] = [];
    for (const each of found) {
      const path = pathInBaseline(this.#root, join(this.#terminal.workingDirectory, each.finding.path));
      const known = path !== undefined && (await this.#baseline.knows(path, each));
      if (known) this.#count++;
      const { known: _, ...rest } = each;
      marked.push((known ? { ...rest, known } : rest) as ReportedFinding);
    }
    return marked;
  }

  told(scope: Scope, { skipped }: Pick<Gathered, "skipped">): Required<ReportTail>["baseline"] {
    const unmatched = this.unmatched(
      scope,
      skipped.map(({ path }) => path),
    );
    return { known: this.#count, unmatched: unmatched.map(({ path, ruleId }) => ({ path, ruleId })) };
  }

  /** The entries that would have matched if what they know of were still there. @param skipped paths that were not read */
  unmatched({ minConfidence, only, paths, partial }: Scope, skipped: readonly string[]): readonly BaselineEntry[] {
    const { workingDirectory } = this.#terminal;
    const looksCloser = confidences.indexOf(minConfidence) >= confidences.indexOf(this.#baseline.head.minConfidence);
    if (partial || !looksCloser) return [];
    const absolute = (path: string): string => (isAbsolute(path) ? path : join(workingDirectory, path));
    const roots = (paths.length > 0 ? paths : ["."]).map((path) => join(absolute(path), "/"));
    const unread = new Set(skipped.map(absolute));
    return this.#baseline.unmatched.filter(({ path, ruleId }) => {
      const file = join(this.#root, path);
      const isCovered = roots.some((root) => `${file}/`.startsWith(root) || join(file, "/").startsWith(root));
      return isCovered && !unread.has(file) && (only?.includes(ruleId) ?? true);
    });
  }
}
