/** Programs inside other files: found by the rules as in files of their own, at their own places. */
import assert from "node:assert/strict";
import { scanHandling } from "../../../server/src/engine/handling.ts";
import { builtinCatalogue } from "../../builtin.ts";
import { builtGrammars } from "../../handling-examples.ts";

/** What is found, as it stands in the text. */
async function found(path: string, text: string): Promise<string[]> {
  const { findings, unread } = await scanHandling({ path, text }, builtinCatalogue, builtGrammars);
  assert.equal(unread, undefined);
  return findings
    .filter(({ ruleId }) => ruleId === "handling/token-logged")
    .map(({ span }) => text.slice(span.start, span.end));
}

describe("programs inside other files", () => {
  const files: Record<string, readonly [path: string, text: string, expected: readonly string[]]> = {
    "a script of a page": ["a.html", "<p>🙂</p>\r\n<script>\r\nconsole.log(apiToken);\r\n</script>", ["apiToken"]],
    "a component of Vue": [
      "a.vue",
      '<script setup lang="ts">\nconsole.log(apiToken as string);\n</script>',
      ["apiToken"],
    ],
    "a component of Svelte": ["a.svelte", "<script>console.log(apiToken);</script>\n<p>{a}</p>", ["apiToken"]],
    "a component of Astro": ["a.astro", "---\nconsole.log(apiToken);\n---\n<p/>", ["apiToken"]],
    "a fence of Markdown": ["a.md", "# 🙂\n\n```python\nprint(api_token)\n```\n", ["api_token"]],
    "two fences of two languages": [
      "a.md",
      "~~~js\nconsole.log(apiToken);\n~~~\n```sh\necho $API_TOKEN\n```\n",
      ["apiToken", "API_TOKEN"],
    ],
    "a step of a workflow": [
      ".github/workflows/a.yml",
      "jobs:\n  a:\n    steps:\n      - run: |\n          ls ${{ a.b }}\n          echo $API_TOKEN\n",
      ["API_TOKEN"],
    ],
    "a script of GitLab": [".gitlab-ci.yml", "a:\n  script:\n    - ls\n    - echo $API_TOKEN\n", ["API_TOKEN"]],
    "an instruction of a Dockerfile": [
      "Dockerfile",
      "FROM a\nRUN --mount=type=secret,id=b ls && \\\n  echo $API_TOKEN\n",
      ["API_TOKEN"],
    ],
    "no script that is data": ["a.html", '<script type="application/json">console.log(apiToken)</script>', []],
    "no prose": ["a.md", "console.log(apiToken)\n\n```text\nconsole.log(apiToken)\n```\n", []],
    "no other key of a workflow": [".github/workflows/a.yml", "jobs:\n  a:\n    name: echo $API_TOKEN\n", []],
    "no list of words": ["Dockerfile", 'FROM a\nRUN ["echo", "$API_TOKEN"]\n', []],
    "no page that is not closed": ["a.html", "<script>console.log(apiToken)", []],
  };
  for (const [what, [path, text, expected]] of Object.entries(files))
    it(`are read in ${what}`, async () => assert.deepEqual(await found(path, text), expected));

  it("are looked for in linear time", async () => {
    for (const text of ["<script>", "<script ", '<script a="', "```js\n", "~~~", "---\n"])
      for (const path of ["a.html", "a.astro", "a.md"])
        await scanHandling(
          { path, text: `console.log(apiToken) ${text.repeat(2000)}` },
          builtinCatalogue,
          builtGrammars,
        );
  }).timeout(20_000);
});
