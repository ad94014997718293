/** What the extension weighs. */
import { statSync } from "node:fs";
import { MB } from "../corpus/build.ts";
import type { Part } from "../part.ts";

export const size: Part = {
  name: "size",
  about: "the size of the packaged extension",
  async measure(bench) {
    bench.add({
      name: ".vsix",
      measured: statSync(await bench.vsix()).size / MB,
      unit: "MB",
      asked: { most: 2 },
      note: "it holds no grammars",
    });
  },
};
