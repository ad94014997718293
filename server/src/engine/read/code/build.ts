/** What nodes of most grammars mean: the words that the tables of languages are written in. */
import type { Argument, Expression, Setting } from "../facts.ts";
import { childOf, type SyntaxNode } from "../syntax.ts";
import type { Build, CodeReader } from "./reader.ts";

export const name: Build = (node, reader) => reader.name(node);

export const number: Build = (node, reader) => reader.constant("number", node);
export const truth: Build = (node, reader) => reader.constant("truth", node);
export const nothing: Build = (node, reader) => reader.constant("nothing", node);

/** A node whose value is another thing than that of its parts. */
export const opaque: Build = (node, reader) => ({
  kind: "other",
  start: node.start,
  end: node.end,
  parts: reader.parts(node),
});

/** Read as what stands in one of its fields; the others are read too. */
export const heldBy =
  (field: string): Build =>
  (node, reader) => {
    for (const child of node.children) if (child.field !== field && /^[a-z_]/i.test(child.type)) reader.read(child);
    return reader.field(node, field);
  };

/** Left alone: types and the like. */
export const unread: Build = ({ start, end }) => ({ kind: "other", start, end, parts: [] });

const OPENING = /^[A-Za-z$@]*(?:"""|'''|["'`]|#*")?/;

/** A text, with what is interpolated in nodes of the named types. */
export const text =
  (...interpolations: readonly string[]): Build =>
  (node, reader) => {
    const whole = reader.textOf(node);
    const opening = OPENING.exec(whole)![0];
    const quote = opening.replace(/^[A-Za-z$@]+/, "");
    const end = node.end - (quote && whole.endsWith(quote) && whole.length > opening.length ? quote.length : 0);
    const start = Math.min(node.start + opening.length, end);
    const inside = node.children.filter(({ type }) => interpolations.includes(type));
    if (inside.length === 0) return reader.constant("text", node, { start, end });
    return reader.template(node, pieces(inside, { start, end }, reader));
  };

/** The parts of a text: what is interpolated in it, and the constants between. */
export function pieces(
  inside: readonly SyntaxNode[],
  whole: { start: number; end: number },
  reader: CodeReader,
): Expression[] {
  const parts: Expression[] = [];
  let at = whole.start;
  for (const child of inside) {
    // `{$name}`: the braces belong to what is interpolated.
    const braced = reader.text[child.start - 1] === "{" && reader.text[child.end] === "}" ? 1 : 0;
    if (child.start - braced > at) parts.push(reader.constant("text", { start: at, end: child.start - braced }));
    parts.push(reader.read(child));
    at = child.end + braced;
  }
  if (at < whole.end) parts.push(reader.constant("text", { start: at, end: whole.end }));
  return parts;
}

/** A part by name: `object.property`. */
export const member =
  (object: string, property: string): Build =>
  (node, reader) => {
    const part = childOf(node, property);
    return reader.member(node, reader.field(node, object), part ? bare(reader.textOf(part)) : "");
  };

/** A part by key: `object["key"]`; of another index than a text the whole is meant. */
export const subscript =
  (object: string | number, index?: string): Build =>
  (node, reader) => {
    const named = node.children.filter(({ type }) => /^[a-z_]/i.test(type));
    const of = typeof object === "number" ? named[object] : childOf(node, object);
    const at = index === undefined ? named.filter((child) => child !== of).at(-1) : childOf(node, index);
    const container = of ? reader.read(of) : unread(node, reader);
    const key = at && reader.read(at);
    if (key?.kind === "constant" && key.type === "text") return reader.member(node, container, key.value);
    return reader.member(node, container, "[]", key);
  };

/** A name without the marks that languages put before it: `:name`, `@name`, `$name`, `'name'`. */
export const bare = (written: string): string => written.replace(/^["'`:@$]+|["'`:]+$/g, "");

/** Operators that are spelled otherwise than in C. */
export const operators: Readonly<Record<string, string>> = {
  "===": "==",
  "!==": "!=",
  "<>": "!=",
  eq: "==",
  "-eq": "==",
  "-ceq": "==",
  "-ieq": "==",
  "-ne": "!=",
  "-cne": "!=",
  "-ine": "!=",
  is: "is",
  or: "||",
  "??": "||",
  "?:": "||",
  "=": "==",
  and: "&&",
};

/** Two operands with an operator in a field; a sum that holds a text is a template. */
export const binary =
  (left = "left", operator = "operator", right = "right", joining = "+"): Build =>
  (node, reader) => {
    const written = childOf(node, operator)?.type ?? "";
    const operands = [reader.field(node, left), reader.field(node, right)];
    if (written === joining && operands.some(isText)) return reader.template(node, operands);
    return reader.operation(node, operators[written] ?? written, operands);
  };

/** Whether an operand makes a sum a text. */
export const isText = (part: Expression): boolean =>
  part.kind === "template" || (part.kind === "constant" && part.type === "text");

/** One value or another by a condition. */
export const choice =
  (...fields: readonly string[]): Build =>
  (node, reader) => {
    const alternatives = fields.filter((field) => childOf(node, field)).map((field) => reader.field(node, field));
    const condition = childOf(node, "condition");
    if (condition) reader.read(condition);
    return { kind: "choice", start: node.start, end: node.end, alternatives };
  };

/** A field of a type with what is noted about it (a tag, annotations): a call of `@` with its name and the note's text. */
export function fieldWith(node: SyntaxNode, reader: CodeReader, named: SyntaxNode, note: SyntaxNode): Expression {
  const given = [reader.constant("text", named), reader.constant("text", note)];
  const callee = reader.name({ start: named.start, end: named.end }, "@");
  return reader.call(node, callee, { arguments: given.map((value) => ({ value })) }, []);
}

/** An array that nothing is written into yet: a call of `new[]` with its size. */
export const newArray: Build = (node, reader) =>
  reader.call(
    node,
    reader.name({ start: node.start, end: node.start + 3 }, "new[]"),
    { arguments: reader.parts(node).map((value) => ({ value })) },
    [],
  );

export const list: Build = (node, reader) => ({
  kind: "list",
  start: node.start,
  end: node.end,
  items: reader.parts(node),
});

/** Makes the setting of one pair. */
export function pairOf(
  { start, end }: SyntaxNode,
  reader: CodeReader,
  key: SyntaxNode,
  value: SyntaxNode,
  relation: Setting["relation"] = "entry",
): Setting {
  const read = reader.read(value);
  return reader.setting({ start, end, name: bare(reader.textOf(key)), nameSpan: key, value: read, relation });
}

/** How the arguments of a language are told apart. */
export interface ArgumentForms {
  /** The node type of an argument by name, and its fields. */
  readonly named?: readonly [type: string, name: string, value: string | undefined][];
}

/** Reads what is handed to a call. */
export function readArguments(node: SyntaxNode | undefined, reader: CodeReader, { named = [] }: ArgumentForms) {
  const read: { arguments: Argument[]; named: Setting[] } = { arguments: [], named: [] };
  for (const child of node?.children ?? []) {
    if (!/^[a-z_]/i.test(child.type) || child.type.includes("comment")) continue;
    const form = named.find(([type, name]) => type === child.type && childOf(child, name));
    if (!form) read.arguments.push({ value: reader.read(child) });
    else {
      const key = childOf(child, form[1])!;
      const value = form[2] ? childOf(child, form[2]) : child.children.filter((part) => part !== key).at(-1);
      if (!value) continue;
      const setting = pairOf(child, reader, key, value, "argument");
      read.arguments.push({ name: setting.name, value: setting.value });
      read.named.push(setting);
    }
  }
  return read;
}

/** A call with its callee and arguments in fields. */
export const call =
  (callee: string, args: string, forms: ArgumentForms = {}): Build =>
  (node, reader) => {
    const called = reader.field(node, callee);
    const read = readArguments(childOf(node, args), reader, forms);
    return reader.call(node, called, read, read.named);
  };

/** A call of a method, its object and name in fields of the call itself. */
export const methodCall =
  (object: string, method: string, args: string, forms: ArgumentForms = {}): Build =>
  (node, reader) => {
    const part = childOf(node, method);
    const written = part ? reader.textOf(part) : "";
    const at = { start: node.start, end: part?.end ?? node.end };
    const called = childOf(node, object)
      ? reader.member(at, reader.field(node, object), written)
      : reader.name(at, written);
    const read = readArguments(childOf(node, args), reader, forms);
    return reader.call(node, called, read, read.named);
  };

/** A value given to a target. */
export function assigned(node: SyntaxNode, reader: CodeReader, target: SyntaxNode, value: Expression, type?: string) {
  const to = reader.read(target);
  const last = to.kind === "member" || to.kind === "name" ? to.name : undefined;
  if (last !== undefined)
    reader.setting({
      start: node.start,
      end: node.end,
      name: last,
      nameSpan: target,
      value,
      relation: "assigned",
      target: to,
      ...(type !== undefined && { type }),
    });
  return value;
}

/** An assignment with both sides in fields; lists on both sides go pairwise. */
export const assignment =
  (left: string, right: string, type?: string): Build =>
  (node, reader) => {
    const [target, value] = [childOf(node, left), childOf(node, right)];
    const declared = type ? childOf(node, type) : undefined;
    if (!target || !value) return reader.through(node);
    const targets = unlisted(target);
    const values = unlisted(value);
    if (targets.length === 1 && values.length === 1) {
      return assigned(node, reader, targets[0]!, reader.read(values[0]!), declared && reader.textOf(declared));
    }
    const read = values.map((item) => reader.read(item));
    for (const [at, to] of targets.entries()) assigned(node, reader, to, read[at] ?? read[0]!);
    return read[0] ?? unread(node, reader);
  };

const unlisted = (node: SyntaxNode): readonly SyntaxNode[] =>
  /^(expression_list|pattern_list|tuple_pattern|left_assignment_list)$/.test(node.type) ? node.children : [node];

export const returned: Build = (node, reader) => reader.returned(reader.through(node));

/** A function with its name, parameters and body in fields. */
export const func =
  (names: { name?: string; parameters: string; body: string; expression?: boolean }): Build =>
  (node, reader) => {
    const named = names.name ? childOf(node, names.name) : undefined;
    const body = childOf(node, names.body);
    return reader.func(node, {
      ...(named && { name: reader.textOf(named) }),
      parameters: parametersOf(childOf(node, names.parameters), reader),
      ...(body && { body }),
      value: names.expression === true && body !== undefined && !/block|statement/.test(body.type),
    });
  };

/** Names of the parameters; defaults become settings. */
export function parametersOf(node: SyntaxNode | undefined, reader: CodeReader): string[] {
  if (!node) return [];
  if (node.children.length === 0) return /^[\w$]+$/.test(reader.textOf(node)) ? [reader.textOf(node)] : [];
  return node.children.flatMap((child) => {
    const named = childOf(child, "name") ?? childOf(child, "pattern") ?? childOf(child, "left") ?? firstName(child);
    if (!named) return [];
    const value = childOf(child, "value") ?? childOf(child, "right") ?? childOf(child, "default_value");
    const parameter = bare(reader.textOf(named));
    if (value)
      reader.setting({
        start: child.start,
        end: child.end,
        name: parameter,
        nameSpan: named,
        value: reader.read(value),
        relation: "default",
      });
    return [parameter];
  });
}

const firstName = (node: SyntaxNode): SyntaxNode | undefined =>
  node.children.length === 0 ? node : node.children.find(({ type }) => /identifier|variable_name|^name$/.test(type));
