/** Configurations of gitleaks become rules of ours, and what is left behind is told with its line. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { ImportError, readGitleaks } from "../../../server/src/config/import/gitleaks.ts";
import { readGitleaksIgnore } from "../../../server/src/config/import/gitleaks-ignore.ts";
import { namedGroup } from "../../../server/src/config/import/named-group.ts";
import { ruleValidator } from "../../../server/src/config/rule-schema.ts";
import { readTeamRules } from "../../../server/src/config/team-rules.ts";
import { seededRandom } from "../../../server/src/engine/mint.ts";
import { TeamRunner } from "../../../server/src/workspace/team/runner.ts";
import { noNames } from "../../../server/src/workspace/team/set.ts";

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../../rules/schema.json"), "utf8"));

/** What a configuration finds in a text: `rule value`, by the rules as they are written into a file and read again. */
function found(config: string, text: string, path = "src/a.txt"): string[] {
  const { rules } = readGitleaks(config);
  const read = readTeamRules(stringify({ rules }, { aliasDuplicateObjects: false }), ruleValidator(schema));
  assert.deepEqual(read.problems, []);
  const setup = {
    task: "team" as const,
    rules: read.rules.map(({ rule }) => rule),
    budget: 60_000,
    names: noNames,
    generic: [],
  };
  const { suspicions } = new TeamRunner(setup, () => performance.now()).run({ path, text });
  return suspicions.map(({ ruleId, span }) => `${ruleId} ${text.slice(span.start, span.end)}`);
}

const rule = (more: string, regex = "acme_([a-z0-9]{8})") =>
  `[[rules]]\nid = "acme"\ndescription = "Acme"\nregex = '''${regex}'''\nkeywords = ["acme_"]\n${more}\n`;

