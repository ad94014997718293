/** A rule as the engine uses it: what rules/README.md describes, with its pattern compiled. */

export const severities = ["error", "warning", "info"] as const;
export const confidences = ["high", "medium", "low"] as const;

/** What it costs if true. */
export type Severity = (typeof severities)[number];
/** How sure we are. */
export type Confidence = (typeof confidences)[number];

/** UTF-16 code units as pairs of a first and a last one: `09AZaz`. */
export type UnitSet = string;

/** Places from `from` up to `to`, counted from an anchor's beginning, and what stands at each of them in every match. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly units: UnitSet;
}

/** A literal of which one stands in every match, and how far from the match's start its own start lies. */
export interface Anchor {
  /** In lower case: anchors are compared case-insensitively. */
  readonly literal: string;
  readonly minBefore: number;
  /** null where the distance is not known: the pattern is then searched for around the literal. */
  readonly maxBefore: number | null;
  /** What stands round it in every match: cheaper to look at than the pattern is to try. */
  readonly around: readonly Stretch[];
}

/** A pattern in JavaScript's syntax, with what the scan needs to know of it. */
export interface CompiledPattern {
  readonly source: string;
  /** Shortest possible match in UTF-16 code units. */
  readonly minLength: number;
  /** Everything that matches are made of. */
  readonly alphabet: UnitSet;
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
 * kebab), by a sensitive name that a value is assigned to, or, where a file as a whole is the token, by its name.
 */
export type Trigger =
  | { readonly kind: "anchor" }
  | { readonly kind: "near"; readonly words: readonly string[]; readonly names: readonly string[] }
  | { readonly kind: "name"; readonly nameClass: NameClass }
  /** By its shape alone, where a run of base64 characters begins. */
  | { readonly kind: "run" }
  | {
      readonly kind: "file";
      /** Extensions without their dot, or whole names; in lower case. */
      readonly files: readonly string[];
      /** Names of files that are none, in lower case. */
      readonly except: readonly string[];
    };

/** What a rule that was brought along from another scanner leaves out besides; its patterns are RE2, for a linear engine. */
interface Limits {
  /** Shannon's entropy of the value in bits a character must be more. */
  readonly entropy?: number;
  /** The file's path must match. */
  readonly path?: string;
  /** One of these must stand somewhere in the text, in lower case. */
  readonly keywords?: readonly string[];
  /** What any of these allows is left out. */
  readonly allow: readonly Allowance[];
}

/** What is left out; conditions that are absent say nothing. */
export interface Allowance {
  /** Whether all conditions must hold, and not one of them. */
  readonly all: boolean;
  readonly paths: readonly string[];
  readonly patterns: readonly string[];
  /** What the patterns are tried on. */
  readonly on: "value" | "match" | "line";
  /** In lower case; one must stand in the value. */
  readonly words: readonly string[];
}

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
  /** The value is base64 of `user:password` (RFC 7617): it is judged by the password. */
  readonly encoding?: "basic";
  readonly limits?: Limits;
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

/** What somebody who holds the token can do and, where a whole file is the token, what to do: it cannot be moved as a value is. */
export const riskOf = ({ risk, trigger }: TokenRule): string =>
  trigger.kind === "file"
    ? `${risk} Take the file out of the repository, list it in .gitignore, and replace what it opens.`
    : risk;
