/** What the node types of Ruby mean (tree-sitter-ruby). */
import type { Setting } from "../facts.ts";
import { childOf } from "../syntax.ts";
import {
  type ArgumentForms,
  assignment,
  bare,
  binary,
  choice,
  func,
  list,
  member,
  methodCall,
  name,
  nothing,
  number,
  opaque,
  pairOf,
  returned,
  subscript,
  text,
  truth,
} from "./build.ts";
import type { Build, GrammarTable } from "./reader.ts";

const forms: ArgumentForms = { named: [["pair", "key", "value"]] };

const hash: Build = (node, reader) => {
  const entries = node.children.flatMap((child): Setting[] => {
    const [key, value] = [childOf(child, "key"), childOf(child, "value")];
    return child.type === "pair" && key && value ? [pairOf(child, reader, key, value)] : [];
  });
  return reader.object(
    node,
    entries,
    node.children.some(({ type }) => type === "hash_splat_argument"),
  );
};

/** What a block returns is its call's last argument: `ENV.fetch("A") { "b" }`. */
const rubyCall: Build = (node, reader) => {
  const plain = methodCall("receiver", "method", "arguments", forms);
  const block = childOf(node, "block");
  if (!block) {
    // `x.name` is a call without arguments, or a part.
    return childOf(node, "receiver") && !childOf(node, "arguments")
      ? member("receiver", "method")(node, reader)
      : plain(node, reader);
  }
  const made = plain(node, reader);
  const value = reader.read(block);
  if (made.kind !== "call") return made;
  const whole = { ...made, arguments: [...made.arguments, { value }] };
  reader.calls.splice(reader.calls.indexOf(made), 1, whole);
  return whole;
};

const block: Build = (node, reader) => {
  const body = childOf(node, "body");
  return body ? reader.read(body) : reader.through(node);
};

const symbol: Build = (node, reader) => {
  const marks = reader.textOf(node).startsWith(":") ? 1 : 0;
  return reader.constant("text", node, { start: node.start + marks, end: node.end });
};

const method: Build = (node, reader) => {
  const made = func({ name: "name", parameters: "parameters", body: "body" })(node, reader);
  return made;
};

/** The last expression of a body is what it returns, as far as it is one statement. */
const body: Build = (node, reader) => {
  const parts = reader.parts(node);
  const last = parts.at(-1);
  if (last) reader.returned(last);
  return { kind: "other", start: node.start, end: node.end, parts };
};

export const ruby: GrammarTable = {
  language: "ruby",
  types: {
    identifier: name,
    constant: name,
    self: name,
    instance_variable: (node, reader) => reader.name(node, bare(reader.textOf(node))),
    class_variable: (node, reader) => reader.name(node, bare(reader.textOf(node))),
    global_variable: (node, reader) => reader.name(node, bare(reader.textOf(node))),
    string: text("interpolation"),
    simple_symbol: symbol,
    hash_key_symbol: symbol,
    integer: number,
    float: number,
    true: truth,
    false: truth,
    nil: nothing,
    scope_resolution: member("scope", "name"),
    element_reference: subscript("object"),
    call: rubyCall,
    block,
    do_block: block,
    hash,
    array: list,
    binary: binary(),
    unary: opaque,
    conditional: choice("consequence", "alternative"),
    assignment: assignment("left", "right"),
    operator_assignment: assignment("left", "right"),
    return: returned,
    body_statement: body,
    method,
    singleton_method: method,
    lambda: func({ parameters: "parameters", body: "body", expression: true }),
  },
};
