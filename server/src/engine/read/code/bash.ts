/** What the node types of shell scripts mean (tree-sitter-bash): commands by words, variables as names. */
import type { Command, Expression } from "../facts.ts";
import { childOf, childrenOf } from "../syntax.ts";
import { assignment, number, opaque, text } from "./build.ts";
import type { Build, CodeReader, GrammarTable } from "./reader.ts";

const variable: Build = (node, reader) => {
  const named = node.children.find(({ type }) => type === "variable_name" || type === "special_variable_name");
  return reader.name(named ?? node, reader.textOf(named ?? node));
};

/** `${A:-b}` is A, or else b. */
const expansion: Build = (node, reader) => {
  const named = variable(node, reader);
  const operator = childOf(node, "operator")?.type ?? "";
  const fallback = node.children.at(-1);
  if (!/^:?[-=]$/.test(operator) || !fallback || fallback.type === "variable_name" || fallback.field === "operator") {
    return /^[:#%/^,]/.test(operator) ? { kind: "other", start: node.start, end: node.end, parts: [named] } : named;
  }
  return reader.operation(node, "||", [named, reader.read(fallback)]);
};

const join: Build = (node, reader) => reader.template(node, reader.parts(node));

const command =
  (captured: boolean): Build =>
  (node, reader) => {
    const named = childOf(node, "name");
    for (const child of node.children) if (child.type === "variable_assignment") reader.read(child);
    const words = childrenOf(node, "argument").map((word) => reader.read(word));
    const { start, end } = node;
    const called: Command = { start, end, name: named ? reader.textOf(named) : "", words, captured };
    reader.commands.push(called);
    return { kind: "other", start, end, parts: [] };
  };

/** Reads commands whose output does not reach the terminal or a log. */
function capturing(node: Parameters<Build>[0], reader: CodeReader): Expression {
  if (node.type === "command") return command(true)(node, reader);
  return reader.read(node);
}

const redirected: Build = (node, reader) => {
  const body = childOf(node, "body");
  const redirects = childrenOf(node, "redirect");
  const toFile = redirects.some(
    ({ type, start, end }) =>
      type === "file_redirect" && !/>&?\s*(?:[12]|\/dev\/(?:stderr|stdout|tty))$/.test(reader.text.slice(start, end)),
  );
  for (const redirect of redirects) reader.read(redirect);
  if (!body) return opaque(node, reader);
  return toFile ? capturing(body, reader) : reader.read(body);
};

/** All but the last write into a pipe. */
const pipeline: Build = (node, reader) => {
  const last = node.children.at(-1);
  const parts = node.children.map((child) => (child === last ? reader.read(child) : capturing(child, reader)));
  return { kind: "other", start: node.start, end: node.end, parts };
};

const substitution: Build = (node, reader) => {
  for (const child of node.children) capturing(child, reader);
  return { kind: "other", start: node.start, end: node.end, parts: [] };
};

export const bash: GrammarTable = {
  language: "bash",
  types: {
    word: (node, reader) => reader.constant("text", node),
    raw_string: text(),
    ansi_c_string: text(),
    string: text("simple_expansion", "expansion", "command_substitution"),
    number,
    variable_name: (node, reader) => reader.name(node),
    simple_expansion: variable,
    expansion,
    concatenation: join,
    command: command(false),
    redirected_statement: redirected,
    pipeline,
    command_substitution: substitution,
    variable_assignment: assignment("name", "value"),
    binary_expression: opaque,
    function_definition: opaque,
  },
};
