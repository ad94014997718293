/** What a matcher finds: where, by which way, and what of it must not be shown. */
import type { Span } from "../../document.ts";
import type { What } from "../../handling-rule.ts";
import type { Expression } from "../../read/facts.ts";
import type { Trail } from "./flow.ts";

export interface Hit {
  readonly span: Span;
  /** Where the value comes from, first to last. */
  readonly trail: readonly Span[];
  /** Literals that may be values. */
  readonly hidden: readonly Span[];
}

export const hitAt = (span: Span, trail: Trail = [], hidden: readonly Span[] = []): Hit => ({ span, trail, hidden });

/** Whether a rule says that what it finds is a value. */
export const saysValue = (holds: readonly What[]): boolean => holds.includes("literal") || holds.includes("bytes");

/** The literals in an expression: a rule that says they are values must not show them. */
export function literalsOf(value: Expression): Span[] {
  if (value.kind === "constant") return value.type === "text" && value.value ? [value.inner] : [];
  if (value.kind === "template") return value.parts.flatMap(literalsOf);
  if (value.kind === "operation") return value.operands.flatMap(literalsOf);
  if (value.kind === "call") return value.arguments.flatMap((argument) => literalsOf(argument.value));
  return value.kind === "choice" ? value.alternatives.flatMap(literalsOf) : [];
}
