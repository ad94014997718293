/** Reads what git writes with `-z`: fields that each end with a zero byte, in UTF-8. */

const ZERO = 0;

/** Gives the fields in lists as long as what came at once: one at a time would cost more than all the rest. */
export async function* fieldsOf(output: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest: Uint8Array[] = [];
  for await (const chunk of output) {
    const end = chunk.lastIndexOf(ZERO);
    if (end < 0) {
      rest.push(chunk);
      continue;
    }
    const whole = joined([...rest, chunk.subarray(0, end)]);
    rest = [chunk.subarray(end + 1)];
    yield decoder.decode(whole).split("\0");
  }
  const last = joined(rest);
  if (last.length > 0) yield [decoder.decode(last)];
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
