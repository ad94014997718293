/** What rules/references.yml holds: how languages are read, how each spells a reference, and who loads a store for it. */

/** One way to write a literal. */
export interface FormData {
  /** Rows say by this name how a reference is spelt in such a literal. */
  readonly name: string;
  /** Quotes that open and close it; longer ones are tried first. Readers of their own (shell, yaml) name none. */
  readonly quotes?: readonly string[];
  /** Written otherwise than between quotes: a pattern of the whole literal, with groups `open` and `close` for its ends. */
  readonly pattern?: string;
  /** Code inside a literal of `pattern` or a here-document, as a pattern. */
  readonly holes?: string;
  /** Letters that may stand before the quote, as a pattern: `[bB]`. */
  readonly prefix?: string;
  /** Quotes of this form that may span lines. */
  readonly multiline?: readonly string[];
  /** What opens and closes code inside the literal; a doubled opening is text where `doubled`. */
  readonly hole?: { readonly open: string; readonly close: string; readonly doubled?: boolean };
  /** Whether a backslash takes the next character along, so that a quote after it does not close. */
  readonly backslash?: boolean;
  /** The character that does so instead of a backslash. */
  readonly escapeWith?: string;
  /** What the characters after a backslash stand for. */
  readonly escapes?: Readonly<Record<string, string>>;
  /** Any other character after a backslash: `keep` both, `drop` the backslash, or `refuse` to read the value. */
  readonly otherEscapes?: "keep" | "drop" | "refuse";
  /** Values that hold this pattern are not read: numeric escapes, entities. */
  readonly unread?: string;
  /** Doubled characters that stand for one: `''` in YAML, `{{` in Python's formatted literals. A doubled quote does not close. */
  readonly doubles?: readonly string[];
}

/** How a language's comments and literals are told apart from its code. */
export interface LexisData {
  readonly reader: "code" | "shell" | "yaml" | "json" | "xml" | "lines" | "dockerfile";
  readonly lineComments?: readonly string[];
  readonly blockComments?: readonly (readonly [string, string])[];
  /** Comments that are told by a pattern: `=begin` to `=end`. */
  readonly comments?: string;
  /** Code that looks like a quote or a comment and is none, as a pattern: `$#list`, `qr{...}`. */
  readonly skip?: string;
  /** Code stands between these only, and text around it. */
  readonly embedded?: { readonly open: string; readonly close: string };
  /** What announces a literal that begins on the next line: a pattern with a group `end`, and the form of its body. */
  readonly hereDocuments?: readonly { readonly pattern: string; readonly form: string }[];
  /** For `lines`: a line that holds a value, with groups `key` and `value`, and one that begins a section, with `key`. */
  readonly entries?: readonly string[];
  readonly section?: string;
  /** `/.../` after an operator is a regular expression. */
  readonly regexLiterals?: boolean;
  /** Elements stand in the code (JSX): forms `attribute` and `markup`. */
  readonly markup?: boolean;
  readonly forms: readonly FormData[];
}

/**
 * How a reference stands in a literal of one form. `{name}` is the variable, `{bare}` the name without `names.prefix`,
 * `{id}` the same with small letters, `{q}` the literal's quote, `{o}` the other one, `{open}` and `{close}` its ends as
 * they are written, `{indent}` the blanks that its line begins with.
 */
export interface SpellingData {
  /** In place of the literal with its quotes. */
  readonly whole?: string;
  /** Where the literal stands so, what is given here holds instead. */
  readonly variants?: readonly (ConditionData & Omit<SpellingData, "variants">)[];
  /** In place of the value inside the literal. */
  readonly hole?: string;
  /** The literal's own ends and characters where a hole is made in it. */
  readonly reopen?: {
    /** With its prefix; as they are where absent. `{quote}` is the literal's own. */
    readonly open?: string;
    readonly close?: string;
    /** Characters of the rest that are written otherwise then. */
    readonly escape?: Readonly<Record<string, string>>;
    /** Not where the rest holds this pattern: then by `join`, if there is one. */
    readonly unless?: string;
  };
  /** Ties the pieces of the literal to `whole`: " + ". */
  readonly join?: string;
  /** Stands around the joined pieces: "paste0(" and ")". */
  readonly around?: readonly [string, string];
  /** Joined pieces stand in parentheses where the text around is like this. */
  readonly wrap?: readonly ConditionData[];
}

/** A circumstance; all that is given must hold. Patterns see the code with comments and the insides of literals blanked. */
export interface ConditionData {
  readonly forms?: readonly string[];
  /** The innermost bracket that is open: "(", "[", "{", or "" for none. */
  readonly bracket?: string;
  readonly before?: string;
  readonly unlessBefore?: string;
  readonly after?: string;
  /** What stands before the innermost open bracket. */
  readonly beforeBracket?: string;
  /** The literal's text before the value. */
  readonly inside?: string;
  readonly unlessInside?: string;
  /** The keys above, joined by dots: `services.web.environment.TOKEN`. */
  readonly keys?: string;
  readonly unlessKeys?: string;
  /** The document's path, and its whole text as it is. */
  readonly path?: string;
  readonly unlessPath?: string;
  readonly text?: string;
  readonly unlessText?: string;
  /** Files beside the store and what they hold; known only when the move is planned. */
  readonly files?: readonly SignData[];
}

