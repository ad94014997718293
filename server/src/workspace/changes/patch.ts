/** Reads a patch in git's format or plain unified format (https://git-scm.com/docs/diff-format#generate_patch_text_with_p). */

/** One file of a patch: as much of both states as the patch shows, each line where it stands in the file. */
export interface PatchedFile {
  /** With `/`; absent where there was, or is, no such file. */
  readonly before?: { readonly path: string; readonly text: string };
  readonly after?: { readonly path: string; readonly text: string };
  /** Why it cannot be read. */
  readonly reason?: string;
}

/** A hunk that claims to begin further down is none that a file of text would have. */
const LAST_LINE = 2_000_000;

/** Gives each file when the patch has come to its end. What is no patch (a message before it, a signature behind it) is passed over. */
export function readPatch(patch: string): PatchedFile[] {
  const files: Growing[] = [];
  const lines = patch.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const file = files.at(-1);
    if (line.startsWith("diff ")) files.push(begin(line));
    else if (line.startsWith("--- ") && lines[at + 1]?.startsWith("+++ ")) {
      const named = file && !file.isNamed ? file : files[files.push(begin("")) - 1]!;
      name(named, line, lines[++at]!);
    } else if (!file) continue;
    else if (line.startsWith("@@ ")) at = readHunk(file, lines, at);
    else if (line.startsWith("@@@")) file.reason = "a merge of several versions";
    else readHeader(file, line);
  }
  return files.map(finish).filter(({ before, after }) => before || after);
}

/** One state of a file as its hunks tell it. */
class SideText {
  path: string | undefined;
  readonly #lines: string[] = [];

  get text(): string {
    return this.#lines.join("\n");
  }

  /** Lines that the patch does not show are empty. @param number from 1 */
  skipTo(number: number): void {
    while (this.#lines.length < number - 1) this.#lines.push("");
  }

  add(line: string): void {
    this.#lines.push(line);
  }
}

interface Growing {
  readonly before: SideText;
  readonly after: SideText;
  isNamed: boolean;
  reason?: string;
}

function begin(line: string): Growing {
  const file: Growing = { before: new SideText(), after: new SideText(), isNamed: false };
  if (/^diff --(?:cc|combined) /.test(line)) {
    file.after.path = unquoted(line.replace(/^diff --\S+ /, ""));
    file.reason = "a merge of several versions";
  }
  // Names with blanks stand here without a mark between them: of equal ones each is half.
  const both = /^diff --git (.+)$/.exec(line)?.[1];
  const names =
    both && (/^("(?:[^"\\]|\\.)*"|\S+) ("(?:[^"\\]|\\.)*"|\S+)$/.exec(both) ?? /^(.+) (\S*\/?.+)$/.exec(both));
  if (names) {
    file.before.path = withoutPrefix(unquoted(names[1]!));
    file.after.path = withoutPrefix(unquoted(names[2]!));
  }
  return file;
}

function name(file: Growing, before: string, after: string): void {
  file.isNamed = true;
  file.before.path = pathOf(before.slice(4));
  file.after.path = pathOf(after.slice(4));
}

function readHeader(file: Growing, line: string): void {
  const [, verb, path] = /^(?:rename|copy) (from|to) (.+)$/.exec(line) ?? [];
  if (verb === "from") file.before.path = unquoted(path!);
  if (verb === "to") file.after.path = unquoted(path!);
  if (line.startsWith("new file mode")) file.before.path = undefined;
  if (line.startsWith("deleted file mode")) file.after.path = undefined;
  if (/^(?:new file|new|deleted file) mode 1[26]0000/.test(line)) file.reason = "a link or a submodule";
  if (/^Binary files .* differ$|^GIT binary patch/.test(line)) file.reason = "binary";
}

/** @returns the index of its last line */
function readHunk(file: Growing, lines: readonly string[], at: number): number {
  const counts = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(lines[at]!);
  if (!counts) return at;
  const [fromBefore, fromAfter] = [Number(counts[1]), Number(counts[3])];
  let [left, come] = [Number(counts[2] ?? 1), Number(counts[4] ?? 1)];
  if (Math.max(fromBefore, fromAfter) > LAST_LINE) {
    file.reason = `a line beyond ${LAST_LINE}`;
    return at;
  }
  file.before.skipTo(fromBefore);
  file.after.skipTo(fromAfter);
  let next = at + 1;
  for (; next < lines.length && (left > 0 || come > 0); next++) {
    const line = lines[next]!;
    const mark = line[0];
    // Mail programs take the blank off an empty line.
    const isBoth = mark === " " || line === "" || line === "\r";
    if (!isBoth && mark !== "-" && mark !== "+" && mark !== "\\") break;
    if (isBoth || mark === "-") left -= add(file.before, line);
    if (isBoth || mark === "+") come -= add(file.after, line);
  }
  return next - 1;
}

function add(side: SideText, line: string): 1 {
  side.add(line.slice(1));
  return 1;
}

function finish({ before, after, reason }: Growing): PatchedFile {
  return {
    ...(before.path !== undefined && { before: { path: before.path, text: before.text } }),
    ...(after.path !== undefined && { after: { path: after.path, text: after.text } }),
    ...(reason !== undefined && { reason }),
  };
}

/** What stands behind a tab is a time. */
function pathOf(written: string): string | undefined {
  const path = unquoted(written.replace(/\r$/, "").replace(/\t.*$/, ""));
  return path === "/dev/null" ? undefined : withoutPrefix(path);
}

/** `a/` and `b/`, or what `diff.mnemonicPrefix` has git write instead. */
const withoutPrefix = (path: string): string => path.replace(/^[abciwo]\/(?=.)/, "").replace(/^\.\//, "");

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** Names with unusual characters stand between quotes, their bytes as octal escapes. */
function unquoted(written: string): string {
  const inside = /^"(.*)"$/s.exec(written)?.[1];
  if (inside === undefined) return written;
  const bytes: number[] = [];
  for (const part of inside.match(/\\[0-7]{3}|\\.|[^\\]+/gs) ?? []) {
    if (!part.startsWith("\\")) bytes.push(...new TextEncoder().encode(part));
    else if (/\d/.test(part[1]!)) bytes.push(Number.parseInt(part.slice(1), 8));
    else bytes.push(escapes[part[1]!] ?? part.charCodeAt(1));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
