/** What the node types of Kotlin mean (tree-sitter-kotlin). */
import type { Argument, Expression, Setting } from "../facts.ts";
import { childOf, type SyntaxNode } from "../syntax.ts";
import { functionWith, last, oneOf, together } from "./blocks.ts";
import {
  assigned,
  assignment,
  binary,
  heldBy,
  list,
  name,
  number,
  opaque,
  pairOf,
  pieces,
  returned,
  subscript,
  text,
  unread,
} from "./build.ts";
import type { Build, CodeReader, GrammarTable } from "./reader.ts";

const named = (node: SyntaxNode, type: RegExp): SyntaxNode | undefined =>
  node.children.find((child) => type.test(child.type));

const identifier: Build = (node, reader) => {
  const written = reader.textOf(node);
  if (/^(?:true|false)$/.test(written)) return reader.constant("truth", node);
  return written === "null" ? reader.constant("nothing", node) : reader.name(node);
};

const INTERPOLATED = /\$[A-Za-z_]\w*/g;

/** The grammar has `${a}` as a node, and `$a` not. */
const string: Build = (node, reader) => {
  const quotes = reader.textOf(node).startsWith('"""') ? 3 : 1;
  const whole = { start: node.start + quotes, end: node.end - quotes };
  const braced = node.children.filter(({ type }) => type === "interpolation");
  const plain = [...reader.textOf(whole).matchAll(INTERPOLATED)]
    .map(({ 0: match, index }): SyntaxNode => {
      const start = whole.start + index;
      return { type: "plain_interpolation", field: undefined, start, end: start + match.length, children: [] };
    })
    .filter(
      ({ start }) => reader.text[start - 1] !== "\\" && !braced.some((part) => part.start <= start && start < part.end),
    );
  const inside = [...braced, ...plain].sort((a, b) => a.start - b.start);
  if (inside.length === 0) return reader.constant("text", node, whole);
  return reader.template(node, pieces(inside, whole, reader));
};

const navigation: Build = (node, reader) => {
  const [object, property] = [node.children[0], node.children.at(-1)];
  if (!object || !property || object === property) return reader.through(node);
  return reader.member(node, reader.read(object), reader.textOf(property));
};

/** `f(a) { b }` is one call, the lambda its last argument. */
const call: Build = (node, reader) => {
  const [callee, ...rest] = node.children;
  if (!callee) return unread(node, reader);
  const lambdas = rest.filter(({ type }) => type === "annotated_lambda");
  const inner = callee.type === "call_expression" && lambdas.length > 0 && callee.children[0] ? callee : undefined;
  const called = inner ? inner.children[0]! : callee;
  const values = named(inner ?? node, /^value_arguments$/)?.children ?? [];
  if (/^(?:mutable|linked|hash)?mapOf$/i.test(reader.textOf(called))) return map(node, values, reader);
  const callable = reader.read(called);
  const given = values.map((value) => argumentOf(value, reader));
  const settings = given.flatMap(({ setting }) => setting ?? []);
  const all: Argument[] = [
    ...given.map(({ argument }) => argument),
    ...lambdas.map((lambda) => ({ value: reader.read(lambda) })),
  ];
  return reader.call(node, callable, { arguments: all }, settings);
};

function argumentOf(node: SyntaxNode, reader: CodeReader): { argument: Argument; setting?: Setting } {
  const [key, value] = node.children;
  if (!key || !value || !/^\s*=(?!=)/.test(reader.text.slice(key.end, value.start)))
    return { argument: { value: reader.through(node) } };
  const setting = pairOf(node, reader, key, value, "argument");
  return { argument: { name: setting.name, value: setting.value }, setting };
}

/** `mapOf("a" to b)`. */
function map(node: SyntaxNode, values: readonly SyntaxNode[], reader: CodeReader): Expression {
  const entries = values.flatMap((value): Setting[] => {
    const [key, word, of] = value.children[0]?.type === "infix_expression" ? value.children[0].children : [];
    if (key && word && of && reader.textOf(word) === "to") return [pairOf(value, reader, key, of)];
    reader.read(value);
    return [];
  });
  return reader.object(node, entries, entries.length < values.length);
}

/** `val a: A = b`, `val (a, b) = c`, `val a by lazy { b }`. */
const property: Build = (node, reader) => {
  const declared = named(node, /^(?:multi_)?variable_declaration$/);
  const held = node.children.filter(
    ({ type }) =>
      !/^(?:multi_variable_declaration|variable_declaration|modifiers|getter|setter|type_parameters)$/.test(type),
  );
  for (const child of node.children) if (/^(?:modifiers|getter|setter)$/.test(child.type)) reader.read(child);
  const [value] = held;
  if (!declared || !value) return unread(node, reader);
  const read = reader.read(value);
  const targets = declared.type === "variable_declaration" ? [declared] : declared.children;
  for (const target of targets) {
    const type = target.children[1];
    if (target.children[0]) assigned(node, reader, target.children[0], read, type && reader.textOf(type));
  }
  return read;
};

