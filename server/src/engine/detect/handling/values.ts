/** What a value is, in the words that rules compare with: its literal text, its path, or what a function does. */
import type { Expression } from "../../read/facts.ts";
import type { Scene } from "./scene.ts";

/** All that can be said of it; of a list what can be said of its items. */
export function wordsOf(value: Expression, scene: Scene): readonly string[] {
  const own = scene.flow.resolve(value);
  if (own.kind === "constant") return [own.value];
  if (own.kind === "list") return own.items.flatMap((item) => wordsOf(item, scene));
  if (own.kind === "function") {
    if (own.empty) return ["does nothing"];
    const always =
      own.returns.length > 0 && own.returns.every((part) => part.kind === "constant" && /^true$/i.test(part.value));
    return always ? ["returns true"] : [];
  }
  if (own.kind === "call") return [`${scene.flow.pathOf(own.callee)}()`];
  return own.kind === "member" || own.kind === "name" ? [scene.flow.pathOf(own), scene.flow.writtenPath(own)] : [];
}
