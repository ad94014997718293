/** A team config: levels by id and glob, paths that are left alone, and problems with their place. */
import assert from "node:assert/strict";
import { applyLevels, levelOf, readTeamConfig } from "../../server/src/config/team-config.ts";
import type { Finding } from "../../server/src/engine/finding.ts";
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
      rules: [
        { glob: "token/a", level: "off" },
        { glob: "token/*", level: "info" },
      ],
      ignore: ["fixtures/", "!x"],
      problems: [],
    });
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
    assert.match(level![2], /token\/b.*error, warning, info and off/);
    assert.deepEqual([key?.[0], key?.[1]], [3, 0]);
    assert.match(key![2], /"odd".*rules, ignore and baseline/);
    assert.deepEqual([path?.[0], path?.[1]], [6, 4]);
    assert.deepEqual(rest, []);
  });

  it("names what has another shape", () => {
    assert.match(problemsOf("- a\n")[0]![2], /map/);
    assert.match(problemsOf("rules: [a]\n")[0]![2], /maps rule ids/);
    assert.match(problemsOf("ignore: src/\n")[0]![2], /list of paths/);
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
