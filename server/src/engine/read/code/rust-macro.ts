/** Macros of Rust: the grammar gives their words without structure, so what stands between the words is looked at too. */
import type { Argument, Expression, Setting } from "../facts.ts";
import type { SyntaxNode } from "../syntax.ts";
import { pieces, unread } from "./build.ts";
import type { Build, CodeReader } from "./reader.ts";

/** Some words that belong together, up to a comma. */
type Group = readonly SyntaxNode[];

export const macro: Build = (node, reader) => {
  const [path, tree] = node.children;
  if (!path || tree?.type !== "token_tree") return unread(node, reader);
  const named = reader.read(path);
  const word = named.kind === "member" || named.kind === "name" ? named.name : "";
  const groups = groupsOf(tree, reader, ",;");
  if (word === "vec")
    return { kind: "list", start: node.start, end: node.end, items: groups.map((group) => expression(group, reader)) };
  if (word === "json" && groups[0]) return value(groups[0], reader);
  const settings: Setting[] = [];
  let formatted = false;
  const given = groups.map((group): Argument => {
    const key = keyOf(group, reader);
    if (key) {
      settings.push(key);
      return { name: key.name, value: key.value };
    }
    if (formatted || group[0]?.type !== "string_literal" || group.length > 1)
      return { value: expression(group, reader) };
    formatted = true;
    return { value: captured(group[0], reader) };
  });
  return reader.call(node, named, { arguments: given }, settings);
};

/** The words of a tree, parted where one of these marks stands between two. */
function groupsOf(tree: SyntaxNode, reader: CodeReader, marks: string): Group[] {
  const groups: SyntaxNode[][] = [];
  let at = tree.start + 1;
  let parted = true;
  for (const child of tree.children) {
    if ([...reader.text.slice(at, child.start)].some((unit) => marks.includes(unit))) parted = true;
    if (parted) groups.push([child]);
    else groups.at(-1)!.push(child);
    parted = false;
    at = child.end;
  }
  return groups;
}

const between = (a: SyntaxNode, b: SyntaxNode, reader: CodeReader): string => reader.text.slice(a.end, b.start).trim();

/** `name = value`, and `target: value`. */
function keyOf(group: Group, reader: CodeReader): Setting | undefined {
  const [key, first, ...rest] = group;
  if (key?.type !== "identifier" || !first || !/^(?:=|:)[%?&*\s]*$/.test(between(key, first, reader))) return undefined;
  return setting(key, [first, ...rest], reader, "argument");
}

function setting(key: SyntaxNode, held: Group, reader: CodeReader, relation: Setting["relation"]): Setting {
  const read = relation === "entry" ? value(held, reader) : expression(held, reader);
  const { start, end } = { start: key.start, end: held.at(-1)!.end };
  return reader.setting({
    start,
    end,
    name: reader.textOf(key).replace(/^"|"$/g, ""),
    nameSpan: key,
    value: read,
    relation,
  });
}

/** A value of JSON: what stands in braces is an object. */
function value(group: Group, reader: CodeReader): Expression {
  const [tree] = group;
  if (group.length > 1 || tree?.type !== "token_tree") return expression(group, reader);
  const inside = groupsOf(tree, reader, ",");
  if (reader.text[tree.start] === "[")
    return { kind: "list", start: tree.start, end: tree.end, items: inside.map((part) => value(part, reader)) };
  const entries = inside.flatMap(([key, ...held]) =>
    key && held.length > 0 ? [setting(key, held, reader, "entry")] : [],
  );
  return reader.object(tree, entries, false);
}

const CAPTURED = /\{([a-z_]\w*)(?::[^{}]*)?\}/g;

/** A text with the names that it captures: `"a {b:?}"`. */
function captured(node: SyntaxNode, reader: CodeReader): Expression {
  const read = reader.read(node);
  if (read.kind !== "constant") return read;
  const inside = [...read.value.matchAll(CAPTURED)].map(({ 0: whole, 1: name, index }): SyntaxNode => {
    const start = read.inner.start + index;
    const word = {
      type: "identifier",
      field: undefined,
      start: start + 1,
      end: start + 1 + name!.length,
      children: [],
    };
    return { type: "captured", field: undefined, start, end: start + whole.length, children: [word] };
  });
  return inside.length === 0 ? read : reader.template(node, pieces(inside, read.inner, reader));
}

/** A chain of members and calls; anything else is its parts. */
function expression(group: Group, reader: CodeReader): Expression {
  let [made, rest] = head(group, reader);
  for (const [at, next] of rest.entries()) {
    const mark = between(rest[at - 1] ?? group[group.length - rest.length - 1]!, next, reader).replace(/^\?|\?$/g, "");
    const joined = link(made, mark, next, reader, group[0]!.start);
    if (!joined)
      return {
        kind: "other",
        start: group[0]!.start,
        end: group.at(-1)!.end,
        parts: [made, ...rest.slice(at).map((part) => reader.read(part))],
      };
    made = joined;
  }
  return made;
}

function head([first, ...rest]: Group, reader: CodeReader): [Expression, Group] {
  if (!first) throw new Error("a group of words is never empty");
  return [reader.read(first), rest];
}

function link(
  of: Expression,
  mark: string,
  node: SyntaxNode,
  reader: CodeReader,
  start: number,
): Expression | undefined {
  const span = { start, end: node.end };
  if (/^(?:\.|::)$/.test(mark) && /identifier$/.test(node.type)) return reader.member(span, of, reader.textOf(node));
  if (mark !== "" || node.type !== "token_tree") return undefined;
  const inside = groupsOf(node, reader, ",").map((group) => expression(group, reader));
  if (reader.text[node.start] === "(") {
    const named = of.kind === "member" || of.kind === "name" ? of.name : "";
    // A copy of a value is the value.
    if (inside.length === 0 && /^(?:clone|as_str|to_string|to_owned|as_ref)$/.test(named) && of.kind === "member")
      return of.of;
    return reader.call(span, of, { arguments: inside.map((part) => ({ value: part })) }, []);
  }
  if (reader.text[node.start] !== "[") return undefined;
  const [index] = inside;
  const key = index?.kind === "constant" && index.type === "text" ? index.value : "[]";
  return reader.member(span, of, key, key === "[]" ? index : undefined);
}
