/** Facts of files that hold data or instructions, not code: nothing but values at paths of keys. */
import type { Span } from "../document.ts";
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

/** A value at a path, from `start` to `end`, without its quotes. */
export const valueAt = (text: string, path: readonly string[], { start, end }: Span): KeyValue => ({
  start,
  end,
  path,
  value: constantAt(text, start, end),
});

/** A key that holds no value of its own is told too: that it stands there may be all that matters. */
export const emptyAt = (path: readonly string[], { start, end }: Span): KeyValue => ({
  start,
  end,
  path,
  value: { kind: "constant", type: "nothing", start, end, value: "", inner: { start, end } },
});