export interface ReasonData extends ConditionData {
  /** A sentence for the user. For refusals `{name}` is the rule's variable, `{keys}` the place, `{path}` the document. */
  readonly reason: string;
}

/** A sign that stands in a file: of the store's folder by its name, or `code` for the document and the package's first files. */
export interface SignData {
  readonly file: string;
  readonly text: string;
  /** A call in the code: what is read before it comes too early. */
  readonly call?: boolean;
}

/** What stands right before and after a literal (as it is, not blanked) and gives the variable's name. */
export interface NamedData {
  /** With a group `name`, unless `name` says it. */
  readonly before: string;
  readonly after?: string;
  /** The keys above. */
  readonly keys?: string;
  /** The variable's name: `TF_VAR_{name}`, `{keys}` being the keys joined by `__`. */
  readonly name?: string;
  /** The reference takes the place of all of it: `process.env.X || "value"`. */
  readonly absorb?: boolean;
  /** `exact`: what is absorbed can have no other name, for the program asks for this one; `any`: whatever it is called. */
  readonly under?: "exact" | "any";
  /** The whole literal goes into the store, where the value is only a part of it. */
  readonly takes?: "literal";
  /** How it is spelt then, where not like a whole literal; empty where it is taken out, for the environment comes first. */
  readonly as?: string;
  /** Why that is to be reviewed. */
  readonly review?: string;
}

/** What a reference needs besides itself: a variable that is declared, a secret that is asked for. */
export interface DeclarationData {
  /** A file beside the document; the document where absent. */
  readonly file?: string;
  /** It is there already; `{name}`, `{bare}` and `{id}` are put in. */
  readonly unless: string;
  /** Files beside it that may hold it as well. */
  readonly alsoIn?: readonly string[];
  /** The first whose pattern is found; `text` is put behind the match. `nearest`: the last match before the reference. */
  readonly places: readonly {
    readonly after: string;
    readonly text: string;
    readonly nearest?: boolean;
  }[];
}

/** Constants that take literals only and have to become variables: see constant.ts. */
export interface ConstantData {
  readonly keyword: string;
  /** What stands there instead of the keyword. */
  readonly variable: string;
  /** What opens a list of them. */
  readonly group?: string;
  /** Words that may stand before the keyword. */
  readonly modifiers?: string;
  /** What may stand between the name and `=`, with a group `type` for what must be `string`. */
  readonly typed?: string;
  /** Uses that need a constant; `{constant}` is its name. */
  readonly fixed?: string;
  /** What surrounds it: see ConditionData. */
  readonly bracket?: string;
  readonly beforeBracket?: string;
}

/** Where a line is put at the top of a file. Patterns see one line, comments and the insides of literals blanked. */
export interface TopData {
  /** Lines that stay above. */
  readonly header: string;
  /** The line comes below the first line like this. */
  readonly below?: string;
  /** Lines that it is sorted among, as they are, with a group `key`. */
  readonly sibling?: string;
  /** A list that it joins instead, where there is one. */
  readonly block?: { readonly open: string; readonly close: string; readonly sibling: string };
}

export interface ImportData {
  readonly line: string;
  /** The line inside `top.block`. */
  readonly blockLine?: string;
  readonly key: string;
  readonly present: string;
  /** The name means something else in this file. */
  readonly conflict: string;
}

export interface RowData {
  readonly id: string;
  readonly title: string;
  /** Editors' language identifiers. */
  readonly languages: readonly string[];
  /** Names (`*.py`) or ends of paths (`.github/workflows/*.yml`). */
  readonly paths: readonly string[];
  /** Paths that are not meant. */
  readonly not?: readonly string[];
  /** What the text holds where a name alone does not tell: `apiVersion:`. */
  readonly content?: string;
  /** The first line of files without an extension. */
  readonly shebang?: string;
  readonly lexis: string;
  /** How a reference is recognised, with a group `name`; none where values are taken out instead. */
  readonly reference?: string;
  readonly spellings: Readonly<Record<string, SpellingData>>;
  /** Literals that stand side by side make one: what is put among them must be a literal too. */
  readonly adjacency?: boolean;
  /** A literal may be a type: see type-position.ts. */
  readonly types?: boolean;
  /** A constant takes literals only: see constant.ts. */
  readonly constants?: readonly ConstantData[];
  /** No reference can stand here. */
  readonly refuse?: readonly ReasonData[];
  /** A reference here is to be reviewed. */
  readonly review?: readonly ReasonData[];
  readonly named?: readonly NamedData[];
  /** Names that cannot be used here, and what they become. */
  readonly rename?: readonly { readonly pattern: string; readonly with: string }[];
  /** Variables are called so for the program to find them: `TF_VAR_` and small letters. */
  readonly names?: { readonly prefix: string; readonly lower?: boolean };
  /** Under keys like these a variable is defined, which must not be called as what it refers to. */
  readonly apart?: string;
  readonly declare?: DeclarationData;
  readonly top?: TopData;
  readonly import?: ImportData;
  /** Where the store lies: in the nearest package's folder unless it says so. */
  readonly storeAt?: "document" | "repository";
  /** Commands that run the file's project, told by what stands beside the store; the first that holds is taken. */
  readonly runs?: readonly { readonly when: SignData; readonly command: string }[];
  /** A command that runs such a file: `node {path}`. */
  readonly run?: string;
  /** Where the language has its own way to be handed values: what to do, with `{name}`. */
  readonly handOver?: { readonly loader: string; readonly text: string };
}

