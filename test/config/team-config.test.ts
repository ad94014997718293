/** A team config: levels by id and glob, paths that are left alone, and problems with their place. */
import assert from "node:assert/strict";
import { applyLevels, levelOf } from "../../server/src/config/levels.ts";
import { emptyConfig, readTeamConfig } from "../../server/src/config/team-config.ts";
import type { Finding } from "../../server/src/engine/finding.ts";
import { mint } from "../../server/src/engine/mint.ts";
import { forSeeds, joinedPieces } from "../texts.ts";

const rules = (text: string) => readTeamConfig(`rules:\n${text}`);

describe("a team config", () => {
  it("may be empty", () => {
    for (const text of ["", "# remark\n", "---\n", "{}"]) {
      const { rules, ignore, problems } = readTeamConfig(text);
      assert.deepEqual([rules, ignore, problems], [[], [], []], text);
    }
  });

  it("gives levels in their order, and paths", () => {
    const config = readTeamConfig("rules:\n  token/a: off\n  'token/*': info\nignore:\n  - fixtures/\n  - '!x'\n");
    assert.deepEqual(config, {
      ...emptyConfig,
      rules: [
        { glob: "token/a", level: "off", position: { line: 1, character: 2 } },
        { glob: "token/*", level: "info", position: { line: 2, character: 2 } },
      ],
      ignore: ["fixtures/", "!x"],
    });
  });

  it("holds all that it may hold", () => {
    const hash = "a".repeat(64);
    const text = `requires: ">=0.1"
extends: [strict, ./base.yml, "@acme/tokens/web", { url: "https://example.org/a.yml", sha256: ${hash} }]
rules: { token/a: { severity: info, confidence: low }, token/b: on }
overrides: [{ files: "*.test.ts", rules: { "*": off } }]
policy: { maxAgeDays: 90, expiryWarningDays: 0, provider: vault }
ledger: .tokenward/ledger.jsonl
baseline: .tokenward/baseline
tables: { loggers: [acme.log.info], httpClients: acme.get, sanitizers: [mask], sensitiveNames: { password: [kennwort] } }
ownRules: [{ id: token/acme }]
`;
    const { problems, ...config } = readTeamConfig(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      config.extends.map(({ source }) => source),
      [
        { kind: "preset", name: "strict" },
        { kind: "file", path: "./base.yml" },
        { kind: "package", name: "@acme/tokens", path: "web" },
        { kind: "remote", url: "https://example.org/a.yml", sha256: hash },
      ],
    );
    assert.deepEqual(
      config.rules.map(({ position: _, ...ruling }) => ruling),
      [
        { glob: "token/a", level: "info", confidence: "low" },
        { glob: "token/b", level: "on" },
      ],
    );
    assert.deepEqual([config.overrides[0]?.files, config.overrides[0]?.rules[0]?.level], [["*.test.ts"], "off"]);
    assert.deepEqual(config.policy, { maxAgeDays: 90, expiryWarningDays: 0, provider: "vault" });
    assert.deepEqual(
      [config.ledger, config.baseline, config.own],
      [".tokenward/ledger.jsonl", ".tokenward/baseline", "ownRules"],
    );
    assert.deepEqual(config.tables, {
      loggers: ["acme.log.info"],
      httpClients: ["acme.get"],
      sanitizers: ["mask"],
      sensitiveNames: { password: ["kennwort"], token: [], key: [] },
    });
    assert.equal(config.requires?.range, ">=0.1");
  });

  const wrong: Readonly<Record<string, readonly [text: string, line: number, message: RegExp]>> = {
    "a range that is none": ["requires: [1]", 0, /range of versions/],
    "a remote config without its hash": ["extends:\n  - https://example.org/a.yml", 1, /pinned/],
    "a remote config with half a hash": [
      "extends:\n  - { url: https://example.org/a, sha256: abc }",
      1,
      /64 hexadecimal/,
    ],
    "a remote config in the clear": [`extends: { url: http://example.org/a, sha256: ${"0".repeat(64)} }`, 0, /https/],
    "what extends nothing": ["extends: [5]", 0, /names presets/],
    "a way out of a package": ["extends: acme/../../x", 0, /no preset/],
    "a severity that is none": ["rules:\n  token/a:\n    severity: loud", 2, /severity is one of/],
    "a confidence that is none": ["rules:\n  token/a:\n    confidence: 1", 2, /high, medium or low/],
    "another key of a rule": ["rules:\n  token/a: { level: info }", 1, /known are severity and confidence/],
    "an override of nothing": ["overrides:\n  - files: a", 1, /names `files` and their `rules`/],
    "an override with more": ["overrides:\n  - { files: a, rules: {}, x: 1 }", 1, /known are files and rules/],
    "days that are none": ["policy:\n  maxAgeDays: soon", 1, /whole number of days/],
    "another policy": ["policy:\n  speed: 1", 1, /known are maxAgeDays/],
    "a ledger that is no path": ["ledger: [a]", 0, /path of a file/],
    "another table": ["tables:\n  x: [a]", 1, /known are loggers/],
    "a word with joints": ["tables:\n  sensitiveNames: [my-word]", 1, /without joints/],
    "own rules that are no list": ["ownRules: {}", 0, /list of rules/],
  };
  for (const [what, [text, line, message]] of Object.entries(wrong))
    it(`tells of ${what}, where it stands, and keeps the rest`, () => {
      const { problems, ignore } = readTeamConfig(`${text}\nignore: [kept]\n`);
      assert.deepEqual(ignore, ["kept"]);
      assert.equal(problems.length, 1);
      assert.equal(problems[0]!.position.line, line);
      assert.match(problems[0]!.message, message);
    });

  it("is never quoted where what it holds could be a token", () => {
    forSeeds(50, (random) => {
      const { text: value } = mint("[[ghp_{alnum:36}]]", random, "github-crc32");
      const places = [
        "KEY: 1",
        "rules: { KEY: 1 }",
        "rules: { token/a: { KEY: 1 } }",
        "overrides: [{ KEY: 1 }]",
        "policy: { KEY: 1 }",
      ];
      const more = [
        "tables: { KEY: [a] }",
        "tables: { sensitiveNames: [KEY] }",
        "extends: KEY",
        "extends: { KEY: 1 }",
        "x: *KEY",
      ];
      for (const place of [...places, ...more, "requires: KEY", "!KEY a: 1", "a: 'KEY", "- KEY"]) {
        const { problems } = readTeamConfig(place.replace("KEY", value));
        assert.ok(problems.length > 0 || place.startsWith("requires") || place.startsWith("!"), place);
        assert.ok(!JSON.stringify(problems).includes(value.slice(8, 20)), place);
      }
    });
  });

  it("is not parsed where that could take long", () => {
    for (const text of ["[".repeat(20_000), "a".repeat(500_001)]) {
      const { problems } = readTeamConfig(text);
      assert.deepEqual([problems.length, problems[0]?.position], [1, { line: 0, character: 0 }]);
    }
  });

  it("takes `off` as YAML 1.1 writes it: false", () => {
    assert.equal(levelOf("token/a", [rules("  token/a: false\n")]), "off");
  });

  const problemsOf = (text: string) =>
    readTeamConfig(text).problems.map(({ message, position }) => [position.line, position.character, message] as const);

  it("names what it does not understand, with its place, and keeps the rest", () => {
    const text = "rules:\n  token/a: off\n  token/b: loud\nodd: 1\nignore:\n  - ok\n  - 5\n";
    const config = readTeamConfig(text);
    assert.deepEqual([config.rules.length, config.ignore], [1, ["ok"]]);
    const [level, key, path, ...rest] = problemsOf(text);
    assert.deepEqual([level?.[0], level?.[1]], [2, 2]);
    assert.match(level![2], /token\/b.*error, warning, info, off and on/);
    assert.deepEqual([key?.[0], key?.[1]], [3, 0]);
    assert.match(key![2], /"odd".*rules, .*ignore/);
    assert.deepEqual([path?.[0], path?.[1]], [6, 4]);
    assert.deepEqual(rest, []);
  });

  it("names what has another shape", () => {
    assert.match(problemsOf("- a\n")[0]![2], /map/);
    assert.match(problemsOf("rules: a\n")[0]![2], /maps rule ids/);
    assert.match(problemsOf("ignore: { a: 1 }\n")[0]![2], /list of paths/);
    assert.equal(problemsOf("rules: [\n").length > 0, true);
    assert.equal(problemsOf("rules: {}\nrules: {}\n").length, 1);
  });

  it("never throws", () => {
    const pieces = [
      "rules:",
      "\n",
      "  ",
      "token/a",
      ": off",
      "- ",
      "ignore",
      "[",
      "{",
      "&a ",
      "*a",
      "!!x",
      "'",
      '"',
      "\t",
      "? ",
      "|",
      "<<: ",
    ];
    forSeeds(500, (random) => {
      const config = readTeamConfig(joinedPieces(pieces, 12, random));
      levelOf("token/a", [config]);
    });
  });
});

