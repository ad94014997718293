/** Reads `.gitleaksignore`: one fingerprint a line, `file:rule:line` or `commit:file:rule:line`. */
import type { Note } from "./gitleaks.ts";

export interface IgnoredPlace {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** It was ignored in one commit alone. */
  readonly commit?: string;
}

export function readGitleaksIgnore(text: string): {
  readonly places: readonly IgnoredPlace[];
  readonly notes: readonly Note[];
} {
  const notes: Note[] = [];
  const places = text.split(/\r?\n/).flatMap((written, at): IgnoredPlace[] => {
    const line = written.trim();
    if (line === "" || line.startsWith("#")) return [];
    const [, commit, path, number] = /^(?:([0-9a-f]{7,64}):)?(.+):[^:]+:(\d+)$/.exec(line) ?? [];
    if (path !== undefined && number !== undefined)
      return [
        { path: path.replaceAll("\\", "/").replace(/^\.\//, ""), line: Number(number), ...(commit && { commit }) },
      ];
    notes.push({ line: at + 1, message: "this is no fingerprint of gitleaks" });
    return [];
  });
  return { places, notes };
}