describe("a configuration of gitleaks", () => {
  it("gives the first group that took part, or the one that it names", () => {
    assert.deepEqual(found(rule(""), "x acme_ab12cd34"), ["token/gitleaks-acme ab12cd34"]);
    assert.deepEqual(found(rule("", "acme_(?:x([a-z]{3})|y([a-z]{3}))"), "acme_yabc"), ["token/gitleaks-acme abc"]);
    assert.deepEqual(found(rule("secretGroup = 2", "(acme_)([a-z]{3})"), "acme_abc"), ["token/gitleaks-acme abc"]);
    assert.deepEqual(found(rule("", "acme_[a-z]{3}"), "acme_abc"), ["token/gitleaks-acme acme_abc"]);
  });

  it("asks for entropy", () => {
    assert.deepEqual(found(rule("entropy = 2.5"), "acme_aaaaaaaa"), []);
    assert.equal(found(rule("entropy = 2.5"), "acme_ab12cd34").length, 1);
  });

  it("asks for a path", () => {
    assert.equal(found(rule("path = '''\\.env$'''"), "acme_ab12cd34", "a/.env").length, 1);
    assert.deepEqual(found(rule("path = '''\\.env$'''"), "acme_ab12cd34", "a/b.ts"), []);
  });

  it("asks for a keyword anywhere in the file", () => {
    const config = rule("").replace('["acme_"]', '["Zulu"]');
    assert.deepEqual(found(config, "acme_ab12cd34"), []);
    assert.equal(found(config, "acme_ab12cd34\n\n# zulu").length, 1);
  });

  const allowed: Record<string, [string, string]> = {
    "stop words": ['stopwords = ["B12C"]', "acme_ab12cd34"],
    "patterns of the value": ["regexes = ['''^ab''']", "acme_ab12cd34"],
    "patterns of the match": ["regexTarget = \"match\"\nregexes = ['''^acme_ab''']", "acme_ab12cd34"],
    "patterns of the line": ["regexTarget = \"line\"\nregexes = ['''sample''']", "sample = acme_ab12cd34"],
    paths: ["paths = ['''^src/''']", "acme_ab12cd34"],
    "all conditions where it asks for all": [
      "condition = \"AND\"\npaths = ['''^src/''']\nregexes = ['''^ab''']",
      "acme_ab12cd34",
    ],
  };
  for (const [what, [list, text]] of Object.entries(allowed)) {
    it(`leaves out by ${what}, in the old style and the new, of a rule and of all`, () => {
      assert.equal(found(rule(""), text).length, 1);
      assert.deepEqual(found(rule(`[rules.allowlist]\n${list}`), text), []);
      assert.deepEqual(found(rule(`[[rules.allowlists]]\n${list}`), text), []);
      assert.deepEqual(found(`${rule("")}[allowlist]\n${list}\n`, text), []);
      assert.deepEqual(found(`${rule("")}[[allowlists]]\ntargetRules = ["acme"]\n${list}\n`, text), []);
      assert.equal(found(`${rule("")}[[allowlists]]\ntargetRules = ["other"]\n${list}\n`, text).length, 1);
    });
  }

  it("keeps what meets one condition of all that it asks for", () => {
    const list = "[rules.allowlist]\ncondition = \"AND\"\npaths = ['''^other/''']\nregexes = ['''^ab''']";
    assert.equal(found(rule(list), "acme_ab12cd34").length, 1);
  });

  it("tells what it leaves behind, and where", () => {
    const config = `${rule('required = [{ id = "other" }]\nodd = 1\n[rules.allowlist]\ncommits = ["abc"]')}[[rules]]\nid = "files"\npath = '''\\.p12$'''\n[[rules]]\nid = "broken"\nregex = '''(?=x)'''\n[extend]\ndisabledRules = ["x"]\n`;
    const { notes } = readGitleaks(config);
    const told = notes.map(({ line, message }) => `${line} ${message}`);
    for (const expected of [
      /^1 acme: `odd`/,
      /^1 acme: allowlist: `commits`/,
      /^1 acme: .*`required`/,
      /^\d+ files: left out: it looks for paths/,
      /^\d+ broken: left out: its pattern/,
      /disabled rules/,
    ])
      assert.ok(
        told.some((line) => expected.test(line)),
        `${expected} in ${told.join("; ")}`,
      );
    const files = config.split("\n").indexOf('id = "files"');
    assert.ok(told.some((line) => line.startsWith(`${files} files`)));
  });

  it("is refused with its line where it is no TOML", () => {
    assert.throws(
      () => readGitleaks("a = 1\nb = = 2\n"),
      (error) => error instanceof ImportError && /^line 2: /.test(error.message),
    );
  });

  it("is read or refused, never anything else, whatever is broken in it", () => {
    const random = seededRandom(3);
    const whole = rule("entropy = 2\n[[rules.allowlists]]\nregexes = ['''^a''']\nstopwords = ['b']");
    for (let round = 0; round < 1000; round++) {
      const at = Math.floor(random() * whole.length);
      const broken =
        whole.slice(0, at) +
        String.fromCharCode(32 + Math.floor(random() * 95)) +
        whole.slice(at + Math.floor(random() * 4));
      try {
        readGitleaks(broken);
      } catch (error) {
        assert.ok(error instanceof ImportError, String(error));
      }
    }
  });
});

describe("a group of a pattern", () => {
  const named: Record<string, [string, number, string | undefined]> = {
    plain: ["a(b)(c)", 2, "a(b)(?P<secret>c)"],
    "behind groups that count for nothing": ["(?:a)(?i)(b)", 1, "(?:a)(?i)(?P<secret>b)"],
    "with a name": ["(?P<x>a)(b)", 1, "(?P<secret>a)(b)"],
    "behind escapes and classes": ["\\([(](b)", 1, "\\([(](?P<secret>b)"],
    "behind a class that begins with a bracket": ["[](](b)[^](](c)", 2, "[](](b)[^](](?P<secret>c)"],
    missing: ["(a)", 2, undefined],
  };
  for (const [what, [pattern, wanted, expected]] of Object.entries(named))
    it(`gets its name: ${what}`, () => assert.equal(namedGroup(pattern, wanted), expected));
});

describe("a list of what gitleaks ignores", () => {
  it("holds places with and without a commit", () => {
    const { places, notes } = readGitleaksIgnore(
      "# note\nsrc/a.ts:generic-api-key:12\n\n0123456789abcdef0123456789abcdef01234567:b:c/d.ts:jwt:3\nnonsense\n",
    );
    assert.deepEqual(
      places.map(({ path, line }) => [path, line]),
      [
        ["src/a.ts", 12],
        ["b:c/d.ts", 3],
      ],
    );
    assert.deepEqual(
      notes.map(({ line }) => line),
      [5],
    );
  });
});