export interface LoaderLineData extends ConditionData {
  readonly line: string;
  readonly blockLine?: string;
  readonly key?: string;
}

/** Somebody who hands the values of `.env` to a program. */
export interface LoaderData {
  readonly id: string;
  readonly title: string;
  /** Ids of rows; `*` for all that run in an environment. */
  readonly for: readonly string[];
  /** One of these proves that it is at work. */
  readonly signs: readonly SignData[];
  /** It replaces `$NAME` in values, which the others don't. */
  readonly expands?: boolean;
  /** What the user should know of it. */
  readonly note?: string;
  /** How it is added to the code; `when` says that it is at hand. `{store}` is the store's path from the document. */
  readonly offer?: {
    readonly when?: readonly SignData[];
    /** The first whose condition holds. */
    readonly lines: readonly LoaderLineData[];
    readonly present: string;
    /** A line after the imports. */
    readonly call?: string;
  };
}

/** Names inside the literals of files that have keys (YAML, JSON, Dockerfiles). */
export interface SpotData {
  /** The keys above the literal, joined by dots. */
  readonly keys: string;
  /** Forms of literals; any where absent. */
  readonly forms?: readonly string[];
  /** The literal's text, with a group `name`; all matches count. */
  readonly text: string;
  /** What stands behind the literal. */
  readonly after?: string;
}

/** Where the names of variables stand in a kind of file. Patterns are read with flags `dgm` and have a group `name`. */
export interface VariableData {
  /** Ids of the rows whose files are meant. */
  readonly rows?: readonly string[];
  /** The files meant where no row is: names or ends of paths, read without a lexis. */
  readonly paths?: readonly string[];
  /** Paths that are not meant. */
  readonly not?: readonly string[];
  /** A pattern that every text with such a name holds: a cheap test before all else. */
  readonly hint?: string;
  /**
   * What takes a value by its name; the row's `reference` where absent. A group `short` instead of `name`: the name is that of
   * a local binding as well.
   */
  readonly reads?: readonly (string | SpotData)[];
  /** What gives a name its value; a group `value`, where there is one, tells whether it is empty. */
  readonly sets?: readonly (string | SpotData)[];
  /** What says a name whose value comes from elsewhere. */
  readonly declares?: readonly (string | SpotData)[];
  /** The file lists names and is no store: what sets there only lists. */
  readonly lists?: boolean;
  /** Names that the file gives a value for itself alone, as a shell's own variables. */
  readonly own?: readonly string[];
  /** Whether names may stand inside literals: `"$NAME"`. */
  readonly inside?: boolean;
  /** Forms of literals in which nothing is replaced all the same. */
  readonly inert?: readonly string[];
  /** What stands right before or behind a read that does without the variable: a default, a test. */
  readonly optionalBefore?: string;
  readonly optionalAfter?: string;
  /** Names that the system itself gives values to. */
  readonly system?: string;
  /** Stands before the bare names of this kind to make them whole: `TF_VAR_`. */
  readonly prefix?: string;
  /** Who keeps the values, outside the workspace: GitHub. */
  readonly keeper?: string;
  /** Whether a read is surely one of the environment that the workspace has to provide for. */
  readonly sure?: boolean;
  /** Stands before the caret where a name may follow, with a group `typed`. */
  readonly completes?: readonly string[];
  /** Code that reads variables by names which no pattern tells. */
  readonly unseen?: string;
}

export interface ReferenceData {
  readonly variables?: readonly VariableData[];
  /** Names that programs read which are not written here, as a pattern: package managers, databases' clients. */
  readonly tools?: string;
  readonly lexes: Readonly<Record<string, LexisData>>;
  readonly references: readonly RowData[];
  readonly loaders: readonly LoaderData[];
  /** Beginnings of names whose values frameworks build into what they ship to browsers. */
  readonly publicPrefixes: readonly string[];
  /** Names that systems use. */
  readonly reserved: readonly string[];
  /** Files that mark a package's folder. */
  readonly packageMarkers: readonly string[];
  /** Where programs begin, relative to the package: looked at for signs of a loader. */
  readonly entries: readonly string[];
}
