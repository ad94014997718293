/** The comment that accepts a finding stands where the language allows it, and is understood by the engine. */
import assert from "node:assert/strict";
import { scan } from "../../../server/src/engine/index.ts";
import { suppressionOf } from "../../../server/src/lsp/comments/suppression.ts";
import { catalogue, Mint } from "../tokens.ts";

const TOKEN = "@@";

/** The line that is written, its reason shortened; and where it is written, the text is without findings. */
function written(languageId: string, path: string, template: string): string | undefined {
  const text = template.replaceAll(TOKEN, new Mint(5).github());
  const document = { path, text, languageId };
  const finding = scan(document, catalogue).findings[0];
  assert.ok(finding, "the text holds a finding");
  const insertion = suppressionOf(document, finding);
  if (!insertion) return undefined;
  const { offset, before, reason, after } = insertion;
  const suppressed = `${text.slice(0, offset)}${before}${reason ? "why" : ""}${after}${text.slice(offset)}`;
  assert.deepEqual(scan({ ...document, text: suppressed }, catalogue).findings, [], "the engine understands it");
  return `${before}${after}`.replace(/tokenward-ignore-next-line token\/github-pat -- /, "@ ");
}

describe("the comment that suppresses a finding", () => {
  const lines: readonly (readonly [string, string, string, string])[] = [
    ["javascript", "a.js", `const t = "${TOKEN}";\n`, "// @ \n"],
    ["typescript", "a.ts", `f(\n    "${TOKEN}",\n);\n`, "    // @ \n"],
    ["python", "a.py", `def f():\n\tt = "${TOKEN}"\n`, "\t# @ \n"],
    ["go", "a.go", `package a\n\nconst t = "${TOKEN}"\n`, "// @ \n"],
    ["shellscript", "a.sh", `#!/bin/sh\nexport T=${TOKEN}\n`, "# @ \n"],
    ["yaml", "a.yml", `a:\n  - t: ${TOKEN}\n`, "  # @ \n"],
    ["dockercompose", "compose.yml", `services:\n  w:\n    environment:\n      T: "${TOKEN}"\n`, "      # @ \n"],
    ["sql", "a.sql", `select 1;\nselect '${TOKEN}';\n`, "-- @ \n"],
    ["html", "a.html", `<p>\n  ${TOKEN}\n</p>\n`, "  <!-- @  -->\n"],
    ["html", "b.html", `<p>${TOKEN}</p>\n`, "<!-- @  -->\n"],
    ["css", "a.css", `/* a */\na { b: "${TOKEN}"; }\n`, "/* @  */\n"],
    ["lua", "a.lua", `local t = "${TOKEN}"\n`, "-- @ \n"],
    ["ini", "a.ini", `[x]\nt=${TOKEN}\n`, "; @ \n"],
    ["dockerfile", "Dockerfile", `FROM x\nENV T=${TOKEN}\n`, "# @ \n"],
    ["terraform", "a.tf", `a {\n  t = "${TOKEN}"\n}\n`, "  # @ \n"],
    ["rust", "a.rs", `fn main() {\r\n  let t = "${TOKEN}";\r\n}\r\n`, "  // @ \r\n"],
    ["php", "a.php", `<?php\n$t = "${TOKEN}";\n`, "// @ \n"],
    ["vb", "a.vb", `Dim t = "${TOKEN}"\n`, "' @ \n"],
    ["plaintext", ".env.local", `T=${TOKEN}\n`, "# @ \n"],
    ["plaintext", "x.py", `t = "${TOKEN}"\n`, "# @ \n"],
    ["markdown", "a.md", `Use ${TOKEN}\n`, "<!-- @  -->\n"],
    ["vue", "a.vue", `<script>\nconst t = "${TOKEN}";\n</script>\n`, "// @ \n"],
    ["vue", "b.vue", `<script>\nlet a;\n</script>\n<template>\n  <p>${TOKEN}</p>\n</template>\n`, "  <!-- @  -->\n"],
    ["javascriptreact", "a.jsx", `return (\n  <A>\n    <B t="${TOKEN}" />\n  </A>\n);\n`, "    {/* @  */}\n"],
    ["typescriptreact", "a.tsx", `return (\n  <B t="${TOKEN}" />\n);\n`, "  // @ \n"],
    ["typescriptreact", "b.tsx", `const f = () =>\n  g("${TOKEN}");\n`, "  // @ \n"],
    ["javascript", "c.js", `/**\n * Use ${TOKEN}\n */\n`, " * @ \n"],
    ["yaml", ".github/workflows/a.yml", `x:\n  - run: |\n      echo ${TOKEN}\n`, "      # @ \n"],
    ["yaml", "d.yml", `m: don't\nt: ${TOKEN}\n`, "# @ \n"],
    ["javascript", "d.js", `const a = \`x\`;\nconst t = "${TOKEN}";\n`, "// @ \n"],
    ["shellscript", "h.sh", `cat <<EOF\nit's\nEOF\nT=${TOKEN}\n`, "# @ \n"],
  ];
  for (const [languageId, path, template, expected] of lines) {
    it(`stands above the line in ${languageId} (${path})`, () =>
      assert.equal(written(languageId, path, template), expected));
  }

  const none: readonly (readonly [string, string, string, string])[] = [
    ["a language without comments", "json", "a.json", `{\n  "t": "${TOKEN}"\n}\n`],
    ["a language that is not known", "brainfuck", "a.bf", `${TOKEN}\n`],
    ["a literal over several lines", "javascript", "a.js", `const t = \`\n${TOKEN}\n\`;\n`],
    ["a literal over several lines", "python", "a.py", `t = """\n${TOKEN}\n"""\n`],
    ["a literal over several lines", "shellscript", "a.sh", `t='\n${TOKEN}\n'\n`],
    ["a here-document", "shellscript", "a.sh", `cat <<'EOF'\n${TOKEN}\nEOF\n`],
    ["a line that goes on", "shellscript", "a.sh", `curl \\\n  -H "token: ${TOKEN}"\n`],
    ["a block scalar", "yaml", "a.yml", `a: |\n  b\n    c\n  ${TOKEN}\n`],
    ["a tag", "html", "a.html", `<a\n  href="${TOKEN}">\n`],
    ["text before the code", "php", "a.php", `token ${TOKEN}\n<?php\n`],
    ["a place where it would be XML that is not well-formed", "xml", "a.xml", `<t>${TOKEN}</t>\n`],
  ];
  for (const [what, languageId, path, template] of none) {
    it(`is not written into ${what} (${languageId})`, () =>
      assert.equal(written(languageId, path, template), undefined));
  }

  it("joins a comment that stands there already", () => {
    const template = `// tokenward-ignore-next-line token/slack-bot-token -- for the demo\nf("${TOKEN}");\n`;
    assert.equal(written("javascript", "a.js", template), ", token/github-pat");
  });
});
