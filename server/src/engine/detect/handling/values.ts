/** What a value is, in the words that rules compare with: its literal text, its path, or what a function does. */
import type { Expression } from "../../read/facts.ts";
import type { Scene } from "./scene.ts";

/** All that can be said of it; of a list what can be said of its items. */
export function wordsOf(value: Expression, scene: Scene): readonly string[] {
  const resolved = scene.flow.resolve(value);
  const own = scene.flow.functionOf(resolved) ?? resolved;
  if (own.kind === "constant") return [own.value];
  if (own.kind === "list") return own.items.flatMap((item) => wordsOf(item, scene));
  if (own.kind === "function") {
    if (own.empty) return ["does nothing"];
    const always =
      own.returns.length > 0 && own.returns.every((part) => part.kind === "constant" && /^true$/i.test(part.value));
    const never =
      own.returns.length > 0 && own.returns.every((part) => part.kind === "constant" && part.type === "nothing");
    if (never) return ["returns nothing"];
    const refused =
      own.returns.length > 0 && own.returns.every((part) => part.kind === "constant" && /^false$/i.test(part.value));
    return always ? ["returns true"] : refused ? ["returns false"] : [];
  }
  if (own.kind === "call") return [`${scene.flow.pathOf(own.callee)}()`];
  return own.kind === "member" || own.kind === "name" ? [scene.flow.pathOf(own), scene.flow.writtenPath(own)] : [];
}

/** What stands in a text for what the file does not tell. */
const UNKNOWN = "\u0000";

/** A value's text, put together as far as the file tells. */
export function writtenText(value: Expression, scene: Scene, depth = 0): string {
  if (value.kind === "constant") return value.value;
  if (value.kind === "template") return value.parts.map((part) => writtenText(part, scene, depth + 1)).join("");
  if (value.kind === "list") return value.items.map((part) => writtenText(part, scene, depth + 1)).join("\n");
  const own = depth > 3 ? value : scene.flow.resolve(value);
  return own === value ? UNKNOWN : writtenText(own, scene, depth + 1);
}
