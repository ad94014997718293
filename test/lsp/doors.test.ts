/**
 * A team of three configs (a package, the team's file, a folder's own) means the same whoever reads it: the command line with one
 * thread and with two, the language server, and the server in a web worker, on a demo workspace and on a thousand real files.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { acmeRule } from "../acme-rule.ts";
import { mintedOf, tokenward } from "../scratch.ts";
import { capabilities, exitOf, TestClient } from "./client.ts";
import { grammars, WebWorkerServer } from "./web-worker.ts";
import { TestFolder } from "./workspace.ts";

const root = join(import.meta.dirname, "../..");
const REAL = 1000;
const random = seededRandom(2026);
const acme = (): string => mint("[[acme_{alnum:36}]]", random).text;

const configs = {
  "node_modules/@acme/tokens/package.json": '{ "name": "@acme/tokens", "tokenward": "team.yml" }',
  "node_modules/@acme/tokens/team.yml": stringify({
    extends: "./rules.yml",
    rules: { "token/slack-*": { severity: "info" } },
    tables: { sensitiveNames: { password: ["kennwort"] } },
  }),
  "node_modules/@acme/tokens/rules.yml": stringify({
    rules: [{ ...acmeRule, examples: ["[[acme_{base62:36}]]", "[[acme_{base62:36}]]"], nonExamples: ["a", "b"] }],
  }),
  ".tokenward.yml": stringify({
    requires: ">=0.1",
    extends: ["recommended", "@acme/tokens"],
    ignore: ["/left-out/", "/node_modules/"],
    overrides: [{ files: ["*.test.js"], rules: { "token/acme-*": "warning" } }],
  }),
  "legacy/.tokenward.yml": stringify({ rules: { "token/acme-key": "info", "token/github-pat": "off" } }),
};

/** What the demo holds: each part of the configs matters to some of it. */
const demo = (): Record<string, string> => ({
  "src/a.js": `const k = "${acme()}";\nconst t = "${mintedOf("token/github-pat", 3).value}";\n`,
  "src/a.test.js": `const k = "${acme()}";\n`,
  "src/b.py": `kennwort = "${mint("[[{alnum:14}]]", random).text}"\n`,
  "src/c.json": `{ "acme": "${acme()}", "slack": "${mint("xoxb-{digit:12}-{digit:13}-{alnum:24}", random).text}" }\n`,
  "src/d.ipynb": JSON.stringify({ cells: [{ cell_type: "code", source: [`k = "${acme()}"\n`] }] }),
  "legacy/old.js": `const k = "${acme()}";\nconst t = "${mintedOf("token/github-pat", 4).value}";\n`,
  "left-out/x.js": `const k = "${acme()}";\n`,
  "src/none.js": "// acme_ is a prefix, and kennwort a word\n",
});

/** Files of packages, evenly from all of them; every tenth holds a token of the team's. */
function realFiles(): Record<string, string> {
  const folder = join(root, "node_modules");
  const isText = (path: string): boolean => /\.(?:[cm]?[jt]sx?|json|md|ya?ml|py|sh)$/.test(path);
  const all = (readdirSync(folder, { recursive: true }) as string[]).filter(isText).sort();
  const files: Record<string, string> = {};
  const step = Math.max(1, Math.floor(all.length / (REAL * 2)));
  for (let at = 0; at < all.length && Object.keys(files).length < REAL; at += step) {
    const path = join(folder, all[at]!);
    const { size } = statSync(path);
    if (size === 0 || size > 60_000 || !statSync(path).isFile()) continue;
    const count = Object.keys(files).length;
    const more = count % 10 === 0 ? `\n// key: ${acme()}\n` : "";
    files[`real/${count}/${all[at]!.split(/[\\/]/).at(-1)}`] = readFileSync(path, "utf8").replace(/^\uFEFF/, "") + more;
  }
  return files;
}

/** What is compared: which finding, and what the configs made of it. */
type Found = readonly [path: string, id: string, ruleId: string, severity: string];
const sorted = (found: readonly Found[]): Found[] => [...found].sort((a, b) => (a.join(" ") < b.join(" ") ? -1 : 1));

const SEVERITIES = ["", "error", "warning", "info"];

