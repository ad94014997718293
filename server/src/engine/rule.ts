/** A rule as the engine uses it: what rules/README.md describes, with its pattern compiled. */
export const severities = ["error", "warning", "info"] as const;
export const confidences = ["high", "medium", "low"] as const;

/** What it costs if true. */
export type Severity = (typeof severities)[number];
/** How sure we are. */
export type Confidence = (typeof confidences)[number];

/** A literal of which one stands in every match, and how far from the match's start its own start lies. */
export interface Anchor {
  /** In lower case: anchors are compared case-insensitively. */
  readonly literal: string;
  readonly minBefore: number;
  /** null where the distance is not known: the pattern is then searched for around the literal. */
  readonly maxBefore: number | null;
}

/** A pattern in JavaScript's syntax, with what the scan needs to know of it. */
export interface CompiledPattern {
  readonly source: string;
  /** Longest possible match in UTF-16 code units, or null where it is unbounded. */
  readonly maxLength: number | null;
  /** Index of the group that is the value; 0 is the whole match. */
  readonly group: number;
  /** Index of the group inside the value that is judged, where the rest of the value is no secret (a URL round a password). */
  readonly judged?: number;
  readonly anchors: readonly Anchor[];
  /** How many characters of every match are literal. */
  readonly literals: number;
}

/** The classes of sensitive names that generic rules look for. */
export const nameClasses = ["password", "token", "key"] as const;
export type NameClass = (typeof nameClasses)[number];

/**
 * How a rule finds its candidates: by a literal inside its pattern, by the issuer's words before a value (in lower case,
 * kebab), or by a sensitive name that a value is assigned to.
 */
export type Trigger =
  | { readonly kind: "anchor" }
  | { readonly kind: "near"; readonly words: readonly string[]; readonly names: readonly string[] }
  | { readonly kind: "name"; readonly nameClass: NameClass };

/** One thing we look for: a hardcoded value of a known format. */
export interface TokenRule {
  readonly id: string;
  readonly kind: "token";
  readonly title: string;
  readonly issuer: string;
  readonly risk: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly trigger: Trigger;
  readonly pattern: CompiledPattern;
  /** 0 to 1: how random a value must look. */
  readonly rarity: number;
  /** 0 for a format of one issuer's own, 1 for one that many use (a JWT), 2 for a place where any value may stand (a bearer header). */
  readonly breadth: number;
  /** People choose such values (passwords): they may be guessed, and may be words. */
  readonly chosen: boolean;
  /** Public beginning of every value, shown in masks ("ghp_"); empty where the format has none. */
  readonly prefix: string;
  readonly checksum?: string;
  readonly requires?: { readonly rules: readonly string[]; readonly within: number };
  /** What stands beside the value and is of no use without it: rules of identifiers, names (kebab) of values without a format. */
  readonly companion?: {
    readonly rules: readonly string[];
    readonly names: readonly string[];
    readonly within: number;
  };
  readonly env: string;
  readonly revoke?: string;
  readonly lifetime?: string;
  readonly scope?: string;
  readonly aliases: readonly string[];
  readonly sources: readonly string[];
  readonly pciDss: readonly string[];
  readonly cwe: readonly string[];
}
