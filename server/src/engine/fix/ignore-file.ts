/** Keeps a file out of git: which .gitignore gets its name. */
import { insertion } from "./edit.ts";
import { type FileTexts, foldersOf } from "./folder.ts";
import type { FileChange } from "./plan.ts";

/**
 * @param path the file that is to be left out
 * @param ignored what git says; undefined where that is not known, outside a repository
 * @returns undefined where it is left out already
 */
export function ignoreChange(path: string, ignored: boolean | undefined, files: FileTexts): FileChange | undefined {
  const folders = foldersOf(path);
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (ignored || (ignored === undefined && folders.some((folder) => names(files.get(`${folder}.gitignore`), name))))
    return undefined;
  const folder = folders.find((candidate) => files.has(`${candidate}.gitignore`)) ?? folders.at(-1)!;
  const target = `${folder}.gitignore`;
  const text = files.get(target);
  const eol = text?.includes("\r\n") ? "\r\n" : "\n";
  const start = text === undefined || text === "" || text.endsWith("\n") ? "" : eol;
  return {
    path: target,
    create: text === undefined,
    edits: [insertion(text?.length ?? 0, `${start}${name}${eol}`)],
    description: `Keep ${name} out of git`,
    needsConfirmation: false,
  };
}

/** Whether the last line that names the file leaves it out; git itself is not asked. */
function names(text: string | undefined, name: string): boolean {
  const lines = (text ?? "").split(/\r?\n/).map((line) => line.trimEnd());
  const last = lines.findLast((line) =>
    [name, `/${name}`, `**/${name}`, `${name}*`, `*${name}`, `!${name}`].includes(line),
  );
  return last !== undefined && !last.startsWith("!");
}
