/** What a team adds to the handling rules: its own calls, its own words, its own rules. */
import assert from "node:assert/strict";
import { stringify } from "yaml";
import { TestFolder } from "../../lsp/workspace.ts";
import { tokenward } from "../../scratch.ts";

describe("a team's tables and handling rules", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder({
      "a.js": 'acme.journal.put("key", apiKey);\n',
      "b.js": "console.log(JSON.stringify(apiKey));\n",
      "c.js": "console.log(kennwort);\n",
      "d.js": 'acme.call("http://api.example.org/x?api_key=" + apiKey);\n',
      "e.js": 'acme.bucket = "public";\n',
    });
  });
  afterEach(() => folder.remove());

  const found = (): string[] => {
    const { stdout, stderr, status } = tokenward(folder.path, ["scan", "--format", "json", "--no-cache"]);
    assert.deepEqual([stderr, status === 2], ["", false]);
    const { findings } = JSON.parse(stdout) as { findings: { path: string; ruleId: string }[] };
    return findings.map(({ path, ruleId }) => `${path} ${ruleId}`).sort();
  };

  it("change what is found in calls of its own", () => {
    const before = found();
    assert.ok(!before.some((each) => each.startsWith("a.js") || each.startsWith("c.js") || each.startsWith("e.js")));
    assert.ok(before.some((each) => each.startsWith("b.js handling/")));
    const rule = {
      id: "handling/acme-public-bucket",
      title: "Public bucket",
      risk: "Anybody reads it.",
      advice: "Make it private.",
      severity: "warning",
      confidence: "high",
      match: [{ languages: ["javascript"], setting: ["**.bucket"], values: ["public"] }],
      examples: { javascript: ['a.bucket = "public"'] },
      cwe: ["CWE-200"],
      sources: ["https://example.org"],
      nonExamples: { javascript: ['a.bucket = "private"'] },
    };
    folder.write(
      ".tokenward.yml",
      stringify({
        tables: {
          loggers: ["acme.journal.put"],
          sanitizers: ["JSON.stringify"],
          httpClients: ["acme.call"],
          sensitiveNames: { password: ["kennwort"] },
        },
        ownRules: [rule],
        rules: { "handling/acme-public-bucket": "error" },
      }),
    );
    const after = found();
    const cleartext = /^d\.js handling\/token-over-cleartext-http/;
    for (const expected of [
      cleartext,
      /^a\.js handling\/.*log/,
      /^c\.js handling\/.*log/,
      /^e\.js handling\/acme-public-bucket/,
    ])
      assert.ok(
        after.some((each) => expected.test(each)),
        `${expected} in ${after}`,
      );
    assert.ok(!after.some((each) => each.startsWith("b.js")), String(after));
  });
});
