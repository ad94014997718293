/** What the node types of C# mean (tree-sitter-c-sharp). */
import type { Setting } from "../facts.ts";
import { childOf, type SyntaxNode } from "../syntax.ts";
import {
  type ArgumentForms,
  assigned,
  assignment,
  binary,
  call,
  choice,
  func,
  heldBy,
  list,
  member,
  name,
  newArray,
  nothing,
  number,
  opaque,
  pairOf,
  readArguments,
  returned,
  subscript,
  text,
  truth,
  unread,
} from "./build.ts";
import type { Build, CodeReader, GrammarTable } from "./reader.ts";

const forms: ArgumentForms = { named: [["argument", "name", undefined]] };

/** `new T(a) { Field = b }`: the fields are arguments by name. */
const creation: Build = (node, reader) => {
  const type = childOf(node, "type");
  const read = readArguments(childOf(node, "arguments"), reader, forms);
  const entries = childOf(node, "initializer")?.children.flatMap((child) => entryOf(child, reader)) ?? [];
  const given = [...read.arguments, ...entries.map(({ name: to, value }) => ({ name: to, value }))];
  const called = type
    ? reader.name(type, reader.textOf(type).replace(/<.*$/s, ""))
    : reader.name({ start: node.start, end: node.start + 3 });
  return reader.call(node, called, { arguments: given }, [...read.named, ...entries]);
};

function entryOf(child: SyntaxNode, reader: CodeReader): Setting[] {
  const [left, right] = [childOf(child, "left"), childOf(child, "right")];
  if (child.type === "assignment_expression" && left && right) {
    const key = /binding|bracket/.test(left.type) ? deepest(left) : left;
    return [pairOf(child, reader, key, right)];
  }
  reader.read(child);
  return [];
}

const deepest = (node: SyntaxNode): SyntaxNode =>
  node.children[0] && !/literal$/.test(node.type) ? deepest(node.children[0]) : node;

const declaration: Build = (node, reader) => {
  const type = childOf(node, "type");
  for (const child of node.children) {
    if (child.type !== "variable_declarator") continue;
    const target = childOf(child, "name");
    const value = child.children.filter((part) => part !== target).at(-1);
    if (target && value) assigned(child, reader, target, reader.read(value), type && reader.textOf(type));
  }
  return unread(node, reader);
};

const property: Build = (node, reader) => {
  const [target, value] = [childOf(node, "name"), childOf(node, "value")];
  for (const child of node.children)
    if (child !== target && child !== value && child.type === "accessor_list") reader.read(child);
  return target && value ? assigned(node, reader, target, reader.read(value)) : unread(node, reader);
};

/** An array is what it is filled with. */
const initialized: Build = (node, reader) => {
  const filled = node.children.find(({ type }) => type === "initializer_expression");
  return filled ? reader.read(filled) : newArray(node, reader);
};

const usingDirective: Build = (node, reader) => {
  const [alias, path] = [childOf(node, "name"), node.children.at(-1)];
  if (alias && path) reader.imports.set(reader.textOf(alias), reader.textOf(path).split(".").at(-1)!);
  return unread(node, reader);
};

export const csharp: GrammarTable = {
  language: "csharp",
  types: {
    identifier: name,
    this: name,
    predefined_type: name,
    string_literal: text(),
    verbatim_string_literal: text(),
    raw_string_literal: text(),
    interpolated_string_expression: text("interpolation"),
    interpolation_brace: unread,
    interpolation_format_clause: unread,
    interpolation: (node, reader) => {
      const inner = node.children.find(({ type }) => !/^interpolation/.test(type));
      return inner ? reader.read(inner) : unread(node, reader);
    },
    integer_literal: number,
    real_literal: number,
    boolean_literal: truth,
    null_literal: nothing,
    member_access_expression: member("expression", "name"),
    element_access_expression: subscript("expression", "subscript"),
    invocation_expression: call("function", "arguments", forms),
    object_creation_expression: creation,
    implicit_object_creation_expression: creation,
    array_creation_expression: initialized,
    implicit_array_creation_expression: initialized,
    initializer_expression: list,
    binary_expression: binary(),
    prefix_unary_expression: opaque,
    conditional_expression: choice("consequence", "alternative"),
    cast_expression: heldBy("value"),
    variable_declaration: declaration,
    property_declaration: property,
    assignment_expression: assignment("left", "right"),
    return_statement: returned,
    method_declaration: func({ name: "name", parameters: "parameters", body: "body" }),
    local_function_statement: func({ name: "name", parameters: "parameters", body: "body" }),
    constructor_declaration: func({ name: "name", parameters: "parameters", body: "body" }),
    anonymous_method_expression: (node, reader) => {
      const body = node.children.find(({ type }) => type === "block");
      return reader.func(node, { parameters: [], ...(body && { body }) });
    },
    lambda_expression: func({ parameters: "parameters", body: "body", expression: true }),
    using_directive: usingDirective,
    type_argument_list: unread,
    base_list: unread,
    parameter_list: unread,
    modifier: unread,
  },
};
