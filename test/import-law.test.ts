/** Each line of the import law bites. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { TestFolder } from "./lsp/workspace.ts";

const root = join(import.meta.dirname, "..");
const LAW = ".dependency-cruiser.cjs";
const { forbidden } = createRequire(import.meta.url)(join(root, LAW)) as { forbidden: readonly { name: string }[] };

/** A tree that keeps the law: each file and what it imports, or is told to hold. */
const lawful: Readonly<Record<string, readonly string[]>> = {
  "server/src/engine/index.ts": ["./read/facts.ts", "./detect/token.ts", "@noble/hashes/sha2.js"],
  "server/src/engine/read/facts.ts": [],
  "server/src/engine/detect/token.ts": ["../read/facts.ts"],
  "server/src/host/host.ts": ["../engine/index.ts"],
  "server/src/host/node.ts": ["node:fs", "./host.ts"],
  "server/src/config/config.ts": ["../engine/index.ts", "../host/host.ts"],
  "server/src/report/json.ts": ["../engine/index.ts"],
  "server/src/workspace/scan.ts": ["../config/config.ts", "../host/host.ts"],
  "server/src/commands/scan.ts": ["../workspace/scan.ts", "../report/json.ts", "node:path"],
  "server/src/lsp/server.ts": ["../workspace/scan.ts", "../protocol.ts", "../host/host.ts"],
  "server/src/protocol.ts": [],
  "server/src/main.ts": ["./lsp/server.ts", "./host/node.ts"],
  "server/src/cli.ts": ["./commands/scan.ts", "./host/node.ts"],
  "client/src/extension.ts": ["../../server/src/protocol.ts", "vscode-languageclient"],
  "scripts/build.ts": ["../server/src/engine/index.ts"],
  "test/engine.test.ts": ["../server/src/engine/index.ts"],
};

/** For each line of the law a file that breaks it; files that would be orphans are imported by a script. */
const planted: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "no-cycles": {
    "server/src/report/cycle-a.ts": ["./cycle-b.ts"],
    "server/src/report/cycle-b.ts": ["./cycle-a.ts"],
  },
  "no-orphans": { "server/src/report/orphan.ts": [] },
  "engine-imports-itself-only": { "server/src/engine/outward.ts": ["../host/host.ts"] },
  "stages-know-the-nouns-not-each-other": { "server/src/engine/read/detects.ts": ["../detect/token.ts"] },
  "outer-rings-know-the-nouns-and-the-port": { "server/src/workspace/machine.ts": ["../host/node.ts"] },
  "reports-stay-reports": { "server/src/report/reads.ts": ["../host/host.ts"] },
  "lsp-is-a-view": { "server/src/lsp/machine.ts": ["../host/node.ts"] },
  "commands-are-a-view": { "server/src/commands/asks-lsp.ts": ["../lsp/server.ts"] },
  "node-lives-in-the-host-and-the-doors": { "server/src/lsp/node.ts": ["node:fs"] },
  "client-is-thin": { "client/src/engine.ts": ["../../server/src/engine/index.ts"] },
  "doors-are-entered-from-outside": { "test/door.test.ts": ["../server/src/cli.ts"] },
  "product-knows-no-tests": { "server/src/commands/tests.ts": ["../../../test/engine.test.ts"] },
  "declared-dependencies-only": { "scripts/undeclared.ts": ["undeclared"] },
};

const sourceOf = (imports: readonly string[]): string =>
  `${imports.map((path) => `import "${path}";`).join("\n")}\nexport {};\n`;

interface Violation {
  readonly rule: string;
  readonly from: string;
}

/** Judges a tree of its own, outside the repository, by the repository's law. */
function violationsOf(tree: Readonly<Record<string, readonly string[]>>): Violation[] {
  const folder = new TestFolder({
    "package.json": JSON.stringify({ dependencies: { "@noble/hashes": "*", "vscode-languageclient": "*" } }),
    "node_modules/@noble/hashes/package.json": '{ "name": "@noble/hashes" }',
    "node_modules/@noble/hashes/sha2.js": "",
    "node_modules/vscode-languageclient/package.json": '{ "name": "vscode-languageclient", "main": "index.js" }',
    "node_modules/vscode-languageclient/index.js": "",
    "node_modules/undeclared/package.json": '{ "name": "undeclared", "main": "index.js" }',
    "node_modules/undeclared/index.js": "",
  });
  try {
    for (const [path, imports] of Object.entries(tree)) folder.write(path, sourceOf(imports));
    for (const name of [LAW, "tsconfig.json"]) copyFileSync(join(root, name), join(folder.path, name));
    const program = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
    const args = [program, "server", "client", "scripts", "test", "--config", LAW, "--output-type", "json"];
    const { stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder.path,
      encoding: "utf8",
      maxBuffer: 64e6,
    });
    assert.ok(stdout.startsWith("{"), stderr);
    return JSON.parse(stdout).summary.violations.map((found: { rule: { name: string }; from: string }) => ({
      rule: found.rule.name,
      from: found.from,
    }));
  } finally {
    folder.remove();
  }
}

describe("the import law", () => {
  const breaking = Object.assign({}, ...Object.values(planted)) as Record<string, readonly string[]>;
  const known = Object.keys(breaking).filter((path) => /^(server|client)/.test(path) && !path.includes("orphan"));
  const imports = { "scripts/knows-all.ts": known.map((path) => `../${path}`) };

  it("lets a tree pass that keeps it", () => assert.deepEqual(violationsOf(lawful), []));

  it("has a violation here for each of its lines", () => {
    assert.deepEqual(Object.keys(planted).sort(), forbidden.map(({ name }) => name).sort());
  });

  describe("when it is broken", () => {
    let found: readonly Violation[];
    before(() => {
      found = violationsOf({ ...lawful, ...breaking, ...imports });
    });
    for (const [rule, files] of Object.entries(planted))
      it(`reports ${rule}`, () => {
        const [file] = Object.keys(files);
        assert.ok(
          found.some((violation) => violation.rule === rule && violation.from === file),
          JSON.stringify(found.filter((violation) => violation.from === file)),
        );
      });
    it("reports no file that keeps it", () => {
      assert.deepEqual(
        found.filter(({ from }) => from in lawful),
        [],
      );
    });
  });
});
