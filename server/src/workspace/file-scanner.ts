/** Scans one file: reads, decodes, finds, and keeps what may be said of the findings; their values end here. */
import { applyLevels, type Levels } from "../config/levels.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import type { SourceDocument } from "../engine/document.ts";
import type { AnyFinding, Finding, HandlingFinding } from "../engine/finding.ts";
import { Fingerprinter, type FingerprintKey, type KeyedHashes } from "../engine/fingerprint.ts";
import { dispositionsOf, type References } from "../engine/fix/index.ts";
import { type Handled, scanHandling } from "../engine/handling.ts";
import { scan, scanBinary } from "../engine/index.ts";
import type { FingerprintedFinding, ReportedFinding } from "../engine/inventory.ts";
import type { Judged } from "../engine/judge/index.ts";
import type { Grammars } from "../engine/read/syntax.ts";
import { type Confidence, confidences, type TokenRule } from "../engine/rule.ts";
import type { CacheFolder, FileReader, Threads } from "../host/host.ts";
import { openBytes } from "./decode.ts";
import type { PlannedFile } from "./plan.ts";
import type { TeamSet } from "./team/set.ts";
import { TeamScans } from "./team/team-scans.ts";

/** What a scanner is told before its first file; plain data. */
export interface ScannerSetup {
  /** What has expired by then is left out. */
  readonly now: Date;
  readonly minConfidence: Confidence;
  /** Only findings of these rules, by id. */
  readonly only?: readonly string[];
  readonly fingerprints: FingerprintSetting;
  /** With it the content of files that hold no finding is hashed, so that they are known again. */
  readonly contentKey?: Uint8Array;
}

export interface FingerprintSetting {
  readonly key: FingerprintKey;
  /** For counting equal values in one run: nothing of it leaves the process, so the slow hash is not needed. */
  readonly countingOnly: boolean;
}

export interface ScannerParts {
  readonly catalogue: Catalogue;
  /** With it each finding says whether it can be fixed. */
  readonly references?: References;
  /** With them handling rules look too. */
  readonly grammars?: Grammars;
  readonly hashes: KeyedHashes;
  readonly read: FileReader;
  readonly hash?: CacheFolder["hash"];
  /** Where a team's patterns run, so that they can be killed; absent where this thread can be. */
  readonly threads?: Threads;
}

interface Found {
  /** In the order of their place. */
  readonly found: readonly ReportedFinding[];
  /** Some of the file was left out, as it held too many places to look at. */
  readonly incomplete?: true;
  /** Why handling rules did not look at the file, where they should have. */
  readonly unread?: string;
}

/** What became of a file; plain data. */
export type Outcome = (Found | { readonly reason: string }) & {
  /** The file holds no finding whatever is asked for; with a hash of its content where nothing in it was suspected either. */
  readonly clean?: { readonly content?: Uint8Array };
};

export class FileScanner {
  readonly #setup: ScannerSetup;
  readonly #parts: ScannerParts;
  readonly #fingerprinter: Fingerprinter;
  readonly #teams: TeamScans;

  constructor(setup: ScannerSetup, parts: ScannerParts) {
    const { key, countingOnly } = setup.fingerprints;
    const { hmac, scrypt } = parts.hashes;
    this.#setup = setup;
    this.#parts = parts;
    this.#teams = new TeamScans(parts.catalogue, parts.threads);
    this.#fingerprinter = new Fingerprinter(key, { hmac, scrypt: countingOnly ? hmac : scrypt });
  }

