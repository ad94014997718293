/** Reads files of settings by their lines: properties, ini and what is written like it, npmrc, netrc. */
import { dataFacts, valueAt } from "./data.ts";
import type { FileFacts, KeyValue } from "./facts.ts";

const PROPERTY = /^[ \t\f]*((?:[^\s\\=:#!]|\\.)(?:[^\s\\=:]|\\.)*)[ \t\f]*[=: ][ \t\f]*((?:\\\r?\n|[^\n])*)/gm;

/** `a.b = c` is c at `a.b` (https://docs.oracle.com/javase/8/docs/api/java/util/Properties.html). */
export function readProperties(text: string): FileFacts {
  const keyValues = [...text.matchAll(PROPERTY)].map((match) => {
    const end = match.index + match[0].length;
    return trimmedAt(text, match[1]!.split("."), end - match[2]!.length, end);
  });
  return dataFacts("properties", keyValues);
}

const SECTION = /^[ \t]*\[([^\]\n]*)\]/;
const KEY = /^\s*[^\s=:;#[]/;

/** `[a]` with `b = c` is c at `a.b`; `#` and `;` begin comments. */
export function readIni(text: string): FileFacts {
  const keyValues: KeyValue[] = [];
  let section: readonly string[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const head = SECTION.exec(line);
    if (head) section = [head[1]!.replace(/\s+"|"$/g, (mark) => (mark === '"' ? "" : "."))];
    const mark = head || !KEY.test(line) ? -1 : line.search(/[=:]/);
    if (mark >= 0) {
      const key = line.slice(0, mark).trim();
      keyValues.push(trimmedAt(text, [...section, key], at + mark + 1, at + line.length));
    }
    at += line.length + 1;
  }
  return dataFacts("ini", keyValues);
}

const NPM = /^[ \t]*(?:(\/\/[^\s=]*?):)?([\w@:.-]+)[ \t]*=[ \t]*([^\n]*)/gm;

/** `//host/:_authToken=a` is a at `//host/._authToken` (https://docs.npmjs.com/cli/configuring-npm/npmrc). */
export function readNpmrc(text: string): FileFacts {
  const keyValues = [...text.matchAll(NPM)].map((match) => {
    const end = match.index + match[0].length;
    return trimmedAt(text, [...(match[1] === undefined ? [] : [match[1]]), match[2]!], end - match[3]!.length, end);
  });
  return dataFacts("npmrc", keyValues);
}

const WORD = /#[^\n]*|"(?:\\.|[^"\\])*"|\S+/g;

/** `machine a login b password c` has b at `machine.a.login` (https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html). */
export function readNetrc(text: string): FileFacts {
  const words = [...text.matchAll(WORD)].filter(([word]) => !word.startsWith("#"));
  const keyValues: KeyValue[] = [];
  let machine = "";
  for (let at = 0; at < words.length; at++) {
    const [word] = words[at]!;
    const next = words[at + 1];
    if (word === "default") machine = word;
    else if (word === "machine" && next) {
      machine = next[0];
      at++;
    } else if (/^(?:login|password|account)$/.test(word) && next) {
      keyValues.push(trimmedAt(text, ["machine", machine, word], next.index, next.index + next[0].length));
      at++;
    }
  }
  return dataFacts("netrc", keyValues);
}

function trimmedAt(text: string, path: readonly string[], from: number, to: number): KeyValue {
  const written = text.slice(from, to);
  const start = from + (written.length - written.trimStart().length);
  return valueAt(text, path, { start, end: Math.max(start, from + written.trimEnd().length) });
}
