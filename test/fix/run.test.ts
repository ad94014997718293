/** Fixed programs print what they printed before: each is run in a clean environment, before and after the fix. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type MoveEdits, type MoveRequest, planMove } from "../../server/src/engine/fix/index.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import { dotenv, runEnvironment } from "../../server/src/providers/dotenv.ts";
import { applied, occurrences, references } from "./fixture.ts";
import {
  goProgram,
  goProgramOfConstants,
  javascriptModule,
  javascriptScript,
  pythonProgram,
  shellProgram,
} from "./programs.ts";

interface Sample {
  readonly path: string;
  /** `VALUE` stands for the value. */
  readonly text: string;
  /** The value as the code writes it, and what it means. */
  readonly raw: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly withLoader?: boolean;
}

const plain = mint("ghp_{alnum:36}", seededRandom(1)).text;
/** Written alike in JavaScript, Python, Go and double quotes of a shell; holds what templates, formats and shells replace. */
const hostile = mint('x{alnum:4}%s #1 \\"q\\" \\\\d &<>{alnum:4}', seededRandom(2)).text;

function plan({ path, text, raw, files, withLoader }: Sample): {
  files: Map<string, string>;
  after: Map<string, string>;
  plan: MoveEdits;
} {
  const document = { path, text: text.replaceAll("VALUE", () => raw) };
  const all = new Map([...Object.entries(files ?? {}), [path, document.text] as const]);
  const sameValue = occurrences(document.text, raw).map((span) => ({ span, secret: new Secret(raw) }));
  const request: MoveRequest = {
    document,
    finding: sameValue[0]!,
    sameValue,
    rule: { env: "GITHUB_TOKEN", severity: "error", trigger: { kind: "anchor" } },
    references,
    store: dotenv,
    files: all,
    ...(withLoader && { withLoader }),
  };
  const planned = planMove(request);
  assert.equal(planned.kind, "edits", planned.kind === "refused" ? planned.reason : "");
  assert.deepEqual((planned as MoveEdits).left, []);
  const after = applied(all, planned);
  assert.ok(!after.get(path)!.includes(raw), "the value is still in the code");
  return { files: all, after, plan: planned as MoveEdits };
}

/** What a program of these files prints; nothing of this process's environment reaches it but what a program needs to start. */
function printed(
  files: ReadonlyMap<string, string>,
  [program, ...args]: readonly [string, ...string[]],
  variables: Readonly<Record<string, string>>,
): string {
  const folder = mkdtempSync(join(tmpdir(), "tokenward-run-"));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { PATH, HOME } = process.env;
    return execFileSync(program, args, {
      cwd: folder,
      env: { PATH, HOME, GOTOOLCHAIN: "local", ...variables },
      encoding: "utf8",
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const isThere = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0;

/** Runs a sample before and after, with the values handed over as `tokenward run` does. */
function runs(sample: Sample, command: readonly [string, ...string[]]): void {
  const { files, after } = plan(sample);
  const before = printed(files, command, {});
  assert.ok(before.length > plain.length);
  assert.equal(printed(after, command, runEnvironment([after.get(".env")!])), before);
}

describe("a fixed program prints what it printed", () => {
  for (const [kind, raw] of [
    ["plain", plain],
    ["hostile", hostile],
  ] as const) {
    it(`JavaScript module, --env-file, ${kind}`, () => {
      const sample = { path: "app.mjs", text: javascriptModule, raw };
      const { files, after } = plan(sample);
      const before = printed(files, ["node", "app.mjs"], {});
      assert.equal(printed(after, ["node", "--env-file=.env", "app.mjs"], {}), before);
      runs(sample, ["node", "app.mjs"]);
    });

    it(`JavaScript script, ${kind}`, () => runs({ path: "app.cjs", text: javascriptScript, raw }, ["node", "app.cjs"]));

    it(`Python, ${kind}`, function () {
      if (!isThere("python3", "--version")) return this.skip();
      runs({ path: "app.py", text: pythonProgram, raw }, ["python3", "app.py"]);
    });

    it(`Go, ${kind}`, function () {
      if (!isThere("go", "version")) return this.skip();
      runs({ path: "main.go", text: goProgram, raw }, ["go", "run", "main.go"]);
    });

    it(`shell, ${kind}`, function () {
      if (!isThere("sh", "-c", "true")) return this.skip();
      // What stands in single quotes or bare is not written with escapes.
      const text =
        kind === "plain"
          ? shellProgram
          : shellProgram.replace(/^bare[\s\S]*^quoted.*\n|^printf.*bare.*\n|^.*:-VALUE.*\n|^cat[\s\S]*^EOF\n/gm, "");
      runs({ path: "run.sh", text, raw }, ["sh", "run.sh"]);
    });
  }

  it("Go with constants", function () {
    if (!isThere("go", "version")) return this.skip();
    runs({ path: "main.go", text: goProgramOfConstants, raw: plain }, ["go", "run", "main.go"]);
  });

  it("JavaScript with dotenv added to it", () => {
    const packaged = JSON.stringify({ dependencies: { dotenv: "*" } });
    const loader = join(import.meta.dirname, "../../node_modules/dotenv");
    const stub = {
      "node_modules/dotenv/package.json": JSON.stringify({ exports: { ".": "./index.js", "./config": "./config.js" } }),
      "node_modules/dotenv/index.js": `module.exports = { config: () => require(${JSON.stringify(loader)}).config({ quiet: true }) };`,
      "node_modules/dotenv/config.js": 'require("./index.js").config();',
    };
    for (const [path, text] of [
      ["app.mjs", javascriptModule],
      ["app.cjs", javascriptScript],
    ] as const) {
      const { files, after } = plan({
        path,
        text,
        raw: plain,
        files: { "package.json": packaged, ...stub },
        withLoader: true,
      });
      assert.equal(printed(after, ["node", path], {}), printed(files, ["node", path], {}));
    }
  });

  it("a shell script that loads the store itself", function () {
    if (!isThere("sh", "-c", "true")) return this.skip();
    const { files, after } = plan({
      path: "bin/run.sh",
      text: shellProgram,
      raw: plain,
      withLoader: true,
      files: { "package.json": "{}" },
    });
    assert.equal(printed(after, ["sh", "bin/run.sh"], {}), printed(files, ["sh", "bin/run.sh"], {}));
  });
});
