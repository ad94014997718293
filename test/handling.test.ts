/** Every handling rule is sound, finds its examples in every language, and not its near misses. */
import assert from "node:assert/strict";
import { handlingFilePaths, loadHandlingFile } from "../scripts/handling-files.ts";
import { builtinCatalogue } from "./builtin.ts";
import { builtGrammars, handlingFaults } from "./handling-examples.ts";

const files = handlingFilePaths().map((path) => ({ path, ...loadHandlingFile(path) }));

describe("handling rules", () => {
  it("have ids of their own", () => {
    const ids = files.flatMap(({ rules }) => rules.flatMap(({ rule }) => [rule.id, ...rule.aliases]));
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
    );
  });

  for (const { path, problems, rules } of files) {
    describe(path, () => {
      it("is well-formed", () => assert.deepEqual(problems, []));
      for (const { source } of rules) {
        it(`${source.id} finds its examples and no near miss`, async () =>
          assert.deepEqual(await handlingFaults(source, builtinCatalogue, builtGrammars), []));
      }
    });
  }
});
