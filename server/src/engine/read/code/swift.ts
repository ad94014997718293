/** What the node types of Swift mean (tree-sitter-swift). */
import type { Expression, Setting } from "../facts.ts";
import { childOf, childrenOf, type SyntaxNode } from "../syntax.ts";
import { functionWith, together } from "./blocks.ts";
import {
  type ArgumentForms,
  assigned,
  assignment,
  bare,
  binary,
  choice,
  heldBy,
  list,
  name,
  nothing,
  number,
  opaque,
  pairOf,
  readArguments,
  returned,
  truth,
  unread,
} from "./build.ts";
import type { Build, CodeReader, GrammarTable } from "./reader.ts";

const forms: ArgumentForms = { named: [["value_argument", "name", "value"]] };

const string: Build = (node, reader) => {
  const parts = node.children.filter(({ field }) => field === "text" || field === "interpolation");
  const [first, final] = [parts[0], parts.at(-1)];
  const quotes = /^#*"(?:"")?/.exec(reader.textOf(node))?.[0].length ?? 1;
  const whole = { start: node.start + quotes, end: Math.max(node.start + quotes, node.end - quotes) };
  if (!first || !final || node.type === "raw_string_literal") return reader.constant("text", node, whole);
  if (parts.every(({ field }) => field === "text")) return reader.constant("text", node, whole);
  return reader.template(node, partsOf(parts, reader));
};

/** What the log keeps private is not shown by it: of `\(a, privacy: .private)` the grammar makes two parts. */
function partsOf(nodes: readonly SyntaxNode[], reader: CodeReader): Expression[] {
  return nodes.flatMap((node, at): Expression[] => {
    if (node.field === "text") return [reader.constant("text", node)];
    if (childOf(node, "name")) return [];
    const value = reader.field(node, "value");
    const next = nodes[at + 1];
    const isPrivate = next && childOf(next, "name") && /^privacy:\s*\.(?:private|sensitive)/.test(reader.textOf(next));
    return [isPrivate ? { kind: "other", start: node.start, end: node.end, parts: [value] } : value];
  });
}

const navigation: Build = (node, reader) => {
  const suffix = childOf(node, "suffix");
  const part = suffix && (childOf(suffix, "suffix") ?? suffix);
  return reader.member(node, reader.field(node, "target"), part ? bare(reader.textOf(part)) : "");
};

/** `f(a) { b }`, and `a[b]`, which the grammar takes for a call. */
const call: Build = (node, reader) => {
  const [callee, suffix] = node.children;
  if (!callee || !suffix) return reader.through(node);
  const values = suffix.children.find(({ type }) => type === "value_arguments");
  const called = reader.read(callee);
  const read = readArguments(values, reader, forms);
  const [index] = read.arguments;
  if (values && reader.text[values.start] === "[" && index) {
    const key = index.value.kind === "constant" && index.value.type === "text" ? index.value.value : "[]";
    return reader.member(node, called, key, key === "[]" ? index.value : undefined);
  }
  const lambdas = suffix.children
    .filter(({ type }) => type === "lambda_literal")
    .map((child) => ({ value: reader.read(child) }));
  return reader.call(node, called, { arguments: [...read.arguments, ...lambdas] }, read.named);
};

/** `let a: T = b, c = d`, `var a: T { return b }`. */
const property: Build = (node, reader) => {
  const annotation = node.children.find((child) => child.type === "type_annotation");
  const type = annotation && childOf(annotation, "name");
  let target: SyntaxNode | undefined;
  for (const child of node.children) {
    if (child.field === "name") target = child;
    else if (child.field === "value" && target)
      assigned(node, reader, target, reader.read(child), type && reader.textOf(type));
    else if (child.field === "computed_value")
      functionWith(node, reader, { name: target, parameters: [], ...bodyOf(child) });
    else if (child.type === "modifiers") reader.read(child);
  }
  return unread(node, reader);
};

/** A single expression is what a body returns. */
function bodyOf(node: SyntaxNode | undefined): { body: SyntaxNode | undefined; value: boolean } {
  const statements = node?.children.find(({ type }) => type === "statements");
  const [only, ...more] = statements?.children.filter(({ type }) => !type.includes("comment")) ?? [];
  const value = only !== undefined && more.length === 0 && !/statement$/.test(only.type);
  return { body: statements ?? node, value };
}

