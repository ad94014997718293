/** Looks for minted values in everything that a server wrote. */

/** Stretches of a value that must not be seen: all of this length, so that half a value counts too. */
const STRETCH = 12;

/** The messages in a stream of the base protocol (`Content-Length: ...`). */
export function messagesOf(stream: Buffer): unknown[] {
  const messages: unknown[] = [];
  for (let at = 0; at < stream.length; ) {
    const header = stream.indexOf("\r\n\r\n", at);
    if (header < 0) break;
    const length = Number(/Content-Length: (\d+)/i.exec(stream.toString("ascii", at, header))![1]);
    messages.push(JSON.parse(stream.toString("utf8", header + 4, header + 4 + length)));
    at = header + 4 + length;
  }
  return messages;
}

/**
 * Where stretches of the values stand outside of edits.
 * @param common texts whose stretches tell nothing: the same values minted another time share only what is the same in all
 * @returns the paths to them inside the messages, without the values
 */
export function leaksIn(
  messages: readonly unknown[],
  values: readonly string[],
  common: readonly string[] = [],
): string[] {
  const known = new Set(common.flatMap(stretchesOf));
  const stretches = new Set(values.flatMap(stretchesOf).filter((stretch) => !known.has(stretch)));
  return messages.flatMap((message, at) => leaks(message, `message ${at}`, stretches));
}

function leaks(part: unknown, path: string, stretches: ReadonlySet<string>): string[] {
  if (typeof part === "string") return holdsAny(part, stretches) ? [path] : [];
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    if (key === "edit") return [];
    return [...(holdsAny(key, stretches) ? [`a key of ${path}`] : []), ...leaks(value, `${path}.${key}`, stretches)];
  });
}

function holdsAny(text: string, stretches: ReadonlySet<string>): boolean {
  for (let at = 0; at + STRETCH <= text.length; at++) if (stretches.has(text.slice(at, at + STRETCH))) return true;
  return false;
}

/** Beginnings are left out: issuers' prefixes are public and stand in messages. */
function stretchesOf(value: string): string[] {
  const from = Math.max(0, Math.min(value.length - STRETCH, Math.floor(value.length / 4)));
  return Array.from({ length: Math.max(0, value.length - STRETCH - from + 1) }, (_, at) =>
    value.slice(from + at, from + at + STRETCH),
  );
}