  /**
   * Never throws. When it returns, all that needs the bytes is done: what is left are fingerprints, syntax trees and a team's own rules.
   * @param progress told after each fingerprint, as those may take long
   */
  async scan(file: PlannedFile, progress?: () => void): Promise<Outcome> {
    const { path, name, known, team, bytes: given } = file;
    try {
      const bytes = given ?? this.#read(path);
      if ("reason" in bytes) return bytes;
      const content = this.#hashOf(bytes);
      if (known && content && isSame(known.content, content))
        return { found: [], ...known.outcome, clean: { content } };
      // The reader uses its bytes again, and a team's detector is waited for.
      const opened = openBytes(name, team ? new Uint8Array(bytes) : bytes);
      const document = "reason" in opened ? undefined : opened;
      const { catalogue } = this.#parts;
      const judged = document
        ? team
          ? await this.#teams.scan(document, team, this.#setup.now)
          : scan(document, catalogue, this.#setup.now)
        : // A key store is found by its first bytes.
          scanBinary(name, bytes, catalogue, this.#setup.now);
      const handling = judged && document && this.#handle(judged, document, team);
      const finding = judged && this.#foundIn(judged, document, handling, file.levels, progress);
      const clean = cleanOf(judged, await handling, content);
      const found: Found = (await finding) ?? { found: [] };
      return "reason" in opened && found.found.length === 0 ? { ...opened, ...clean } : { ...found, ...clean };
    } catch (error) {
      // The message of an error may quote the text.
      return { reason: `could not be scanned (${(error as Error).name})` };
    }
  }

  async scanDocument(document: SourceDocument, { levels, team }: Pick<PlannedFile, "levels" | "team">): Promise<Found> {
    const judged = await this.#teams.scan(document, team, this.#setup.now);
    return this.#foundIn(judged, document, this.#handle(judged, document, team), levels);
  }

  /** Ends what was started to run a team's patterns. */
  end(): void {
    this.#teams.end();
  }

  #ruleOf(id: string): TokenRule {
    return this.#parts.catalogue.rule(id) ?? this.#teams.rule(id)!;
  }

  #handle({ masks }: Judged, document: SourceDocument, team: TeamSet | undefined): Promise<Handled> | undefined {
    const { catalogue, grammars } = this.#parts;
    if (!grammars || !team?.handling) return grammars && scanHandling(document, catalogue, grammars, masks);
    return this.#teams.catalogueOf(team).then((own) => scanHandling(document, own, grammars, masks));
  }

  async #foundIn(
    judged: Judged,
    document: SourceDocument | undefined,
    handling: Promise<Handled> | undefined,
    levels: readonly Levels[],
    progress?: () => void,
  ): Promise<Found> {
    const findings = applyLevels(judged.findings, levels).filter(this.#isWanted);
    const fixable = document ? this.#withFixes(document, findings) : findings;
    const tokens = await Promise.all(fixable.map((finding) => this.#shown(finding, progress)));
    const handled = await handling;
    const handlings = applyLevels(handled?.findings ?? [], levels, this.#setup.only).filter(this.#isWanted);
    return {
      found: byPlace(tokens, handlings),
      ...(judged.incomplete && { incomplete: true }),
      ...(handled?.unread !== undefined && { unread: handled.unread }),
    };
  }

  #hashOf(bytes: Uint8Array): Uint8Array | undefined {
    const { contentKey } = this.#setup;
    return contentKey && this.#parts.hash?.(contentKey, bytes);
  }

  readonly #isWanted = ({ ruleId, confidence }: AnyFinding): boolean => {
    const { minConfidence, only } = this.#setup;
    return confidences.indexOf(confidence) <= confidences.indexOf(minConfidence) && (only?.includes(ruleId) ?? true);
  };

  #read(path: string): Uint8Array | { readonly reason: string } {
    try {
      return this.#parts.read(path) ?? { reason: "gone before it was read" };
    } catch (error) {
      return { reason: `could not be read (${(error as { code?: string }).code ?? "unknown"})` };
    }
  }

  #withFixes(document: SourceDocument, findings: readonly Finding[]): readonly Finding[] {
    const { references } = this.#parts;
    if (!references || findings.length === 0) return findings;
    const fixable = findings.map((finding) => ({ finding, rule: this.#ruleOf(finding.ruleId) }));
    const fixes = dispositionsOf(document, fixable, references);
    return findings.map((finding, at) => ({ ...finding, fix: fixes[at]! }));
  }

  async #shown(finding: Finding, progress?: () => void): Promise<FingerprintedFinding> {
    const fingerprint = await this.#fingerprinter.of(finding, this.#ruleOf(finding.ruleId));
    progress?.();
    const { secret: _, ...shown } = finding;
    return { finding: shown, fingerprint };
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

function byPlace(tokens: readonly FingerprintedFinding[], handlings: readonly HandlingFinding[]): ReportedFinding[] {
  if (handlings.length === 0) return [...tokens];
  const all: ReportedFinding[] = [...tokens, ...handlings.map((finding) => ({ finding }))];
  return all.sort((a, b) => a.finding.span.start - b.finding.span.start);
}

/** A hash of a short text that holds a weak value could be guessed at: it is only kept where nothing was suspected. */
function cleanOf(
  judged: Judged | undefined,
  handled: Handled | undefined,
  content: Uint8Array | undefined,
): Pick<Outcome, "clean"> {
  if (judged && (judged.findings.length > 0 || judged.incomplete)) return {};
  if (handled && (handled.findings.length > 0 || handled.unread !== undefined)) return {};
  const unsuspected = !judged || (judged.masks.length === 0 && judged.dismissals.length === 0);
  return { clean: unsuspected && content ? { content } : {} };
}
