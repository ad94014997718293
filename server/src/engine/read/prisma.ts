/** Reads a schema of Prisma by its lines: fields of models with their types, settings of data sources (https://www.prisma.io/docs/orm/prisma-schema). */
import { dataFacts, valueAt } from "./data.ts";
import type { FileFacts, KeyValue } from "./facts.ts";

const HEAD = /^\s*(model|datasource|generator|enum|type|view)\s+(\w+)\s*\{/;
const SETTING = /^(\s*\w+\s*=\s*)(\S.*)$/;
const FIELD = /^(\s*\w+\s+)(\S.*)$/;

/** `model A { b String }` is `String` at `model.A.b`, `datasource a { url = "b" }` b at `datasource.a.url`. */
export function readPrisma(text: string): FileFacts {
  const keyValues: KeyValue[] = [];
  let block: readonly string[] | undefined;
  let at = 0;
  for (const line of text.split("\n")) {
    const code = line.replace(/(^|\s)\/\/.*$/, "").trimEnd();
    const head = HEAD.exec(code);
    if (head) block = [head[1]!, head[2]!];
    else if (/^\s*\}/.test(code)) block = undefined;
    else if (block) {
      const entry = SETTING.exec(code) ?? FIELD.exec(code);
      if (entry && !/^\s*@@/.test(code)) {
        const key = /\w+/.exec(entry[1]!)![0];
        const start = at + entry[1]!.length;
        keyValues.push(valueAt(text, [...block, key], { start, end: start + entry[2]!.length }));
      }
    }
    at += line.length + 1;
  }
  return dataFacts("prisma", keyValues);
}
