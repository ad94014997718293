/** Copies the grammars of scripts/grammars.json out of their packages into generated/grammars, for the bundle and the tests. */
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const folder = join(root, "generated/grammars");
const files = JSON.parse(readFileSync(join(root, "scripts/grammars.json"), "utf8")) as Record<string, string>;
mkdirSync(folder, { recursive: true });
for (const [name, file] of Object.entries({ "web-tree-sitter": "web-tree-sitter/web-tree-sitter.wasm", ...files })) {
  copyFileSync(join(root, "node_modules", file), join(folder, `${name}.wasm`));
}