const func: Build = (node, reader) => {
  const parameters = node.children.filter(({ type }) => type === "parameter");
  for (const [at, child] of node.children.entries()) {
    const before = node.children.slice(0, at).findLast(({ type }) => type === "parameter");
    const key = before && childOf(before, "name");
    if (child.field === "default_value" && before && key)
      pairOf(together("default", [before, child], before), reader, key, child, "default");
  }
  return functionWith(node, reader, {
    name: childOf(node, "name"),
    parameters: parameters.flatMap((parameter) => {
      const key = childOf(parameter, "name");
      return key ? [reader.textOf(key)] : [];
    }),
    ...bodyOf(childOf(node, "body")),
  });
};

const lambda: Build = (node, reader) => {
  const names = (of: SyntaxNode): string[] =>
    of.type === "lambda_parameter"
      ? [reader.textOf(childOf(of, "name") ?? of)]
      : of.type === "statements"
        ? []
        : of.children.flatMap(names);
  const { body, value } = bodyOf(node);
  return functionWith(node, reader, {
    name: undefined,
    parameters: names(node),
    body: body === node ? undefined : body,
    value,
  });
};

/** `if let a = b`: the condition gives the name its value. */
const binding: Build = (node, reader) => {
  let target: SyntaxNode | undefined;
  for (const child of node.children) {
    if (child.field === "bound_identifier") target = child;
    else if (child.type === "value_binding_pattern" || child.type === "=") continue;
    else if (child.field === "condition" && target) {
      assigned(child, reader, target, reader.read(child));
      target = undefined;
    } else if (/^[a-z_]/i.test(child.type)) reader.read(child);
  }
  return unread(node, reader);
};

/** Keys and values stand by turns. */
const dictionary: Build = (node, reader) => {
  const values = childrenOf(node, "value");
  const entries = childrenOf(node, "key").flatMap((key, at): Setting[] => {
    const value = values[at];
    return value ? [pairOf(together("pair", [key, value], node), reader, key, value)] : [];
  });
  return reader.object(node, entries, false);
};

/** `.member` of what is meant, `&a`; of others the whole. */
const prefix: Build = (node, reader) => {
  const mark = reader.text[node.start];
  const target = childOf(node, "target");
  if (mark === "." && target) return reader.name(node, reader.textOf(target));
  return mark === "&" ? reader.field(node, "target") : opaque(node, reader);
};

const control: Build = (node, reader) =>
  reader.text.startsWith("return", node.start) ? returned(node, reader) : reader.through(node);

const sum = binary("lhs", "op", "rhs");

export const swift: GrammarTable = {
  language: "swift",
  types: {
    simple_identifier: name,
    self_expression: name,
    super_expression: name,
    line_string_literal: string,
    multi_line_string_literal: string,
    raw_string_literal: string,
    integer_literal: number,
    real_literal: number,
    boolean_literal: truth,
    nil: nothing,
    navigation_expression: navigation,
    call_expression: call,
    property_declaration: property,
    assignment: assignment("target", "result"),
    dictionary_literal: dictionary,
    array_literal: list,
    ternary_expression: choice("if_true", "if_false"),
    nil_coalescing_expression: (node, reader): Expression =>
      reader.operation(node, "||", [reader.field(node, "value"), reader.field(node, "if_nil")]),
    additive_expression: sum,
    multiplicative_expression: sum,
    equality_expression: sum,
    comparison_expression: sum,
    conjunction_expression: sum,
    disjunction_expression: sum,
    range_expression: opaque,
    prefix_expression: prefix,
    postfix_expression: heldBy("target"),
    try_expression: heldBy("expr"),
    await_expression: heldBy("expr"),
    as_expression: heldBy("expr"),
    check_expression: opaque,
    lambda_literal: lambda,
    function_declaration: func,
    init_declaration: func,
    if_statement: binding,
    guard_statement: binding,
    while_statement: binding,
    control_transfer_statement: control,
    import_declaration: unread,
    inheritance_specifier: unread,
    type_annotation: unread,
    user_type: unread,
    type_arguments: unread,
    value_binding_pattern: unread,
    try_operator: unread,
    as_operator: unread,
    bang: unread,
  },
};
