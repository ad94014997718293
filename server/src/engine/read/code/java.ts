/** What the node types of Java mean (tree-sitter-java). */
import { childOf, type SyntaxNode } from "../syntax.ts";
import {
  assigned,
  assignment,
  binary,
  call,
  choice,
  fieldWith,
  func,
  heldBy,
  list,
  member,
  methodCall,
  name,
  newArray,
  nothing,
  number,
  opaque,
  returned,
  subscript,
  text,
  truth,
  unread,
} from "./build.ts";
import type { Build, GrammarTable } from "./reader.ts";

const importDeclaration: Build = (node, reader) => {
  const path = node.children[0] ? reader.textOf(node.children[0]) : "";
  const imported = path.split(".").at(-1)!;
  const isStatic = /^import\s+static\b/.test(reader.textOf(node));
  // A class is known by its name; a static member by its class and its name.
  reader.imports.set(imported, isStatic ? path.split(".").slice(-2).join(".") : imported);
  return unread(node, reader);
};

/** Fields and local variables: the type is given once for all. */
const declaration: Build = (node, reader) => {
  const type = childOf(node, "type");
  const modifiers = node.children.find((child) => child.type === "modifiers");
  for (const child of node.children) {
    const [target, value] = [childOf(child, "name"), childOf(child, "value")];
    if (child.type === "modifiers") reader.read(child);
    if (child.type === "variable_declarator" && target && isNoted(modifiers))
      fieldWith(node, reader, target, modifiers!);
    if (child.type !== "variable_declarator" || !target || !value) continue;
    assigned(child, reader, target, reader.read(value), type && reader.textOf(type));
  }
  return unread(node, reader);
};

const isNoted = (modifiers: SyntaxNode | undefined): boolean =>
  modifiers?.children.some(({ type }) => /annotation/.test(type)) === true;

/** `@Value("...")` is a call to the one who reads it. */
const annotation = call("name", "arguments", { named: [["element_value_pair", "key", "value"]] });

export const java: GrammarTable = {
  language: "java",
  types: {
    identifier: name,
    type_identifier: name,
    this: name,
    string_literal: text("string_interpolation"),
    character_literal: text(),
    decimal_integer_literal: number,
    true: truth,
    false: truth,
    null_literal: nothing,
    field_access: member("object", "field"),
    scoped_type_identifier: (node, reader) => reader.name(node),
    array_access: subscript("array", "index"),
    method_invocation: methodCall("object", "name", "arguments"),
    object_creation_expression: (node, reader) => {
      const made = call("type", "arguments")(node, reader);
      for (const child of node.children) if (child.type === "class_body") reader.read(child);
      return made;
    },
    annotation,
    array_initializer: list,
    array_creation_expression: (node, reader) => {
      const value = childOf(node, "value");
      return value ? reader.read(value) : newArray(node, reader);
    },
    binary_expression: binary(),
    unary_expression: opaque,
    ternary_expression: choice("consequence", "alternative"),
    cast_expression: heldBy("value"),
    local_variable_declaration: declaration,
    field_declaration: declaration,
    assignment_expression: assignment("left", "right"),
    return_statement: returned,
    method_declaration: (node, reader) => {
      for (const child of node.children) if (child.type === "modifiers") reader.read(child);
      return func({ name: "name", parameters: "parameters", body: "body" })(node, reader);
    },
    constructor_declaration: func({ name: "name", parameters: "parameters", body: "body" }),
    lambda_expression: func({ parameters: "parameters", body: "body", expression: true }),
    import_declaration: importDeclaration,
    package_declaration: unread,
    type_arguments: unread,
  },
};
