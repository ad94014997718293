/** Bundles the extension, the language server, the command line and the browser build of the engine into dist/. */
import { cp, readFile } from "node:fs/promises";
import { build } from "esbuild";

/** Large data starts faster as text that JSON.parse reads than as an expression. */
const parsedJson = {
  name: "parsed-json",
  setup({ onLoad }) {
    onLoad({ filter: /generated\/\w+\.json$/ }, async ({ path }) => ({
      contents: `export default JSON.parse(${JSON.stringify(await readFile(path, "utf8"))})`,
      loader: "js",
    }));
  },
};

const production = process.argv.includes("--production");
const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  logLevel: "warning",
  legalComments: "none",
  plugins: [parsedJson],
};
const node = {
  ...common,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  define: { "import.meta.dirname": "__dirname" },
  // The module that is written for import asks where it lies, which a bundle cannot tell.
  alias: { "web-tree-sitter": "./node_modules/web-tree-sitter/web-tree-sitter.cjs" },
};

await Promise.all([
  cp("generated/grammars", "dist/grammars", { recursive: true }),
  build({
    ...node,
    entryPoints: { extension: "client/src/extension.ts" },
    external: ["vscode"],
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
  }),
  build({ ...node, entryPoints: { server: "server/src/main.ts" }, outdir: "dist", outExtension: { ".js": ".cjs" } }),
  build({
    ...node,
    entryPoints: { cli: "server/src/cli.ts" },
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    banner: { js: "#!/usr/bin/env node" },
  }),
  build({
    ...common,
    platform: "browser",
    target: "es2022",
    format: "iife",
    entryPoints: { "server-browser": "server/src/main-browser.ts" },
    outdir: "dist",
  }),
]);
