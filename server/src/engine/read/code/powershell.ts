/** What the node types of PowerShell mean (tree-sitter-powershell): a command is a call too, its parameters arguments by name. */
import type { Argument, Expression, Setting } from "../facts.ts";
import { childOf, type SyntaxNode } from "../syntax.ts";
import { functionWith, last, oneOf, together } from "./blocks.ts";
import { assigned, isText, list, number, operators, pairOf, returned, subscript, text, unread } from "./build.ts";
import type { Build, CodeReader, GrammarTable } from "./reader.ts";

const named = (node: SyntaxNode | undefined, type: RegExp): SyntaxNode | undefined =>
  node?.children.find((child) => type.test(child.type));

/** `$a`, `${a}`, `$script:a` are names; `$env:A` is a part of the environment; case is the reader's to settle, for none counts. */
const variable: Build = (node, reader) => {
  const written = reader.textOf(node).replace(/^[$@]\{?|\}$/g, "");
  if (/^(?:true|false)$/i.test(written))
    return reader.constant("truth", node, { start: node.start + 1, end: node.end });
  if (/^null$/i.test(written)) return reader.constant("nothing", node);
  const [, scope, own] = /^(\w+):(.+)$/.exec(written) ?? [undefined, "", written];
  if (scope?.toLowerCase() !== "env") return reader.name(node, own);
  return reader.member(node, reader.name(node, "env"), own!);
};

