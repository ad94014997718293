/** Moves of many findings are planned on top of each other, without writing. */
import assert from "node:assert/strict";
import { builtinReferences } from "../../server/src/builtin-references.ts";
import { scan } from "../../server/src/engine/index.ts";
import type { GitFacts } from "../../server/src/host/host.ts";
import { dotenv } from "../../server/src/providers/dotenv.ts";
import { type Moves, planMoves } from "../../server/src/workspace/moves.ts";
import { builtinCatalogue as catalogue } from "../builtin.ts";
import { mintedOf } from "../scratch.ts";
import { MemoryFiles, memoryHost } from "./memory-host.ts";

const [one, two] = [3, 11].map((seed) => mintedOf("token/github-pat", seed).value) as [string, string];
const PACKAGE = '{ "dependencies": { "dotenv": "^17.0.0" } }\n';
const notTracked = { tracked: async () => false, ignored: async () => false };

async function planned(texts: Record<string, string>, git: Partial<GitFacts> = notTracked): Promise<Moves> {
  const files = new MemoryFiles(Object.fromEntries(Object.entries(texts).map(([path, text]) => [`/w/${path}`, text])));
  const before = new Map(files.texts);
  const findings = Object.entries(texts).flatMap(([path, text]) => scan({ path, text }, catalogue).findings);
  const request = { base: "/w", findings, catalogue, references: builtinReferences(), store: dotenv, unsafe: true };
  const moves = await planMoves(request, memoryHost(files, git));
  assert.deepEqual(files.texts, before, "nothing is written");
  return moves;
}

const textAfter = ({ changes }: Moves, path: string): string | undefined => changes.get(path)?.after;

describe("moves of many findings", () => {
  it("give different values different names, in files apart too", async () => {
    const moves = await planned({
      "package.json": PACKAGE,
      "a.js": `const a = "${one}";\n`,
      "b.js": `const b = "${two}";\n`,
    });
    const stored = dotenv.read(textAfter(moves, ".env")!);
    assert.deepEqual([...stored.values()], [one, two]);
    for (const [name, path] of [...stored.keys()].map((name, at) => [name, ["a.js", "b.js"][at]!] as const))
      assert.ok(textAfter(moves, path)!.includes(`process.env.${name};`), path);
  });

  it("give equal values one name, and store them once", async () => {
    const moves = await planned({
      "package.json": PACKAGE,
      "a.js": `const a = "${one}";\nconst again = "${one}";\n`,
      "b.js": `const b = "${one}";\n`,
    });
    assert.equal(textAfter(moves, ".env"), `GITHUB_TOKEN=${one}\n`);
    assert.equal(textAfter(moves, "a.js")!.split("process.env.GITHUB_TOKEN").length, 3);
    assert.ok(textAfter(moves, "b.js")!.includes("process.env.GITHUB_TOKEN"));
  });

  it("put .env into .gitignore once", async () => {
    const moves = await planned({
      "package.json": PACKAGE,
      "a.js": `const a = "${one}";\n`,
      "b.js": `const b = "${two}";\n`,
    });
    assert.deepEqual(textAfter(moves, ".gitignore"), ".env\n");
  });

  it("say what a file held before, and that a new one held nothing", async () => {
    const text = `const a = "${one}";\n`;
    const { changes } = await planned({ "package.json": PACKAGE, "a.js": text });
    assert.equal(changes.get("a.js")?.before, text);
    assert.equal(changes.get(".env")?.before, undefined);
  });

  it("leave everything where git tracks the store", async () => {
    const texts = { "package.json": PACKAGE, "a.js": `const a = "${one}";\n` };
    const { moved, left, changes } = await planned(texts, { ...notTracked, tracked: async () => true });
    assert.deepEqual([moved.length, left.length, changes.size], [0, 1, 0]);
    assert.match(left[0]!.reason, /git|track/i);
  });

  it("leave what has no reference, and move the rest", async () => {
    const { moved, left } = await planned({
      "package.json": PACKAGE,
      "a.js": `const a = "${one}";\n`,
      "notes.txt": `token: ${two}\n`,
    });
    assert.deepEqual(
      [moved.map(({ finding }) => finding.path), left.map(({ finding }) => finding.path)],
      [["a.js"], ["notes.txt"]],
    );
  });
});
