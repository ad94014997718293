/** Reads test/fixtures/programs: for each row of references.yml a frame, and pieces from which programs are put together. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mint, type Random } from "../../server/src/engine/mint.ts";

const root = join(import.meta.dirname, "../../test/fixtures/programs");

export interface ProgramFile {
  /** Id of the row: the file's name, unless `row` says otherwise. */
  readonly id: string;
  /** Of the document, in its folder. */
  readonly path: string;
  /** What runs the program, and what only reads it: words of a command line. */
  readonly run: readonly string[] | undefined;
  readonly check: readonly string[] | undefined;
  /** How a program is shown to be here. */
  readonly needs: readonly string[] | undefined;
  /** A comment of a line, with what could be taken for a quote or a bracket. */
  readonly comment: string | undefined;
  /** How the refusal begins, where no reference works in such a file. */
  readonly refused: string | undefined;
  /** The values are integers, which no rule of ours knows by their format. */
  readonly number: boolean;
  /** Values as the code writes them: templates of mint.ts. */
  readonly values: readonly string[];
  /** `{member}` and `{body}` are where pieces go. */
  readonly frame: string;
  readonly pieces: readonly Piece[];
  /** Other files. */
  readonly files: ReadonlyMap<string, string>;
}

/** `VALUE` stands for the value, `HEAD` and `TAIL` for its halves, `{n}` for the piece's number, `{word}` for a variable's name. */
export interface Piece {
  readonly slot: "member" | "body";
  readonly text: string;
}

export interface Program {
  readonly path: string;
  readonly text: string;
  readonly raw: string;
}

export const programFiles = (): ProgramFile[] =>
  readdirSync(root)
    .sort()
    .map((name) => parse(name.replace(/\.txt$/, ""), readFileSync(join(root, name), "utf8")));

function parse(id: string, text: string): ProgramFile {
  const [head, ...sections] = text.split(/^-- (.+) --\n/m);
  const header = Array.from(head!.matchAll(/^(\w+): (.*)$/gm), ([, key, value]) => [key!, value!] as const);
  const one = (key: string): string | undefined => header.find(([name]) => name === key)?.[1];
  const words = (key: string): string[] | undefined => one(key)?.split(" ");
  const parts = sections.flatMap((name, at) => (at % 2 === 0 ? [{ name, text: sections[at + 1]! }] : []));
  const values = header.filter(([key]) => key === "value").map(([, value]) => value);
  return {
    id: one("row") ?? id,
    path: one("path")!,
    run: words("run"),
    check: words("check"),
    needs: words("needs"),
    comment: one("comment"),
    refused: one("refused"),
    number: one("number") !== undefined,
    values: values.length > 0 ? values : ["ghp_{alnum:36}"],
    frame: parts.find(({ name }) => name === "frame")!.text,
    pieces: parts.flatMap(({ name, text: piece }) =>
      name === "member" || name === "body" ? [{ slot: name, text: piece }] : [],
    ),
    files: new Map(
      parts.filter(({ name }) => name.startsWith("file ")).map(({ name, text: file }) => [name.slice(5), file]),
    ),
  };
}

/** The program of all pieces. */
export const wholeProgram = (file: ProgramFile, value: string, random: Random): Program =>
  programOf(file, unsplit(file), mint(value, random).text);

/** The pieces that hold the value in one. */
const unsplit = ({ pieces }: ProgramFile): readonly Piece[] => pieces.filter(({ text }) => !/\bHEAD\b/.test(text));

/** Some pieces, in any order. */
export function somePieces({ pieces }: ProgramFile, random: Random): Piece[] {
  const size = 1 + Math.floor(random() * Math.min(6, pieces.length));
  return Array.from({ length: size }, () => pieces[Math.floor(random() * pieces.length)]!);
}

/** A program of some pieces, in any order. */
export function anyProgram(file: ProgramFile, random: Random): Program {
  const pieces = somePieces({ ...file, pieces: unsplit(file) }, random);
  const value = file.values[Math.floor(random() * file.values.length)]!;
  const program = programOf(file, pieces, mint(value, random).text);
  return random() < 0.2 ? { ...program, text: program.text.replaceAll("\n", "\r\n") } : program;
}

function programOf(file: ProgramFile, pieces: readonly Piece[], raw: string): Program {
  return { path: file.path, text: withValues(framed(file, pieces), () => raw), raw };
}

/** @param next what stands for the next `VALUE`, or the next `HEAD` and `TAIL`, which are its two parts */
export function withValues(text: string, next: () => string): string {
  let tail = "";
  return text.replace(/VALUE|\bHEAD\b|\bTAIL\b/g, (word) => {
    if (word === "TAIL") return tail;
    const value = next();
    if (word === "VALUE") return value;
    const half = Math.ceil(value.length / 2);
    tail = value.slice(half);
    return value.slice(0, half);
  });
}

/** The frame with the pieces in their slots, at the slots' indentation. */
export function framed({ frame }: ProgramFile, pieces: readonly Piece[]): string {
  const numbered = pieces.map(({ slot, text }, at) => ({
    slot,
    text: text.replaceAll("{n}", String(at + 1)).replaceAll("{word}", "token"),
  }));
  return frame.replace(/^([ \t]*)\{(member|body)\}\n/gm, (_, indent: string, slot: string) =>
    numbered
      .filter((piece) => piece.slot === slot)
      .map((piece) => piece.text.replace(/^(?=.)/gm, () => indent))
      .join(""),
  );
}
