/** What a matcher is given of one file: its facts, its flow, the tables and the names, and what values hold. */
import type { HandlingWords, LibraryCall, What } from "../../handling-rule.ts";
import type { NameClassifier } from "../../names.ts";
import type { Call, Expression, FileFacts, FunctionFact, Member, Name } from "../../read/facts.ts";
import { Flow, type Looking, type Trail } from "./flow.ts";
import { isWithin } from "./numbers.ts";
import { type NameTest, nameSets } from "./sensitive.ts";
import type { Tables } from "./tables.ts";
import { type Option, type Uses, usesIn } from "./uses.ts";

/** A plain-text address of another machine. */
const CLEARTEXT =
  /^(?:http|ws|ftp|amqp|mqtt|ldap|smtp):\/\/(?!(?:localhost|127\.|0\.0\.0\.0|\[::1?\]|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|host\.docker|169\.254\.|[\w-]+(?:[:/?]|$)|[\w.-]+\.(?:local|localhost|internal|test|example|invalid|svc)(?:[:/?]|$)|www\.w3\.org|schemas?\.|xmlns\.|purl\.org|ns\.|xml\.|json-schema\.org|java\.sun\.com|169\.254))[\w-]/i;
/** @param unknown what stands for a part of the address that the file does not tell */
function isClear(value: Expression, unknown: string): boolean | undefined {
  if (value.kind === "constant") return CLEARTEXT.test(value.value);
  const [first] = value.kind === "template" ? value.parts : [];
  if (first?.kind !== "constant") return undefined;
  return CLEARTEXT.test(value.kind === "template" && value.parts.length > 1 ? `${first.value}${unknown}` : first.value);
}

const VERBS =
  /^(?:get|fetch|load|read|create|generate|make|issue|obtain|acquire|retrieve|request|new|build|find|lookup|current)(?=[_A-Z])/i;

const isHeader = (value: Name | Member): boolean =>
  value.kind === "member" && "name" in value.of && /headers?$/i.test(value.of.name ?? "");

/** A number, or a number made a byte of. */
const isByte = (value: Expression): boolean =>
  (value.kind === "constant" && value.type === "number") ||
  (value.kind === "other" && value.parts.length === 1 && isByte(value.parts[0]!));

const isZero = (value: Expression): boolean =>
  value.kind === "constant" && value.type === "text" && /^(?:\\x00|\\0|0)+$/.test(value.value);

interface CallInTable {
  readonly call: Call;
  readonly roles: LibraryCall["roles"];
}

export class Scene {
  readonly text: string;
  readonly facts: FileFacts;
  readonly flow: Flow;
  readonly sets: Readonly<Record<string, NameTest>>;
  readonly #tables: Tables;
  readonly #placeholder: RegExp;
  readonly #options = new Map<Call, readonly Option[]>();
  #uses: Uses | undefined;
  #keyPaths: readonly string[] | undefined;
  readonly #rows = new Map<string, Map<string, LibraryCall["roles"] | undefined>>();
  readonly #callsIn = new Map<string, readonly CallInTable[]>();

  constructor(text: string, facts: FileFacts, tables: Tables, words: HandlingWords, classify: NameClassifier) {
    this.text = text;
    this.facts = facts;
    this.#tables = tables;
    this.sets = nameSets(words, classify, text);
    this.#placeholder = new RegExp(`^(?:${words.placeholders.join("|")})$`, "i");
    this.flow = new Flow(facts, (path) => this.row("passes", path) !== undefined);
  }

  /** What is done to names and values. */
  get uses(): Uses {
    this.#uses ??= usesIn(this.facts);
    return this.#uses;
  }

  /** What a call is given, reckoned once. */
  kept(call: Call, options: () => readonly Option[]): readonly Option[] {
    const known = this.#options.get(call);
    if (known) return known;
    const made = options();
    this.#options.set(call, made);
    return made;
  }

