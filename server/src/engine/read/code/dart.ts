/** What the node types of Dart mean (tree-sitter-dart), after their tree was brought into shape. */
import type { Call, Expression, Setting } from "../facts.ts";
import { childOf, type SyntaxNode } from "../syntax.ts";
import { functionWith, last, oneOf } from "./blocks.ts";
import {
  type ArgumentForms,
  assigned,
  bare,
  heldBy,
  isText,
  list,
  name,
  nothing,
  number,
  opaque,
  operators,
  pairOf,
  readArguments,
  returned,
  text,
  truth,
  unread,
} from "./build.ts";
import { shaped } from "./dart-shape.ts";
import type { Build, CodeReader, GrammarTable } from "./reader.ts";

const named = (node: SyntaxNode | undefined, type: RegExp): SyntaxNode | undefined =>
  node?.children.find((child) => type.test(child.type));

const forms: ArgumentForms = { named: [["named_argument", "name", undefined]] };

/** A name of an argument has no field: it is given one. */
const labelled = (node: SyntaxNode | undefined): SyntaxNode | undefined =>
  node && {
    ...node,
    children: node.children.map((child) => ({
      ...child,
      children: child.children.map((part) => (part.type === "label" ? { ...part, field: "name" } : part)),
    })),
  };

const argumentsOf = (node: SyntaxNode | undefined, reader: CodeReader) =>
  readArguments(labelled(node?.type === "arguments" ? node : named(node, /^arguments$/)), reader, forms);

/** A value with what is called, read and set on it, one after the other. */
const postfix: Build = (node, reader) => {
  const [base, ...suffixes] = node.children;
  if (!base) return unread(node, reader);
  let value = reader.read(base);
  for (const suffix of suffixes) {
    const inside = suffix.type === "selector" ? suffix.children[0] : suffix;
    // `a!` is a.
    if (inside)
      value = suffix.type === "cascade_section" ? cascade(value, suffix, reader) : step(value, inside, base, reader);
  }
  return value;
};

function step(of: Expression, suffix: SyntaxNode, base: SyntaxNode, reader: CodeReader): Expression {
  const span = { start: base.start, end: suffix.end };
  if (suffix.type === "argument_part") {
    const read = argumentsOf(suffix, reader);
    return reader.call(span, of, read, read.named);
  }
  const index = named(suffix, /^index_selector$/);
  if (index) {
    const key = reader.through(index);
    if (key.kind === "constant" && key.type === "text") return reader.member(span, of, key.value);
    return reader.member(span, of, "[]", key);
  }
  const part = suffix.children.at(-1);
  return part ? reader.member(span, of, reader.textOf(part)) : of;
}

/** `a..b = c` sets a's b: of what a call made an argument by name; `a..f(b)` calls. */
function cascade(of: Expression, section: SyntaxNode, reader: CodeReader): Expression {
  const [selector, value] = section.children;
  const part = selector?.children[0];
  if (!selector || !part || !value) return of;
  const at = { start: section.start, end: selector.end };
  if (value.type === "argument_part") {
    const read = argumentsOf(value, reader);
    reader.call(
      { start: section.start, end: section.end },
      reader.member(at, of, reader.textOf(part)),
      read,
      read.named,
    );
    return of;
  }
  const setting = pairOf(section, reader, part, value, "argument");
  return of.kind === "call" ? withArgument(of, setting, reader) : of;
}

function withArgument(call: Call, setting: Setting, reader: CodeReader): Call {
  const made = { ...call, arguments: [...call.arguments, { name: setting.name, value: setting.value }] };
  reader.calls.splice(reader.calls.indexOf(call), 1, made);
  reader.owners.set(setting, made);
  return made;
}

/** `new T(a)`, `const T(a)`. */
const creation: Build = (node, reader) => {
  const type = named(node, /^type_identifier$/);
  const read = argumentsOf(named(node, /^arguments$/), reader);
  return reader.call(node, type ? reader.name(type) : reader.name(node), read, read.named);
};

/** The operator is a node between the operands. */
const operation: Build = (node, reader) => {
  const [left, sign, right] = node.children;
  if (!left || !sign || !right || node.children.length !== 3) return opaque(node, reader);
  const written = reader.textOf(sign);
  const read = [reader.read(left), reader.read(right)];
  if (written === "+" && read.some(isText)) return reader.template(node, read);
  return reader.operation(node, operators[written] ?? written, read);
};