describe("the level of a rule", () => {
  it("is given by the last entry that matches", () => {
    const config = rules("  'token/*': off\n  token/a: error\n");
    assert.deepEqual(
      ["token/a", "token/b", "handling/a"].map((id) => levelOf(id, [config])),
      ["error", "off", undefined],
    );
    assert.equal(levelOf("token/a", [rules("  token/a: error\n  'token/*': off\n")]), "off");
  });

  it("is given by the innermost config that says anything", () => {
    const [outer, inner] = [rules("  'token/*': off\n"), rules("  token/a: info\n")];
    assert.equal(levelOf("token/a", [outer, inner]), "info");
    assert.equal(levelOf("token/b", [outer, inner]), "off");
  });

  it("is matched whole, stars standing for any text and all else for itself", () => {
    const matches = (glob: string, id: string): boolean => levelOf(id, [rules(`  '${glob}': info\n`)]) === "info";
    assert.ok(
      matches("*", "token/a") && matches("token/*-key", "token/x-y-key") && matches("*/generic-*", "token/generic-a"),
    );
    assert.ok(!matches("token/a", "token/ab") && !matches("oken/a", "token/a") && !matches("token.a", "token/a"));
    assert.ok(!matches("token/(a)", "token/a") && !matches("token/[a]", "token/a"));
  });

  it("is applied to findings", () => {
    const found = ["token/a", "token/b", "token/c"].map((ruleId) => ({ ruleId, severity: "error" }) as Finding);
    const applied = applyLevels(found, [rules("  token/a: off\n  token/b: info\n")]);
    assert.deepEqual(
      applied.map(({ ruleId, severity }) => [ruleId, severity]),
      [
        ["token/b", "info"],
        ["token/c", "error"],
      ],
    );
    assert.deepEqual(applyLevels(found, []), found);
  });
});
