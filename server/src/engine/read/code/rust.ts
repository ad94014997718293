/** What the node types of Rust mean (tree-sitter-rust); macros are read in rust-macro.ts. */
import type { Expression, Setting } from "../facts.ts";
import { childOf, type SyntaxNode } from "../syntax.ts";
import { functionWith, oneOf } from "./blocks.ts";
import {
  assigned,
  assignment,
  binary,
  choice,
  func,
  heldBy,
  list,
  member,
  name,
  nothing,
  number,
  opaque,
  pairOf,
  readArguments,
  returned,
  subscript,
  truth,
  unread,
} from "./build.ts";
import type { Build, CodeReader, GrammarTable } from "./reader.ts";
import { macro } from "./rust-macro.ts";

/** What stands between the quotes, of raw and byte strings too. */
const string: Build = (node, reader) => {
  const inside = node.children.filter(({ type }) => /^(?:string_content|escape_sequence)$/.test(type));
  const [first, final] = [inside[0], inside.at(-1)];
  if (first && final) return reader.constant("text", node, { start: first.start, end: final.end });
  return reader.constant("text", node, { start: node.end - 1, end: node.end - 1 });
};

/** The last expression is the value, unless a semicolon ends it. */
const block: Build = (node, reader) => {
  const parts = reader.parts(node);
  const [value, child] = [parts.at(-1), node.children.at(-1)];
  return value && child && reader.text[child.end - 1] !== ";" ? value : unread(node, reader);
};

/** `"a".to_string()` is the literal itself, and `x.unwrap_or("b")` is x, or else b. */
const OWNED = /^(?:to_string|to_owned|into|to_vec|as_bytes|as_str|into_bytes|as_ref)$/;
const DEFAULTED = /^(?:unwrap_or|unwrap_or_else|or|or_else)$/;

const call: Build = (node, reader) => {
  const callee = reader.field(node, "function");
  const { arguments: given, named } = readArguments(childOf(node, "arguments"), reader, {});
  if (callee.kind === "member") {
    if (given.length === 0 && callee.of.kind === "constant" && OWNED.test(callee.name)) return callee.of;
    if (callee.name === "from" && given[0]?.value.kind === "constant") return given[0].value;
  }
  const made = reader.call(node, callee, { arguments: given }, named);
  if (callee.kind !== "member" || !DEFAULTED.test(callee.name) || !given[0]) return made;
  const otherwise = given[0].value.kind === "function" ? given[0].value.returns[0] : given[0].value;
  return otherwise ? reader.operation(node, "||", [callee.of, otherwise]) : made;
};

/** `T { a: b, c }` makes a T by named arguments. */
const structure: Build = (node, reader) => {
  const [type, body] = [childOf(node, "name"), childOf(node, "body")];
  const entries = (body?.children ?? []).flatMap((child): Setting[] => {
    const key = childOf(child, "field") ?? child.children[0];
    const value = childOf(child, "value") ?? child.children[0];
    if (/field_initializer$/.test(child.type) && child.type !== "base_field_initializer" && key && value)
      return [pairOf(child, reader, key, value)];
    reader.read(child);
    return [];
  });
  const made = type ? reader.read(type) : reader.name(node);
  return reader.call(node, made, { arguments: entries.map(({ name: to, value }) => ({ name: to, value })) }, entries);
};

/** `let Some(a) = b`: what is taken out of b stands for it. */
const condition: Build = (node, reader) => {
  const [pattern, value] = [childOf(node, "pattern"), childOf(node, "value")];
  if (!pattern || !value) return reader.through(node);
  const read = reader.read(value);
  const target = bound(pattern);
  if (target) assigned(node, reader, target, read);
  return read;
};

function bound(pattern: SyntaxNode): SyntaxNode | undefined {
  if (pattern.type === "identifier") return pattern;
  if (pattern.type === "match_pattern" && pattern.children[0]) return bound(pattern.children[0]);
  if (pattern.type !== "tuple_struct_pattern") return undefined;
  return pattern.children.find(({ type, field }) => type === "identifier" && field !== "type");
}

