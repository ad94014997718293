/** What the node types of PHP mean (tree-sitter-php). */
import type { Setting } from "../facts.ts";
import { childOf } from "../syntax.ts";
import {
  type ArgumentForms,
  assignment,
  bare,
  binary,
  call,
  func,
  member,
  methodCall,
  name,
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
import type { Build, GrammarTable } from "./reader.ts";

const forms: ArgumentForms = { named: [["argument", "name", undefined]] };

/** `new Client([...])`: the class and the arguments have no fields. */
const creation: Build = (node, reader) => {
  const called = node.children.find(({ type }) => /name/.test(type));
  const read = readArguments(
    node.children.find(({ type }) => type === "arguments"),
    reader,
    forms,
  );
  return reader.call(node, called ? reader.read(called) : unread(node, reader), read, read.named);
};

const array: Build = (node, reader) => {
  const entries: Setting[] = [];
  const items = node.children.flatMap((child) => {
    const [key, value] = child.children;
    if (child.type === "array_element_initializer" && key && value) {
      entries.push(pairOf(child, reader, key, value));
      return [];
    }
    return [reader.read(child)];
  });
  const { start, end } = node;
  return items.length > 0 && entries.length === 0
    ? { kind: "list", start, end, items }
    : reader.object(node, entries, items.length > 0);
};

/** `a ?: b` falls back as `||` does. */
const conditional: Build = (node, reader) => {
  const [body, alternative] = [childOf(node, "body"), childOf(node, "alternative")];
  const condition = reader.field(node, "condition");
  if (!body && alternative) return reader.operation(node, "||", [condition, reader.read(alternative)]);
  const alternatives = [body, alternative].flatMap((part) => (part ? [reader.read(part)] : []));
  return { kind: "choice", start: node.start, end: node.end, alternatives };
};

/** `use A\B\C as D` */
const useClause: Build = (node, reader) => {
  const path = reader.textOf(node).split(/\s+as\s+/i);
  const last = path[0]!.split("\\").at(-1)!;
  reader.imports.set((path[1] ?? last).trim(), last);
  return unread(node, reader);
};

const qualified: Build = (node, reader) => reader.name(node, reader.textOf(node).split("\\").at(-1)!);

/** `echo` is called as a function is. */
const echo: Build = (node, reader) => {
  const value = reader.through(node);
  return reader.call(node, reader.name({ start: node.start, end: node.start + 4 }), { arguments: [{ value }] }, []);
};

const concatenation = binary("left", "operator", "right", ".");

export const php: GrammarTable = {
  language: "php",
  types: {
    name,
    variable_name: (node, reader) => reader.name(node, bare(reader.textOf(node))),
    qualified_name: qualified,
    string: text(),
    encapsed_string: text(
      "variable_name",
      "member_access_expression",
      "subscript_expression",
      "member_call_expression",
    ),
    heredoc_body: text("variable_name", "member_access_expression"),
    integer: number,
    float: number,
    boolean: truth,
    null: nothing,
    member_access_expression: member("object", "name"),
    nullsafe_member_access_expression: member("object", "name"),
    scoped_property_access_expression: member("scope", "name"),
    class_constant_access_expression: (node, reader) => {
      const [of, part] = node.children;
      return of && part ? reader.member(node, reader.read(of), reader.textOf(part)) : unread(node, reader);
    },
    subscript_expression: subscript(0),
    function_call_expression: call("function", "arguments", forms),
    member_call_expression: methodCall("object", "name", "arguments", forms),
    nullsafe_member_call_expression: methodCall("object", "name", "arguments", forms),
    scoped_call_expression: methodCall("scope", "name", "arguments", forms),
    object_creation_expression: creation,
    array_creation_expression: array,
    binary_expression: concatenation,
    unary_op_expression: opaque,
    conditional_expression: conditional,
    assignment_expression: assignment("left", "right"),
    augmented_assignment_expression: assignment("left", "right"),
    property_element: assignment("name", "default_value"),
    const_element: opaque,
    echo_statement: echo,
    return_statement: returned,
    function_definition: func({ name: "name", parameters: "parameters", body: "body" }),
    method_declaration: func({ name: "name", parameters: "parameters", body: "body" }),
    anonymous_function: func({ parameters: "parameters", body: "body" }),
    arrow_function: func({ parameters: "parameters", body: "body", expression: true }),
    namespace_use_clause: useClause,
    primitive_type: unread,
    named_type: unread,
  },
};
