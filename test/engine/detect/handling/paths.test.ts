/** The syntax of paths in rules and tables. */
import assert from "node:assert/strict";
import { pathTest } from "../../../../server/src/engine/detect/handling/paths.ts";

describe("paths", () => {
  const cases: readonly (readonly [path: string, found: readonly string[], missed: readonly string[]])[] = [
    ["console.log", ["console.log", "Console.Log"], ["console.logs", "my.console.log", "consoleXlog"]],
    ["console.{log,error}", ["console.log", "console.error"], ["console.warn", "console."]],
    ["**.logger.info", ["logger.info", "this.logger.info", "a.b.logger.info"], ["mylogger.info", "logger.info.x"]],
    ["jwt.*", ["jwt.sign"], ["jwt", "jwt.sign.x"]],
    ["jwt.**", ["jwt", "jwt.sign", "jwt.sign.x"], ["jwts.sign"]],
    ["**logger().info", ["getlogger().info", "a.logger().info"], ["logger.info"]],
    [
      "**.github/workflows/*.{yml,yaml}",
      [".github/workflows/a.yml", "b/.github/workflows/a.yaml"],
      [".github/workflows/a/b.json"],
    ],
    ["a$b+c", ["a$b+c"], ["aab+c"]],
  ];
  for (const [path, found, missed] of cases)
    it(`${path} means what it says`, () => {
      const test = pathTest([path]);
      assert.deepEqual([found.filter((text) => !test(text)), missed.filter(test)], [[], []]);
    });
});
