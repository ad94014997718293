/** From scan to fix and back: what is found is moved, and afterwards nothing is found any more. */
import assert from "node:assert/strict";
import { dispositionsOf, planMove } from "../../server/src/engine/fix/index.ts";
import { scan } from "../../server/src/engine/index.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { dotenv } from "../../server/src/providers/dotenv.ts";
import { builtinCatalogue as catalogue } from "../builtin.ts";
import { applied, references } from "./fixture.ts";
import { goProgram, javascriptModule, pythonProgram, shellProgram } from "./programs.ts";

const random = seededRandom(11);
const github = catalogue.rule("token/github-pat")!;
const token = mint("[[ghp_{alnum:36}]]", random, "github-crc32").text;

const compose = "services:\n  web:\n    environment:\n      GITHUB_TOKEN: VALUE\n      OTHER: 'x VALUE'\n";
const workflow = "env:\n  PAT: VALUE\njobs:\n  a:\n    steps:\n      - run: |\n          curl -H 'X: VALUE'\n";

const programs: readonly (readonly [path: string, text: string])[] = [
  ["src/app.mjs", javascriptModule],
  ["src/app.ts", 'export const token: string = "VALUE";\nexport const header = `Bearer VALUE`;\n'],
  ["app.py", pythonProgram],
  ["main.go", goProgram],
  ["run.sh", shellProgram],
  ["compose.yml", compose],
  [".github/workflows/ci.yml", workflow],
];

describe("found, moved and found no more", () => {
  for (const [path, text] of programs) {
    it(path, () => {
      const document = { path, text: text.replaceAll("VALUE", token) };
      const { findings } = scan(document, catalogue);
      assert.equal(findings.length, text.split("VALUE").length - 1);
      const rules = findings.map((finding) => ({ finding, rule: catalogue.rule(finding.ruleId)! }));
      assert.ok(dispositionsOf(document, rules, references).every((disposition) => disposition !== "none"));
      const files = new Map([[path, document.text]]);
      const request = {
        document,
        finding: findings[0]!,
        sameValue: findings,
        rule: github,
        references,
        store: dotenv,
        files,
      };
      const after = applied(files, planMove(request));
      assert.deepEqual(
        scan({ path, text: after.get(path)! }, catalogue).findings.map(({ ruleId, range }) => ({ ruleId, range })),
        [],
      );
      assert.deepEqual(scan({ path: ".env.example", text: after.get(".env.example")! }, catalogue).findings, []);
      assert.equal(scan({ path: ".env", text: after.get(".env")! }, catalogue).findings.length, 1);
    });
  }
});
