/** What rules/schema.json says of a place in a config or rule file: the keys that may stand there, the values, and what they mean. */
import schema from "../../../rules/schema.json" with { type: "json" };
import type { YamlPath } from "./cursor.ts";

interface SchemaNode {
  readonly $ref?: string;
  readonly description?: string;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly type?: string;
}

/** What may stand somewhere, and what it means, where that is said. */
export interface Choice {
  readonly text: string;
  readonly description: string | undefined;
}

const root = schema as SchemaNode;
const definitions = schema.definitions as Readonly<Record<string, SchemaNode>>;

/** The keys of the map at a path. */
export const keysAt = (path: YamlPath): readonly Choice[] =>
  nodesAt(path).flatMap(({ properties = {} }) =>
    Object.entries(properties).map(([text, node]) => ({ text, description: descriptionOf(node) })),
  );

/** The values that may stand at a path, where they can be told. */
export const valuesAt = (path: YamlPath): readonly Choice[] =>
  nodesAt(path).flatMap(({ enum: values = [], const: only, type, description }) => {
    const all = [...values, ...(only === undefined ? [] : [only]), ...(type === "boolean" ? [true, false] : [])];
    return all.map((value) => ({ text: String(value), description }));
  });

/** What the key or item at a path means. */
export function meaningOf(path: YamlPath): string | undefined {
  const parents = nodesAt(path.slice(0, -1));
  const last = path.at(-1)!;
  const node = parents.map(({ properties }) => properties?.[last]).find((found) => found !== undefined);
  return node && descriptionOf(node);
}

/** Whether the keys of the map at a path are ids of rules, or globs. */
export const holdsRuleIds = (path: YamlPath): boolean =>
  path.at(-1) === "rules" && (path.length === 1 || path[0] === "overrides");

function nodesAt(path: YamlPath): readonly SchemaNode[] {
  return path.reduce<readonly SchemaNode[]>((nodes, step) => nodes.flatMap((node) => below(node, step)), expand(root));
}

function below({ properties, additionalProperties, items }: SchemaNode, step: string): readonly SchemaNode[] {
  if (step === "[]") return items ? expand(items) : [];
  const known = properties && Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (known) return expand(known);
  return typeof additionalProperties === "object" ? expand(additionalProperties) : [];
}

/** References followed, alternatives side by side. */
function expand(node: SchemaNode): readonly SchemaNode[] {
  const named = node.$ref === undefined ? undefined : definitions[node.$ref.slice("#/definitions/".length)];
  const others = [...(named ? [named] : []), ...(node.anyOf ?? []), ...(node.oneOf ?? [])];
  return [node, ...others.flatMap(expand)];
}

const descriptionOf = (node: SchemaNode): string | undefined =>
  expand(node).find(({ description }) => description !== undefined)?.description;
