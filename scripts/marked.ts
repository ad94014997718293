/** The parts of a page that a script writes, between markers. */
import { readFileSync, writeFileSync } from "node:fs";

/** Puts `content` between `<!-- name -->` and `<!-- /name -->` of a page, and leaves the rest as it is. */
export function writeMarked(file: string, name: string, content: string): void {
  writeFileSync(file, replaceMarked(readFileSync(file, "utf8"), name, content));
}

/** @throws Error when the page lacks one of the markers */
export function replaceMarked(page: string, name: string, content: string): string {
  const open = `<!-- ${name} -->`;
  const start = page.indexOf(open);
  const end = page.indexOf(`<!-- /${name} -->`, start);
  if (start < 0 || end < 0) throw new Error(`the page has no <!-- ${name} --> ... <!-- /${name} -->`);
  return `${page.slice(0, start + open.length)}\n${content}\n${page.slice(end)}`;
}
