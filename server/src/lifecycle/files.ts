/** Where the accounts lie: a folder in the root of the repository, committed but for what begins with a dot. */

export const FOLDER = ".tokenward";
export const LEDGER = "ledger.jsonl";
export const AUDIT = "audit.jsonl";
export const SALT = "salt";
/** What a write is about to do, so that whoever comes next can finish it. */
export const PENDING = ".pending.json";
/** Which chains this working copy writes, and how it left them. */
export const WRITER = ".writer.json";

/** Older entries of the log, by the year that they are of. */
export const archiveOf = (year: string): string => `audit-${year}.jsonl`;

export const isArchive = (name: string): boolean => /^audit-\d{4}\.jsonl$/.test(name);

/** What git is told of the folder: lines of two branches are both kept, and what is this copy's own stays out. */
export const companions: readonly (readonly [name: string, text: string])[] = [
  [".gitattributes", "*.jsonl text eol=lf merge=union\n"],
  [".gitignore", ".*\n!.gitattributes\n!.gitignore\n"],
];
