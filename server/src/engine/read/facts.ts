/** The common tongue of readers and detectors: what a text says, free of rules. */
import type { Span } from "../document.ts";

/** A literal value, without its quotes. */
export interface Literal extends Span {
  /** The quotes that it stands between; absent for bare values. */
  readonly quote?: string;
}

/**
 * How a name and a value stand together. `pair`: in two attributes or elements of markup, one for the name, one for the value;
 * `called`: the name is a function that is called without parentheses, alone on its line; `query`: in the query of an address.
 */
export type Relation =
  | "assigned"
  | "argument"
  | "flag"
  | "element"
  | "pair"
  | "called"
  | "query"
  | "compared"
  | "prose";

/** A value that a name is given to, by whatever syntax. */
export interface Assignment {
  readonly name: string;
  readonly nameSpan: Span;
  readonly relation: Relation;
  readonly value: Literal;
  /** The further values where the name is given a list. */
  readonly more: readonly Literal[];
}

/** A value written out in code. */
export interface Constant extends Span {
  readonly kind: "constant";
  readonly type: "text" | "number" | "truth" | "nothing";
  /** What it says: of a text what stands between the quotes, escapes as written. */
  readonly value: string;
  /** Where `value` stands. */
  readonly inner: Span;
}

/** A text put together of parts: an interpolation, or a concatenation. */
export interface Template extends Span {
  readonly kind: "template";
  readonly parts: readonly Expression[];
}

export interface Name extends Span {
  readonly kind: "name";
  readonly name: string;
  readonly scope: FunctionFact | undefined;
}

/** A part of something, by its name: a property, a key, a static member. */
export interface Member extends Span {
  readonly kind: "member";
  readonly of: Expression;
  readonly name: string;
  /** The key, where it is reckoned. */
  readonly index?: Expression;
  readonly scope: FunctionFact | undefined;
}

/** One value handed to a call; `name` where it is given by name. */
export interface Argument {
  readonly name?: string;
  readonly value: Expression;
}

/** A call, or the making of an object: there the fields it is given by name are arguments too. */
export interface Call extends Span {
  readonly kind: "call";
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
  readonly scope: FunctionFact | undefined;
}

export interface ObjectFact extends Span {
  readonly kind: "object";
  readonly entries: readonly Setting[];
  /** Another object's entries are among them. */
  readonly open: boolean;
}

interface List extends Span {
  readonly kind: "list";
  readonly items: readonly Expression[];
}

/** Operators are spelled as in C, whatever the language: `==`, `!=`, `||` (also for `??` and `or`), `+`. */
export interface Operation extends Span {
  readonly kind: "operation";
  readonly operator: string;
  readonly operands: readonly Expression[];
  readonly scope: FunctionFact | undefined;
}

/** One of several values, as a condition has it. */
interface Choice extends Span {
  readonly kind: "choice";
  readonly alternatives: readonly Expression[];
}

export interface FunctionFact extends Span {
  readonly kind: "function";
  readonly name?: string;
  readonly parameters: readonly string[];
  readonly returns: readonly Expression[];
  /** Nothing stands in its body. */
  readonly empty: boolean;
  readonly scope: FunctionFact | undefined;
}

/** What no reader has a word for; its parts are read all the same. */
interface Other extends Span {
  readonly kind: "other";
  readonly parts: readonly Expression[];
}

export type Expression =
  | Constant
  | Template
  | Name
  | Member
  | Call
  | ObjectFact
  | List
  | Operation
  | Choice
  | FunctionFact
  | Other;

/** A value that a name is given: an assignment, an entry of an object, an argument by name, a parameter's default. */
export interface Setting extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
  readonly relation: "assigned" | "entry" | "argument" | "default";
  /** What is assigned to. */
  readonly target?: Expression;
  /** The declared type's name, where there is one. */
  readonly type?: string;
  readonly scope: FunctionFact | undefined;
}

/** A value at a path of keys in a file of data. */
export interface KeyValue extends Span {
  /** Keys from the root; the places in lists are `*`. */
  readonly path: readonly string[];
  /** Where the document begins, then where the items of the lists do that the path goes through; absent where the file has neither. */
  readonly items?: readonly number[];
  readonly value: Constant;
}

/** A program called by a shell, by words. */
export interface Command extends Span {
  readonly name: string;
  readonly words: readonly Expression[];
  /** What it writes goes to another program or a file. */
  readonly captured: boolean;
}

/** What a file says, read by its grammar. */
export interface FileFacts {
  /** As the rules call it: `javascript` also for TypeScript. */
  readonly language: string;
  /** What a local name means: a module, or a module's member, with `.`. */
  readonly imports: ReadonlyMap<string, string>;
  readonly calls: readonly Call[];
  readonly settings: readonly Setting[];
  readonly operations: readonly Operation[];
  readonly templates: readonly Template[];
  readonly functions: readonly FunctionFact[];
  readonly members: readonly (Member | Name)[];
  /** The object or call that an object is handed to. */
  readonly holders: ReadonlyMap<ObjectFact, Call | Setting>;
  /** The object or call that a setting is part of. */
  readonly owners: ReadonlyMap<Setting, ObjectFact | Call>;
  readonly keyValues: readonly KeyValue[];
  readonly commands: readonly Command[];
}
