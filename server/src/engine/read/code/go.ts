/** What the node types of Go mean (tree-sitter-go). */
import type { Setting } from "../facts.ts";
import { childOf, type SyntaxNode } from "../syntax.ts";
import {
  assigned,
  assignment,
  bare,
  binary,
  call,
  fieldWith,
  func,
  heldBy,
  list,
  member,
  name,
  nothing,
  number,
  opaque,
  pairOf,
  subscript,
  text,
  truth,
  unread,
} from "./build.ts";
import type { Build, CodeReader, GrammarTable } from "./reader.ts";

/** The last step of an import path that is no version: `github.com/golang-jwt/jwt/v5` is `jwt`. */
const packageOf = (path: string): string =>
  path
    .split("/")
    .filter((step) => !/^v\d+$/.test(step))
    .at(-1)!
    .replace(/^go-|\.v\d+$/g, "");

const importSpec: Build = (node, reader) => {
  const path = childOf(node, "path");
  const whole = path ? bare(reader.textOf(path)) : "";
  const alias = childOf(node, "name");
  reader.imports.set(alias ? reader.textOf(alias) : packageOf(whole), importedAs(whole));
  return unread(node, reader);
};

/** Packages of one name are told apart as the standard library's paths do: `math/rand` is `math.rand`. */
const importedAs = (path: string): string => (/^[a-z]+\/[a-z]+$/.test(path) ? path.replace("/", ".") : packageOf(path));

/** `T{Field: value}` makes a T by named arguments; a map or a slice is what it holds. */
const composite: Build = (node, reader) => {
  const [type, body] = [childOf(node, "type"), childOf(node, "body")];
  const elements = body?.children ?? [];
  const entries = elements.flatMap((element) => (element.type === "keyed_element" ? entryOf(element, reader) : []));
  const others = elements.filter(({ type: kind }) => kind !== "keyed_element").map((element) => reader.read(element));
  if (!type || type.type === "map_type") return reader.object(node, entries, false);
  if (/slice|array/.test(type.type)) return { kind: "list", start: node.start, end: node.end, items: others };
  const given = [...entries.map(({ name: to, value }) => ({ name: to, value })), ...others.map((value) => ({ value }))];
  return reader.call(node, typeName(type, reader), { arguments: given }, entries);
};

function entryOf(element: SyntaxNode, reader: CodeReader): Setting[] {
  const [key, value] = [childOf(element, "key"), childOf(element, "value")];
  return key && value ? [pairOf(element, reader, key, value)] : [];
}

function typeName(type: SyntaxNode, reader: CodeReader) {
  const [of, part] = [childOf(type, "package"), childOf(type, "name")];
  return of && part ? reader.member(type, reader.name(of), reader.textOf(part)) : reader.name(type);
}

/** Several values may be returned. */
const goReturn: Build = (node, reader) => {
  for (const part of node.children[0]?.children ?? []) reader.returned(reader.read(part));
  return unread(node, reader);
};

const specification: Build = (node, reader) => {
  const [target, value] = [childOf(node, "name"), childOf(node, "value")?.children[0]];
  return target && value ? assigned(node, reader, target, reader.read(value)) : unread(node, reader);
};

/** The address of a thing stands for it. */
const unary: Build = (node, reader) =>
  childOf(node, "operator")?.type === "&" ? reader.field(node, "operand") : opaque(node, reader);

/** A field of a struct with a tag. */
const field: Build = (node, reader) => {
  const [named, tag] = [childOf(node, "name"), childOf(node, "tag")];
  return named && tag ? fieldWith(node, reader, named, tag) : unread(node, reader);
};

export const go: GrammarTable = {
  language: "go",
  types: {
    identifier: name,
    field_identifier: name,
    interpreted_string_literal: text(),
    raw_string_literal: text(),
    int_literal: number,
    float_literal: number,
    true: truth,
    false: truth,
    nil: nothing,
    selector_expression: member("operand", "field"),
    index_expression: subscript("operand", "index"),
    call_expression: call("function", "arguments"),
    type_conversion_expression: heldBy("operand"),
    composite_literal: composite,
    expression_list: list,
    literal_value: (node, reader) => {
      const entries = node.children.flatMap((child) => (child.type === "keyed_element" ? entryOf(child, reader) : []));
      return reader.object(node, entries, false);
    },
    binary_expression: binary(),
    unary_expression: unary,
    short_var_declaration: assignment("left", "right"),
    assignment_statement: assignment("left", "right"),
    const_spec: specification,
    var_spec: specification,
    return_statement: goReturn,
    function_declaration: func({ name: "name", parameters: "parameters", body: "body" }),
    method_declaration: func({ name: "name", parameters: "parameters", body: "body" }),
    func_literal: func({ parameters: "parameters", body: "body" }),
    import_spec: importSpec,
    field_declaration: field,
    interface_type: unread,
    type_identifier: unread,
    parameter_list: unread,
  },
};
