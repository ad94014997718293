/** How failures are logged: what failed and where, never an error's own message, which may quote the text that it failed on. */

/** @returns one line: the name of the error, its code where it has one, and the place in the program */
export function describeFailure(what: string, error: unknown): string {
  if (!(error instanceof Error)) return `${what} failed`;
  const code = (error as { code?: unknown }).code;
  const place = /^\s+at (.+)$/m.exec(error.stack?.slice(error.stack.indexOf("\n    at ")) ?? "")?.[1];
  const known = typeof code === "string" || typeof code === "number" ? ` (${code})` : "";
  return `${what} failed: ${error.name}${known}${place ? ` at ${place}` : ""}`;
}
