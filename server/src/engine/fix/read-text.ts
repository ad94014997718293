/** Reads a text by its lexis: one reader for each way in which literals, comments and code are told apart. */
import { readCode } from "./code.ts";
import { readDockerfile } from "./dockerfile.ts";
import { readJson } from "./json.ts";
import { readLines } from "./lines.ts";
import type { ReadText } from "./literal.ts";
import type { Lexis } from "./references.ts";
import { readShell } from "./shell.ts";
import { readXml } from "./xml.ts";
import { readYaml } from "./yaml.ts";

const readers: Readonly<Record<Lexis["reader"], (text: string, lexis: Lexis) => ReadText>> = {
  code: readCode,
  shell: readShell,
  yaml: readYaml,
  json: readJson,
  xml: readXml,
  lines: readLines,
  dockerfile: readDockerfile,
};

export const readText = (text: string, lexis: Lexis): ReadText => readers[lexis.reader](text, lexis);
