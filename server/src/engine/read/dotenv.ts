/** Reads dotenv files by their lines: a value at each name. */
import { constantAt, dataFacts } from "./data.ts";
import type { FileFacts } from "./facts.ts";

const LINE = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*("(?:\\.|[^"\\])*"|'[^']*'|[^\n#]*)/gm;

export function readDotenv(text: string): FileFacts {
  const keyValues = [...text.matchAll(LINE)].map((match) => {
    const end = match.index + match[0].trimEnd().length;
    const start = Math.max(end - match[2]!.trimEnd().length, match.index);
    return { start, end, path: [match[1]!], value: constantAt(text, start, end) };
  });
  return dataFacts("dotenv", keyValues);
}
