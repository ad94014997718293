/** What a matcher is given of one file: its facts, its flow, the tables and the names, and what values hold. */
import type { HandlingWords, LibraryCall, What } from "../../handling-rule.ts";
import type { NameClassifier } from "../../names.ts";
import type { Call, Expression, FileFacts, Member, Name } from "../../read/facts.ts";
import { Flow, type Looking, type Trail } from "./flow.ts";
import { type NameTest, nameSets } from "./sensitive.ts";
import type { Tables } from "./tables.ts";

/** A plain-text address of another machine. */
const CLEARTEXT =
  /^(?:http|ws|ftp|amqp|mqtt|ldap|smtp):\/\/(?!(?:localhost|127\.|0\.0\.0\.0|\[::1?\]|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|host\.docker|169\.254\.|[\w-]+(?:[:/?]|$)|[\w.-]+\.(?:local|localhost|internal|test|example|invalid|svc)(?:[:/?]|$)))[\w-]/i;
const VERBS =
  /^(?:get|fetch|load|read|create|generate|make|issue|obtain|acquire|retrieve|request|new|build|find|lookup|current)(?=[_A-Z])/i;

export class Scene {
  readonly facts: FileFacts;
  readonly flow: Flow;
  readonly sets: Readonly<Record<string, NameTest>>;
  readonly #tables: Tables;
  readonly #placeholder: RegExp;
  readonly #rows = new Map<string, LibraryCall["roles"] | undefined>();

  constructor(text: string, facts: FileFacts, tables: Tables, words: HandlingWords, classify: NameClassifier) {
    this.facts = facts;
    this.#tables = tables;
    this.sets = nameSets(words, classify, text);
    this.#placeholder = new RegExp(`^(?:${words.placeholders.join("|")})$`, "i");
    this.flow = new Flow(facts, (path) => this.row("passes", path) !== undefined);
  }

  row(table: string, path: string): LibraryCall["roles"] | undefined {
    const key = `${table} ${path}`;
    if (!this.#rows.has(key)) this.#rows.set(key, this.#tables(table, this.facts.language, path));
    return this.#rows.get(key);
  }

  /** The row of a call, by what it is and by how it is written. */
  rowOf(table: string, { callee }: Call): LibraryCall["roles"] | undefined {
    const path = this.flow.pathOf(callee);
    const written = this.flow.writtenPath(callee);
    return this.row(table, path) ?? (written === path ? undefined : this.row(table, written));
  }

  /** The calls that are made on what a call gives. */
  readonly #behind = new Map<Expression, Call>();

  callBehind(call: Call): Call | undefined {
    if (this.#behind.size === 0) {
      for (const other of this.facts.calls)
        if (other.callee.kind === "member") this.#behind.set(other.callee.of, other);
    }
    return this.#behind.get(call);
  }

  isOf(set: string, name: string): boolean {
    return this.sets[set]?.(name) === true;
  }

  /** How the value holds one of these; undefined where it holds none. */
  holds(value: Expression, whats: readonly What[]): Trail | undefined {
    for (const what of whats) {
      const looking = this.#looks[what];
      const trail =
        what === "random" || what === "clock" ? this.flow.findWithin(value, looking) : this.flow.find(value, looking);
      if (trail) return trail;
    }
    return undefined;
  }

  /** The variable of the environment that a value is read from, where it is one. */
  variableOf(value: Expression): string | undefined {
    if (this.facts.language === "bash") return value.kind === "name" ? value.name : undefined;
    if (value.kind !== "member" && value.kind !== "call") return undefined;
    const path = this.flow.pathOf(value.kind === "call" ? value.callee : value);
    const roles = this.row("environment", path);
    if (!roles) return undefined;
    if (value.kind === "member") return value.name;
    const [at] = roles.name ?? [];
    const named = typeof at === "number" ? value.arguments[at]?.value : undefined;
    return named?.kind === "constant" ? named.value : undefined;
  }

  /** Whether a literal stands for a value, not for the lack of one. */
  isValue(value: Expression): boolean {
    return value.kind === "constant" && value.type === "text" && !this.#placeholder.test(value.value.trim());
  }

  readonly #looks: Readonly<Record<What, Looking>> = {
    secret: (value) => this.#isSecret(value),
    literal: (value) => {
      if (value.kind === "constant") return this.isValue(value);
      return value.kind === "operation" || value.kind === "object" || this.variableOf(value) !== undefined
        ? false
        : undefined;
    },
    bulk: (value) => (value.kind === "call" && value.arguments.length > 0 ? undefined : this.#isPlace("bulk", value)),
    header: (value) => this.#isPlace("headers", value),
    random: (value) => this.#isPlace("weak-random", value),
    clock: (value) => this.#isPlace("clock", value),
    environment: (value) => (this.variableOf(value) !== undefined ? true : undefined),
    cleartext: (value) => {
      if (value.kind === "template") {
        const [first] = value.parts;
        return first?.kind === "constant"
          ? CLEARTEXT.test(`${first.value}${value.parts.length > 1 ? "x.y" : ""}`)
          : undefined;
      }
      return value.kind === "constant" ? CLEARTEXT.test(value.value) : undefined;
    },
  };

  #isPlace(table: string, value: Expression): true | undefined {
    if (value.kind !== "member" && value.kind !== "name" && value.kind !== "call") return undefined;
    const callee = value.kind === "call" ? value.callee : value;
    const found = this.row(table, this.flow.pathOf(callee)) ?? this.row(table, this.flow.writtenPath(callee));
    return found ? true : undefined;
  }

  #isSecret(value: Expression): boolean | undefined {
    if (value.kind === "constant") return false;
    if (value.kind === "name" || value.kind === "member") return this.#isSecretName(value);
    if (value.kind === "object")
      return value.entries.some(({ name, value: given }) => this.#isSecretEntry(name, given)) || undefined;
    if (value.kind !== "call") return undefined;
    if (this.rowOf("harmless", value)) return false;
    const variable = this.variableOf(value);
    if (variable !== undefined) return this.isOf("secret", variable);
    const { callee } = value;
    if (this.rowOf("makes-token", value)) return true;
    const named = callee.kind === "name" || callee.kind === "member" ? callee.name : "";
    return (VERBS.test(named) && this.isOf("secret", named.replace(VERBS, ""))) || undefined;
  }

  #isSecretEntry(name: string, given: Expression): boolean {
    if (!this.isOf("secret", name) || given.kind === "constant" || given.kind === "other") return false;
    return (
      !(given.kind === "call" && this.rowOf("harmless", given)) && !(given.kind === "name" && this.#isHarmless(given))
    );
  }

  #isSecretName(value: Name | Member): boolean | undefined {
    const { name } = value;
    if (value.kind === "name" && this.facts.imports.has(name)) return false;
    if (!this.isOf("secret", name)) return undefined;
    // Classes and types are called after what they hold.
    if (/^[A-Z][a-z]/.test(name) && !/^(?:go|csharp)$/.test(this.facts.language)) return false;
    return !this.#isHarmless(value);
  }

  /** What it was given is no token, or is one no more. */
  #isHarmless(value: Name | Member): boolean {
    return this.flow.originsOf(value).some((origin) => {
      if (origin.kind === "call") return this.rowOf("harmless", origin) !== undefined;
      return origin.kind === "function" || (origin.kind === "constant" && origin.type !== "text");
    });
  }
}