/** Types are known by their names without `System.`. */
const type: Build = (node, reader) => reader.name(node, typeName(reader.textOf(node)));
const typeName = (written: string): string => written.replace(/^\[|\]$|^["']|["']$/g, "").replace(/^System\./i, "");

const hereString =
  (...interpolations: readonly string[]): Build =>
  (node, reader) =>
    // `@"` and `"@` have a character more than other quotes.
    text(...interpolations)({ ...node, end: node.end - 1 }, reader);

const assignment: Build = (node, reader) => {
  const [target, value] = [named(node, /^left_assignment_expression$/), childOf(node, "value")];
  if (!target || !value) return reader.through(node);
  return assigned(node, reader, target, value.type === "pipeline" ? pipe(value, reader, true) : reader.read(value));
};

/** All but the last write into a pipe; what is assigned writes nowhere. */
function pipe(node: SyntaxNode, reader: CodeReader, captured: boolean): Expression {
  const chain = named(node, /^pipeline_chain$/);
  if (!chain) return reader.through(node);
  const parts = chain.children.map((child, at) =>
    child.type === "command" ? command(child, reader, captured || at < chain.children.length - 1) : reader.read(child),
  );
  return parts.length === 1 ? parts[0]! : { kind: "other", start: node.start, end: node.end, parts };
}

function command(node: SyntaxNode, reader: CodeReader, captured: boolean): Expression {
  const part = childOf(node, "command_name");
  const elements =
    named(node, /^command_elements$/)?.children.filter(({ type: kind }) => kind !== "command_argument_sep") ?? [];
  const name = part ? reader.textOf(part).replace(/\.exe$/i, "") : "";
  const { given, settings, words } = elementsOf(elements, reader);
  reader.commands.push({ start: node.start, end: node.end, name, words, captured });
  const made = /^new-object$/i.test(name) ? words.find(({ kind }) => kind === "constant") : undefined;
  if (made?.kind === "constant")
    return reader.call(node, reader.name(made, typeName(made.value)), { arguments: given.slice(1) }, settings);
  return reader.call(node, reader.name(part ?? node, name), { arguments: given }, settings);
}

/** `-Name value` and `-Switch`, and what stands by itself. */
function elementsOf(elements: readonly SyntaxNode[], reader: CodeReader) {
  const read: { given: Argument[]; settings: Setting[]; words: Expression[] } = { given: [], settings: [], words: [] };
  for (let at = 0; at < elements.length; at++) {
    const element = elements[at]!;
    const next = elements[at + 1];
    if (element.type !== "command_parameter") {
      const value = reader.read(element);
      read.words.push(value);
      read.given.push({ value });
      continue;
    }
    read.words.push(reader.constant("text", element));
    const key = { start: element.start + 1, end: element.end };
    const name = reader.textOf(key).replace(/:$/, "");
    const valued = next && next.type !== "command_parameter" ? next : undefined;
    const value = valued
      ? reader.read(valued)
      : reader.constant("truth", element, { start: element.end, end: element.end });
    const { start, end } = { start: element.start, end: valued?.end ?? element.end };
    const made = valued ? value : { ...value, value: "true" };
    const setting = reader.setting({
      start,
      end,
      name,
      nameSpan: key,
      value: made as Expression,
      relation: "argument",
    });
    read.settings.push(setting);
    read.given.push({ name, value: setting.value });
    if (valued) {
      read.words.push(value);
      at++;
    }
  }
  return read;
}

const member: Build = (node, reader) => {
  const [object, part] = node.children;
  if (!object || !part) return reader.through(node);
  return reader.member(node, reader.read(object), reader.textOf(part).replace(/^["']|["']$/g, ""));
};

/** `[T]::new(a)` makes a T. */
const invocation: Build = (node, reader) => {
  const [object, part] = node.children;
  if (!object || !part) return reader.through(node);
  const of = reader.read(object);
  const values = childOf(named(node, /^argument_list$/) ?? node, "argument_expression_list")?.children ?? [];
  const given = values.map((value) => ({ value: reader.read(value) }));
  const method = reader.textOf(part);
  const made = object.type === "type_literal" && /^new$/i.test(method);
  const at = { start: node.start, end: part.end };
  return reader.call(node, made ? of : reader.member(at, of, method), { arguments: given }, []);
};

const hash: Build = (node, reader) => {
  const entries = named(node, /^hash_literal_body$/)?.children.filter(({ type: kind }) => kind === "hash_entry") ?? [];
  return reader.object(
    node,
    entries.flatMap((entry): Setting[] => {
      const [key, value] = entry.children;
      return key && value ? [pairOf(entry, reader, key, value)] : [];
    }),
    false,
  );
};

/** The operator stands between the operands, with or without a node. */
const operation: Build = (node, reader) => {
  const operands = node.children.filter(({ type: kind }) => !/operator$/.test(kind));
  const [left, right] = operands;
  if (!left || !right || operands.length > 2) return reader.through(node);
  const written = reader.text.slice(left.end, right.start).trim().toLowerCase();
  const read = [reader.read(left), reader.read(right)];
  if (/^(?:-f|\+)$/.test(written) && read.some(isText)) return reader.template(node, read);
  const bare = written.replace(/^-/, "");
  return reader.operation(node, operators[written] ?? operators[bare] ?? bare, read);
};

const conditional: Build = (node, reader) => {
  const condition = childOf(node, "condition");
  if (condition) reader.read(condition);
  return oneOf(
    node,
    node.children.filter((child) => child !== condition).map((child) => reader.read(child)),
  );
};

/** Names of the parameters; a default is a setting. */
function parametersOf(node: SyntaxNode | undefined, reader: CodeReader): string[] {
  if (!node) return [];
  if (node.type !== "script_parameter") return node.children.flatMap((child) => parametersOf(child, reader));
  const [key, value] = [named(node, /^variable$/), named(node, /^script_parameter_default$/)];
  if (!key) return [];
  const name = reader.textOf(key).replace(/^\$\{?|\}$/g, "");
  if (value) {
    const { start, end } = node;
    reader.setting({ start, end, name, nameSpan: key, value: reader.read(value), relation: "default" });
  }
  return [name];
}

const func: Build = (node, reader) => {
  const body = named(node, /^script_block$/);
  const head = [named(node, /^function_parameter_declaration$/), named(body, /^param_block$/), named(node, /^ERROR$/)];
  return functionWith(node, reader, {
    name: named(node, /^function_name$/),
    parameters: head.flatMap((part) => parametersOf(part, reader)),
    body,
    value: false,
  });
};

const block: Build = (node, reader) => {
  const body = named(node, /^script_block$/);
  return functionWith(node, reader, {
    name: undefined,
    parameters: [],
    body: body ?? together("script_block", [], node),
    value: body !== undefined,
  });
};

const control: Build = (node, reader) =>
  /^return/i.test(reader.textOf(node)) ? returned(node, reader) : reader.through(node);

export const powershell: GrammarTable = {
  language: "powershell",
  types: {
    variable,
    type_literal: type,
    expandable_string_literal: text("variable", "sub_expression"),
    verbatim_string_characters: text(),
    expandable_here_string_literal: hereString("variable", "sub_expression"),
    verbatim_here_string_characters: hereString(),
    generic_token: (node, reader) => reader.constant("text", node),
    decimal_integer_literal: number,
    hexadecimal_integer_literal: number,
    real_literal: number,
    assignment_expression: assignment,
    pipeline: (node, reader) => pipe(node, reader, false),
    command: (node, reader) => command(node, reader, false),
    member_access: member,
    invokation_expression: invocation,
    element_access: subscript(0),
    hash_literal_expression: hash,
    array_expression: list,
    cast_expression: last,
    logical_expression: operation,
    bitwise_expression: operation,
    comparison_expression: operation,
    additive_expression: operation,
    format_expression: operation,
    logical_argument_expression: operation,
    comparison_argument_expression: operation,
    additive_argument_expression: operation,
    format_argument_expression: operation,
    if_statement: conditional,
    statement_list: last,
    function_statement: func,
    script_block_expression: block,
    flow_control_statement: control,
    param_block: (node, reader) => {
      parametersOf(node, reader);
      return unread(node, reader);
    },
    attribute_list: unread,
    command_name: unread,
  },
};
