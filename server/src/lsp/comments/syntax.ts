/** How each language writes comments, and which of its literals run over several lines. Data. */
import type { SourceDocument } from "../../engine/document.ts";

export interface CommentSyntax {
  /** Begins a comment that ends with its line. */
  readonly line?: string;
  /** Opens and closes a comment. */
  readonly block?: readonly [string, string];
  /** Delimiters of literals that may run over lines. */
  readonly multiline: readonly string[];
  /** Delimiters of literals that end with their line at the latest. */
  readonly singleline: readonly string[];
  /** Ends a line that goes on in the next, where a comment between the two would break it. */
  readonly continuation?: string;
  /** Literals that end at a line of their own word (`<<EOF`). */
  readonly heredoc?: boolean;
  /** Literals that end where the indentation does (`key: |`). */
  readonly blockScalars?: boolean;
  /** A quote behind a letter is an apostrophe. */
  readonly apostrophes?: boolean;
  /** Before the first of these stands text, not code. */
  readonly since?: string;
  /** Tags, inside of which no comment can stand. */
  readonly tags?: boolean;
  /** Elements between which text stands, inside code (JSX). */
  readonly elements?: boolean;
}

const both = ['"', "'"];
const c: CommentSyntax = { line: "//", block: ["/*", "*/"], multiline: [], singleline: both, continuation: "\\" };
const hash: CommentSyntax = { line: "#", multiline: [], singleline: both };
const script: CommentSyntax = { ...c, multiline: ["`"] };
const textBlocks: CommentSyntax = { ...c, multiline: ['"""'] };
const shell: CommentSyntax = { line: "#", multiline: both, singleline: [], continuation: "\\", heredoc: true };
const markdown: CommentSyntax = { block: ["<!--", "-->"], multiline: [], singleline: [] };
const markup: CommentSyntax = { ...markdown, tags: true };
const style: CommentSyntax = { block: ["/*", "*/"], multiline: [], singleline: both };
const dashes: CommentSyntax = { line: "--", block: ["/*", "*/"], multiline: ["'"], singleline: ['"'] };
const semicolon: CommentSyntax = { line: ";", multiline: [], singleline: ['"'] };
const lisp: CommentSyntax = { line: ";;", multiline: ['"'], singleline: [] };
const percent: CommentSyntax = { line: "%", multiline: ['"'], singleline: [] };

const rows: readonly (readonly [string, CommentSyntax])[] = [
  ["typescript ts mts cts go", script],
  ["javascript javascriptreact typescriptreact js jsx mjs cjs tsx", { ...script, elements: true }],
  ["java kotlin kt kts scala groovy gradle swift", textBlocks],
  ["c h cpp cc cxx hpp cuda-cpp objective-c objective-cpp objc objcpp m mm", c],
  ["csharp cs razor", { ...c, multiline: ['"""', '@"'] }],
  ["rust rs", { ...c, multiline: ['"'], singleline: [] }],
  ["dart", { ...c, multiline: ['"""', "'''"] }],
  ["php", { ...c, multiline: both, singleline: [], heredoc: true, since: "<?" }],
  ["solidity sol zig proto proto3 jsonc json5", c],
  ["scss less sass", c],
  ["css", style],
  ["python py pyi starlark bzl", { ...hash, multiline: ['"""', "'''"], continuation: "\\" }],
  ["ruby rb gemfile", { ...hash, multiline: both, singleline: [], continuation: "\\", heredoc: true }],
  ["perl pl pm", { ...hash, multiline: both, singleline: [], heredoc: true }],
  ["shellscript sh bash zsh ksh fish", shell],
  ["powershell ps1 psm1", { line: "#", block: ["<#", "#>"], multiline: both, singleline: [], continuation: "`" }],
  ["dockerfile containerfile", { ...hash, singleline: [], heredoc: true }],
  [
    "yaml yml dockercompose github-actions-workflow yaml.docker-compose ansible helm",
    { ...hash, multiline: both, singleline: [], blockScalars: true, apostrophes: true },
  ],
  ["toml", { ...hash, multiline: ['"""', "'''"] }],
  ["dotenv env", { ...hash, multiline: both, singleline: [], apostrophes: true }],
  ["properties conf nginx gitignore ignore editorconfig", { ...hash, singleline: [], continuation: "\\" }],
  ["makefile make mk", { ...hash, singleline: [], continuation: "\\" }],
  ["terraform terraform-vars tf tfvars hcl", { ...hash, heredoc: true }],
  ["graphql gql", { ...hash, multiline: ['"""'] }],
  ["r julia jl elixir ex exs nim crystal cr", { ...hash, multiline: ['"""', '"'], singleline: [] }],
  ["coffeescript coffee nix", { ...hash, multiline: ['"""', "''", '"'], singleline: [] }],
  ["ini cfg dosini", semicolon],
  ["clojure clj cljs lisp scheme emacs-lisp el", lisp],
  ["sql plsql", dashes],
  ["lua", { line: "--", multiline: ["[["], singleline: both }],
  ["haskell hs elm", { line: "--", block: ["{-", "-}"], multiline: ['"""'], singleline: ['"'] }],
  ["erlang erl latex tex matlab", percent],
  ["vb", { line: "'", multiline: [], singleline: ['"'], continuation: "_" }],
  ["bat", { line: "REM", multiline: [], singleline: [], continuation: "^" }],
  ["markdown md", markdown],
  ["html htm handlebars hbs vue svelte astro", markup],
];

const byWord = new Map(
  rows.flatMap(([words, syntax]) => words.split(" ").map((word): [string, CommentSyntax] => [word, syntax])),
);

/**
 * The syntax at a place of a document, by its language or else by the end of its name.
 * @returns undefined where the language has no comments, or is not known
 */
export function commentSyntax({ languageId, path, text }: SourceDocument, offset: number): CommentSyntax | undefined {
  const syntax = ofLanguage(languageId, path);
  const before = text.slice(0, offset);
  if (syntax?.since && !before.includes(syntax.since)) return undefined;
  return syntax?.tags ? embedded(before) : syntax;
}

/** Names decide only where the editor knows no language. */
function ofLanguage(languageId: string | undefined, path: string): CommentSyntax | undefined {
  if (languageId && languageId !== "plaintext") return byWord.get(languageId.toLowerCase());
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return name.startsWith(".env")
    ? byWord.get("dotenv")
    : (byWord.get(name) ?? byWord.get(name.slice(name.lastIndexOf(".") + 1)));
}

/** Markup holds scripts and styles in elements of their own. */
function embedded(before: string): CommentSyntax {
  const last = [...before.matchAll(/<(\/?)(script|style)\b[^>]*>/gi)].at(-1);
  if (last?.[1] !== "") return markup;
  return last[2]!.toLowerCase() === "script" ? script : style;
}
