/** What the node types of JavaScript, TypeScript and TSX mean (tree-sitter-javascript, tree-sitter-typescript). */
import type { Expression, Setting } from "../facts.ts";
import { childOf, type SyntaxNode } from "../syntax.ts";
import {
  assigned,
  assignment,
  bare,
  binary,
  call,
  choice,
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
  returned,
  subscript,
  text,
  truth,
  unread,
} from "./build.ts";
import type { Build, CodeReader, GrammarTable } from "./reader.ts";

const object: Build = (node, reader) => {
  const entries = node.children.flatMap((child): Setting[] => {
    const [key, value] = [childOf(child, "key"), childOf(child, "value")];
    if (child.type === "pair" && key && value) return [pairOf(child, reader, key, value)];
    if (child.type === "shorthand_property_identifier") return [pairOf(child, reader, child, child)];
    if (child.type === "method_definition") return [methodEntry(child, reader)];
    reader.read(child);
    return [];
  });
  return reader.object(
    node,
    entries,
    node.children.some(({ type }) => type === "spread_element"),
  );
};

function methodEntry(node: SyntaxNode, reader: CodeReader): Setting {
  const key = childOf(node, "name") ?? node;
  const { start, end } = node;
  return reader.setting({
    start,
    end,
    name: bare(reader.textOf(key)),
    nameSpan: key,
    value: method(node, reader),
    relation: "entry",
  });
}

const method = func({ name: "name", parameters: "parameters", body: "body" });

/** `const a = require("m")`, `const { a: b } = c`, `const d = e`. */
const declarator: Build = (node, reader) => {
  const [target, value] = [childOf(node, "name"), childOf(node, "value")];
  if (!target || !value) return unread(node, reader);
  const read = reader.read(value);
  const module = requiredModule(read);
  if (module !== undefined) bindModule(target, module, reader);
  else if (target.type === "object_pattern") destructure(target, read, reader);
  else assigned(node, reader, target, read);
  return read;
};

function requiredModule(value: Expression): string | undefined {
  if (value.kind === "member") {
    const module = requiredModule(value.of);
    return module && `${module}.${value.name}`;
  }
  const first = value.kind === "call" ? value.arguments[0]?.value : undefined;
  const required =
    value.kind === "call" && value.callee.kind === "name" && /^(require|import)$/.test(value.callee.name);
  return required && first?.kind === "constant" ? moduleName(first.value) : undefined;
}

const moduleName = (specifier: string): string => specifier.replace(/^node:/, "");

function bindModule(target: SyntaxNode, module: string, reader: CodeReader): void {
  if (target.type === "identifier") reader.imports.set(reader.textOf(target), module);
  for (const { from, to } of destructured(target)) {
    reader.imports.set(reader.textOf(to), `${module}.${bare(reader.textOf(from))}`);
  }
}

function destructured(pattern: SyntaxNode): { from: SyntaxNode; to: SyntaxNode; fallback?: SyntaxNode }[] {
  return pattern.children.flatMap((child) => {
    if (child.type === "shorthand_property_identifier_pattern") return [{ from: child, to: child }];
    if (child.type === "object_assignment_pattern") {
      const left = childOf(child, "left") ?? child;
      const fallback = childOf(child, "right");
      return [{ from: left, to: left, ...(fallback && { fallback }) }];
    }
    const [key, value] = [childOf(child, "key"), childOf(child, "value")];
    return key && value ? [{ from: key, to: value }] : [];
  });
}

/** `const { a } = b` gives `a` the value `b.a`. */
function destructure(pattern: SyntaxNode, value: Expression, reader: CodeReader): void {
  for (const { from, to, fallback } of destructured(pattern)) {
    if (!/identifier/.test(to.type)) continue;
    const part = reader.member(from, value, bare(reader.textOf(from)));
    const given = fallback ? reader.operation(pattern, "||", [part, reader.read(fallback)]) : part;
    assigned(to, reader, to, given);
  }
}

const importStatement: Build = (node, reader) => {
  const source = childOf(node, "source");
  const module = source && moduleName(bare(reader.textOf(source)));
  const clause = node.children.find(({ type }) => type === "import_clause");
  if (module !== undefined) for (const part of clause?.children ?? []) bindImport(part, module, reader);
  return unread(node, reader);
};

function bindImport(part: SyntaxNode, module: string, reader: CodeReader): void {
  if (part.type === "identifier") reader.imports.set(reader.textOf(part), module);
  else if (part.type === "namespace_import") reader.imports.set(reader.textOf(part.children[0] ?? part), module);
  else
    for (const specifier of part.children) {
      const imported = childOf(specifier, "name");
      const local = childOf(specifier, "alias") ?? imported;
      if (imported && local) reader.imports.set(reader.textOf(local), `${module}.${reader.textOf(imported)}`);
    }
}

/** A field of a class, and what its decorator says of it. */
const publicField: Build = (node, reader) => {
  const [named, note] = [childOf(node, "name"), childOf(node, "decorator")];
  if (named && note) {
    reader.read(note);
    fieldWith(node, reader, named, note);
  }
  return childOf(node, "value") ? assignment("name", "value", "type")(node, reader) : unread(node, reader);
};

const arrow: Build = (node, reader) => {
  const parameters = childOf(node, "parameter") ? "parameter" : "parameters";
  return func({ parameters, body: "body", expression: true })(node, reader);
};

/** A template literal's tag makes of it what it will; `import()` is a call as others. */
const javascriptCall: Build = (node, reader) => {
  if (childOf(node, "arguments")?.type !== "template_string") return call("function", "arguments")(node, reader);
  return opaque(node, reader);
};

const namedFunction = func({ name: "name", parameters: "parameters", body: "body" });

export const javascript: GrammarTable = {
  language: "javascript",
  types: {
    identifier: name,
    property_identifier: name,
    shorthand_property_identifier: name,
    this: name,
    string: text(),
    template_string: text("template_substitution"),
    number,
    true: truth,
    false: truth,
    null: nothing,
    undefined: nothing,
    member_expression: member("object", "property"),
    subscript_expression: subscript("object", "index"),
    call_expression: javascriptCall,
    new_expression: call("constructor", "arguments"),
    object,
    array: list,
    binary_expression: binary(),
    unary_expression: opaque,
    update_expression: opaque,
    ternary_expression: choice("consequence", "alternative"),
    variable_declarator: declarator,
    assignment_expression: assignment("left", "right"),
    augmented_assignment_expression: assignment("left", "right"),
    public_field_definition: publicField,
    field_definition: assignment("property", "value"),
    return_statement: returned,
    function_declaration: namedFunction,
    function_expression: namedFunction,
    generator_function_declaration: namedFunction,
    method_definition: method,
    arrow_function: arrow,
    import_statement: importStatement,
    as_expression: (node, reader) => (node.children[0] ? reader.read(node.children[0]) : unread(node, reader)),
    satisfies_expression: (node, reader) => (node.children[0] ? reader.read(node.children[0]) : unread(node, reader)),
    jsx_attribute: opaque,
    type_annotation: unread,
    type_arguments: unread,
    interface_declaration: unread,
    type_alias_declaration: unread,
    spread_element: opaque,
    for_in_statement: (node, reader) => {
      const left = childOf(node, "left");
      for (const child of node.children) if (child !== left) reader.read(child);
      return unread(node, reader);
    },
    sequence_expression: heldBy("right"),
  },
};
