/** What the node types of Scala mean (tree-sitter-scala). */
import type { Expression, Setting } from "../facts.ts";
import { childOf, childrenOf, type SyntaxNode } from "../syntax.ts";
import { functionWith, last, oneOf } from "./blocks.ts";
import {
  type ArgumentForms,
  assignment,
  choice,
  heldBy,
  isText,
  list,
  member,
  name,
  nothing,
  number,
  opaque,
  pairOf,
  parametersOf,
  readArguments,
  returned,
  text,
  truth,
  unread,
} from "./build.ts";
import type { Build, CodeReader, GrammarTable } from "./reader.ts";

const forms: ArgumentForms = { named: [["assignment_expression", "left", "right"]] };

/** `Map("a" -> b)` is an object, and `x.getOrElse("b")` is x, or else b. */
const call: Build = (node, reader) => {
  const callee = childOf(node, "function");
  const given = childOf(node, "arguments");
  if (callee && /^(?:\w+\.)*Map$/.test(reader.textOf(callee))) return map(node, given, reader);
  // An option that holds a value stands for it.
  const only =
    callee?.type === "identifier" && /^(?:Option|Some)$/.test(reader.textOf(callee)) ? given?.children : undefined;
  if (only?.length === 1) return reader.read(only[0]!);
  const called = reader.field(node, "function");
  const braced = given?.type === "case_block";
  const read = braced ? { arguments: [{ value: reader.read(given) }], named: [] } : readArguments(given, reader, forms);
  const made = reader.call(node, called, read, read.named);
  const [first, ...more] = read.arguments;
  if (called.kind !== "member" || called.name !== "getOrElse" || !first || more.length > 0) return made;
  return reader.operation(node, "||", [called.of, first.value]);
};

function map(node: SyntaxNode, given: SyntaxNode | undefined, reader: CodeReader): Expression {
  const values = given?.children ?? [];
  const entries = values.flatMap((value): Setting[] => {
    const [key, word, of] = [childOf(value, "left"), childOf(value, "operator"), childOf(value, "right")];
    if (key && word && of && reader.textOf(word) === "->") return [pairOf(value, reader, key, of)];
    reader.read(value);
    return [];
  });
  return reader.object(node, entries, entries.length < values.length);
}

const SYMBOLIC = /^[^\w\s]+$/;

/** `a == b`; of a method in the middle (`log info "x"`) a call. */
const infix: Build = (node, reader) => {
  const operator = childOf(node, "operator");
  const written = operator ? reader.textOf(operator) : "";
  const [left, right] = [reader.field(node, "left"), reader.field(node, "right")];
  if (SYMBOLIC.test(written)) {
    if (written === "+" && (isText(left) || isText(right))) return reader.template(node, [left, right]);
    return reader.operation(node, written, [left, right]);
  }
  if (/^(?:eq|equals)$/.test(written)) return reader.operation(node, "==", [left, right]);
  const at = { start: node.start, end: operator?.end ?? node.end };
  return reader.call(node, reader.member(at, left, written), { arguments: [{ value: right }] }, []);
};

/** `new T(a)`. */
const creation: Build = (node, reader) => {
  const type = node.children.find(({ type: kind }) => /type/.test(kind));
  const read = readArguments(
    childOf(node, "arguments") ?? node.children.find(({ type: kind }) => kind === "arguments"),
    reader,
    forms,
  );
  for (const child of node.children) if (child.type === "template_body") reader.read(child);
  const made = type
    ? reader.name(
        type,
        reader
          .textOf(type)
          .replace(/[[(].*$/s, "")
          .split(".")
          .at(-1)!,
      )
    : reader.name(node);
  return reader.call(node, made, read, read.named);
};

const definition: Build = (node, reader) => {
  const body = childOf(node, "body");
  return functionWith(node, reader, {
    name: childOf(node, "name"),
    parameters: childrenOf(node, "parameters").flatMap((list_) => parametersOf(list_, reader)),
    body,
    value: body !== undefined && body.children.length + (body.type === "block" ? 0 : 1) > 0,
  });
};

const lambda: Build = (node, reader) => {
  const head = childOf(node, "parameters");
  const body = node.children.findLast((child) => child !== head);
  const parameters = head?.type === "identifier" ? [reader.textOf(head)] : parametersOf(head, reader);
  return functionWith(node, reader, { name: undefined, parameters, body, value: body !== undefined });
};

/** `a match { case b => c }` is one of the cases. */
const match: Build = (node, reader) => {
  reader.field(node, "value");
  const cases = (childOf(node, "body")?.children ?? []).filter(({ type }) => type === "case_clause");
  return oneOf(
    node,
    cases.map((one) => clause(one, reader)),
  );
};

const clause: Build = (node, reader) => {
  const parts = childrenOf(node, "body").filter(({ type }) => /^[a-z_]/.test(type));
  return parts.map((part) => reader.read(part)).at(-1) ?? unread(node, reader);
};

/** A class or an object is known by its name, whatever its package. */
const importDeclaration: Build = (node, reader) => {
  const path = childrenOf(node, "path").filter(({ type }) => type === "identifier");
  const selectors = node.children.find(({ type }) => type === "namespace_selectors")?.children;
  for (const selector of selectors ?? path.slice(-1)) {
    const [from, to] = [childOf(selector, "name") ?? selector, childOf(selector, "alias") ?? selector];
    if (/identifier$/.test(from.type)) reader.imports.set(reader.textOf(to), reader.textOf(from));
  }
  return unread(node, reader);
};

/** The text in the quotes of `s"a $b"`. */
const interpolated: Build = (node, reader) => {
  const inside = node.children.find(({ type }) => type === "interpolated_string");
  return inside ? text("interpolation")(inside, reader) : unread(node, reader);
};

export const scala: GrammarTable = {
  language: "scala",
  types: {
    identifier: name,
    this: name,
    super: name,
    string: text(),
    interpolated_string_expression: interpolated,
    character_literal: text(),
    integer_literal: number,
    floating_point_literal: number,
    boolean_literal: truth,
    null_literal: nothing,
    field_expression: member("value", "field"),
    call_expression: call,
    generic_function: heldBy("function"),
    instance_expression: creation,
    infix_expression: infix,
    prefix_expression: opaque,
    tuple_expression: list,
    val_definition: assignment("pattern", "value", "type"),
    var_definition: assignment("pattern", "value", "type"),
    assignment_expression: assignment("left", "right"),
    class_parameters: (node, reader) => {
      parametersOf(node, reader);
      return unread(node, reader);
    },
    function_definition: definition,
    lambda_expression: lambda,
    if_expression: choice("consequence", "alternative"),
    match_expression: match,
    case_block: (node, reader) => oneOf(node, reader.parts(node)),
    case_clause: clause,
    block: last,
    return_expression: returned,
    import_declaration: importDeclaration,
    package_clause: unread,
    type_identifier: unread,
    generic_type: unread,
    type_arguments: unread,
    type_parameters: unread,
    modifiers: unread,
    annotation: unread,
    interpolator: unread,
  },
};
