/** Finds programs that stand inside other files: scripts of pages and components, fences of Markdown, shell of workflows and images. */
import type { SourceDocument, Span } from "../document.ts";
import type { FileFacts } from "./facts.ts";

/** A program inside a file. */
export interface Region {
  /** What a file with this program alone would be called. */
  readonly path: string;
  /** In the document, in UTF-16 code units. */
  readonly span: Span;
}

type Finder = (text: string) => Region[];

const SCRIPT = /<script\b((?:"[^"]{0,1000}"|'[^']{0,1000}'|[^'">]){0,1000})>([\s\S]*?)(<\/script|$(?![\s\S]))/gi;
const LANGUAGE = /\b(?:lang|type)\s*=\s*["']?(?:text\/|application\/)?([\w/+-]+)/i;
const scripts: Readonly<Record<string, string>> = {
  ts: "ts",
  typescript: "ts",
  tsx: "tsx",
  jsx: "js",
  javascript: "js",
  ecmascript: "js",
  module: "js",
  babel: "js",
};

/** Scripts in HTML, Vue and Svelte; data in them is none. */
const inMarkup: Finder = (text) =>
  [...text.matchAll(SCRIPT)].flatMap((match): Region[] => {
    const language = LANGUAGE.exec(match[1]!)?.[1]?.toLowerCase();
    const ending = language === undefined ? "js" : scripts[language];
    const start = match.index + "<script>".length + match[1]!.length;
    // One that is not closed does not run.
    return ending && match[3] ? [{ path: `a.${ending}`, span: { start, end: start + match[2]!.length } }] : [];
  });

const FRONT = /^---\r?\n([\s\S]*?)^---[ \t]*$/m;

/** The head of a component of Astro is TypeScript. */
const inAstro: Finder = (text) => {
  const head = FRONT.exec(text);
  const regions = inMarkup(text).map((region) => ({ ...region, path: region.path.replace(/js$/, "ts") }));
  if (head?.index !== 0) return regions;
  const start = head[0].indexOf("\n") + 1;
  return [{ path: "a.ts", span: { start, end: start + head[1]!.length } }, ...regions];
};

const FENCE = /^[ \t]*(`{3,}|~{3,})[ \t]*\{?\.?([\w#+-]*)/;
const fences: Readonly<Record<string, string>> = {
  ...{
    javascript: "js",
    js: "js",
    jsx: "js",
    mjs: "js",
    typescript: "ts",
    ts: "ts",
    tsx: "tsx",
    python: "py",
    py: "py",
  },
  ...{ go: "go", golang: "go", java: "java", kotlin: "kt", kt: "kt", ruby: "rb", rb: "rb", php: "php", csharp: "cs" },
  ...{
    cs: "cs",
    rust: "rs",
    rs: "rs",
    scala: "scala",
    swift: "swift",
    dart: "dart",
    bash: "sh",
    sh: "sh",
    shell: "sh",
  },
  ...{ zsh: "sh", powershell: "ps1", pwsh: "ps1", ps1: "ps1", sql: "sql" },
};

const inMarkdown: Finder = (text) => {
  const regions: Region[] = [];
  let open: { readonly mark: string; readonly path: string | undefined; readonly start: number } | undefined;
  let at = 0;
  for (const line of text.split("\n")) {
    const [, mark, language = ""] = FENCE.exec(line) ?? [];
    const ending = fences[language.toLowerCase()];
    const next = at + line.length + 1;
    if (!open && mark) open = { mark, path: ending && `a.${ending}`, start: next };
    else if (open && mark?.startsWith(open.mark) && language === "") {
      if (open.path) regions.push({ path: open.path, span: { start: open.start, end: at } });
      open = undefined;
    }
    at = next;
  }
  return regions;
};

const finders: readonly (readonly [path: RegExp, find: Finder])[] = [
  [/\.(?:html?|xhtml|vue|svelte)$/i, inMarkup],
  [/\.astro$/i, inAstro],
  [/\.(?:md|markdown|mdx|qmd|rmd)$/i, inMarkdown],
];

/** Where shell stands among the values of a file, by its path. */
const shells: readonly (readonly [path: RegExp, keys: RegExp])[] = [
  [/(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.dockerfile$/i, /^RUN$/],
  [/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/i, /^(?:jobs\.[^.]+|runs)\.steps\.\*\.run$/],
  [/\.gitlab-ci\.ya?ml$/i, /^(?:[^.]+\.)?(?:before_script|script|after_script)(?:\.\*)?$/],
];

/** Whether programs may stand in files of this path. */
export const mayHoldPrograms = ({ path }: SourceDocument): boolean =>
  [...finders, ...shells].some(([test]) => test.test(path));

/** @param facts of the file itself, where a reader knows it */
export function regionsIn({ path, text }: SourceDocument, facts: FileFacts | undefined): Region[] {
  const find = finders.find(([test]) => test.test(path))?.[1];
  if (find) return find(text);
  const keys = shells.find(([test]) => test.test(path))?.[1];
  return (facts?.keyValues ?? []).flatMap(({ path: own, value }) =>
    keys?.test(own.join(".")) && value.value.trim() !== "" ? shellIn(value.value, value.inner) : [],
  );
}

/** What stands before the shell itself: the mark of a block in YAML, the flags of `RUN`. */
const BEFORE = /^(?:[|>][^\n]*\n|(?:--[\w-]+=\S+(?:[ \t]|\\\r?\n)+)+)/;

function shellIn(value: string, { start, end }: Span): Region[] {
  if (value.startsWith("[")) return [];
  return [{ path: "a.sh", span: { start: start + (BEFORE.exec(value)?.[0].length ?? 0), end } }];
}

/**
 * Texts with blanks instead of everything but the programs of one language: offsets stay. What a workflow puts into its shell
 * (`${{ a }}`) is blank too.
 */
export function programsOf(text: string, regions: readonly Region[]): SourceDocument[] {
  return [...new Set(regions.map(({ path }) => path))].map((path) => {
    let program = "";
    for (const { span } of regions.filter((region) => region.path === path)) {
      program += blank(text.slice(program.length, span.start));
      program += text.slice(program.length, span.end).replace(/\$\{\{[^{}]*\}\}/g, blank);
    }
    return { path, text: program + blank(text.slice(program.length)) };
  });
}

const blank = (part: string): string => part.replace(/[^\n\r]/g, " ");