const variable: Build = (node, reader) => {
  const [target, value] = [childOf(node, "name") ?? named(node, /^identifier$/), childOf(node, "value")];
  const held = value ?? node.children.findLast((child) => child !== target && !/type|builtin/.test(child.type));
  const type = named(node, /^type_identifier$/);
  if (!target || !held) return unread(node, reader);
  return assigned(node, reader, target, reader.read(held), type && reader.textOf(type));
};

const assignment: Build = (node, reader) => {
  const target = childOf(node, "left");
  const value = reader.field(node, "right");
  return target ? assigned(node, reader, target, value) : value;
};

const conditional: Build = (node, reader) => {
  const [consequence, alternative] = [childOf(node, "consequence"), childOf(node, "alternative")];
  for (const child of node.children) if (child !== consequence && child !== alternative) reader.read(child);
  return oneOf(
    node,
    [consequence, alternative].flatMap((child) => (child ? [reader.read(child)] : [])),
  );
};

const map: Build = (node, reader) => {
  const entries = node.children.flatMap((child): Setting[] => {
    const [key, value] = [childOf(child, "key"), childOf(child, "value")];
    if (child.type === "pair" && key && value) return [pairOf(child, reader, key, value)];
    reader.read(child);
    return [];
  });
  return reader.object(node, entries, entries.length < node.children.length);
};

function parametersOf(node: SyntaxNode | undefined, reader: CodeReader): string[] {
  return (node?.children ?? []).flatMap((child, at) => {
    if (child.type === "optional_formal_parameters") return parametersOf(child, reader);
    const key =
      childOf(child, "name") ??
      named(child, /^identifier$/) ??
      named(named(child, /^constructor_param$/), /^identifier$/);
    if (child.type !== "formal_parameter" || !key) return [];
    const value = node?.children[at + 1];
    if (value && value.type !== "formal_parameter" && value.type !== "optional_formal_parameters")
      pairOf(child, reader, key, value, "default");
    return [reader.textOf(key)];
  });
}

/** A body is a block, or the value itself. */
function bodyOf(node: SyntaxNode | undefined): { body: SyntaxNode | undefined; value: boolean } {
  const block = named(node, /^block$/);
  return { body: block ?? node, value: node !== undefined && block === undefined };
}

const func: Build = (node, reader) => {
  const [head, body] = node.children;
  const signature = head?.type === "method_signature" ? head.children.at(-1) : head;
  return functionWith(node, reader, {
    name: signature && childOf(signature, "name"),
    parameters: parametersOf(named(signature, /^formal_parameter_list$/), reader),
    ...bodyOf(body),
  });
};

const lambda: Build = (node, reader) =>
  functionWith(node, reader, {
    name: undefined,
    parameters: parametersOf(childOf(node, "parameters"), reader),
    ...bodyOf(childOf(node, "body")),
  });

/** `import "package:http/http.dart" as h` gives h the package's name. */
const importDeclaration: Build = (node, reader) => {
  const [uri, alias] = [named(node, /uri$/), named(node, /^identifier$/)];
  const module = uri && /^(?:package:|dart:)?([\w-]+)/.exec(bare(reader.textOf(uri)))?.[1];
  if (alias && module) reader.imports.set(reader.textOf(alias), module);
  return unread(node, reader);
};

export const dart: GrammarTable = {
  language: "dart",
  shape: shaped,
  types: {
    identifier: name,
    identifier_dollar_escaped: name,
    this: name,
    super: name,
    string_literal: text("template_substitution"),
    decimal_integer_literal: number,
    decimal_floating_point_literal: number,
    true: truth,
    false: truth,
    null_literal: nothing,
    postfix,
    new_expression: creation,
    const_object_expression: creation,
    set_or_map_literal: map,
    list_literal: list,
    additive_expression: operation,
    multiplicative_expression: operation,
    equality_expression: operation,
    relational_expression: operation,
    logical_and_expression: operation,
    logical_or_expression: operation,
    if_null_expression: (node, reader) =>
      reader.operation(node, "||", [reader.field(node, "first"), reader.field(node, "second")]),
    unary_expression: (node, reader) =>
      named(node, /^await_expression$/) ? reader.through(node) : opaque(node, reader),
    conditional_expression: conditional,
    type_cast_expression: (node, reader) => (node.children[0] ? reader.read(node.children[0]) : unread(node, reader)),
    type_test_expression: opaque,
    initialized_variable_definition: variable,
    initialized_identifier: variable,
    static_final_declaration: variable,
    assignment_expression: assignment,
    function: func,
    function_expression: lambda,
    function_body: last,
    return_statement: returned,
    import_specification: importDeclaration,
    type_identifier: unread,
    type_arguments: unread,
    type_alias: unread,
    annotation: heldBy("arguments"),
    label: unread,
  },
};
