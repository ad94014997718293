/** Trees of many small files, made by rote: only their number matters. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Random, seededRandom } from "../../../server/src/engine/mint.ts";
import { type Corpus, kept } from "./build.ts";

const FILES_A_FOLDER = 100;
const LINES = 20;
const WORDS = (
  "request response buffer index parse render update schema table column value config option token session user account " +
  "update stream handler router module export import return await promise result error state action reducer"
).split(" ");

/** A tree of so many files of some 950 bytes, a hundred a folder. */
export function smallFiles(count: number): Corpus {
  return kept(`${count}-small-files`, (folder) => {
    let bytes = 0;
    for (let at = 0; at < count; at++) {
      const below = join(folder, String(Math.floor(at / FILES_A_FOLDER)).padStart(5, "0"));
      if (at % FILES_A_FOLDER === 0) mkdirSync(below);
      const text = smallText(seededRandom(at));
      writeFileSync(join(below, `${String(at).padStart(7, "0")}.js`), text);
      bytes += text.length;
    }
    return { files: count, bytes, rounds: 1 };
  });
}

function smallText(random: Random): string {
  const word = (): string => WORDS[Math.floor(random() * WORDS.length)]!;
  const line = (): string => `const ${word()}_${word()} = ${word()}(${word()}, "${word()}");\n`;
  return Array.from({ length: LINES }, line).join("");
}