const conditional: Build = (node, reader) => {
  const condition = childOf(node, "condition");
  if (condition) reader.read(condition);
  return oneOf(
    node,
    node.children.filter((child) => child !== condition).map((child) => reader.read(child)),
  );
};

const when: Build = (node, reader) => {
  const entries = node.children.filter(({ type }) => type === "when_entry");
  for (const child of node.children) if (!entries.includes(child)) reader.read(child);
  return oneOf(
    node,
    entries.flatMap((entry) => (entry.children.at(-1) ? [reader.read(entry.children.at(-1)!)] : [])),
  );
};

/** A default stands behind its parameter. */
function parametersOf(node: SyntaxNode | undefined, reader: CodeReader): string[] {
  const names: string[] = [];
  for (const [at, child] of (node?.children ?? []).entries()) {
    const key = child.type === "parameter" ? child.children.find(({ type }) => type === "identifier") : undefined;
    const before = node?.children[at - 1];
    if (key) names.push(reader.textOf(key));
    else if (before?.type === "parameter") defaultOf(before, child, reader);
  }
  return names;
}

function defaultOf(parameter: SyntaxNode, value: SyntaxNode, reader: CodeReader): void {
  const key = parameter.children.find(({ type }) => type === "identifier");
  if (key) pairOf(together("default", [parameter, value], parameter), reader, key, value, "default");
}

/** `private val key: String = "d"` in the head of a class. */
const classParameter: Build = (node, reader) => {
  const [key, value] = [named(node, /^identifier$/), node.children.at(-1)];
  if (key && value && !/^(?:identifier|.*type|modifiers)$/.test(value.type))
    pairOf(node, reader, key, value, "default");
  return unread(node, reader);
};

const func: Build = (node, reader) => {
  const modifiers = named(node, /^modifiers$/);
  if (modifiers) reader.read(modifiers);
  const body = named(node, /^function_body$/);
  const block = body?.children[0]?.type === "block" ? body.children[0] : undefined;
  return functionWith(node, reader, {
    name: childOf(node, "name"),
    parameters: parametersOf(named(node, /^function_value_parameters$/), reader),
    body: block ?? body,
    value: body !== undefined && block === undefined,
  });
};

const lambda: Build = (node, reader) => {
  const head = named(node, /^lambda_parameters$/);
  const statements = node.children.filter((child) => child !== head && !child.type.includes("comment"));
  return functionWith(node, reader, {
    parameters: head?.children.map((child) => reader.textOf(child.children[0] ?? child)) ?? [],
    body: together("lambda_body", statements, { ...node, start: node.end }),
    value: statements.length > 0,
  });
};

/** A class is known by its name, whatever its package. */
const importDeclaration: Build = (node, reader) => {
  const [path, alias] = node.children;
  const imported = path && reader.textOf(path).split(".").at(-1)!;
  if (imported && !reader.textOf(node).trimEnd().endsWith("*"))
    reader.imports.set(alias ? reader.textOf(alias) : imported, imported);
  return unread(node, reader);
};

const construction: Build = (node, reader) => {
  const [type, values] = [node.children[0], named(node, /^value_arguments$/)];
  if (!type) return unread(node, reader);
  const given = (values?.children ?? []).map((value) => argumentOf(value, reader));
  const settings = given.flatMap(({ setting }) => setting ?? []);
  const made = reader.name(type, reader.textOf(type).replace(/<.*$/s, ""));
  return reader.call(node, made, { arguments: given.map(({ argument }) => argument) }, settings);
};

export const kotlin: GrammarTable = {
  language: "kotlin",
  types: {
    identifier,
    this_expression: name,
    super_expression: name,
    string_literal: string,
    multiline_string_literal: string,
    plain_interpolation: (node, reader) => reader.name(node, reader.textOf(node).slice(1)),
    character_literal: text(),
    number_literal: number,
    float_literal: number,
    navigation_expression: navigation,
    index_expression: subscript(0),
    call_expression: call,
    constructor_invocation: construction,
    collection_literal: list,
    binary_expression: binary(),
    infix_expression: opaque,
    in_expression: opaque,
    is_expression: opaque,
    unary_expression: (node, reader) =>
      childOf(node, "operator")?.type === "!!" ? reader.field(node, "argument") : opaque(node, reader),
    as_expression: heldBy("left"),
    if_expression: conditional,
    when_expression: when,
    block: last,
    lambda_body: last,
    try_expression: conditional,
    property_declaration: property,
    assignment: assignment("left", "right"),
    class_parameter: classParameter,
    function_declaration: func,
    anonymous_function: func,
    lambda_literal: lambda,
    return_expression: returned,
    import: importDeclaration,
    package_header: unread,
    user_type: unread,
    nullable_type: unread,
    type_arguments: unread,
    type_parameters: unread,
  },
};
