/** Follows values inside one file: from a name to what it was given, through texts, objects, choices, and functions one call deep. */
import type { Call, Expression, FileFacts, FunctionFact, Member, Name, Setting } from "../../read/facts.ts";

import { add } from "./uses.ts";

/** Steps that a value is followed back at most. */
const DEEPEST = 6;
/** Expressions that are looked at for one value at most. */
const WIDEST = 200;
/** Assignments and calls that are looked at for one name. */
const MOST = 12;

/** From where a value was found to where it was asked for, in the order of the way. */
export type Trail = readonly Expression[];

/**
 * Says of an expression whether it is what is looked for; undefined where what it is made of may be.
 */
export type Looking = (value: Expression) => boolean | undefined;

/** Whether a call hands on what it is given. */
export type Passes = (path: string) => boolean;

export class Flow {
  readonly #facts: FileFacts;
  readonly #passes: Passes;
  readonly #assigned = new Map<string, Setting[]>();
  readonly #functions = new Map<string, FunctionFact[]>();
  /** The name that a function is given to. */
  readonly #givenTo = new Map<FunctionFact, string>();
  #callsByName: Map<string, Call[]> | undefined;
  readonly #origins = new Map<Name | Member, readonly Expression[]>();
  readonly #paths = new Map<Expression, string>();

