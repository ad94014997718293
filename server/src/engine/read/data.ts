/** Facts of files that hold data or instructions, not code: nothing but values at paths of keys. */
import type { Constant, FileFacts, KeyValue } from "./facts.ts";

export function dataFacts(language: string, keyValues: readonly KeyValue[]): FileFacts {
  return {
    language,
    imports: new Map(),
    calls: [],
    settings: [],
    operations: [],
    templates: [],
    functions: [],
    members: [],
    holders: new Map(),
    owners: new Map(),
    keyValues,
    commands: [],
  };
}

/** A text's value from `start` to `end`, without the quotes that it may stand in. */
export function constantAt(text: string, start: number, end: number): Constant {
  const written = text.slice(start, end);
  const quoted = written.length >= 2 && /^(["']).*\1$/s.test(written) ? 1 : 0;
  const inner = { start: start + quoted, end: end - quoted };
  return { kind: "constant", type: "text", start, end, value: text.slice(inner.start, inner.end), inner };
}