describe("a team of three configs", () => {
  let folder: TestFolder;
  let files: Record<string, string>;
  let expected: Found[];
  before(() => {
    files = { ...demo(), ...realFiles() };
    folder = new TestFolder({ ...configs, ...files });
    // Enough for threads to be started, and nothing to be found.
    const filler = "const nothing = Math.max(1, 2);\n".repeat(31_250);
    for (let at = 0; at < 20; at++) folder.write(`filler/${at}.js`, filler);
    expected = byCommandLine("1");
  });
  after(() => folder.remove());

  function byCommandLine(threads: string): Found[] {
    const args = ["scan", "--format", "json", "--no-cache", "--threads", threads];
    const { status, stdout, stderr } = tokenward(folder.path, args);
    assert.deepEqual([status, stderr], [1, ""]);
    const { findings } = JSON.parse(stdout) as { findings: Record<"path" | "id" | "ruleId" | "severity", string>[] };
    return sorted(findings.map(({ path, id, ruleId, severity }) => [path, id, ruleId, severity]));
  }

  interface Diagnostics {
    readonly items: readonly { readonly code?: unknown; readonly severity?: number; readonly data?: unknown }[];
  }
  const foundIn = (path: string, { items }: Diagnostics): Found[] =>
    items
      .filter(({ code }) => code !== "config")
      .map(({ code, severity, data }) => [path, (data as { id: string }).id, String(code), SEVERITIES[severity ?? 0]!]);

  it("means what it says", () => {
    const at = (path: string) =>
      expected.filter(([where]) => where === path).map(([, , id, severity]) => `${id} ${severity}`);
    assert.deepEqual(at("src/a.js").sort(), ["token/acme-key error", "token/github-pat error"]);
    assert.deepEqual(at("src/a.test.js"), ["token/acme-key warning"]);
    assert.deepEqual(at("src/b.py"), ["token/generic-password error"]);
    assert.deepEqual(at("src/c.json").sort(), ["token/acme-key error", "token/slack-bot-token info"]);
    assert.deepEqual(at("src/d.ipynb"), ["token/acme-key error"]);
    assert.deepEqual(at("legacy/old.js"), ["token/acme-key info"]);
    assert.deepEqual([at("left-out/x.js"), at("src/none.js")], [[], []]);
    assert.ok(expected.filter(([path, , id]) => path.startsWith("real/") && id === "token/acme-key").length >= 90);
    assert.ok(expected.some(([, , id]) => id.startsWith("handling/")));
  });

  it("means the same in threads", () => assert.deepEqual(byCommandLine("2"), expected));

  it("means the same to an editor", async function () {
    this.timeout(180_000);
    const { client, process } = TestClient.spawned([join(root, "dist/server.cjs"), "--stdio"]);
    await client.initialize({ folders: [{ uri: folder.uri, name: "w" }] });
    const found: Found[] = [];
    for (const [path, text] of Object.entries(files)) {
      const uri = folder.uriOf(path);
      await client.open(uri, text, "plaintext");
      found.push(...foundIn(path, await client.pull(uri)));
      await client.close(uri);
    }
    await client.stop();
    await exitOf(process);
    assert.deepEqual(sorted(found), expected);
  });

  it("means the same in a browser, which asks its client for the configs", async function () {
    this.timeout(180_000);
    const base = "vscode-vfs://github/acme/pay";
    const readFile = (params: unknown): object => {
      const path = decodeURIComponent((params as { uri: string }).uri.slice(base.length + 1));
      const text = (configs as Record<string, string>)[path];
      return text === undefined ? {} : { text };
    };
    const server = await WebWorkerServer.start((method, params) =>
      method === "tokenward/readFile" ? readFile(params) : null,
    );
    const { general, textDocument } = capabilities;
    await server.ask("initialize", {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: base, name: "pay" }],
      capabilities: { general, textDocument },
      initializationOptions: { trusted: false, readsFiles: true, grammars },
    });
    server.tell("initialized", {});
    const found: Found[] = [];
    for (const [path, text] of Object.entries(files)) {
      const uri = `${base}/${path.split("/").map(encodeURIComponent).join("/")}`;
      server.tell("textDocument/didOpen", { textDocument: { uri, languageId: "plaintext", version: 1, text } });
      found.push(...foundIn(path, await server.ask<Diagnostics>("textDocument/diagnostic", { textDocument: { uri } })));
      server.tell("textDocument/didClose", { textDocument: { uri } });
    }
    await server.end();
    assert.deepEqual(sorted(found), expected);
  });
});
