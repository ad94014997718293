/** tokenward fix, without a process. */
import assert from "node:assert/strict";
import { builtinReferences } from "../../server/src/builtin-references.ts";
import { type FixOptions, fixCommand } from "../../server/src/commands/fix.ts";
import { builtinCatalogue } from "../builtin.ts";
import { builtGrammars } from "../handling-examples.ts";
import { mintedOf } from "../scratch.ts";
import { FOLDER, type TerminalOptions, terminal } from "./terminal.ts";

const { value } = mintedOf("token/github-pat", 3);
const usual: FixOptions = {
  config: true,
  ignore: true,
  minConfidence: "medium",
  progress: false,
  dryRun: false,
  yes: false,
  unsafe: false,
};
const git = { tracked: async () => false, ignored: async () => false };
const files = {
  "package.json": '{ "dependencies": { "dotenv": "^17.0.0" } }\n',
  "src/a.js": `require("dotenv").config();\nconst token = "${value}";\nconsole.log(token.length);\n`,
};

describe("tokenward fix, asking", () => {
  async function fixed(options: Partial<FixOptions>, surroundings: TerminalOptions) {
    const place = terminal({ files, git, ...surroundings });
    const writes: string[] = [];
    const write = place.files.write.bind(place.files);
    place.files.write = async (path, text) => {
      writes.push(path.slice(FOLDER.length + 1));
      return write(path, text);
    };
    const run = fixCommand([], { ...usual, ...options }, builtinCatalogue, builtinReferences(), place);
    const status = await run.catch((error: Error) => error.message);
    return { status, writes, ...place.written(), text: (path: string) => place.files.texts.get(`${FOLDER}/${path}`) };
  }

  it("changes files after a yes", async () => {
    for (const answer of ["y", "Yes "]) {
      const { status, text, err } = await fixed({}, { interactive: true, answer });
      assert.equal(status, 0);
      assert.match(err, /^Change \d files\? \[y\/N\] $/);
      assert.match(String(text("src/a.js")), /= process\.env\.GITHUB_TOKEN;/);
      assert.equal(text(".env"), `GITHUB_TOKEN=${value}\n`);
    }
  });

  it("changes nothing after anything else", async () => {
    for (const answer of ["", "n", "yesterday", "ja"]) {
      const { status, writes } = await fixed({}, { interactive: true, answer });
      assert.deepEqual([status, writes], ["nothing was changed", []]);
    }
  });

  it("asks nobody who is not there", async () => {
    const { status, writes, err } = await fixed({}, { answer: "y" });
    assert.match(String(status), /--yes/);
    assert.deepEqual([writes, err], [[], ""]);
  });

  it("asks nothing where there is nothing to move", async () => {
    const { status, out, err } = await fixed({}, { files: { "a.js": "" }, interactive: true });
    assert.deepEqual([status, out, err], [0, "Nothing to move.\n", ""]);
  });

  it("writes the store before the code that refers to it", async () => {
    const { writes } = await fixed({ yes: true }, {});
    assert.ok(writes.indexOf(".env") >= 0 && writes.indexOf(".env") < writes.indexOf("src/a.js"), writes.join());
  });

  it("prints no value", async () => {
    for (const options of [{ yes: true }, { dryRun: true }]) {
      const { out, err } = await fixed(options, {});
      assert.ok(out.includes("GITHUB_TOKEN") && !out.includes(value) && !err.includes(value));
    }
  });

  it("prints no value that a comment accepts beside one that moves", async () => {
    const { value: accepted } = mintedOf("token/github-pat", 9);
    const line = `const old = "${accepted}"; // tokenward-ignore token/github-pat -- revoked\n`;
    const { out } = await fixed({ dryRun: true }, { files: { "a.js": `${line}const token = "${value}";\n` } });
    assert.ok(out.includes("const old") && !out.includes(accepted));
  });
});

describe("tokenward fix --handling", () => {
  const unsafe =
    'const agent = new https.Agent({ rejectUnauthorized: false });\nconst k = process.env.API_KEY || "letmein";\n';
  const mendable = { "main.tf": 'variable "db_password" {\n  type = string\n}\n', "a.js": unsafe };
  const run = async (options: Partial<FixOptions>) => {
    const place = terminal({ files: mendable, git });
    const all = { ...usual, grammars: builtGrammars, handling: true, ...options };
    await fixCommand([], all, builtinCatalogue, builtinReferences(), place);
    return { ...place.written(), text: (path: string) => place.files.texts.get(`${FOLDER}/${path}`) };
  };

  it("mends what is safe to mend", async () => {
    const { text, out } = await run({ yes: true });
    assert.equal(text("main.tf"), 'variable "db_password" {\n  sensitive = true\n  type = string\n}\n');
    assert.equal(text("a.js"), unsafe);
    assert.match(out, /Mended 1 place\./);
  });

  it("shows what it would mend, without values, and changes nothing", async () => {
    const { text, out } = await run({ dryRun: true, unsafe: true });
    assert.equal(text("a.js"), unsafe);
    assert.match(out, /\+const agent = new https\.Agent\(\{ rejectUnauthorized: true \}\);/);
    assert.doesNotMatch(out, /letmein/);
  });
});
