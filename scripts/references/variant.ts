/** A program put together from a row's pieces, with all that may be different around a value. */
import type { Random } from "../../server/src/engine/mint.ts";
import { framed, type Piece, type ProgramFile, somePieces, withValues } from "../programs/program-file.ts";

export interface Variant {
  readonly path: string;
  /** With the document. */
  readonly files: ReadonlyMap<string, string>;
  /** As the code writes them. */
  readonly values: readonly string[];
}

const WORDS = ["token", "api_key", "github_token", "gh", "secret", "auth", "bearer", "db_password"];

/**
 * @param mintOne makes a value as the code writes it
 * @param runs nothing is changed that an interpreter takes offence at
 */
export function variantOf(file: ProgramFile, random: Random, mintOne: () => string, runs = false): Variant {
  const values = random() < 0.4 ? [mintOne(), mintOne()] : [mintOne()];
  const pieces = somePieces(file, random).map((piece) => around(piece, file, random, runs));
  const text = withValues(framed(file, pieces), () => pick(values, random));
  const shaped = runs ? text : asWritten(text, random);
  const files = new Map([...file.files, ...store(file, values[0]!, random), [file.path, shaped]]);
  return { path: file.path, files, values };
}

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;

/** Comments, empty lines and other names. */
function around({ slot, text }: Piece, { comment }: ProgramFile, random: Random, runs: boolean): Piece {
  const line = comment !== undefined && random() < 0.3 ? `${comment}\n` : "";
  const gap = !runs && random() < 0.15 ? "\n" : "";
  return { slot, text: gap + line + text.replaceAll("{word}", pick(WORDS, random)) };
}

function asWritten(text: string, random: Random): string {
  const ended = random() < 0.15 ? text.replace(/\n$/, "") : text;
  return random() < 0.25 ? ended.replaceAll("\n", "\r\n") : ended;
}

/** What the store holds already: nothing, the same value, another one under the usual name, lines of other kinds. */
function store({ path }: ProgramFile, value: string, random: Random): [string, string][] {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const text = pick(
    [
      undefined,
      undefined,
      undefined,
      "GITHUB_TOKEN=other\n",
      "GITHUB_TOKEN=\nexport OTHER='x y'",
      `# it's "so"\r\nA=b\r\nGITHUB_TOKEN=${value}\r\n`,
      `MINE="${value}"`,
      "GITHUB_TOKEN='a'\nGITHUB_TOKEN_2=b\nTOKEN=c\n\n",
    ],
    random,
  );
  return text === undefined ? [] : [...new Set(["", folder])].map((at) => [`${at}.env`, text]);
}
