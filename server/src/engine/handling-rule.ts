/** A handling rule as the engine uses it: what rules/handling/README.md describes, and the tables of libraries that it speaks of. */
import type { Confidence, Severity, TokenRule } from "./rule.ts";

/** What a value can be, or hold somewhere in it. */
export type What = "secret" | "literal" | "bulk" | "header" | "random" | "clock" | "cleartext" | "environment";

/** A call that a table lists; each role says where the call takes it: positions, names, or `.method` of a chain of calls. */
export interface LibraryCall {
  /** Paths, as {@link HandlingRule} describes them. */
  readonly call: readonly string[];
  readonly roles: Readonly<Record<string, readonly (number | string)[]>>;
}

/** Calls (or, in tables of places, what is read) by language. */
export type LibraryTable = Readonly<Record<string, readonly LibraryCall[]>>;

/** Segments of names that make a set of names, beside those of rules/names.yml. */
interface NameSet {
  /** Whether the names of rules/names.yml are in it. */
  readonly sensitive: boolean;
  /** Segments, or several joined, that put a name into the set. */
  readonly also: readonly string[];
}

export interface HandlingWords {
  /** Sensitive segments that say too little alone. */
  readonly weak: readonly string[];
  /** Segments that before "key" make it a token. */
  readonly keys: readonly string[];
  /** Segments that say that the value is not one, or that it was made harmless. */
  readonly harmless: readonly string[];
  /** Parts of a file's text that say that its tokens are words. */
  readonly lexical: readonly string[];
  readonly sets: Readonly<Record<string, NameSet>>;
  /** Literals that stand for none, as regular expressions over the whole. */
  readonly placeholders: readonly string[];
}

/** A call of a table, with what is asked of its arguments; all must hold. */
export interface CallMatcher {
  /** The table. */
  readonly call: string;
  /** A role of the table, or `any`. */
  readonly argument?: string;
  readonly holds?: readonly What[];
  /** What another argument must hold, or be. */
  readonly beside?: { readonly argument: string; readonly holds?: readonly What[]; readonly is?: readonly string[] };
  /** The argument's literal text is one of these (paths' syntax), or a name of this set. */
  readonly is?: readonly string[];
  readonly named?: string;
  /** One of these is given by name, as an option, or as a call of the chain: with one of the values. */
  readonly option?: { readonly names: readonly string[]; readonly values: readonly string[] };
  /** None of these is given: by name, in an object that is handed over, or as a call of the chain. */
  readonly lacks?: readonly string[];
  /** One of these is given, and is false. */
  readonly falsely?: readonly string[];
  /** No argument is given in this role. */
  readonly absent?: string;
  /** The role of the argument where `lacks` looks inside too, and which must be readable. */
  readonly inside?: readonly string[];
  /** No call of this table stands in the file. */
  readonly unless?: string;
}

/** A name that is given a value. */
export interface SettingMatcher {
  /** Names, in paths' syntax. */
  readonly setting?: readonly string[];
  /** A set of names, instead. */
  readonly named?: string;
  /** The value's literal text or path, `returns true`, or `does nothing`. */
  readonly values?: readonly string[];
  readonly holds?: readonly What[];
  /** The setting stands in a call of this table. */
  readonly in?: string;
  /** The value is an object without an entry of these names. */
  readonly shape?: "object";
  readonly lacks?: readonly string[];
}

/** Values of a data file, by the path of their keys. */
export interface KeyMatcher {
  readonly key: readonly string[];
  /** The last key is of this set of names. */
  readonly named?: string;
  /** The value is a token whatever its key is called: it is not shown. */
  readonly hidden?: boolean;
  /** A regular expression that the value matches. */
  readonly value?: string;
  /** No key of these paths stands in the file. */
  readonly lacks?: readonly string[];
}

/** A program called by a shell. */
export interface CommandMatcher {
  readonly command: readonly string[];
  /** A regular expression over one word. */
  readonly word?: string;
  readonly holds?: readonly What[];
  /** Whether it matters that the output goes on to another program. */
  readonly printed?: boolean;
}

/** What of a code's facts a rule looks at. */
export type Matcher = { readonly languages?: readonly string[] } & (
  | CallMatcher
  | SettingMatcher
  | KeyMatcher
  | CommandMatcher
  | { readonly compares: string; readonly calls: string }
  | { readonly fallback: string }
  | { readonly query: string }
  | { readonly path: readonly string[] }
  | { readonly returns: string; readonly holds: readonly What[] }
);

/** One way of treating tokens that we look for. */
export interface HandlingRule {
  readonly id: string;
  readonly kind: "handling";
  readonly title: string;
  readonly theme: string;
  readonly risk: string;
  /** What to do instead. */
  readonly advice: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Literals of which one stands in every file that the rule can say something about, in lower case. */
  readonly keywords: readonly string[];
  /** Files that it looks at, in paths' syntax with `/`; all where absent. */
  readonly files?: readonly string[];
  readonly match: readonly Matcher[];
  readonly aliases: readonly string[];
  readonly sources: readonly string[];
  readonly pciDss: readonly string[];
  readonly cwe: readonly string[];
}

/** A rule of either kind, for everything that only shows a rule. */
export type Rule = TokenRule | HandlingRule;

/** The handling rules as data: what the build writes. */
export interface HandlingData {
  readonly rules: readonly HandlingRule[];
  readonly libraries: Readonly<Record<string, LibraryTable>>;
  readonly words: HandlingWords;
}

export const noHandling: HandlingData = {
  rules: [],
  libraries: {},
  words: { weak: [], keys: [], harmless: [], lexical: [], sets: {}, placeholders: [] },
};
