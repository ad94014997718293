/** What the node types of Python mean (tree-sitter-python). */
import type { Setting } from "../facts.ts";
import { childOf, childrenOf, type SyntaxNode } from "../syntax.ts";
import {
  type ArgumentForms,
  assigned,
  assignment,
  binary,
  call,
  func,
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
import type { Build, GrammarTable } from "./reader.ts";

const forms: ArgumentForms = { named: [["keyword_argument", "name", "value"]] };

const dictionary: Build = (node, reader) => {
  const entries = node.children.flatMap((child): Setting[] => {
    const [key, value] = [childOf(child, "key"), childOf(child, "value")];
    if (child.type === "pair" && key && value) return [pairOf(child, reader, key, value)];
    reader.read(child);
    return [];
  });
  return reader.object(
    node,
    entries,
    node.children.some(({ type }) => type === "dictionary_splat"),
  );
};

/** Strings that stand side by side are one. */
const sideBySide: Build = (node, reader) => reader.template(node, reader.parts(node));

/** `a == b`; chains compare their neighbours, of which the first two are told. */
const comparison: Build = (node, reader) => {
  const written = childOf(node, "operators")?.type ?? "";
  const operands = node.children.filter(({ field }) => field !== "operators").map((child) => reader.read(child));
  return reader.operation(node, written, operands);
};

/** The condition stands in the middle and has no field. */
const conditional: Build = (node, reader) => {
  const parts = reader.parts(node);
  return {
    kind: "choice",
    start: node.start,
    end: node.end,
    alternatives: [parts[0], parts[2]].filter((part) => part !== undefined),
  };
};

const withItem: Build = (node, reader) => {
  const value = childOf(node, "value");
  const alias = value?.type === "as_pattern" ? childOf(value, "alias")?.children[0] : undefined;
  if (!value?.children[0] || !alias) return reader.through(node);
  return assigned(node, reader, alias, reader.read(value.children[0]));
};

const plainImport: Build = (node, reader) => {
  for (const part of childrenOf(node, "name")) {
    const [imported, local] = aliased(part);
    const module = reader.textOf(imported);
    // `import a.b` binds `a`.
    if (local) reader.imports.set(reader.textOf(local), module);
    else reader.imports.set(module.split(".")[0]!, module.split(".")[0]!);
  }
  return unread(node, reader);
};

const fromImport: Build = (node, reader) => {
  const module = childOf(node, "module_name");
  for (const part of module ? childrenOf(node, "name") : []) {
    const [imported, local] = aliased(part);
    reader.imports.set(reader.textOf(local ?? imported), `${reader.textOf(module!)}.${reader.textOf(imported)}`);
  }
  return unread(node, reader);
};

const aliased = (part: SyntaxNode): [imported: SyntaxNode, local: SyntaxNode | undefined] => [
  childOf(part, "name") ?? part,
  childOf(part, "alias"),
];

/** `"..." % x` is a text too. */
const operator: Build = (node, reader) => {
  const read = binary()(node, reader);
  if (read.kind !== "operation" || read.operator !== "%") return read;
  const [format] = read.operands;
  return format && (format.kind === "template" || format.kind === "constant")
    ? reader.template(node, read.operands)
    : read;
};

export const python: GrammarTable = {
  language: "python",
  types: {
    identifier: name,
    string: text("interpolation"),
    concatenated_string: sideBySide,
    integer: number,
    float: number,
    true: truth,
    false: truth,
    none: nothing,
    attribute: member("object", "attribute"),
    subscript: subscript("value", "subscript"),
    call: call("function", "arguments", forms),
    dictionary,
    list,
    tuple: list,
    set: list,
    binary_operator: operator,
    boolean_operator: binary(),
    comparison_operator: comparison,
    not_operator: opaque,
    unary_operator: opaque,
    conditional_expression: conditional,
    assignment: assignment("left", "right", "type"),
    augmented_assignment: assignment("left", "right"),
    named_expression: assignment("name", "value"),
    with_item: withItem,
    return_statement: returned,
    yield: returned,
    function_definition: func({ name: "name", parameters: "parameters", body: "body" }),
    lambda: func({ parameters: "parameters", body: "body", expression: true }),
    list_comprehension: opaque,
    dictionary_comprehension: opaque,
    generator_expression: opaque,
    list_splat: opaque,
    dictionary_splat: opaque,
    import_statement: plainImport,
    import_from_statement: fromImport,
    type: unread,
    type_conversion: unread,
    format_specifier: unread,
  },
};
