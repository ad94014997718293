/** `tokenward import`: rules, known places and settings of other scanners come along. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { parse } from "yaml";
import { TestFolder } from "../lsp/workspace.ts";
import { mintedOf, tokenward } from "../scratch.ts";

const [first, second] = [mintedOf("token/github-pat", 3), mintedOf("token/github-pat", 11)];
const BASELINE = ".tokenward/baseline.jsonl";

describe("tokenward import", () => {
  let folder: TestFolder;
  const run = (...args: string[]) => tokenward(folder.path, args);
  const open = () =>
    JSON.parse(run("scan", "--format", "json", "--baseline", BASELINE).stdout).findings.map(
      ({ path }: { path: string }) => path,
    );
  beforeEach(() => {
    folder = new TestFolder({ "src/a.txt": `\n${first.text}\n`, "src/b.txt": second.text });
  });
  afterEach(() => folder.remove());

  it("brings rules along, and the configs that they build on", () => {
    folder.write("base.toml", "[[rules]]\nid = 'base'\nregex = '''base_([a-z]{8})'''\n");
    folder.write(
      ".gitleaks.toml",
      "[extend]\npath = 'base.toml'\nuseDefault = true\n[[rules]]\nid = 'own'\nregex = '''own_([a-z]{8})'''\n[[rules]]\nid = 'p'\npath = 'x'\n",
    );
    const { status, stdout, stderr } = run("import", "gitleaks", ".gitleaks.toml");
    assert.equal(status, 0);
    assert.deepEqual(
      parse(stdout).rules.map(({ id }: { id: string }) => id),
      ["token/gitleaks-base", "token/gitleaks-own"],
    );
    assert.match(stderr, /^\.gitleaks\.toml: extend: Tokenward's built-in rules/m);
    assert.match(stderr, /^\.gitleaks\.toml:7: p: left out/m);
    folder.write("rules.yml", stdout);
    assert.deepEqual([run("rules", "test", "rules.yml").status], [0]);
  });

  it("knows what a baseline of detect-secrets knows", () => {
    const hash = createHash("sha1").update(first.value).digest("hex");
    const results = {
      "src/a.txt": [{ type: "GitHub Token", hashed_secret: hash, line_number: 99 }],
      "gone.txt": [{ type: "x", hashed_secret: hash }],
    };
    const filters = [{ path: "detect_secrets.filters.allowlist.is_line_allowlisted" }, { path: "acme.filter" }];
    folder.write(".secrets.baseline", JSON.stringify({ version: "1.5.0", filters_used: filters, results }));
    const { status, stdout, stderr } = run("import", "detect-secrets", ".secrets.baseline");
    assert.equal(status, 0);
    assert.match(stdout, /Of 2 entries 1 are findings here; they are in \.tokenward\/baseline\.jsonl now\./);
    assert.match(stderr, /acme\.filter is not carried over/);
    assert.doesNotMatch(stderr, /allowlist/);
    assert.match(stderr, /^gone\.txt: /m);
    assert.deepEqual(open(), ["src/b.txt"]);
    assert.ok(!folder.read(BASELINE).includes(hash) && !folder.read(BASELINE).includes(first.value));
  });

  it("knows what .gitleaksignore knows, and adds to a baseline", () => {
    folder.write(".gitleaksignore", "src/a.txt:github-pat:2\n");
    assert.equal(run("import", "gitleaks", ".gitleaksignore").status, 0);
    assert.deepEqual(open(), ["src/b.txt"]);
    folder.write(".gitleaksignore", "src/b.txt:github-pat:1\n");
    assert.equal(run("import", "gitleaks", ".gitleaksignore").status, 0);
    assert.deepEqual(open(), []);
  });

  it("takes over what a configuration of secretlint turns off and leaves out", () => {
    const rules = [
      {
        id: "@secretlint/secretlint-rule-preset-recommend",
        rules: [{ id: "@secretlint/secretlint-rule-github", disabled: true }],
      },
      { id: "@secretlint/secretlint-rule-npm", options: { allows: ["/x/"] } },
    ];
    folder.write(".secretlintrc.json", JSON.stringify({ rules }));
    const { stdout, stderr } = run("import", "secretlint", ".secretlintrc.json");
    assert.deepEqual(parse(stdout), { rules: { "token/github*": "off" } });
    assert.match(stderr, /rule-npm: `allows` is left out/);
    folder.write(".secretlintignore", "# note\ndist/\n*.lock\n");
    assert.deepEqual(parse(run("import", "secretlint", ".secretlintignore").stdout), { ignore: ["dist/", "*.lock"] });
  });

  const failures: Record<string, [string, string, string]> = {
    "a file that is no TOML": ["gitleaks", "x.toml", "= 1"],
    "a baseline that is no JSON": ["detect-secrets", "x", "{"],
    "a baseline without results": ["detect-secrets", "x", "{}"],
    "a configuration without rules": ["secretlint", "x.json", "{}"],
  };
  for (const [what, [scanner, file, text]] of Object.entries(failures))
    it(`says so of ${what}`, () => {
      folder.write(file, text);
      const { status, stderr } = run("import", scanner, file);
      assert.equal(status, 2);
      assert.match(stderr, new RegExp(`^tokenward: ${file.replace(".", "\\.")}: `));
      assert.equal(run("import", scanner, "missing").status, 2);
    });
});
