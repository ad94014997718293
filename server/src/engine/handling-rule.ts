/** A handling rule as the engine uses it: what rules/handling/README.md describes, and the tables of libraries that it speaks of. */
import type { Setting } from "./read/facts.ts";
import type { Confidence, Severity, TokenRule } from "./rule.ts";

/** What a value can be, or hold somewhere in it. */
export type What =
  | "secret"
  | "kept"
  | "literal"
  | "bytes"
  | "bulk"
  | "header"
  | "random"
  | "short"
  | "clock"
  | "cleartext"
  | "cleartext-host"
  | "environment";

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
  readonly beside?: {
    readonly argument: string;
    readonly holds?: readonly What[];
    readonly is?: readonly string[];
    readonly named?: string;
  };
  /** The argument's literal text is one of these (paths' syntax), or a name of this set. */
  readonly is?: readonly string[];
  readonly named?: string;
  /** No literal text of the argument is a name of this set. */
  readonly except?: string;
  /** A regular expression over the argument's text, where `\u0000` stands for what the file does not tell. */
  readonly text?: string;
  /** The argument is a name of this set as it is written, or the call stands in a function that is called so. */
  readonly called?: string;
  /** The call stands in a function of such a name. */
  readonly within?: string;
  /** The argument is reckoned to a number below, or above, this. */
  readonly below?: number;
  readonly above?: number;
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
  /** A function around has one of these names, or is given one of them. */
  readonly function?: readonly string[];
  /** A regular expression that nothing in the file matches. */
  readonly nowhere?: string;
  /** An argument whose text this expression matches spares the call. */
  readonly spares?: { readonly argument: string; readonly text: string };
}

/** A name that is given a value. */
export interface SettingMatcher {
  /** Names, in paths' syntax. */
  readonly setting?: readonly string[];
  /** A set of names, instead. */
  readonly named?: string;
  /** How the name is given it; by any where absent. */
  readonly relations?: readonly Setting["relation"][];
  /** The value's literal text or path, `returns true`, or `does nothing`. */
  readonly values?: readonly string[];
  /** A regular expression over the value's text, where `\u0000` stands for what the file does not tell. */
  readonly text?: string;
  readonly holds?: readonly What[];
  /** The value is reckoned to a number below, or above, this. */
  readonly below?: number;
  readonly above?: number;
  /** The setting stands in a call of this table. */
  readonly in?: string;
  /** A function around has one of these names, or is given one of them. */
  readonly function?: readonly string[];
  /** A regular expression that nothing in the file matches. */
  readonly nowhere?: string;
  /** What it is an entry of has one of these names too. */
  readonly among?: readonly string[];
  /** The object that it is an entry of is given under one of these names. */
  readonly under?: readonly string[];
  /** The value is an object without an entry of these names, or none. */
  readonly shape?: "object" | "other";
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
  /** The part of the file that `lacks` and `beside` speak of, by steps up from the key, whose paths start there; the whole document where absent. */
  readonly around?: number;
  /** No key of these paths stands there. */
  readonly lacks?: readonly string[];
  /** Where this stands there, with a value that the expression matches, the key is spared. */
  readonly spares?: { readonly key: readonly string[]; readonly value: string };
  /** Each of these stands there, with a value that the expression matches. */
  readonly beside?: readonly { readonly key: readonly string[]; readonly value?: string; readonly named?: string }[];
}

/** A program called by a shell. */
export interface CommandMatcher {
  readonly command: readonly string[];
  /** A regular expression over one word. */
  readonly word?: string;
  /** A regular expression over the word before the one that is looked for. */
  readonly after?: string;
  readonly holds?: readonly What[];
  /** What is written in the word is a token: it is not shown. */
  readonly hidden?: boolean;
  /** A name of this set is read somewhere in the file. */
  readonly reads?: string;
  /** Whether it matters that the output goes on to another program. */
  readonly printed?: boolean;
}

/** Values compared by an operator, or by a call of a table. */
export interface CompareMatcher {
  /** The set of names of which one is. */
  readonly compares: string;
  readonly calls: string;
  /** The other is a literal text that this expression matches; without it, a value that the code does not tell. */
  readonly literal?: string;
}

/** A function by its name, in whose body nothing of the kind is called or read. */
export interface DefinitionMatcher {
  /** A regular expression over the name. */
  readonly defines: string;
  /** Regular expressions over the paths of what is called, and over the names in it. */
  readonly without: string;
  /** The same over the whole file. */
  readonly nowhere?: string;
}

/** What of a code's facts a rule looks at. */
export type Matcher = { readonly languages?: readonly string[] } & (
  | CallMatcher
  | SettingMatcher
  | KeyMatcher
  | CommandMatcher
  | CompareMatcher
  | { readonly fallback: string }
  | { readonly query: string }
  | { readonly path: readonly string[]; readonly named?: string }
  | { readonly returns: string; readonly holds: readonly What[] }
  | DefinitionMatcher
);

/** How a place that a rule finds is mended; the first that fits is applied. */
export interface HandlingFix {
  readonly languages?: readonly string[];
  /** What it does, in a few words. */
  readonly title: string;
  /** It may be applied unseen. */
  readonly safe?: boolean;
  /** What the expression is held against: the place (the default), its line, or the call that begins there. */
  readonly extent?: "span" | "line" | "call";
  /** The call has so many arguments. */
  readonly arguments?: number;
  /** Regular expressions over what stands before and behind. */
  readonly before?: string;
  readonly behind?: string;
  /** A regular expression, and what stands there afterwards, with `$1` for its groups. */
  readonly replace: string;
  readonly with: string;
  /** The line that is needed at the top, how modules write it, and an expression that finds it there. */
  readonly import?: { readonly line: string; readonly module?: string; readonly present: string };
}

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
  readonly fixes?: readonly HandlingFix[];
  /** Rules that say more of the same place: where one of them finds it, this one keeps silent. */
  readonly yields?: readonly string[];
  /** The presets that turn it on; always on where absent. */
  readonly presets?: readonly string[];
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
