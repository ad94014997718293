/** The format junit is well-formed whatever paths hold, and its counts add up. */
import assert from "node:assert/strict";
import { junit } from "../../server/src/report/junit.ts";
import { elementsOf } from "./markup-reader.ts";
import { empty, renamed, sample, values, withUse, written } from "./sample.ts";

describe("the format junit", () => {
  const elements = elementsOf(written(junit, sample), "xml");
  const named = (name: string) => elements.filter((element) => element.name === name);

  it("fails one case a finding, and skips one a file that was not read", () => {
    assert.deepEqual([named("testcase").length, named("failure").length, named("skipped").length], [4, 3, 1]);
    const [suite] = named("testsuite");
    assert.deepEqual([suite!.attributes.tests, suite!.attributes.failures, suite!.attributes.skipped], ["4", "3", "1"]);
    assert.equal(suite!.attributes.timestamp, "2026-01-10T08:30:00");
  });

  it("names the place", () => {
    const [first] = named("testcase");
    assert.deepEqual([first!.attributes.file, first!.attributes.line], ["src/app file.ts", "2"]);
    assert.match(first!.attributes.name!, /^token\/github-pat src\/app file\.ts:2:18$/);
  });

  it("fails a case for an insecure use", () => {
    const failures = elementsOf(written(junit, withUse), "xml").filter(({ name }) => name === "failure");
    assert.equal(failures.at(-1)!.attributes.type, "handling/tls-verification-disabled");
  });

  it("passes one case where nothing was found", () => {
    const names = elementsOf(written(junit, empty), "xml").map(({ name }) => name);
    assert.deepEqual(names, ["testsuites", "testsuite", "testcase"]);
  });

  for (const path of [`a"b'c<d>&e`, "a\nb\tc", "a\u0000\u001bb", "]]>", "\ud800"])
    it(`brings the path ${JSON.stringify(path)} through`, () => {
      const [, , first] = elementsOf(written(junit, renamed(path)), "xml");
      assert.equal(first!.attributes.file, path.replace(/[\u0000\u001b\ud800]/g, "\ufffd"));
    });

  it("holds no value", () => {
    for (const value of values) assert.ok(!written(junit, sample).includes(value));
  });
});
