/** Documents of any length in four languages, made of real sources, with a few minted tokens in them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mint, seededRandom } from "../../../server/src/engine/mint.ts";
import { fetchSources, packagesFolder } from "../corpus/fetch.ts";

export interface Language {
  readonly id: string;
  readonly extension: string;
  /** Endings of the sources that documents are made of, the best first. */
  readonly sources: readonly string[];
  /** A line that holds a value. */
  line(name: string, value: string): string;
}

export const languages: readonly Language[] = [
  {
    id: "typescript",
    extension: "ts",
    sources: [".ts", ".d.ts"],
    line: (name, value) => `const ${name} = "${value}";`,
  },
  { id: "python", extension: "py", sources: [".py", ".pyi"], line: (name, value) => `${name} = "${value}"` },
  { id: "java", extension: "java", sources: [".java"], line: (name, value) => `String ${name} = "${value}";` },
  { id: "yaml", extension: "yaml", sources: [".yaml", ".yml"], line: (name, value) => `${name}: "${value}"` },
];

export interface MadeDocument {
  readonly text: string;
  /** How often the sources were gone through to make it. */
  readonly rounds: number;
}

const TOKENS = 5;

export class Documents {
  readonly #paths: readonly string[];
  readonly #lines = new Map<string, readonly string[]>();

  constructor() {
    this.#paths = fetchSources().map(({ path }) => path);
  }

  /** @param length in lines */
  make(language: Language, length: number): MadeDocument {
    const sources = this.#linesOf(language);
    const lines = Array.from({ length }, (_, at) => sources[at % sources.length]!);
    const random = seededRandom(length);
    for (let token = 0; token < TOKENS; token++) {
      const { text } = mint("[[ghp_{alnum:36}]]", random, "github-crc32");
      lines[Math.floor(((token + 0.5) * length) / TOKENS)] = language.line(`accessToken${token}`, text);
    }
    return { text: `${lines.join("\n")}\n`, rounds: Math.ceil(length / sources.length) };
  }

  #linesOf({ id, sources }: Language): readonly string[] {
    const known = this.#lines.get(id);
    if (known) return known;
    const paths = sources.flatMap((ending) => this.#paths.filter((path) => endingOf(path) === ending));
    const lines = paths.flatMap((path) => readFileSync(join(packagesFolder(), path), "utf8").split(/\r?\n/));
    this.#lines.set(id, lines);
    return lines;
  }
}

const endingOf = (path: string): string => /(?:\.d)?\.\w+$/.exec(path)?.[0] ?? "";