  constructor(facts: FileFacts, passes: Passes) {
    this.#facts = facts;
    this.#passes = passes;
    for (const setting of facts.settings) {
      const key = setting.relation === "assigned" && setting.target ? keyOf(setting.target) : undefined;
      if (key !== undefined) add(this.#assigned, key, setting);
      if (setting.value.kind !== "function") continue;
      add(this.#functions, setting.name, setting.value);
      if (!this.#givenTo.has(setting.value)) this.#givenTo.set(setting.value, setting.name);
    }
    for (const made of facts.functions) if (made.name !== undefined) add(this.#functions, made.name, made);
  }

  /** How the way back from a value to what is looked for goes; undefined where there is none. */
  find(value: Expression, looking: Looking): Trail | undefined {
    return this.#search(value, looking, (part) => this.partsOf(part), DEEPEST);
  }

  /** The same, where what is looked for shows through whatever is reckoned from it. */
  findWithin(value: Expression, looking: Looking): Trail | undefined {
    return this.#search(value, looking, (part) => this.#ingredientsOf(part), 2 * DEEPEST);
  }

  /** The same through the calls whose paths pass the test, and no others, and through all that is reckoned. */
  findThrough(value: Expression, looking: Looking, through: Passes): Trail | undefined {
    const partsOf = (part: Expression): readonly Expression[] => {
      if (part.kind === "operation") return part.operands;
      if (part.kind === "other") return part.parts;
      // `uuid1().hex` is another form of the same.
      if (part.kind === "member" && part.of.kind === "call") return [part.of];
      if (part.kind !== "call" || !through(this.pathOf(part.callee))) return this.partsOf(part);
      const receiver = part.callee.kind === "member" ? [part.callee.of] : [];
      return [...receiver, ...part.arguments.map((argument) => argument.value)];
    };
    return this.#search(value, looking, partsOf, 2 * DEEPEST);
  }

  #search(
    value: Expression,
    looking: Looking,
    partsOf: (value: Expression) => readonly Expression[],
    steps: number,
    seen: Set<Expression> = new Set(),
  ): Trail | undefined {
    // What many ways lead to is looked at once, and of what has no end the beginning.
    if (seen.has(value) || seen.size >= WIDEST) return undefined;
    seen.add(value);
    const found = looking(value);
    if (found !== undefined) return found ? [value] : undefined;
    if (steps === 0) return undefined;
    for (const part of partsOf(value)) {
      const trail = this.#search(part, looking, partsOf, steps - 1, seen);
      if (trail) return part.start >= value.start && part.end <= value.end ? trail : [...trail, value];
    }
    return undefined;
  }

  #ingredientsOf(value: Expression): readonly Expression[] {
    if (value.kind === "call") {
      const receiver = value.callee.kind === "member" ? [value.callee.of] : [];
      return [...receiver, ...value.arguments.map((argument) => argument.value), ...this.#returnsOf(value)];
    }
    if (value.kind === "operation") return value.operands;
    if (value.kind === "other") return value.parts;
    if (value.kind === "function") return value.returns;
    if (value.kind === "member")
      return [
        ...(value.index ? [value.index] : []),
        ...(value.of.kind === "name" || value.of.kind === "member" ? [] : [value.of]),
        ...this.partsOf(value),
      ];
    return this.partsOf(value);
  }

  #returnsOf({ callee }: Call): readonly Expression[] {
    const name = callee.kind === "name" || callee.kind === "member" ? callee.name : "";
    return (this.#functions.get(name) ?? []).slice(0, 2).flatMap((called) => called.returns);
  }

  /** What a value is made of. */
  partsOf(value: Expression): readonly Expression[] {
    if (value.kind === "template") return value.parts;
    if (value.kind === "name" || value.kind === "member") return this.originsOf(value);
    if (value.kind === "list") return value.items;
    if (value.kind === "object") return value.entries.map((entry) => entry.value);
    if (value.kind === "choice") return value.alternatives;
    if (value.kind === "function") return value.returns;
    if (value.kind === "operation") return /^(\|\||\+|&&)$/.test(value.operator) ? value.operands : [];
    if (value.kind === "call") {
      if (this.#passes(this.pathOf(value.callee))) {
        const receiver = value.callee.kind === "member" ? [value.callee.of] : [];
        return [...value.arguments.map((argument) => argument.value), ...receiver];
      }
      return this.#returnsOf(value);
    }
    return [];
  }

  /** The values that a name or a member was given where it is used, as far as the file tells. */
  originsOf(value: Name | Member): readonly Expression[] {
    const known = this.#origins.get(value);
    if (known) return known;
    // What is asked for again while it is looked up goes in a circle.
    this.#origins.set(value, []);
    const origins = this.#lookUp(value);
    this.#origins.set(value, origins);
    return origins;
  }

  #lookUp(value: Name | Member): readonly Expression[] {
    if (value.kind === "member") {
      const entry = this.#entryOf(value);
      if (entry) return [entry];
      // In some languages a call without arguments is written as a part.
      if (this.#passes(this.writtenPath(value))) return [value.of];
    }
    const key = keyOf(value);
    if (key === undefined) return [];
    const reaching = reachingOf(this.#assigned.get(key) ?? [], value);
    if (reaching) return [reaching.value];
    return value.kind === "name" ? this.#handedTo(value) : [];
  }

  /** The value behind names and members that have one value each. */
  resolve(value: Expression, depth = 0): Expression {
    if (depth >= DEEPEST || (value.kind !== "name" && value.kind !== "member")) return value;
    const origins = this.originsOf(value);
    return origins.length === 1 && origins[0] !== value ? this.resolve(origins[0]!, depth + 1) : value;
  }

  /** The function that a name without another value means, where there is one of that name. */
  functionOf(value: Expression): FunctionFact | undefined {
    const named =
      value.kind === "name" || (value.kind === "member" && value.of.kind === "name") ? value.name : undefined;
    const known = named === undefined ? [] : (this.#functions.get(named) ?? []);
    return known.length === 1 ? known[0] : undefined;
  }

  /** The path of what is called or read: imports by their modules, objects by what made them (`Random().nextInt`). */
  pathOf(value: Expression): string {
    const known = this.#paths.get(value);
    if (known !== undefined) return known;
    const path = this.#spell(value, 0);
    this.#paths.set(value, path);
    return path;
  }

  #spell(value: Expression, depth: number): string {
    if (value.kind === "member") return `${this.#spell(value.of, depth)}.${value.name}`;
    if (value.kind === "call") return requiredModule(value) ?? `${this.#spell(value.callee, depth)}()`;
    if (value.kind !== "name") return value.kind === "constant" ? "" : "?";
    const module = this.#facts.imports.get(value.name);
    if (module !== undefined) return module;
    const [origin] = depth < 3 ? this.originsOf(value) : [];
    if (origin?.kind === "call" || origin?.kind === "member") return this.#spell(origin, depth + 1);
    return value.name;
  }

  /** The path as it is written. */
  writtenPath(value: Expression): string {
    if (value.kind === "member") return `${this.writtenPath(value.of)}.${value.name}`;
    if (value.kind === "call") return `${this.writtenPath(value.callee)}()`;
    return value.kind === "name" ? value.name : "?";
  }

  #entryOf({ of, name }: Member): Expression | undefined {
    const whole = this.resolve(of);
    return whole.kind === "object" ? whole.entries.findLast((entry) => entry.name === name)?.value : undefined;
  }

  /** What the calls of a function hand to one of its parameters. */
  #handedTo({ name, scope }: Name): readonly Expression[] {
    const at = scope?.parameters.indexOf(name) ?? -1;
    if (!scope || at < 0) return [];
    const called = this.nameOf(scope);
    if (called === undefined) return [];
    const self = scope.parameters[0] === "self" ? 1 : 0;
    return (
      this.#callsOf(called)
        // `text.encode("utf-8")` is no call of an `encode` that stands in the file.
        .filter(({ callee }) => callee.kind === "name" || !this.#passes(this.writtenPath(callee)))
        .slice(0, MOST)
        .flatMap((call) => {
          const given = call.arguments.find((argument) => argument.name === name) ?? call.arguments[at - self];
          return given ? [given.value] : [];
        })
    );
  }

  #callsOf(name: string): readonly Call[] {
    if (!this.#callsByName) {
      this.#callsByName = new Map();
      for (const call of this.#facts.calls) {
        const { callee } = call;
        add(this.#callsByName, callee.kind === "name" || callee.kind === "member" ? callee.name : undefined, call);
      }
    }
    return this.#callsByName.get(name) ?? [];
  }

  /** What a function is called, by itself or by what it is given to. */
  nameOf(called: FunctionFact): string | undefined {
    return called.name ?? this.#givenTo.get(called);
  }
}

/** `require("debug")` where it is used at once. */
function requiredModule({ callee, arguments: given }: Call): string | undefined {
  const [first] = given;
  if (callee.kind !== "name" || callee.name !== "require" || given.length !== 1) return undefined;
  return first?.value.kind === "constant" ? first.value.value.replace(/^node:/, "") : undefined;
}

/** What an assignment and a use must share; the object itself (`this`, `self`) is left out. */
function keyOf(value: Expression): string | undefined {
  if (value.kind === "name") return value.name;
  if (value.kind !== "member") return undefined;
  if (value.of.kind === "name" && /^(this|self)$/.test(value.of.name)) return value.name;
  const of = keyOf(value.of);
  return of === undefined ? undefined : `${of}.${value.name}`;
}

/** Of the assignments to a name the one that its use sees: the last before it in the nearest scope that has one. */
function reachingOf(settings: readonly Setting[], use: Name | Member): Setting | undefined {
  for (let scope = use.scope; ; scope = scope?.scope) {
    const here = settings.filter((setting) => setting.scope === scope);
    const before = here.findLast(({ end }) => end <= use.start);
    if (before) return before;
    if (scope === undefined) return here.findLast(({ start, end }) => use.start < start || use.start >= end);
    if (use.kind === "name" && scope.parameters.includes(use.name)) return undefined;
  }
}
