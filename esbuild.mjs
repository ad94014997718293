/** Bundles the extension, the language server, the command line (its door and the rest) and the browser build of the engine into dist/. */
import { createHash } from "node:crypto";
import { copyFile, cp, mkdir, readdir, readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { build } from "esbuild";

/** Elsewhere than in dist/ for measurements: `--outdir=FOLDER`. */
const outdir = process.argv.find((argument) => argument.startsWith("--outdir="))?.slice(9) ?? "dist";

/** Large data starts faster as text that JSON.parse reads than as an expression. */
const parsedJson = {
  name: "parsed-json",
  setup({ onLoad }) {
    onLoad({ filter: /generated[\\/]\w+\.json$/ }, async ({ path }) => ({
      contents: `export default JSON.parse(${JSON.stringify(await readFile(path, "utf8"))})`,
      loader: "js",
    }));
  },
};

/** Where there are files, the data lies beside the bundles, once for all of them; it is read when it is first needed, and compiled by nobody. */
const dataBeside = {
  name: "data-beside",
  setup({ onLoad }) {
    onLoad({ filter: /generated[\\/]\w+\.json$/ }, async ({ path }) => {
      await mkdir(outdir, { recursive: true });
      await copyFile(path, join(outdir, basename(path)));
      const file = `require("node:path").join(__dirname, ${JSON.stringify(basename(path))})`;
      const read = `data ??= JSON.parse(require("node:fs").readFileSync(${file}, "utf8"))`;
      const members = Object.keys(JSON.parse(await readFile(path, "utf8")));
      const getters = members.map(
        (member) => `get ${JSON.stringify(member)}() { return (${read})[${JSON.stringify(member)}]; }`,
      );
      return { contents: `let data; module.exports = { ${getters.join(", ")} };`, loader: "js" };
    });
  },
};

/** Of our own manifest a program needs to know its version only. */
const manifest = {
  name: "manifest",
  setup({ onLoad }) {
    onLoad({ filter: /package\.json$/ }, async ({ path, with: { type } }) => {
      if (type !== "json") return undefined;
      const { version } = JSON.parse(await readFile(path, "utf8"));
      return { contents: JSON.stringify({ version }), loader: "json" };
    });
  },
};

/** What a door loads only when it is needed is a bundle of its own, required then. */
const later = {
  program: "server/src/commands/program.ts",
  "rules-test": "server/src/commands/rules-test.ts",
  "rules-why": "server/src/commands/rules-why.ts",
  teamwork: "server/src/commands/teamwork.ts",
  lifecycle: "server/src/commands/lifecycle.ts",
  evidence: "server/src/commands/evidence.ts",
  "more-formats": "server/src/report/more.ts",
  team: "server/src/workspace/team/serve.ts",
  "team-detector": "server/src/workspace/team/detector.ts",
  "own-rules": "server/src/config/own-rules.ts",
  "schema-nodes": "server/src/config/schema-nodes.ts",
  trial: "server/src/workspace/team/trial.ts",
  requires: "server/src/config/requires.ts",
  "dotenvx-keys": "server/src/providers/dotenvx-keys.ts",
  client: "client/src/client.ts",
  "tree-sitter": "server/src/host/tree-sitter.ts",
};
const laterBundles = {
  name: "later-bundles",
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      const bundle = Object.keys(later).find((name) => resolve(later[name]) === file);
      return kind === "dynamic-import" && bundle ? { path: `./${bundle}.cjs`, external: true } : undefined;
    });
  },
};

const production = process.argv.includes("--production");

/** What the results of a scan depend on besides the files: the cache of results is made anew where it differs. */
async function hashOfSources() {
  const hash = createHash("sha256");
  const below = async (folder) => (await readdir(folder, { recursive: true })).map((name) => `${folder}/${name}`);
  const files = [...(await below("server/src")), ...(await below("generated")), "package-lock.json"];
  for (const file of files.filter((name) => /\.\w+$/.test(name)).sort())
    hash.update(`${file}\0`).update(await readFile(file));
  return hash.digest("hex").slice(0, 32);
}

const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  logLevel: "warning",
  legalComments: "none",
  define: { "process.env.TOKENWARD_BUILD": JSON.stringify(await hashOfSources()) },
};
const node = {
  ...common,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  plugins: [dataBeside, manifest, laterBundles],
  // Requiring is quicker than starting Node's loader of ES modules.
  supported: { "dynamic-import": false },
  // The module that is written for import asks where it lies, which a bundle cannot tell.
  alias: { "web-tree-sitter": "./node_modules/web-tree-sitter/web-tree-sitter.cjs" },
};

await Promise.all([
  cp("generated/grammars", join(outdir, "grammars"), { recursive: true }),
  build({
    ...node,
    entryPoints: { extension: "client/src/extension.ts" },
    external: ["vscode"],
    outdir,
    outExtension: { ".js": ".cjs" },
  }),
  build({ ...node, entryPoints: { server: "server/src/main.ts" }, outdir, outExtension: { ".js": ".cjs" } }),
  build({ ...node, entryPoints: { thread: "server/src/thread.ts" }, outdir, outExtension: { ".js": ".cjs" } }),
  build({
    ...node,
    entryPoints: { cli: "server/src/cli.ts" },
    outdir,
    outExtension: { ".js": ".cjs" },
    banner: { js: "#!/usr/bin/env node" },
  }),
  ...Object.entries(later).map(([name, file]) =>
    build({
      ...node,
      entryPoints: { [name]: file },
      external: ["vscode"],
      outdir,
      outExtension: { ".js": ".cjs" },
    }),
  ),
  build({
    ...common,
    plugins: [parsedJson, manifest],
    platform: "browser",
    target: "es2022",
    format: "iife",
    entryPoints: { "server-browser": "server/src/main-browser.ts" },
    outdir,
  }),
]);
