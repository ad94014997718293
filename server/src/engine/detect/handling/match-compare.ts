/** Matches comparisons of tokens, by an operator or by a call. */
import type { CompareMatcher } from "../../handling-rule.ts";
import type { Expression } from "../../read/facts.ts";
import { type Hit, hitAt, literalsOf } from "./hit.ts";
import type { Match } from "./match-code.ts";
import type { Scene } from "./scene.ts";

/** Tokens compared byte by byte, by an operator or a call. */
export function compareMatch({ compares, calls, literal }: CompareMatcher): Match {
  const text = literal === undefined ? undefined : new RegExp(literal, "i");
  const isMeant = text
    ? (a: Expression, b: Expression, scene: Scene) =>
        isWithLiteral(a, b, compares, text, scene) || isWithLiteral(b, a, compares, text, scene)
    : (a: Expression, b: Expression, scene: Scene) => isComparison(a, b, compares, scene);
  const hit = (span: Expression, operands: readonly Expression[]): Hit =>
    hitAt({ start: span.start, end: span.end }, [], text ? operands.flatMap(literalsOf) : []);
  return (scene) => [
    ...scene.facts.operations.flatMap((operation) => {
      const { operator, operands } = operation;
      if (!/^(==|!=)$/.test(operator) || operands.length !== 2) return [];
      return isMeant(operands[0]!, operands[1]!, scene) ? [hit(operation, operands)] : [];
    }),
    ...scene.facts.calls.flatMap((call) => {
      const roles = scene.rowOf(calls, call);
      if (!roles) return [];
      const given = call.arguments.map(({ value }) => value);
      const [a, b] = given.length === 1 && call.callee.kind === "member" ? [call.callee.of, given[0]] : given;
      return a && b && isMeant(a, b, scene) ? [hit(call, [a, b])] : [];
    }),
  ];
}

function isWithLiteral(a: Expression, b: Expression, set: string, text: RegExp, scene: Scene): boolean {
  if ((a.kind !== "name" && a.kind !== "member") || !scene.isOf(set, a.name)) return false;
  return b.kind === "constant" && scene.isValue(b) && text.test(b.value);
}

function isComparison(a: Expression, b: Expression, set: string, scene: Scene): boolean {
  return (
    (isCompared(a, set, scene) && isOther(b, a, set, scene)) || (isCompared(b, set, scene) && isOther(a, b, set, scene))
  );
}

function isCompared(value: Expression, set: string, scene: Scene): boolean {
  if (value.kind === "name" || value.kind === "member") {
    if (value.kind === "name" && scene.facts.imports.has(value.name)) return false;
    if (scene.isOf(set, value.name)) return !(scene.namesTypesByCapitals && /^[A-Z][a-z]/.test(value.name));
    return scene.flow.originsOf(value).some((origin) => origin.kind === "call" && scene.rowOf("digests", origin));
  }
  if (value.kind !== "call") return false;
  const variable = scene.variableOf(value);
  if (variable !== undefined) return scene.isOf(set, variable);
  const header = scene.headerOf(value);
  if (header !== undefined) return scene.isOf(set, header);
  if (scene.rowOf("digests", value)) return true;
  // Read through what only rewrites it.
  return (
    scene.rowOf("passes", value) !== undefined && scene.flow.partsOf(value).some((part) => isCompared(part, set, scene))
  );
}

const CONFIRMING =
  /confirm|repeat|again|retype|verif(?:y|ication)Password|old|prev|last|cached|empty|invalid|default|undefined|null/i;

/** Compared with these it is the name of a token, or its kind. */
const NAMING =
  /^(?:name|type|kind|label|id|index|path|field|prop|property|attr|column|option|word|keyword)$|(?:Name|Type|_name|_type)$/;

/** What a token is compared with so that the time taken tells something: a value that is not known to all. */
function isOther(value: Expression, compared: Expression, set: string, scene: Scene): boolean {
  if (
    value.kind === "constant" ||
    value.kind === "other" ||
    value.kind === "function" ||
    value.kind === "object" ||
    value.kind === "list"
  )
    return false;
  if (value.kind === "name" || value.kind === "member") {
    const [own, with_] = [value.name, "name" in compared ? (compared.name ?? "") : ""];
    if (CONFIRMING.test(own) || CONFIRMING.test(with_) || NAMING.test(own)) return false;
    const root = scene.flow.writtenPath(value).split(".")[0]!;
    if (!scene.isOf(set, own) && (/^[A-Z]/.test(root) || /^[A-Z][A-Z0-9_]+$/.test(own))) return false;
    const known = scene.flow.resolve(value);
    return known.kind !== "constant" || (known.type === "text" && known.value !== "");
  }
  return value.kind !== "operation";
}
