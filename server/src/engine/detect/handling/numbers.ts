/** What a value is reckoned to, where it is made of numbers alone: `60 * 60 * 24`. */
import type { Expression } from "../../read/facts.ts";
import type { Flow } from "./flow.ts";

const DEEPEST = 8;

/** @returns undefined where the file does not tell */
function numberOf(value: Expression, flow: Flow, depth = 0): number | undefined {
  if (depth > DEEPEST) return undefined;
  const own = flow.resolve(value);
  if (own.kind === "constant") {
    const digits = own.value.replaceAll("_", "").replace(/(?<=^\d+)[lL]$/, "");
    return /^(?:0x[\da-f]+|\d+(?:\.\d+)?)$/i.test(digits) ? Number(digits) : undefined;
  }
  if (own.kind === "other" && own.parts.length === 1) return numberOf(own.parts[0]!, flow, depth + 1);
  if (own.kind !== "operation" || own.operands.length !== 2) return undefined;
  const [a, b] = own.operands.map((operand) => numberOf(operand, flow, depth + 1));
  if (a === undefined || b === undefined) return undefined;
  if (own.operator === "*") return a * b;
  if (own.operator === "+") return a + b;
  if (own.operator === "-") return a - b;
  return own.operator === "/" ? a / b : undefined;
}

/** Whether a value is reckoned to a number within the bounds; without bounds every value is. */
export function isWithin(
  value: Expression,
  { below, above }: { readonly below?: number; readonly above?: number },
  flow: Flow,
): boolean {
  if (below === undefined && above === undefined) return true;
  const number = numberOf(value, flow);
  return number !== undefined && (below === undefined || number < below) && (above === undefined || number > above);
}