/** `match a { Ok(v) => v, _ => b }` is a, or else b. */
const match: Build = (node, reader) => {
  const matched = reader.field(node, "value");
  let fallsBack = false;
  const values = (childOf(node, "body")?.children ?? []).flatMap((arm): Expression[] => {
    const [pattern, value] = [childOf(arm, "pattern"), childOf(arm, "value")];
    if (!pattern || !value) return [];
    const target = bound(pattern);
    const itself = target && reader.textOf(target) === reader.textOf(value);
    if (target) assigned(pattern, reader, target, matched);
    if (!itself) return [reader.read(value)];
    fallsBack = true;
    return [];
  });
  const alternative = oneOf(node, values);
  return fallsBack ? reader.operation(node, "||", [matched, alternative]) : alternative;
};

/** `use a::{b, c::d as e}` gives each its path, steps joined by `.`. */
function use(node: SyntaxNode, before: string, reader: CodeReader): void {
  const join = (path: string): string => [before, path].filter((step) => step !== "").join(".");
  const written = (part: SyntaxNode | undefined): string =>
    part
      ? reader
          .textOf(part)
          .replace(/\s*::\s*/g, ".")
          .replace(/^(?:crate|self|super)\.?/, "")
      : "";
  if (node.type === "scoped_use_list" || node.type === "use_list") {
    const path = node.type === "use_list" ? before : join(written(childOf(node, "path")));
    const inside = node.type === "use_list" ? node : childOf(node, "list");
    for (const child of inside?.children ?? []) use(child, path, reader);
  } else if (node.type === "use_as_clause") {
    const alias = childOf(node, "alias");
    if (alias) reader.imports.set(reader.textOf(alias), join(written(childOf(node, "path"))));
  } else if (/identifier$/.test(node.type)) {
    const path = join(written(node));
    reader.imports.set(path.split(".").at(-1)!, path);
  } else if (node.type === "self") reader.imports.set(before.split(".").at(-1)!, before);
}

const unary: Build = (node, reader) => (reader.text[node.start] === "*" ? reader.through(node) : opaque(node, reader));

const functionItem: Build = (node, reader) => {
  const body = childOf(node, "body");
  const parameters = (childOf(node, "parameters")?.children ?? []).flatMap((child) => {
    const pattern = childOf(child, "pattern");
    return pattern ? [reader.textOf(pattern).replace(/^mut\s+/, "")] : [];
  });
  return functionWith(node, reader, {
    name: childOf(node, "name"),
    parameters,
    body,
    value: body !== undefined && body.children.length > 0,
  });
};

export const rust: GrammarTable = {
  language: "rust",
  types: {
    identifier: (node, reader) => (reader.textOf(node) === "None" ? nothing(node, reader) : reader.name(node)),
    self: name,
    crate: name,
    super: name,
    type_identifier: name,
    field_identifier: name,
    shorthand_field_identifier: name,
    scoped_identifier: member("path", "name"),
    scoped_type_identifier: member("path", "name"),
    generic_function: heldBy("function"),
    generic_type: heldBy("type"),
    string_literal: string,
    raw_string_literal: string,
    char_literal: (node, reader) => reader.constant("text", node, { start: node.start + 1, end: node.end - 1 }),
    integer_literal: number,
    float_literal: number,
    boolean_literal: truth,
    field_expression: member("value", "field"),
    index_expression: subscript(0),
    call_expression: call,
    macro_invocation: macro,
    token_tree: opaque,
    struct_expression: structure,
    array_expression: list,
    tuple_expression: list,
    reference_expression: heldBy("value"),
    type_cast_expression: heldBy("value"),
    unary_expression: unary,
    binary_expression: binary(),
    range_expression: opaque,
    let_declaration: (node, reader) =>
      bound(childOf(node, "pattern") ?? node) ? condition(node, reader) : assignment("pattern", "value")(node, reader),
    let_condition: condition,
    const_item: assignment("name", "value", "type"),
    static_item: assignment("name", "value", "type"),
    assignment_expression: assignment("left", "right"),
    compound_assignment_expr: assignment("left", "right"),
    if_expression: choice("consequence", "alternative"),
    match_expression: match,
    block,
    function_item: functionItem,
    closure_expression: func({ parameters: "parameters", body: "body", expression: true }),
    return_expression: returned,
    use_declaration: (node, reader) => {
      const argument = childOf(node, "argument");
      if (argument) use(argument, "", reader);
      return unread(node, reader);
    },
    attribute_item: unread,
    inner_attribute_item: unread,
    type_arguments: unread,
    reference_type: unread,
    struct_item: unread,
    enum_item: unread,
    type_item: unread,
    mutable_specifier: unread,
    visibility_modifier: unread,
    lifetime: unread,
  },
};
