/** Every fix of a handling rule: proved on the rule's own examples, written down as goldens, run where the language's tool is on the machine. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { handlingFilePaths, loadHandlingFile } from "../../scripts/handling-files.ts";
import { handlingEdits } from "../../server/src/engine/fix/handling.ts";
import { scanHandling } from "../../server/src/engine/handling.ts";
import { mend } from "../../server/src/engine/handling-fix.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { builtinCatalogue } from "../builtin.ts";
import { builtGrammars, examplePath } from "../handling-examples.ts";

const sources = handlingFilePaths()
  .flatMap((path) => loadHandlingFile(path).rules.map(({ source }) => source))
  .filter(({ fixes }) => fixes);

const golden = join(import.meta.dirname, "handling-fix.golden");
const mended: string[] = [];

describe("fixes of handling rules", () => {
  for (const { id, examples } of sources)
    it(`${id}: what is mended is found no more, and mended again it stays`, async () => {
      let count = 0;
      for (const [language, texts] of Object.entries(examples))
        for (const template of texts) {
          const path = examplePath(language);
          const { text } = mint(template, seededRandom(1));
          const after = await mend({ path, text }, builtinCatalogue, builtGrammars, ({ ruleId }) => ruleId === id);
          if (after.fixed.length === 0) continue;
          count += after.fixed.length;
          const again = await mend(
            { path, text: after.text },
            builtinCatalogue,
            builtGrammars,
            ({ ruleId }) => ruleId === id,
          );
          assert.equal(again.text, after.text, `${id} changed its own fix:\n${after.text}`);
          mended.push(`${id} (${language})\n${indented(text, "- ")}\n${indented(after.text, "+ ")}\n`);
        }
      assert.ok(count > 0, `${id} has fixes and none of its examples is mended`);
    });

  it("give what handling-fix.golden says", () => {
    const text = mended.join("\n");
    if (process.env.UPDATE_GOLDENS) writeFileSync(golden, text);
    assert.equal(text, readFileSync(golden, "utf8"));
  });

  it("are offered for the language of the file alone", async () => {
    const document = { path: "a.py", text: 'token = "a" if password == given else ""\n' };
    const { findings } = await scanHandling(document, builtinCatalogue, builtGrammars);
    const [found] = findings;
    const rule = builtinCatalogue.handling.rule("handling/timing-unsafe-comparison")!;
    assert.equal(found?.fix, "unsafe");
    assert.equal(handlingEdits(document, found.span, rule, "rust"), undefined);
  });
});

const indented = (text: string, mark: string): string =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => `${mark}${line}`.trimEnd())
    .join("\n");

/** Programs whose fixed form must run and print the same. */
const programs: readonly (readonly [tool: string, path: string, text: string, prints: string])[] = [
  [
    "node",
    "a.cjs",
    'const token = process.argv[2] ?? "x";\nconst given = token;\nconsole.log(given === token ? "same" : "other");\n',
    "same\n",
  ],
  [
    "python3",
    "a.py",
    'import sys\ntoken = sys.argv[0]\ngiven = token\nprint("same" if given == token else "other")\n',
    "same\n",
  ],
  ["ruby", "a.rb", 'token = ARGV.first || "x"\ngiven = token.dup\nputs(given == token ? "same" : "other")\n', "same\n"],
  [
    "php",
    "a.php",
    '<?php\n$token = $argv[0];\n$given = $argv[0];\nif ($given === $token) { echo "same\\n"; }\n',
    "same\n",
  ],
  ["bash", "a.sh", 'set -ex\ntrue "${API_TOKEN:-}"\nprintf "same\\n"\n', "same\n"],
];

describe("fixed programs", () => {
  for (const [tool, path, text, prints] of programs)
    it(`run as before: ${tool}`, async function () {
      if (spawnSync(tool, ["--version"]).status !== 0) {
        console.log(`skipped: ${tool} is not on this machine`);
        return this.skip();
      }
      const after = await mend({ path, text }, builtinCatalogue, builtGrammars, () => true);
      assert.ok(after.fixed.length > 0, "nothing was mended");
      const folder = mkdtempSync(join(tmpdir(), "tokenward-"));
      try {
        writeFileSync(join(folder, path), after.text);
        const run = spawnSync(tool, [path], { cwd: folder, encoding: "utf8" });
        assert.equal(run.stdout, prints, `${run.stderr}\n${after.text}`);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
});
