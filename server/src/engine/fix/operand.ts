/** Tells a slash that begins a regular expression from one that divides. */

/**
 * @param last the last character of code before the place that is neither blank nor comment; -1 at the beginning
 * @returns where the regular expression that begins at `at` ends; undefined where none does
 */
export function expressionEnd(text: string, at: number, last: number): number | undefined {
  if (text[at] !== "/" || !expectsOperand(text, last)) return undefined;
  const sticky = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
  sticky.lastIndex = at;
  const match = sticky.exec(text);
  return match ? at + match[0].length : undefined;
}

/** Whether an operand follows the character at `last`, not an operator. */
export function expectsOperand(text: string, last: number): boolean {
  if (last < 0) return true;
  const before = text.slice(Math.max(0, last - 12), last + 1);
  if (!/[\w$)\]}"'`]$/.test(before)) return true;
  return /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|throw|new|yield|await|default|instanceof)$/.test(
    before,
  );
}