  /** The paths of the keys, joined, in their order. */
  get keyPaths(): readonly string[] {
    this.#keyPaths ??= this.facts.keyValues.map(({ path }) => path.join("."));
    return this.#keyPaths;
  }

  row(table: string, path: string): LibraryCall["roles"] | undefined {
    let ofTable = this.#rows.get(table);
    if (!ofTable) {
      ofTable = new Map();
      this.#rows.set(table, ofTable);
    }
    const known = ofTable.get(path);
    if (known !== undefined || ofTable.has(path)) return known;
    const roles = this.#tables(table, this.facts.language, path);
    ofTable.set(path, roles);
    return roles;
  }

  /** The calls of the file that a table lists, in their order. */
  callsIn(table: string): readonly CallInTable[] {
    const known = this.#callsIn.get(table);
    if (known) return known;
    const calls = this.facts.calls.flatMap((call): CallInTable[] => {
      const roles = this.rowOf(table, call);
      return roles ? [{ call, roles }] : [];
    });
    this.#callsIn.set(table, calls);
    return calls;
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

  /** Whether a capital letter tells a type from a value. */
  get namesTypesByCapitals(): boolean {
    return !/^(?:go|csharp|powershell)$/.test(this.facts.language);
  }

  /** Whether a function of such a name is around, or one that is given such a name. */
  isWithin(scope: FunctionFact | undefined, names: (name: string) => boolean): boolean {
    for (let at = scope; at; at = at.scope) {
      const name = this.flow.nameOf(at);
      if (name !== undefined && names(name)) return true;
    }
    return false;
  }

  isOf(set: string, name: string): boolean {
    return this.sets[set]?.(name) === true;
  }

  /** How the value holds one of these; undefined where it holds none. */
  holds(value: Expression, whats: readonly What[]): Trail | undefined {
    for (const what of whats) {
      const looking = this.#looks[what];
      const trail = this.#find(what, value, looking);
      if (trail) return trail;
    }
    return undefined;
  }

  #find(what: What, value: Expression, looking: Looking): Trail | undefined {
    if (what === "random") return this.flow.findWithin(value, looking);
    if (what === "clock")
      return this.flow.findThrough(value, looking, (path) => this.row("hashes", path) !== undefined);
    return this.flow.find(value, looking);
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

  /** The header of a request that a call reads, where it reads one by a literal name. */
  headerOf(call: Call): string | undefined {
    const [at] = this.rowOf("headers", call)?.name ?? [];
    const named = typeof at === "number" ? call.arguments[at]?.value : undefined;
    return named?.kind === "constant" ? named.value : undefined;
  }

  /** Whether a literal stands for a value, not for the lack of one. */
  isValue(value: Expression): boolean {
    return value.kind === "constant" && value.type === "text" && !this.#placeholder.test(value.value.trim());
  }

  readonly #looks: Readonly<Record<What, Looking>> = {
    secret: (value) => this.#isSecret(value),
    kept: (value) => {
      const named = value.kind === "call" ? value.callee : value;
      if (named.kind !== "name" && named.kind !== "member") return undefined;
      if (value.kind === "call" && !VERBS.test(named.name)) return undefined;
      return this.isOf("kept", value.kind === "call" ? named.name.replace(VERBS, "") : named.name) || undefined;
    },
    literal: (value) => {
      if (value.kind === "constant") return this.isValue(value);
      // A text that something else is put into is not known from the code.
      if (value.kind === "template") return value.parts.every((part) => this.flow.resolve(part).kind === "constant");
      if (value.kind === "call" && this.rowOf("makes-error", value)) return false;
      return value.kind === "operation" || value.kind === "object" || this.variableOf(value) !== undefined
        ? false
        : undefined;
    },
    bytes: (value) => {
      if (value.kind === "list") return value.items.length > 3 && value.items.every(isByte);
      if (value.kind === "operation" && value.operator === "*")
        return value.operands.some((part) => this.isValue(part) || isZero(part));
      if (value.kind === "call" && this.#isBlank(value)) return true;
      if ((value.kind === "name" || value.kind === "member") && this.#isFilled(value)) return false;
      return this.#looks.literal(value);
    },
    bulk: (value) => (value.kind === "call" && value.arguments.length > 0 ? undefined : this.#isPlace("bulk", value)),
    header: (value) => this.#isPlace("headers", value),
    random: (value) => this.#isPlace("weak-random", value),
    clock: (value) => this.#isPlace("clock", value),
    short: (value) => (value.kind === "call" && this.#isShort(value) ? true : undefined),
    environment: (value) => (this.variableOf(value) !== undefined ? true : undefined),
    cleartext: (value) => isClear(value, "x.y"),
    "cleartext-host": (value) => isClear(value, ""),
  };

  /** An array of zeros, as it is made. */
  #isBlank(call: Call): boolean {
    if (!this.rowOf("makes-zeros", call)) return false;
    const sizes = call.arguments.filter(({ value }) => value.kind === "constant" && value.type === "number");
    return sizes.length > 0 && call.arguments.every(({ value }) => value.kind !== "list");
  }

  /** Whether an array is made empty, and something may write into it. */
  #isFilled(value: Name | Member): boolean {
    const origins = this.flow.originsOf(value);
    if (!origins.some((origin) => origin.kind === "call" && this.#isBlank(origin))) return false;
    const isSame = (other: Expression): boolean =>
      ((other.kind === "name" || other.kind === "member") && other.name === value.name) ||
      (other.kind === "other" && other.parts.some(isSame));
    return (
      this.facts.calls.some(
        (call) =>
          (call.callee.kind === "member" && isSame(call.callee.of)) ||
          (!this.rowOf("takes-key", call) && call.arguments.some((argument) => isSame(argument.value))),
      ) || this.facts.settings.some(({ target }) => target?.kind === "member" && isSame(target.of))
    );
  }

  /** Random bytes too few for a token. */
  #isShort(call: Call): boolean {
    const [at] = this.rowOf("random-bytes", call)?.size ?? [];
    const size = typeof at === "number" ? call.arguments[at]?.value : undefined;
    return size !== undefined && isWithin(size, { below: 16 }, this.flow);
  }

  #isPlace(table: string, value: Expression): true | undefined {
    if (value.kind !== "member" && value.kind !== "name" && value.kind !== "call") return undefined;
    const callee = value.kind === "call" ? value.callee : value;
    const written = this.flow.writtenPath(callee);
    const found =
      this.row(table, this.flow.pathOf(callee)) ??
      (this.facts.imports.has(written.split(".")[0]!) ? undefined : this.row(table, written));
    return found ? true : undefined;
  }

  #isSecret(value: Expression): boolean | undefined {
    if (value.kind === "constant") return false;
    if (value.kind === "name" || value.kind === "member") return this.#isSecretName(value);
    if (value.kind === "object")
      return value.entries.some(({ name, value: given }) => this.#isSecretEntry(name, given)) || undefined;
    if (value.kind !== "call") return undefined;
    if (this.rowOf("harmless", value)) return false;
    if (this.headerOf(value) !== undefined) return this.isOf("secret", this.headerOf(value)!) || undefined;
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
    if (this.namesTypesByCapitals && /^[A-Z][a-z]/.test(name) && !isHeader(value)) return false;
    return !this.#isHarmless(value);
  }

  /** What it was given is no token, or is one no more. */
  #isHarmless(value: Name | Member): boolean {
    return this.flow.originsOf(value).some((origin) => {
      if (origin.kind === "call") return this.rowOf("harmless", origin) !== undefined;
      return (
        origin.kind === "function" ||
        (origin.kind === "constant" && (origin.type !== "text" || /\s/.test(origin.value)))
      );
    });
  }
}
